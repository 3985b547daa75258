// Claims in an article as plain HTML: the marker in the text, the note beside it, the card at the end.

import { withPage } from "../browser.mjs";

/** What finds the markers of claims in a text. */
export const MARKER = ".prose .ref";

/**
 * Brings the first marker into view and says where a pointer meets it: in the middle of its visible digit. Its box as a
 * whole also holds words for screen readers, which are clipped away and cannot be met.
 */
export async function pointAtMarker(tab) {
  const marker = tab.locator(MARKER).first();
  await marker.scrollIntoViewIfNeeded();
  return marker.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents([...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE) ?? element);
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
}

/** What each marker of the open page lacks. */
function lacking(tab) {
  return tab.locator(MARKER).evaluateAll((markers) => {
    const place = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
    const lacks = (marker) => {
      const href = marker.getAttribute("href") ?? "";
      const card = href.startsWith("#") && place(href);
      if (!card) return ["a card"];
      const back = card.querySelector(".back a")?.getAttribute("href") ?? "";
      const note = [...document.querySelectorAll(".notes a")].some((link) => link.getAttribute("href") === href);
      return [
        !card.querySelector("h3") && "a statement on its card",
        !(back.startsWith("#") && place(back)?.closest(".prose")) && "a way back from its card to the text",
        !note && "a note beside the text",
      ].filter(Boolean);
    };
    return markers.flatMap((marker) => lacks(marker).map((what) => `“${marker.textContent}” lacks ${what}`));
  });
}

/** Checks them all; gives the pages that have any. */
export async function checkMarkers(site, server, browser, report) {
  const complete = report.sentence("every marker has a card, a note, and a way back to the text");
  const articles = [];
  await withPage(browser, { javaScriptEnabled: false }, async (tab) => {
    for (const page of site.pages) {
      await tab.goto(server.url(page.file));
      if ((await tab.locator(MARKER).count()) === 0) continue;
      articles.push(page);
      complete.at(page.file, await lacking(tab));
    }
  });
  return articles;
}
