// How a page of each kind looked when somebody last looked at it, small and grey, in `looks/KIND.webp`: wide and light, wide and dark, on
// a phone, on the narrowest one, and with the first card open where there is one. The letters are those of one font, so that the
// pictures are the same on every machine.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { MARKER } from "./checks/markers.mjs";
import { NARROWEST, PHONE, WIDE, wear } from "./browser.mjs";
import { beside, comparing, dressAlike } from "./likeness.mjs";

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "looks");

const LOOKS = [
  { viewport: WIDE, scheme: "light", downTo: 3200 },
  { viewport: WIDE, scheme: "dark", downTo: 1600 },
  { viewport: PHONE, scheme: "light", downTo: 3200 },
  { viewport: NARROWEST, scheme: "light", downTo: 1600 },
];

/** The window with the card of the page's first claim open in it; nothing where no claim is marked. */
async function withOpenCard(tab) {
  await wear(tab, LOOKS[0]);
  const opened = await tab.evaluate((selector) => {
    const marker = document.querySelector(selector);
    marker?.scrollIntoView({ block: "center", behavior: "instant" });
    marker?.click();
    return Boolean(marker);
  }, MARKER);
  if (!opened) return [];
  const picture = await tab.screenshot();
  await tab.keyboard.press("Escape");
  return [picture];
}

/**
 * Hands `work` what compares an open page with how its kind looked, and gives the number of pictures that are new. With `update` they are
 * stored as they are, and those that no page has any more go.
 */
export function lookingAt(browser, { update }, work) {
  return comparing(browser, async (pictures) => {
    if (update) await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    return work({
      /** What looks otherwise than it did on the page that is open in `tab`: a line each. */
      async differences(tab, kind) {
        await dressAlike(tab);
        const seen = [];
        for (const look of LOOKS) {
          await wear(tab, look);
          const height = await tab.evaluate(() => document.documentElement.scrollHeight);
          // How much of a page is looked at, from its head.
          const clip = { x: 0, y: 0, width: look.viewport.width, height: Math.min(height, look.downTo) };
          seen.push(await pictures.small(await tab.screenshot({ fullPage: true, clip })));
        }
        for (const card of await withOpenCard(tab)) seen.push(await pictures.small(card));
        const is = beside(seen);
        const file = path.join(FOLDER, `${kind}.webp`);
        if (update) await writeFile(file, await pictures.file(is));
        const bytes = await readFile(file).catch(() => undefined);
        if (!bytes) return ["nobody has looked at it yet: look at `screens`, and run with `--update`"];
        return pictures.differences(await pictures.stored(bytes), is, seen.map(({ width }) => width));
      },
    });
  });
}
