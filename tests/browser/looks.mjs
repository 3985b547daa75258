// How a page of each kind looked when somebody last looked at it, small and grey, in `looks/KIND.webp`: wide and light, wide and dark, on
// a phone, and on the narrowest one. The letters are those of one font, so that the pictures are the same on every machine.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { NARROWEST, PHONE, WIDE, wear } from "./browser.mjs";
import { beside, comparing, dressAlike } from "./likeness.mjs";

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "looks");

const LOOKS = [
  { viewport: WIDE, scheme: "light" },
  { viewport: WIDE, scheme: "dark" },
  { viewport: PHONE, scheme: "light" },
  { viewport: NARROWEST, scheme: "light" },
];

/** How much of a page is looked at, from its head. */
const DOWN_TO = 1600;

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
          const clip = { x: 0, y: 0, width: look.viewport.width, height: Math.min(height, DOWN_TO) };
          seen.push(await pictures.small(await tab.screenshot({ fullPage: true, clip })));
        }
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
