// Added by `onrecord serve` to the pages that it shows; no built page has it.
//
// The server says which version of the site it shows, and by which steps it came there. A page that is of another version,
// and did not change in any of the steps, stays as it is; one that did loads itself again where it was; and when only its
// style sheets changed, only these are put in anew. While the site has errors they lie over the last good page.

import { listen } from "./listen.js";
import { keep, leave, restore, settle } from "./place.js";
import { show, showSilence } from "./told.js";

const tag = [...document.querySelectorAll("script[data-version][data-base]")].at(-1);
const base = tag.dataset.base;
let version = tag.dataset.version;
let leaving = false;

// Every file that a page loads is noted from here on, however many there are.
performance.setResourceTimingBufferSize(10_000);
restore();
listen(hear, showSilence);

function hear(state) {
  if (leaving) return;
  // A server that has just been started has no pages yet; the page that is open is as good as any until it has.
  if (state.version && state.version !== version) {
    const changed = changedBetween(state.steps, version, state.version);
    const sheets = changed && sheetsToSwap(changed);
    if (!sheets) return reload();
    version = state.version;
    swap(sheets);
  }
  show(state, { base, built: version !== "" });
}

function reload() {
  leaving = true;
  leave();
  location.reload();
}

/** The paths that changed on the way from one version to another; null when that is not known. */
function changedBetween(steps, from, to) {
  const start = steps.findLastIndex((step) => step.from === from);
  const way = start < 0 ? [] : steps.slice(start);
  if (way.at(-1)?.to !== to || way.some((step) => !step.changed)) return null;
  return new Set(way.flatMap((step) => step.changed));
}

/** The page's links to style sheets that changed; null when something else of the page did. */
function sheetsToSwap(changed) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => !link.dataset.onrecordOld);
  const sheets = links.filter((link) => changed.has(fileAt(link.href)));
  const swapped = new Set(sheets.map((link) => fileAt(link.href)));
  const rest = [...changed].filter((path) => !swapped.has(path));
  if (!rest.length) return sheets;
  const used = new Set([
    // The page itself; and the site's page for unknown addresses, which may stand here in place of a page yet to be written.
    fileAt(location.href),
    "404.html",
    ...[...document.querySelectorAll("[src]")].map((element) => fileAt(element.getAttribute("src"))),
    ...performance.getEntriesByType("resource").map((entry) => fileAt(entry.name)),
  ]);
  return rest.some((path) => used.has(path)) ? null : sheets;
}

/** The file of the site at an address; null when that is none of the site. */
function fileAt(address) {
  try {
    const url = new URL(address, document.baseURI);
    const path = decodeURIComponent(url.pathname);
    if (url.origin !== location.origin || !path.startsWith(base)) return null;
    return path.slice(base.length).replace(/(^|\/)$/, "$1index.html");
  } catch {
    return null;
  }
}

/** Loads style sheets again beside the old ones, which go when the new ones are there, so that the page is never bare. */
function swap(links) {
  if (!links.length) return;
  const place = keep();
  let waiting = links.length;
  for (const link of links) {
    const fresh = link.cloneNode();
    const url = new URL(link.href);
    url.searchParams.set("onrecord", version);
    fresh.href = url.href;
    fresh.addEventListener("error", reload);
    fresh.addEventListener("load", () => {
      link.remove();
      waiting -= 1;
      if (!waiting) settle(place);
    });
    link.dataset.onrecordOld = "";
    link.after(fresh);
  }
}
