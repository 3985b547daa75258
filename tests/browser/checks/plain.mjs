// Reading without scripts: markers are links, and the choices of the Display menu still work.

import { WIDE, wear, withPage } from "../browser.mjs";
import { violations } from "./accessibility.mjs";
import { MARKER, pointAtMarker } from "./markers.mjs";

/** The looks of the place that a marker leads to, as far as they could show that it is meant. */
function looksOfCard(tab, hash) {
  return tab.evaluate((id) => {
    const place = document.getElementById(decodeURIComponent(id));
    return [place, ...place.querySelectorAll(".card")].map((element) => {
      const { backgroundColor, boxShadow, outline, border } = getComputedStyle(element);
      return [backgroundColor, boxShadow, outline, border].join(" ");
    }).join("; ");
  }, hash.slice(1));
}

async function followMarker(tab, sentence, where) {
  const hash = await tab.locator(MARKER).first().getAttribute("href");
  const before = await looksOfCard(tab, hash);
  const { x, y } = await pointAtMarker(tab);
  await tab.mouse.click(x, y);
  const landed = await tab.evaluate(() => {
    const box = document.querySelector(":target")?.getBoundingClientRect();
    return box && { hash: location.hash, seen: box.top < innerHeight && box.bottom > 0 };
  });
  sentence.at(where, [
    landed?.hash !== hash && `it led to ${landed?.hash ?? "no place"} and not to ${hash}`,
    landed && !landed.seen && "the card is outside the window",
    (await looksOfCard(tab, hash)) === before && "the card looks like any other",
  ].filter(Boolean));
}

/** The lightness of the page's ground, from 0 to 255. */
function ground(tab) {
  return tab.evaluate(() => {
    const colours = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
    const [red, green, blue] = colours.find((colour) => !/, 0\)$|transparent/.test(colour))?.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}

async function chooseTheme(tab, scheme, sentence, where) {
  await wear(tab, { viewport: WIDE, scheme });
  const wished = scheme === "light" ? "dark" : "light";
  await tab.locator(".display summary").click();
  await tab.locator(`.display input[name=theme][value=${wished}]`).check();
  const isDark = (await ground(tab)) < 128;
  sentence.holds(where, isDark === (wished === "dark"), `the page stayed ${scheme}`);
}

/** Reads the first of `articles`; the frame around it is the same on all pages. */
export async function checkPlain(articles, server, browser, report) {
  const jumps = report.sentence("without scripts a marker leads to its card, which then stands out");
  const themes = report.sentence("without scripts the Display menu turns a light page dark and a dark page light");
  const menu = report.sentence("axe-core finds no violation while the Display menu is open");
  for (const { file } of articles.slice(0, 1)) {
    const opened = (options, work) =>
      withPage(browser, options, async (tab) => {
        await tab.goto(server.url(file));
        await work(tab);
      });
    await opened({ javaScriptEnabled: false }, (tab) => followMarker(tab, jumps, file));
    for (const scheme of ["light", "dark"]) {
      const where = `${file} ${scheme}`;
      await opened({ javaScriptEnabled: false, colorScheme: scheme }, (tab) => chooseTheme(tab, scheme, themes, where));
      await opened({ colorScheme: scheme }, async (tab) => {
        await tab.locator(".display summary").click();
        menu.at(where, await violations(tab));
      });
    }
  }
}
