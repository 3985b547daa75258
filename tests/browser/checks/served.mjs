// Every page from a server below a sub-path, at each width and in each colour scheme.

import { LOOKS, nameOf, wear, withPage } from "../browser.mjs";
import { clearScreens, photograph } from "../screens.mjs";
import { oneOfEachKind, someOfEachKind } from "../site.mjs";
import { watch } from "../watch.mjs";
import { violations } from "./accessibility.mjs";

/** How many pages are read at once. */
const AT_ONCE = 2;

/** What reaches past the edge of the window at its present width. */
export function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const room = root.clientWidth;
    if (root.scrollWidth <= room) return [];
    const leftward = getComputedStyle(root).direction === "rtl";
    const past = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (leftward ? left < -0.5 : right > room + 0.5);
    });
    const names = past.slice(0, 3).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
    return [`${root.scrollWidth} px wide in a window of ${room}: ${names.join(", ")}`];
  });
}

/** What would be read out without a word that says what it is: axe-core takes a number for a name. */
function nameless(page) {
  return page.evaluate(() => {
    const saysIt = {
      "a.ref": (marker) => /\p{L}/u.test(marker.textContent.split(/\p{N}/u)[0]),
      "legend, summary, caption, h1, h2, h3": (head) => head.textContent.trim() !== "",
      "nav:not([aria-labelledby])": (nav) => Boolean(nav.getAttribute("aria-label")?.trim()),
      "[aria-labelledby]": (part) => document.getElementById(part.getAttribute("aria-labelledby"))?.textContent.trim(),
    };
    const wrong = Object.entries(saysIt).flatMap(([which, says]) => [...document.querySelectorAll(which)].filter((part) => part.checkVisibility() && !says(part)));
    return wrong.slice(0, 3).map((part) => part.outerHTML.slice(0, 120));
  });
}

/** Every page in one look, and some of each kind in all of them. */
export async function checkServed(site, server, browser, looks, report) {
  const quiet = report.sentence("a served page asks for nothing outside its site");
  const calm = report.sentence("a served page runs without errors in the console");
  const accessible = report.sentence("axe-core finds no violation, at any width, light or dark");
  const named = report.sentence("markers, groups and headings say in words what they are");
  const fits = report.sentence("no page is wider than its window, down to 320 px");
  const alike = report.sentence("a page of each kind looks as it did when somebody last looked at it");
  const first = new Set(oneOfEachKind(site.pages));
  const some = new Set(someOfEachKind(site.pages));
  await clearScreens();

  const visit = async (tab, listener, page) => {
    await tab.goto(server.url(page.file));
    for (const look of LOOKS) {
      const everywhere = look === LOOKS[0];
      if (!everywhere && !some.has(page)) {
        if (look.scheme === "light") {
          await wear(tab, look);
          fits.at(`${page.file} ${nameOf(look)}`, await overflow(tab));
        }
        continue;
      }
      await wear(tab, look);
      accessible.at(`${page.file} ${nameOf(look)}`, await violations(tab));
      fits.at(`${page.file} ${nameOf(look)}`, await overflow(tab));
      if (everywhere) named.at(page.file, await nameless(tab));
      if (first.has(page)) await photograph(tab, page.kind, look, { fullPage: true });
    }
    if (first.has(page)) alike.at(page.file, await looks.differences(tab, page.kind));
    const { requests, complaints } = listener.heard();
    quiet.at(page.file, requests);
    calm.at(page.file, complaints);
  };

  const waiting = [...site.pages];
  const reader = () =>
    withPage(browser, {}, async (tab) => {
      const listener = await watch(tab, server.root);
      for (let page = waiting.shift(); page; page = waiting.shift()) await visit(tab, listener, page);
    });
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
}
