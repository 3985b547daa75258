// The preview of a claim, which the script adds: by pointer, by keyboard, on a phone.

import { LOOKS, WIDE, nameOf, wear, withPage } from "../browser.mjs";
import { photograph } from "../screens.mjs";
import { violations } from "./accessibility.mjs";
import { MARKER, pointAtMarker } from "./markers.mjs";
import { overflow } from "./served.mjs";

const OPEN = "#peek:popover-open";

/** How many presses of Tab may lie between the top of a page and its first marker. */
const TABS = 200;

const isOpen = async (tab) => (await tab.locator(OPEN).count()) > 0;
const first = (tab) => tab.locator(MARKER).first();
const hasFocus = (locator) => locator.evaluate((element) => element.contains(document.activeElement));
const all = (wrong) => wrong.filter(Boolean);

/** What is wrong with the open preview of the first marker's claim. */
async function wrongPreview(tab) {
  if (!(await isOpen(tab))) return ["no preview opened"];
  return tab.locator(OPEN).evaluate((peek, selector) => {
    const marker = document.querySelector(selector);
    const card = document.getElementById(decodeURIComponent(marker.hash.slice(1)));
    const words = (element) => element.querySelector("h3")?.textContent;
    const box = peek.getBoundingClientRect();
    return [
      words(peek) !== words(card) && `it shows “${words(peek)}” where the card has “${words(card)}”`,
      location.hash && `the page moved to ${location.hash}`,
      (box.left < 0 || box.right > document.documentElement.clientWidth) && "it sticks out of the window",
    ].filter(Boolean);
  }, MARKER);
}

/** After the preview was left: it is closed and the focus is on the marker again. */
async function wrongReturn(tab) {
  return all([
    (await isOpen(tab)) && "the preview stayed open",
    !(await hasFocus(first(tab))) && "the focus did not return to the marker",
  ]);
}

async function byPointer(tab, look, sentences, where) {
  await wear(tab, look);
  const { x, y } = await pointAtMarker(tab);
  await tab.mouse.click(x, y);
  sentences.click.at(where, await wrongPreview(tab));
  if (!(await isOpen(tab))) return;
  await photograph(tab, "card-open", look);
  sentences.inside.holds(where, await hasFocus(tab.locator(OPEN)), "the focus stayed outside");
  sentences.accessible.at(where, await violations(tab));
  sentences.fits.at(where, await overflow(tab));
  await tab.keyboard.press("Escape");
  sentences.escape.at(where, await wrongReturn(tab));
}

/** Where the open card and the window do not fit, one marker after the other. Each is brought to the middle first. */
async function everyMarker(tab, viewport, sentences, where) {
  await tab.setViewportSize(viewport);
  const wrong = await tab.evaluate((selector) => {
    const out = [];
    for (const marker of document.querySelectorAll(selector)) {
      marker.scrollIntoView({ block: "center", behavior: "instant" });
      marker.click();
      const { top, left, bottom, right } = document.getElementById("peek").getBoundingClientRect();
      const inside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= document.documentElement.clientWidth;
      if (!inside || bottom === top) out.push(`${marker.hash}: from ${top} to ${bottom} down, ${left} to ${right} across`);
      marker.click();
    }
    return out;
  }, MARKER);
  sentences.inWindow.at(where, wrong);
}

async function byKeyboard(tab, sentences, where) {
  let reached = false;
  for (let presses = 0; presses < TABS && !reached; presses += 1) {
    await tab.keyboard.press("Tab");
    reached = await hasFocus(first(tab));
  }
  sentences.tab.holds(where, reached, `not reached by ${TABS} presses of Tab`);
  if (!reached) return;
  sentences.silent.holds(where, !(await isOpen(tab)), "focus alone opened it");
  await tab.keyboard.press("Enter");
  sentences.enter.at(where, [
    ...(await wrongPreview(tab)),
    ...all([!(await hasFocus(tab.locator("#peek"))) && "the focus stayed outside"]),
  ]);
  const stops = await tab.locator("#peek").locator("a[href], button").count();
  for (let presses = 0; presses <= stops && (await isOpen(tab)); presses += 1) await tab.keyboard.press("Tab");
  sentences.past.at(where, await wrongReturn(tab));
}

/** Notes in the page when the pointer came to the first marker and when the preview opened, by the page's own clock. */
function timeHover(tab) {
  return tab.evaluate((selector) => {
    const times = (window.hoverTimes = {});
    const marker = document.querySelector(selector);
    marker.addEventListener("pointerover", () => (times.came ??= performance.now()));
    document.getElementById("peek")?.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") times.opened ??= performance.now();
    });
  }, MARKER);
}

async function byHover(tab, sentences, where) {
  const { x, y } = await pointAtMarker(tab);
  await tab.waitForTimeout(100);
  await timeHover(tab);
  await tab.mouse.move(x + 1, y + 1);
  await tab.mouse.move(x, y);
  const opened = await tab.locator(OPEN).waitFor({ timeout: 2000 }).then(() => true, () => false);
  const { came, opened: at } = await tab.evaluate(() => window.hoverTimes);
  sentences.hover.at(where, all([
    !opened && "no preview within two seconds",
    opened && at - came < 390 && `it opened after ${Math.round(at - came)} ms`,
    opened && (await hasFocus(tab.locator("#peek"))) && "it took the focus",
  ]));
  if (!opened) return;
  await tab.locator(OPEN).hover();
  await tab.waitForTimeout(400);
  const survived = await isOpen(tab);
  await tab.mouse.move(2, 2);
  const closed = await tab.locator(OPEN).waitFor({ state: "detached", timeout: 2000 }).then(() => true, () => false);
  sentences.leave.at(where, all([
    !survived && "it closed under the pointer",
    !closed && "it stayed open after the pointer had left",
  ]));
}

/** Reads the first of `articles` as somebody with scripts does; all articles share one script. */
export async function checkPreview(articles, server, browser, report) {
  const sentences = {
    click: report.sentence("a click on a marker opens its card in place"),
    inside: report.sentence("the focus moves into a card that was opened by a click"),
    escape: report.sentence("Escape closes the card and puts the focus back on the marker"),
    accessible: report.sentence("axe-core finds no violation while a card is open"),
    fits: report.sentence("no page grows wider than its window while a card is open"),
    inWindow: report.sentence("at 1280×720 the card of every marker lies wholly inside the window"),
    tab: report.sentence("Tab reaches the first marker"),
    silent: report.sentence("a marker that has the focus does not open by itself"),
    enter: report.sentence("Enter on a marker opens its card and moves the focus into it"),
    past: report.sentence("Tab past the end of a card closes it and puts the focus back on the marker"),
    hover: report.sentence("a pointer that rests on a marker for 400 ms opens its card and takes no focus"),
    leave: report.sentence("the card stays while the pointer is in it, and closes when it leaves"),
  };
  for (const { file } of articles.slice(0, 1)) {
    const opened = (work) =>
      withPage(browser, {}, async (tab) => {
        await tab.goto(server.url(file));
        await work(tab);
      });
    for (const look of LOOKS) await opened((tab) => byPointer(tab, look, sentences, `${file} ${nameOf(look)}`));
    const where = `${file} ${WIDE.width}`;
    // At 400 % a window of 1280 × 900 has room for a quarter of each.
    for (const viewport of [{ width: 1280, height: 720 }, { width: 320, height: 225 }]) {
      await opened((tab) => everyMarker(tab, viewport, sentences, `${file} ${viewport.width}×${viewport.height}`));
    }
    await opened((tab) => byKeyboard(tab, sentences, where));
    await opened((tab) => byHover(tab, sentences, where));
  }
}
