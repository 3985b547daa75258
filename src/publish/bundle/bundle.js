
// What a browser does by itself when another page is opened, for the pages of one file. Without it every link still leads
// where it should.
(() => {
  "use strict";
  const pages = [...document.querySelectorAll(".in-file")];
  const links = [...document.querySelectorAll("a")].filter((link) => !link.closest(".in-file"));
  let page;

  function follow() {
    const before = page;
    page = document.getElementById(location.hash.slice(1))?.closest(".in-file") ?? pages[0];
    document.title = page.dataset.title;
    const current = (page.dataset.in ?? "").split(" ");
    for (const link of links) {
      const href = link.getAttribute("href");
      if (!link.dataset.here && current.includes(href)) link.setAttribute("aria-current", href === `#${page.id}` ? "page" : "true");
      else link.removeAttribute("aria-current");
      if (!link.dataset.here) continue;
      link.setAttribute("href", `#${page.id}:${link.dataset.here}`);
      link.hidden = !document.getElementById(`${page.id}:${link.dataset.here}`);
    }
    if (!before || before === page || location.hash.slice(1) !== page.id) return;
    // Whoever listens to the page starts at its heading.
    const heading = page.querySelector("h1") ?? page;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
  }

  // Where a script finds a page of the site: `articles/x/index.html#claim-y`.
  window.onrecordHref = (path) => {
    const [file, place] = path.split("#");
    return `#/${file.replace(/(^|\/)index\.html$/, "$1")}${place ? `:${place.replaceAll("%3A", ":")}` : ""}`;
  };

  addEventListener("hashchange", follow);
  follow();
})();
