// Where somebody is on a page: what is in view, the card that is open, what is unfolded, what has the focus.
//
// A page is seldom as long after an edit as it was before, so a place is kept by the texts in view and not by a distance from
// the top, which is only for pages that have none of these texts any more.

const KEY = "onrecord-place";

/** What a reader's eye holds on to. */
const TEXTS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, figure, figcaption, blockquote, pre, tr, summary";

/** How many texts are kept: the nearest ones may be those that are being edited. */
const KEPT = 24;

const FOCUSABLE = "a, button, input, select, textarea, summary, [tabindex]";

/** Goes by the id where there is one; else by the words, without the numbers, which change with what stands before. */
function nameOf(element) {
  if (element.id) return `#${element.id}`;
  const words = element.textContent.replace(/[\d\s]+/g, " ").trim().slice(0, 300);
  return [element.localName, element.getAttribute("href") ?? element.getAttribute("name") ?? "", words].join("|");
}

function byName(elements) {
  const named = new Map();
  for (const element of elements) {
    const name = nameOf(element);
    if (named.has(name)) named.get(name).push(element);
    else named.set(name, [element]);
  }
  return named;
}

/** The texts of the page, without those that float over it. */
function texts() {
  const within = document.querySelector("main") ?? document.body;
  return byName([...within.querySelectorAll(TEXTS)].filter((element) => !element.closest("[popover]")));
}

function anchors() {
  const found = [];
  for (const [name, [element, ...others]] of texts()) {
    if (others.length || !element.getClientRects().length) continue;
    const { top, bottom } = element.getBoundingClientRect();
    const seen = bottom > 0 && top < innerHeight;
    found.push({ name, top, far: Math.abs(top) + (seen ? 0 : 1e6) });
  }
  return found.sort((a, b) => a.far - b.far).slice(0, KEPT);
}

/** Takes down the scroll place. */
export function keep() {
  return { x: scrollX, y: scrollY, atTop: scrollY < 1, anchors: scrollY < 1 ? [] : anchors() };
}

/** Goes to a scroll place that was taken down. */
export function settle({ x, y, atTop, anchors }) {
  const before = scrollY;
  const named = atTop ? new Map() : texts();
  const anchor = anchors.find(({ name }) => named.get(name)?.length === 1);
  if (anchor) {
    const { top } = named.get(anchor.name)[0].getBoundingClientRect();
    scrollBy({ top: top - anchor.top, behavior: "instant" });
  } else {
    scrollTo({ left: x, top: y, behavior: "instant" });
  }
  // An open card finds its phrase again when the window's size changes.
  if (scrollY !== before) dispatchEvent(new Event("resize"));
}

/** Takes down everything before the page loads itself again. */
export function leave() {
  const place = { ...keep(), address: location.pathname + location.search, folds: folds(), card: card(), focus: focus() };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
    // Else the browser goes to the old distance from the top, later than we do.
    history.scrollRestoration = "manual";
  } catch { /* storage may be off */ }
}

/** Puts back what `leave` took down on the page before. */
export function restore() {
  let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
  } catch { /* as above */ }
  if (place?.address !== location.pathname + location.search) return;
  unfold(place.folds);
  settle(place);
  if (place.card) reopen(place.card);
  else nth(place.focus)?.focus({ preventScroll: true });
  settle(place);
  keepUntilLoaded(place);
}

/** Pictures and fonts that come later move the page again; whoever moved it meanwhile wants to be elsewhere. */
function keepUntilLoaded(place) {
  const moved = new AbortController();
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(name, () => moved.abort(), { once: true, passive: true, signal: moved.signal });
  }
  const done = () => {
    if (!moved.signal.aborted) settle(place);
    moved.abort();
    history.scrollRestoration = "auto";
  };
  if (document.readyState === "complete") done();
  // After the browser has gone to the target of the address, which it does when all is loaded.
  else addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true });
}

/** The claim whose card is open, and which of its marks opened it. */
function card() {
  const open = document.querySelector('.prose .ref[aria-expanded="true"]');
  if (!open) return null;
  const href = open.getAttribute("href");
  return { href, at: markers(href).indexOf(open), scrolled: document.getElementById("peek")?.scrollTop ?? 0 };
}

const markers = (href) => [...document.querySelectorAll(".prose .ref")].filter((marker) => marker.getAttribute("href") === href);

function reopen({ href, at, scrolled }) {
  const found = markers(href);
  const marker = found[at] ?? found.at(-1);
  // Without the site's own script a click would lead away.
  if (!marker?.hasAttribute("aria-expanded")) return;
  marker.click();
  document.getElementById("peek")?.scrollTo({ top: scrolled, behavior: "instant" });
}

/** Whether each part that folds is open, by its summary. */
function folds() {
  return [...byName(document.querySelectorAll("summary"))].map(([name, all]) => [name, all.map((one) => one.parentElement.open === true)]);
}

function unfold(folds) {
  const named = byName(document.querySelectorAll("summary"));
  for (const [name, open] of folds) {
    (named.get(name) ?? []).forEach((summary, at) => {
      if (open[at] !== undefined) summary.parentElement.open = open[at];
    });
  }
}

function focus() {
  const element = document.activeElement;
  if (!element?.matches(FOCUSABLE)) return null;
  const name = nameOf(element);
  return { name, at: byName(document.querySelectorAll(FOCUSABLE)).get(name).indexOf(element) };
}

function nth(place) {
  return place && byName(document.querySelectorAll(FOCUSABLE)).get(place.name)?.[place.at];
}
