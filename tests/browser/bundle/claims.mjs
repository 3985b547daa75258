// Claims in a bundle: their cards open where they are marked, and without scripts the markers lead to them.

import { MARKER, pointAtMarker } from "../checks/markers.mjs";
import { opened } from "./reader.mjs";

async function articles(tab) {
  return tab.evaluate((marker) => [...document.querySelectorAll(".in-file")].filter((page) => page.querySelector(marker)).map((page) => page.id), MARKER);
}

export async function checkClaims(bundle, name, browser, report) {
  const opens = report.sentence("in a bundle a click on a marker opens the claim's own card, and back closes it");
  const jumps = report.sentence("in a bundle without scripts a marker leads to its card");
  await opened(browser, bundle, {}, async (tab) => {
    for (const page of await articles(tab)) {
      await tab.evaluate((id) => { location.hash = `#${encodeURI(id)}`; }, page);
      const marker = tab.locator(`.in-file:target ${MARKER}`).first();
      await marker.scrollIntoViewIfNeeded();
      await marker.focus();
      await tab.keyboard.press("Enter");
      const state = await tab.evaluate((id) => {
        const ref = document.getElementById(id).querySelector(".prose .ref");
        const peek = document.getElementById("peek");
        const card = document.getElementById(decodeURIComponent(ref.hash.slice(1)));
        return { open: peek.matches(":popover-open"), said: peek.querySelector("h3")?.textContent, wanted: card.querySelector("h3").textContent, lit: document.querySelectorAll(".claim.on").length };
      }, page);
      await tab.evaluate(() => { location.hash = "#nowhere"; });
      await tab.waitForFunction(() => !document.getElementById("peek").matches(":popover-open"));
      opens.at(`${name} ${page}`, [
        !state.open && "no card opened",
        state.said !== state.wanted && `the card says “${state.said}” and not “${state.wanted}”`,
        state.lit === 0 && "the words are not marked out",
      ].filter(Boolean));
    }
  });
  await opened(browser, bundle, { javaScriptEnabled: false }, async (tab) => {
    const hash = await tab.locator(MARKER).first().getAttribute("href");
    await tab.goto(`${bundle.url}#${encodeURI((await articles(tab))[0])}`);
    const { x, y } = await pointAtMarker(tab);
    await tab.mouse.click(x, y);
    const landed = await tab.evaluate(() => document.querySelector(":target .card")?.getBoundingClientRect().top);
    jumps.holds(name, landed >= -1 && landed < 900, `${hash} landed at ${landed}`);
  });
}
