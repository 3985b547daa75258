// What the last build had to tell: errors over the page, warnings in a corner that opens.
//
// A shadow root keeps the site's style sheets out and ours in. Texts are only ever set as text.

/** How a reason or a remedy begins at the terminal. */
const NOTE = /^\s+= (note|help):/;

/** What is remembered in the tab: which errors were hidden, and that the warnings are open. */
const HIDDEN = "onrecord-hidden", OPENED = "onrecord-warnings";

const host = document.createElement("onrecord-told");
const panel = make("section", { className: "panel", tabIndex: -1 });
const head = make("h2", { id: "head" });
const editors = make("a", { textContent: "Editors’ view" });
const hide = make("button", { type: "button", className: "hide", textContent: "Hide" });
const list = make("ol", { className: "list" });
const scroller = make("div", { className: "scroller", tabIndex: 0 }, list);
const corner = make("button", { type: "button", className: "corner" });
const silent = make("p", { className: "corner silent", textContent: "The preview has stopped" });
const said = make("p", { className: "said" });

let shown = null, key = "";

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function build() {
  const style = make("link", { rel: "stylesheet", href: new URL("told.css", import.meta.url).href });
  const all = make("aside", { lang: "en", dir: "ltr" });
  all.setAttribute("aria-label", "Preview");
  panel.setAttribute("aria-labelledby", "head");
  if (panel.showPopover) panel.popover = "manual";
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-labelledby", "head");
  said.setAttribute("role", "alert");
  silent.setAttribute("role", "status");
  panel.id = "panel";
  corner.setAttribute("aria-controls", "panel");
  panel.append(make("header", {}, head, editors, hide), scroller);
  panel.hidden = corner.hidden = silent.hidden = true;
  all.append(said, panel, corner, silent);
  host.hidden = true;
  for (const event of ["load", "error"]) style.addEventListener(event, () => { host.hidden = false; place(); });
  host.attachShadow({ mode: "open" }).append(style, all);
  document.body.append(host);
  corner.addEventListener("click", () => open(true));
  hide.addEventListener("click", () => close(true));
  document.addEventListener("keydown", (event) => {
    // What the page itself closes with this key goes first.
    if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
    event.preventDefault();
    close(host.shadowRoot.activeElement !== null);
  });
}

/** Shows what a build told. `base` is the folder of the site, `built` whether a good page lies behind. */
export function show(state, { base, built }) {
  if (!host.isConnected) build();
  silent.hidden = true;
  const news = JSON.stringify([state.build, state.broken, state.told]);
  if (news === key) return;
  key = news;
  const { errors, warnings, groups } = state.told;
  const same = JSON.stringify(shown?.told) === JSON.stringify(state.told);
  shown = state;
  const counted = [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ");
  corner.textContent = counted;
  corner.classList.toggle("broken", state.broken);
  panel.classList.toggle("broken", state.broken);
  head.textContent = state.broken ? `${counted}. ${behind(built)}` : counted;
  editors.href = `${base}editors/`;
  editors.hidden = !built;
  if (!same) {
    list.replaceChildren(...groups.map(item));
    scroller.scrollTop = 0;
  }
  said.textContent = state.broken ? spoken(counted, groups[0]) : "";
  const wanted = state.broken ? stored(HIDDEN) !== key : warnings > 0 && stored(OPENED) === "yes";
  if (wanted) open(false);
  else close(false, false);
}

/** Says that nothing new will come, until something does. */
export function showSilence() {
  if (!host.isConnected) build();
  silent.hidden = false;
}

function behind(built) {
  return built ? "Behind this is the last version without errors." : "The site could not be built yet.";
}

function spoken(counted, first) {
  const where = first?.file ? ` in ${first.file}, line ${first.line}` : "";
  return `${counted}: ${first?.message ?? ""}${where}`;
}

function open(asked) {
  panel.hidden = false;
  place();
  corner.hidden = true;
  if (!asked) return;
  store(shown.broken ? HIDDEN : OPENED, shown.broken ? "" : "yes");
  panel.focus({ preventScroll: true });
}

function close(back, asked = true) {
  if (panel.matches(":popover-open")) panel.hidePopover();
  panel.hidden = true;
  corner.hidden = corner.textContent === "";
  corner.setAttribute("aria-expanded", "false");
  if (!asked) return;
  if (shown.broken) store(HIDDEN, key);
  else store(OPENED, "");
  if (back) corner.focus({ preventScroll: true });
}

/** Lifts an open panel over everything, cards that are open included. What is not displayed cannot be lifted. */
function place() {
  if (panel.hidden || host.hidden || !panel.showPopover) return;
  if (panel.matches(":popover-open")) panel.hidePopover();
  panel.showPopover();
}

function item(group) {
  const [first, ...rest] = group.text.split("\n");
  const where = at(group);
  const title = make("p", { className: "title" },
    make("b", { className: group.severity, textContent: group.severity }), ` ${group.message} `,
    group.rule && make("code", { className: "rule", textContent: group.rule }));
  // The text says first what the title and the place have said already.
  const told = first === `${group.severity}[${group.rule}]: ${group.message}`;
  const lines = told ? rest.slice(rest[0]?.trim() === `--> ${where}` ? 1 : 0) : [first, ...rest];
  // Reasons and remedies are read as sentences, which may be longer than a line of a phone.
  const notes = lines.filter((line) => NOTE.test(line)).map((line) => line.replace(NOTE, "$1:"));
  const text = lines.filter((line) => !NOTE.test(line)).join("\n").replace(/^([\s|]*\n)+|[\s|]+$/g, "");
  const children = [title];
  if (where) children.push(make("p", { className: "at" }, make("code", { textContent: where })));
  if (text) children.push(make("pre", { textContent: text }));
  children.push(...notes.map((note) => make("p", { className: "note", textContent: note })));
  if (group.more.length) children.push(more(group));
  return make("li", {}, ...children);
}

function more({ rule, more, unlisted }) {
  const places = more.map((one) =>
    make("li", {}, at(one) && make("code", { textContent: at(one) }), at(one) ? ` ${one.message}` : one.message));
  if (unlisted) places.push(make("li", { textContent: `… and ${count(unlisted, "other")}` }));
  const total = more.length + unlisted;
  return make("div", { className: "more" },
    make("p", {}, `${total} more `, make("code", { textContent: rule }), ":"), make("ul", {}, ...places));
}

function at({ file, line, column }) {
  return file && `${file}:${line}:${column}`;
}

function count(n, word) {
  return n && `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
}

function stored(name) {
  try { return sessionStorage.getItem(name); } catch { return null; }
}

function store(name, value) {
  try { sessionStorage.setItem(name, value); } catch { /* storage may be off */ }
}
