// Pictures for people to look at, one folder of them, made anew by each run.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { nameOf } from "./browser.mjs";

export const SCREENS = path.join(path.dirname(fileURLToPath(import.meta.url)), "screens");

/** Empties the folder. */
export async function clearScreens() {
  await rm(SCREENS, { recursive: true, force: true });
  await mkdir(SCREENS, { recursive: true });
}

/** Takes a picture of the page as it is, the window or all of it: `article-390-dark.png`. */
export async function photograph(tab, subject, look, { fullPage = false } = {}) {
  await tab.screenshot({ path: path.join(SCREENS, `${subject}-${nameOf(look)}.png`), fullPage });
}
