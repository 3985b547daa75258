// What the tests ask of a tab. Each waits until it is so; what never comes fails by the tab's own time limit.

export const PANEL = "onrecord-told .panel";
export const CORNER = "onrecord-told button.corner";
export const CARD = "#peek:popover-open";

/** Waits until the page shows `text`, and is where it was after it loaded itself again. */
export async function shows(tab, text) {
  await tab.waitForFunction(
    (wanted) => document.readyState === "complete" && history.scrollRestoration === "auto" && document.body.innerText.includes(wanted),
    text,
  );
}

/** Opens a page, waits until the site is built, and until the page has heard from the server. */
export async function visit(tab, url) {
  await tab.goto(url);
  await tab.waitForFunction(() => document.querySelector("script[data-base]:not([data-version=''])") && document.querySelector("onrecord-told"));
}

/** Leaves a mark in a page that goes when the page loads itself again. */
export const mark = (tab) => tab.evaluate(() => { window.marked = true; });
export const isMarked = (tab) => tab.evaluate(() => window.marked === true);

/** How far a heading is from the top of the window, after it was scrolled there when `to` is given. */
export function headingAt(tab, words, to) {
  return tab.getByRole("heading", { name: words }).evaluate((heading, to) => {
    if (to !== undefined) scrollBy({ top: heading.getBoundingClientRect().top - to, behavior: "instant" });
    return heading.getBoundingClientRect().top;
  }, to);
}

/** Waits until the panel of diagnostics is open or not. */
export const opened = (tab) => tab.locator(PANEL).waitFor({ state: "visible" });
export const closed = (tab) => tab.locator(PANEL).waitFor({ state: "hidden" });
