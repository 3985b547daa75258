// A page of each kind in every other way of reading: without scripts, in forced colours, from right to left in Arabic letters, with larger
// letters, in letters without spaces, and in print.

import { NARROWEST, PHONE, WIDE, withPage } from "../browser.mjs";
import { oneOfEachKind } from "../site.mjs";
import { watch } from "../watch.mjs";
import { violations } from "./accessibility.mjs";
import { overflow } from "./served.mjs";

/** A sheet of A4 at 96 pixels to the inch, without margins of half an inch. */
const SHEET = { width: 698, height: 1027 };

/** Writes all texts of a page in other letters, which break their lines elsewhere and stand higher or wider. */
const inLettersOf = (tab, { lang, dir, letters, spaced }) =>
  tab.evaluate(
    ({ lang, dir, letters, spaced }) => {
      Object.assign(document.documentElement, { lang, dir });
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let at = 0;
      for (let text = words.nextNode(); text; text = words.nextNode()) {
        if (text.parentElement.closest("script, style, code, pre, textarea, svg")) continue;
        const other = text.data.replace(/\p{L}/gu, () => letters[at++ % letters.length]);
        // A word of two Chinese letters says what one of five Latin ones does.
        text.data = spaced ? other : other.replace(/(\p{L}{2})\p{L}+ ?/gu, "$1");
      }
    },
    { lang, dir, letters, spaced },
  );
const rightToLeft = (tab) => inLettersOf(tab, { lang: "ar", dir: "rtl", letters: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", spaced: true });
const unspaced = (tab) => inLettersOf(tab, { lang: "ja", dir: "ltr", letters: "報道官数字発表確認東京北朝鮮兵士死傷者", spaced: false });
const larger = (tab) => tab.addStyleTag({ content: ":root { font-size: 200%; }" });

/** Takes the scripts out of pages before the browser sees them, so that axe-core, which is one, still runs. */
const noScripts = (tab) =>
  tab.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch();
    const body = (await response.text()).replace(/<script\b[^>]*>.*?<\/script>/gs, "");
    return route.fulfill({ response, body });
  });

/** How a page is opened and changed, and whether axe-core looks at it: it judges colours, which forced ones and print are not. */
const WAYS = {
  "without scripts": { before: noScripts },
  "in forced colours": { context: { forcedColors: "active" }, colours: false },
  "from right to left": { change: rightToLeft },
  "with letters twice as large": { change: larger, narrowest: PHONE },
  "with less motion and more contrast": { context: { reducedMotion: "reduce", contrast: "more" }, onPaper: true },
};

/** What is folded away, or hidden though it belongs to the text, or cut in two, on paper. */
function wrongOnPaper(tab) {
  return tab.evaluate(() => {
    const seen = (element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    const main = document.getElementById("main");
    const folded = [...main.querySelectorAll("details")].filter(
      (details) => seen(details) && [...details.children].some((child) => child.localName !== "summary" && child.textContent.trim() && !seen(child)),
    );
    const hidden = [...main.querySelectorAll("h1, .prose > p, .card h3, .card blockquote")].filter((part) => !seen(part));
    const cards = [...main.querySelectorAll(".card")].filter(seen);
    const cut = cards.filter((card) => {
      const whole = [card, ...(card.parentElement ? [card.parentElement] : [])];
      return card.offsetHeight < 900 && !whole.some((part) => getComputedStyle(part).breakInside === "avoid");
    });
    const addresses = cards.flatMap((card) => [...card.querySelectorAll("a[href^=http]")].filter(seen));
    const unprinted = addresses.filter((link) => !getComputedStyle(link, "::after").content.includes("http") && !link.textContent.includes("http"));
    const menus = [...document.querySelectorAll(".site nav, .display, #peek")].filter(seen);
    return [
      ...folded.map((details) => `“${details.querySelector("summary").textContent.trim()}” stays folded`),
      ...hidden.map((part) => `<${part.localName}> “${part.textContent.trim().slice(0, 40)}” is not printed`),
      ...cut.map((card) => `the card “${card.querySelector("h3")?.textContent}” may be cut in two`),
      ...unprinted.map((link) => `the address of “${link.textContent}” is not printed`),
      ...menus.map((menu) => `a menu is printed: ${menu.className || menu.id}`),
    ];
  });
}

async function print(tab, where, sentences) {
  await tab.emulateMedia({ media: "print" });
  await tab.setViewportSize(SHEET);
  sentences.paper.at(where, [...(await wrongOnPaper(tab)), ...(await overflow(tab))]);
  const pdf = (await tab.pdf({ format: "A4", margin: { top: "0.5in", bottom: "0.5in", left: "0.5in", right: "0.5in" } })).toString("latin1");
  const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const text = await tab.evaluate(() => document.getElementById("main").innerText.length);
  // A sheet of text has three to five thousand characters; tables and charts have fewer.
  const most = 4 + Math.ceil(text / 700);
  sentences.sheets.holds(where, sheets > 0 && sheets <= most, `${sheets} sheets for ${text} characters`);
  await tab.emulateMedia({ media: "screen" });
}

export async function checkWays(site, server, browser, report) {
  const names = Object.keys(WAYS);
  const sentences = {
    fits: report.sentence(`no page is wider than its window: ${names.join(", ")}, in letters without spaces`),
    accessible: report.sentence(`axe-core finds no violation: ${names.join(", ")}`),
    calm: report.sentence("a page asks for nothing outside its site and complains of nothing, in every way of reading"),
    paper: report.sentence("on paper nothing is folded, hidden or cut, and the addresses of sources are printed"),
    sheets: report.sentence("a page prints on as many sheets of A4 as it has text for"),
  };
  const pages = oneOfEachKind(site.pages);
  for (const [way, { context, before, change, narrowest = NARROWEST, colours = true, onPaper }] of Object.entries(WAYS)) {
    await withPage(browser, { ...context }, async (tab) => {
      const listener = await watch(tab, server.root);
      await before?.(tab);
      for (const page of pages) {
        await tab.goto(server.url(page.file));
        await change?.(tab);
        for (const viewport of [WIDE, narrowest]) {
          await tab.setViewportSize(viewport);
          sentences.fits.at(`${page.file} ${way} ${viewport.width}`, await overflow(tab));
        }
        if (colours) sentences.accessible.at(`${page.file} ${way}`, await violations(tab));
        const { requests, complaints } = listener.heard();
        sentences.calm.at(`${page.file} ${way}`, [...requests, ...complaints]);
        if (!onPaper) continue;
        await print(tab, page.file, sentences);
        await unspaced(tab);
        for (const viewport of [WIDE, NARROWEST]) {
          await tab.setViewportSize(viewport);
          sentences.fits.at(`${page.file} in letters without spaces ${viewport.width}`, await overflow(tab));
        }
      }
    });
  }
}
