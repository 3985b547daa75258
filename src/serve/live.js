// Added by `onrecord serve` to the pages that it shows; no built page has it.
//
// The server says which version of the site it shows. A page of another version loads itself again, whether the site
// changed or the preview was stopped and started. While the site has errors they lie over the last good page.
(() => {
  "use strict";
  const version = document.currentScript.dataset.version;
  let source = null;
  let overlay = null;

  function listen() {
    source = new EventSource("/_onrecord/events");
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== version) location.reload();
      else showTrouble(state.trouble);
    });
  }

  // Browsers open six connections to one server and no more: tabs that nobody looks at give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) source?.close();
    else listen();
  });
  if (!document.hidden) listen();

  function showTrouble(text) {
    overlay?.remove();
    overlay = null;
    if (!text) return;
    overlay = styled("div", { all: "initial", position: "fixed", inset: "auto 0 0 0", zIndex: "2147483647" });
    overlay.id = "onrecord-trouble";
    const panel = styled("div", {
      boxSizing: "border-box", maxHeight: "70vh", overflow: "auto", padding: "1rem 1.25rem",
      background: "#1d1b19", color: "#f4f1ec", borderTop: "4px solid #d9534a", font: "14px/1.5 system-ui, sans-serif",
    });
    panel.setAttribute("role", "alert");
    const hide = styled("button", { float: "inline-end", font: "inherit", padding: "0.25rem 0.75rem", cursor: "pointer" });
    hide.textContent = "Hide";
    hide.addEventListener("click", () => overlay.remove());
    const head = styled("strong", { display: "block", fontSize: "16px" });
    head.textContent = version
      ? "The site has errors. Behind this is the last version without them."
      : "The site has errors and could not be built yet.";
    const list = styled("pre", {
      margin: "0.75rem 0 0", whiteSpace: "pre", overflowX: "auto",
      font: "13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    });
    list.textContent = text;
    panel.append(hide, head, list);
    // A shadow root keeps the site's style sheets out.
    overlay.attachShadow({ mode: "open" }).append(panel);
    document.body.append(overlay);
  }

  function styled(name, style) {
    const element = document.createElement(name);
    Object.assign(element.style, style);
    return element;
  }
})();
