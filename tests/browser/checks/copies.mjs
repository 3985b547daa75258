// What can be copied of a card, on the disk and on a server, with a clipboard and without one.

import { withPage } from "../browser.mjs";
import { violations } from "./accessibility.mjs";
import { MARKER, pointAtMarker } from "./markers.mjs";

/** Takes the place of the clipboard: `window.copied` holds what was last copied, by whichever way. */
function listen(manner) {
  window.copied = undefined;
  const clipboard = manner === "clipboard" ? { writeText: async (text) => { window.copied = text; } } : undefined;
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
  document.execCommand = (command) => {
    if (manner === "nothing" || command !== "copy") return false;
    window.copied = document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd);
    return true;
  };
}

const MANNERS = ["clipboard", "command", "nothing"];

/** What a card says, read from the page and not from the script. */
function said(card) {
  const words = (selector) => card.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim();
  return {
    id: card.parentElement.id,
    title: words("h3"),
    quote: words("blockquote"),
    who: words(".who"),
    source: card.querySelector("cite") && words(".links > :first-child > a > .vh").slice(2),
    links: [...card.querySelectorAll(".links a[href^=http]")].map((link) => link.href),
    rows: [...card.querySelectorAll("dt")].map((term) => `${term.textContent}: `),
  };
}

/** What is missing in what was copied. */
function lacking(what, text, card, address) {
  const link = `${address}#${encodeURIComponent(card.id)}`;
  const needed = {
    link: [],
    citation: [card.title, card.who, card.source],
    quote: [card.quote, card.who, card.source],
    evidence: [card.title, card.quote, card.source, ...card.links, ...card.rows],
  }[what];
  const missing = [...needed, link].filter((part) => part && !text?.includes(part));
  if (what === "link" && text !== link) missing.push("nothing but the link");
  return missing.map((part) => `${what} lacks “${part}”: ${text}`);
}

async function tryGroup(tab, group, card, manner, sentences, where) {
  const address = await tab.evaluate(() => document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0]);
  const kinds = await group.locator("button").evaluateAll((buttons) => buttons.map((button) => button.value));
  sentences.kinds.holds(where, kinds.includes("quote") === Boolean(card.quote) && kinds.length === (card.quote ? 4 : 3), kinds.join(", "));
  for (const what of kinds) {
    await group.locator(`button[value=${what}]`).click();
    const output = group.locator("output");
    await output.filter({ hasText: /\S/ }).waitFor();
    const field = group.locator("textarea");
    const text = manner === "nothing" ? await field.inputValue() : await tab.evaluate(() => window.copied);
    sentences.whole.at(where, lacking(what, text, card, address));
    const told = await output.textContent();
    const told_well = manner === "nothing" ? told === (await output.getAttribute("data-failed")) : told.startsWith(await output.getAttribute("data-done"));
    sentences.told.holds(where, told_well, `it said “${told}”`);
  }
}

/** Reads the first of `articles`. */
export async function checkCopies(articles, site, server, browser, report) {
  const sentences = {
    kinds: report.sentence("a card offers its link, a citation, the evidence and, where it has one, the quote"),
    whole: report.sentence("what is copied says who, what, where it was read, and the way back"),
    told: report.sentence("the reader is told what was copied, or handed the words to copy"),
    accessible: report.sentence("axe-core finds no violation in a card that offers what to copy"),
  };
  const { file } = articles[0];
  for (const manner of MANNERS) {
    const url = manner === "clipboard" ? server.url(file) : site.diskUrl(file);
    await withPage(browser, {}, async (tab) => {
      await tab.addInitScript(listen, manner);
      await tab.goto(url);
      for (const quoted of [true, false]) {
        const card = tab.locator(`.cards .card${quoted ? ":has(blockquote)" : ":not(:has(blockquote))"}`).first();
        if ((await card.count()) === 0) continue;
        const what = await card.evaluate(said);
        await card.locator(".copy").click();
        await tryGroup(tab, card.locator(".copies"), what, manner, sentences, `${manner}, card`);
        sentences.accessible.at(manner, await violations(tab));
      }
      const hash = await tab.locator(MARKER).first().getAttribute("href");
      const what = await tab.evaluate(`(${said})(document.getElementById(decodeURIComponent("${hash.slice(1)}")).querySelector(".card"))`);
      const { x, y } = await pointAtMarker(tab);
      await tab.mouse.click(x, y);
      await tryGroup(tab, tab.locator("#peek .copies"), what, manner, sentences, `${manner}, preview`);
      const open = await tab.locator("#peek:popover-open").count();
      sentences.told.holds(`${manner}, preview`, open === 1, "the card closed");
    });
  }
}
