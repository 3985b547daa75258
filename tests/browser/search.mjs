// Search as readers meet it: `node search.mjs PROGRAM`, where PROGRAM is the path of `onrecord`.
//
// A site in a dozen languages is built and searched below a sub-path and from the disk, with scripts and without. Exit codes: 0
// all of it held, 1 something did not, 2 wrong usage, 3 the machine lacks something.

import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { LOOKS, NARROWEST, PHONE, launch, nameOf, wear, withPage } from "./browser.mjs";
import { violations } from "./checks/accessibility.mjs";
import { overflow } from "./checks/served.mjs";
import { Report } from "./report.mjs";
import { photograph } from "./screens.mjs";
import { HOSTILE, QUERIES, searchSite, titleOf } from "./search/site.mjs";
import { serve } from "./serve.mjs";
import { watch } from "./watch.mjs";

const PAGE = "search/index.html";
const CASES = new URL("../../src/render/search/words.json", import.meta.url);

const output = (tab) => tab.locator(".find output");
const links = (tab) => tab.locator(".found > li > a");

/** Types into the field and waits for what the page says of it. */
async function ask(tab, text) {
  await tab.locator("#q").fill(text);
  await tab.waitForFunction((text) => document.querySelector(".find output").value.includes(`“${text}”`), text);
}

/** The requests of a page for files of the index, as they come. */
function shardsOf(tab) {
  const names = [];
  tab.on("request", (request) => {
    const name = /\/search\/([\w-]+)\.js$/.exec(request.url())?.[1];
    if (name) names.push(name);
  });
  return names;
}

async function checkWords({ report, open }) {
  const alike = report.sentence("the browser cuts words as the table says, and so as the index was made");
  const cases = JSON.parse(await readFile(CASES, "utf8"));
  await open(PAGE, async (tab) => {
    for (const { language, text, terms } of cases) {
      const got = await tab.evaluate(async ([language, text]) => {
        const { languages } = await onrecordSearch.load("core");
        const unknown = { common: [], leaning: [], least: 0, beginnings: [], vowels: "", endings: [] };
        return onrecordSearch.terms(text, languages[language.split("-")[0]] ?? unknown);
      }, [language, text]);
      const [wanted, had] = [terms, got].map((list) => JSON.stringify(list));
      alike.holds(`${language}: ${text}`, wanted === had, `${had} and not ${wanted}`);
    }
  });
}

async function checkLoading({ report, open, where }) {
  const first = report.sentence("nothing of the index is loaded before the reader comes to the field");
  const few = report.sentence("a query loads the core, the words that it needs and the entries that it shows");
  await open(PAGE, async (tab) => {
    const names = shardsOf(tab);
    await tab.reload();
    await tab.waitForLoadState("load");
    first.holds(where, names.length === 0, `it loaded ${names}`);
    await ask(tab, "gauge");
    const kinds = new Set(names.map((name) => name.split("-")[0]));
    few.holds(where, ["core", "terms", "entries"].every((kind) => kinds.has(kind)), `it loaded ${names}`);
    few.holds(where, new Set(names).size === names.length, `it loaded some twice: ${names}`);
  });
}

async function checkLanguages({ report, open, where }) {
  const finds = report.sentence("other forms and spellings of a word find its article, in every language");
  await open(PAGE, async (tab) => {
    for (const [query, language] of QUERIES) {
      await ask(tab, query);
      const titles = await links(tab).allTextContents();
      const path = await links(tab).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const found = language ? path.some((href) => href.includes(`articles/${language}/`)) : !titles.length;
      finds.holds(`${where} “${query}”`, found, `it found ${titles.join("; ") || "nothing"}`);
    }
  });
}

