
// What a browser does by itself when another page is opened, for the pages of one file. Without it every link still leads
// where it should.
(() => {
  "use strict";
  const pages = [...document.querySelectorAll(".in-file")];
  const links = [...document.querySelectorAll("a")].filter((link) => !link.closest(".in-file"));
  function target(hash) {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; /* no address of ours */ }
  }
  const address = (id) => `#${encodeURI(id)}`;
  let page;

  function follow() {
    const before = page;
    const place = target(location.hash);
    page = place?.closest(".in-file") ?? pages[0];
    document.title = page.dataset.title;
    const current = (page.dataset.in ?? "").split(" ");
    for (const link of links) {
      if (link.dataset.here) {
        const here = `${page.id}:${link.dataset.here}`;
        link.setAttribute("href", address(here));
        link.hidden = !document.getElementById(here);
      } else if (current.includes(link.getAttribute("href"))) {
        link.setAttribute("aria-current", target(link.hash) === page ? "page" : "true");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    if (!before || before === page || place !== page) return;
    // Whoever listens to the page starts at its heading.
    const heading = page.querySelector("h1") ?? page;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
  }

  // Where a script finds a page of the site: `articles/x/index.html#claim-y`.
  window.onrecordHref = (path) => {
    const [file, part] = path.split("#").map((words) =>
      decodeURIComponent(words).replaceAll("%", "%25").replaceAll("+", "%2B").replaceAll(" ", "+"));
    return address((file.replace(/(^|\/)index\.html$/, "$1") || "./") + (part ? `:${part}` : ""));
  };

  addEventListener("hashchange", follow);
  follow();
})();
