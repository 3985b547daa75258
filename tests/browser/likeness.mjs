// Whether two pictures show the same: what people would see from across a room, and not how a machine smooths its letters.
//
// Both are made small and grey, a cell for each square of `CELL` pixels. A letter that is drawn a little otherwise changes a cell by a
// shade; a margin, a column or a label that is elsewhere changes many cells by much.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withPage } from "./browser.mjs";

/** Pixels of the page along the side of a cell. */
export const CELL = 6;
/** Of 255 shades, by how many a cell may differ. */
const SHADES = 20;
/** Of a thousand cells, how many may differ by more. */
const CELLS = 4;

const font = async (name) =>
  (await readFile(fileURLToPath(new URL(`../../src/chart/font/${name}.otf`, import.meta.url)))).toString("base64");
const [regular, semibold] = await Promise.all([font("Inter-Regular"), font("Inter-SemiBold")]);
const face = (data, weights) =>
  `@font-face { font-family: "Same"; font-weight: ${weights}; src: url(data:font/otf;base64,${data}) format("opentype"); }`;

/** Letters of one font, whatever this machine has, and nothing that moves or blinks. */
const SAME = `${face(regular, "100 500")} ${face(semibold, "501 900")}
:root, :root * { font-family: "Same" !important; font-style: normal !important; caret-color: transparent !important; animation: none !important; transition: none !important; }`;

/** Gives an open page the letters that every machine has. */
export async function dressAlike(tab) {
  await tab.addStyleTag({ content: SAME });
  await tab.evaluate(() => document.fonts.load('400 16px "Same"').then(() => document.fonts.load('600 16px "Same"')).then(() => document.fonts.ready));
}

/** A tab in which pictures are compared, handed to `work` as a function that gives the differences of two pictures, a line each. */
export function comparing(browser, work) {
  return withPage(browser, {}, (tab) =>
    work((stored, taken, { cell = CELL } = {}) => tab.evaluate(compare, { stored: url(stored), taken: url(taken), cell, shades: SHADES, cells: CELLS })),
  );
}

function url(bytes) {
  const type = bytes.subarray(8, 12).toString("latin1") === "WEBP" ? "webp" : "png";
  return `data:image/${type};base64,${bytes.toString("base64")}`;
}

/** In the page. */
async function compare({ stored, taken, cell, shades, cells }) {
  const load = async (address) => createImageBitmap(await (await fetch(address)).blob());
  const [was, is] = await Promise.all([load(stored), load(taken)]);
  if (was.width !== is.width || was.height !== is.height) {
    return [`it is ${is.width} × ${is.height} and was ${was.width} × ${was.height}`];
  }
  const width = Math.ceil(is.width / cell);
  const height = Math.ceil(is.height / cell);
  const greys = (picture) => {
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from({ length: width * height }, (_, n) => 0.3 * data[4 * n] + 0.59 * data[4 * n + 1] + 0.11 * data[4 * n + 2]);
  };
  const [before, after] = [greys(was), greys(is)];
  const off = [...after.keys()].filter((n) => Math.abs(after[n] - before[n]) > shades);
  if (off.length * 1000 <= cells * after.length) return [];
  const xs = off.map((n) => (n % width) * cell);
  const ys = off.map((n) => Math.floor(n / width) * cell);
  const most = (list) => list.reduce((a, b) => Math.max(a, b), 0);
  const least = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);
  const share = ((100 * off.length) / after.length).toFixed(1);
  return [`${share} % of it looks otherwise, from ${least(xs)}, ${least(ys)} to ${most(xs)}, ${most(ys)}`];
}