async function checkResults({ report, open, where }) {
  const ranks = report.sentence("a title comes before a claim, and a claim before a text");
  const card = report.sentence("a claim among the results leads to its own card");
  const marks = report.sentence("the words that matched are marked, in the passage too");
  const narrows = report.sentence("kind and status narrow the results, and the address keeps them");
  const more = report.sentence("ten results are shown, and the next ones on asking");
  const none = report.sentence("a query that nothing matches is answered in words");
  const some = report.sentence("where nothing has all the words, what has some is shown and said to be so");
  await open(PAGE, async (tab) => {
    await ask(tab, "losses");
    ranks.holds(where, (await links(tab).first().textContent()) === titleOf("en"), await links(tab).first().textContent());
    await ask(tab, "Ada Ferris");
    ranks.holds(where, (await links(tab).first().textContent()) === "Ada Ferris", await links(tab).first().textContent());

    await ask(tab, "wounded ferry");
    marks.holds(where, (await tab.locator(".found mark").allTextContents()).includes("wounded"), "no mark in the title");
    await ask(tab, "gauge");
    marks.holds(where, (await tab.locator(".found p mark").allTextContents()).includes("gauge"), "no mark in the passage");
    marks.holds(where, (await tab.locator(".found p a").first().textContent()) === `${titleOf("en")} 2`, "the passage names no heading");

    await ask(tab, "ferris");
    const all = await links(tab).count();
    await tab.locator("input[name=kind][value=claim]").check();
    await tab.waitForFunction(() => document.querySelector(".find output").value.includes(" of "));
    const claims = await links(tab).count();
    await tab.locator("input[name=status][value=attributed]").check();
    const kinds = await tab.locator(".found .sub > :first-child").allTextContents();
    narrows.at(where, [
      !(claims > 0 && all >= claims) && `${claims} of ${all} are claims`,
      kinds.some((kind) => kind !== "Claim") && `there are ${kinds}`,
    ].filter(Boolean));
    const url = new URL(tab.url());
    narrows.holds(where, url.search === "?q=ferris&kind=claim&status=attributed", `the address is ${url.search}`);
    await tab.goto(tab.url());
    await tab.waitForFunction(() => document.querySelector(".find output").value);
    narrows.holds(where, (await tab.locator("#q").inputValue()) === "ferris" && (await tab.locator("input[value=claim]").isChecked()), "it forgot them");

    await links(tab).first().click();
    await tab.waitForURL(/#claim-many$/);
    card.holds(where, (await tab.locator(":target .card").count()) === 1, `it led to ${tab.url()}`);
    await tab.goBack();
    await tab.waitForFunction(() => document.querySelectorAll(".found li").length > 0);

    await tab.locator("input[name=kind][value='']").check();
    await ask(tab, "inquiry");
    const ten = await links(tab).count();
    await tab.locator(".found + .more button").click();
    await tab.waitForFunction(() => document.querySelectorAll(".found > li").length > 10);
    more.holds(where, ten === 10 && (await links(tab).count()) === 12, `${ten}, then ${await links(tab).count()}`);
    more.holds(where, await links(tab).nth(10).evaluate((link) => link === document.activeElement), "the focus is elsewhere");

    await ask(tab, "quagga");
    none.holds(where, (await output(tab).textContent()) === "Nothing found for “quagga”.", await output(tab).textContent());
    await ask(tab, "quagga gauge");
    some.holds(where, (await output(tab).textContent()).startsWith("Nothing has all") && (await links(tab).count()) > 0, await output(tab).textContent());
  });
}

async function checkHostile({ report, open, where }) {
  const inert = report.sentence("words that would be HTML or a script stay words among the results");
  await open(PAGE, async (tab) => {
    await ask(tab, "described");
    const shown = await tab.locator(".found").textContent();
    inert.at(where, [
      !shown.includes(`Report ${HOSTILE}`) && "the title is not shown as it is",
      (await tab.locator(".found img, .found script").count()) && "it became an element",
      (await tab.evaluate(() => window.owned)) && "it ran",
    ].filter(Boolean));
    await tab.locator("#q").fill(HOSTILE);
    await tab.waitForFunction(() => document.querySelector(".find output").value.includes("onerror"));
    inert.holds(where, !(await tab.evaluate(() => window.owned)), "the query ran");
  });
}

async function checkKeys({ report, open, where }) {
  const moves = report.sentence("arrow keys go from the field through the results and back");
  const slash = report.sentence("the key / leads to the field from any page, leaves fields alone, and can be turned off");
  const focused = (tab, selector) => tab.evaluate((selector) => document.activeElement.matches(selector), selector);
  await open(PAGE, async (tab) => {
    await ask(tab, "losses");
    await tab.locator("#q").focus();
    await tab.keyboard.press("ArrowDown");
    const down = await focused(tab, ".found li:first-child > a");
    await tab.keyboard.press("ArrowUp");
    moves.holds(where, down && (await focused(tab, "#q")), "they did not");
    await tab.keyboard.type("/");
    slash.holds(where, (await tab.locator("#q").inputValue()) === "losses/", "it could not be typed into the field");
  });
  await open("articles/en/index.html", async (tab) => {
    await tab.keyboard.press("/");
    await tab.waitForURL(/search\//);
    await tab.waitForFunction(() => document.activeElement.id === "q");
    slash.holds(where, true, "");
    await tab.locator(".display summary").click();
    await tab.locator("input[name=slash][value=off]").check();
    await tab.reload();
    await tab.locator("h1").click();
    await tab.keyboard.press("/");
    slash.holds(where, !(await focused(tab, "#q")) || tab.url().endsWith("#q"), "it was not turned off");
  });
}

async function checkLooks({ report, open, where }) {
  const accessible = report.sentence("axe-core finds no violation among results, at any width, light or dark");
  const fits = report.sentence("results are no wider than a phone of 390 or 320 px");
  await open(PAGE, async (tab) => {
    await ask(tab, "3000 soldiers");
    await tab.locator("input[name=kind][value=claim]").check();
    for (const look of LOOKS) {
      await wear(tab, look);
      accessible.at(`${where} ${nameOf(look)}`, await violations(tab));
      await photograph(tab, "search-results", look, { fullPage: true });
    }
    for (const viewport of [PHONE, NARROWEST]) {
      await wear(tab, { viewport, scheme: "light" });
      fits.at(`${where} ${viewport.width}`, await overflow(tab));
    }
  });
}

async function checkPlain({ report, open, site, where }) {
  const lists = report.sentence("without scripts the page lists everything and has no field that does nothing");
  await open(PAGE, async (tab) => {
    const hrefs = await tab.locator(".a-z a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const missing = site.pages.filter(({ file }) => /^(articles|figures|sources|speakers)\/.+\//.test(file))
      .filter(({ file }) => !hrefs.includes(`../${encodeURI(file)}`));
    lists.at(where, missing.map(({ file }) => `${file} is not in it`));
    lists.holds(where, !(await tab.locator("#q").isVisible()), "there is a field");
    lists.holds(where, await tab.locator(".no-js").isVisible(), "it does not tell of the browser’s own find");
  }, { javaScriptEnabled: false });
}

/** The page with its shards inside it, as a bundle has them, where no other file can be had. */
async function checkBundled({ report, browser, site, server }) {
  const bundled = report.sentence("shards in the document are used, nothing is asked for, and links are the bundle’s");
  const shards = site.files.filter((file) => /^search\/.+\.js$/.test(file));
  const cut = await Promise.all(shards.map(async (file) => {
    const name = /([^/]+)\.js$/.exec(file)[1];
    const text = await site.read(file);
    const json = text.slice(`onrecordSearch("${name}", `.length, -")\n".length);
    return `<script type="application/json" id="search-data-${name}">${json}</script>`;
  }));
  const html = (await site.read(PAGE)).replace("</main>", () => `</main>${cut.join("")}`);
  await withPage(browser, {}, async (tab) => {
    const names = shardsOf(tab);
    await tab.addInitScript(() => { window.onrecordHref = (path) => `#${path}`; });
    await tab.route("**/search/", (route) => route.fulfill({
      contentType: "text/html",
      headers: { "content-security-policy": "script-src 'self' 'unsafe-inline'" },
      body: html,
    }));
    await tab.goto(server.url(PAGE));
    await ask(tab, "wounded");
    const hrefs = await links(tab).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    bundled.holds("a bundle", names.length === 0, `it asked for ${names}`);
    bundled.holds("a bundle", hrefs.includes("#articles/en/index.html#claim-many"), `the links are ${hrefs}`);
  });
}

async function main([given]) {
  if (!given) {
    console.error("usage: node search.mjs PROGRAM");
    return 2;
  }
  const began = Date.now();
  const program = path.resolve(given);
  await access(program);
  const browser = await launch();
  const report = new Report();
  const site = await searchSite(program);
  const server = await serve(site, "/some/sub/path/");
  const quiet = report.sentence("searching asks for nothing outside the site and complains of nothing");
  try {
    const places = { served: [server.root, server.url], "from the disk": [site.diskRoot, site.diskUrl] };
    for (const [where, [root, urlOf]] of Object.entries(places)) {
      const open = (file, work, options = {}) =>
        withPage(browser, options, async (tab) => {
          const listener = await watch(tab, root);
          await tab.goto(urlOf(file));
          await work(tab);
          const { requests, complaints } = listener.heard();
          quiet.at(where, [...requests, ...complaints]);
        });
      // What cannot differ from the disk is looked at once; nor can axe-core read style sheets there.
      const once = where === "served" ? [checkWords, checkLooks] : [];
      const parts = [...once, checkLoading, checkLanguages, checkResults, checkHostile, checkKeys, checkPlain];
      for (const check of parts) await report.part(`${check.name} ${where}`, () => check({ report, open, site, where }));
    }
    await report.part("the bundle", () => checkBundled({ report, browser, site, server }));
  } finally {
    server.close();
    await browser.close();
    await site.remove();
  }
  const good = report.print();
  console.log(`\nsearch in ${Math.round((Date.now() - began) / 1000)} s`);
  return good ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
