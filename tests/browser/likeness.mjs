// Whether two pictures show the same: what people would see from across a room, and not how a machine smooths its letters.
//
// Both are made small and grey, a cell for each square of `CELL` pixels. A letter that is drawn a little otherwise changes a cell by a
// shade; a margin, a column or a label that is elsewhere changes many cells by much.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withPage } from "./browser.mjs";

/** Pixels of the page along the side of a cell. */
const CELL = 8;
/** Of 255 shades, by how many a cell may differ. */
const SHADES = 20;
/** Of a thousand cells, how many may differ by more, and of how many rows of them: a long page may not hide more than a short one. */
const CELLS = 4;
const SCREENFUL = 200;

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

/**
 * A tab that makes pictures small and compares them, handed to `work`: `small` gives cells of one picture or of several side by side,
 * `differences` of two rows of cells a line on each part that looks otherwise, `stored` and `file` a row of cells from and to a file.
 */
export function comparing(browser, work) {
  return withPage(browser, {}, async (tab) => {
    const cells = (bytes, type, cell) => tab.evaluate(shrink, { address: `data:image/${type};base64,${bytes.toString("base64")}`, cell });
    return work({
      small: (png, cell = CELL) => cells(png, "png", cell),
      stored: (webp) => cells(webp, "webp", 1),
      file: async (row) => Buffer.from(await tab.evaluate(print, row), "base64"),
      differences,
    });
  });
}

/** In the page: a picture as cells of grey. */
async function shrink({ address, cell }) {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const width = Math.ceil(picture.width / cell);
  const height = Math.ceil(picture.height / cell);
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = (n) => Math.round(0.3 * data[4 * n] + 0.59 * data[4 * n + 1] + 0.11 * data[4 * n + 2]);
  return { width, height, greys: Array.from({ length: width * height }, (_, n) => grey(n)) };
}

/** In the page: cells of grey as a file. */
async function print({ width, height, greys }) {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  greys.forEach((grey, n) => image.data.set([grey, grey, grey, 255], 4 * n));
  canvas.getContext("2d").putImageData(image, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Pictures side by side, as one. The shorter ones end in black. */
export function beside(pictures) {
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
  const height = Math.max(...pictures.map((picture) => picture.height));
  const rows = Array.from({ length: height }, (_, y) =>
    pictures.flatMap((picture) => Array.from({ length: picture.width }, (_, x) => picture.greys[y * picture.width + x] ?? 0)),
  );
  return { width, height, greys: rows.flat() };
}

/** Where two pictures look otherwise, by columns of `widths`: a line each, with the place in cells. */
export function differences(was, is, widths = [is.width]) {
  if (was.width !== is.width || was.height !== is.height) {
    return [`it is ${is.width} × ${is.height} cells and was ${was.width} × ${was.height}`];
  }
  let start = 0;
  return widths.flatMap((width, part) => {
    const from = start;
    start += width;
    const off = [...is.greys.keys()].filter((n) => {
      const x = n % is.width;
      return x >= from && x < start && Math.abs(is.greys[n] - was.greys[n]) > SHADES;
    });
    const share = off.length / (width * Math.min(is.height, SCREENFUL));
    if (share * 1000 <= CELLS) return [];
    const ys = off.map((n) => Math.floor(n / is.width));
    const xs = off.map((n) => (n % is.width) - from);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const where = widths.length > 1 ? `picture ${part + 1}: ` : "";
    return [`${where}${(100 * share).toFixed(1)} % of it looks otherwise, in cells from ${left}, ${top} to ${right}, ${bottom}`];
  });
}
