// The folder of a built site as a list of pages and other files.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The one page that may use addresses from the root of its host, since it answers at any depth. */
const ANSWERS_ANYWHERE = "404.html";

/**
 * What kind of page a path is: `articles/a/b/index.html` an article, `articles/index.html` the list of them. Pages that
 * stand alone (`about/index.html`, `404.html`) are kinds of their own.
 */
function kindOf(file) {
  const parts = file.replace(/(^|\/)index\.html$/, "").replace(/\.html$/, "").split("/");
  if (parts[0] === "") return "home";
  return parts.length === 1 ? parts[0] : parts[0].replace(/s$/, "");
}

/** Whether a page only leads to where its content has moved. */
const LEADS_ON = /<meta http-equiv="refresh"/;

/**
 * Reads the folder: `pages` are its HTML files, those at old addresses excepted, `files` all of its files as slashed paths below it, each
 * list in order.
 */
export async function readSite(folder) {
  const root = path.resolve(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
  const pages = [];
  for (const file of files.filter((file) => file.endsWith(".html"))) {
    const html = await readFile(path.join(root, file), "utf8");
    if (LEADS_ON.test(html)) continue;
    pages.push({ file, kind: kindOf(file), anywhere: file === ANSWERS_ANYWHERE, bytes: html.length });
  }
  return {
    root,
    files,
    pages,
    read: (file) => readFile(path.join(root, file), "utf8"),
    diskUrl: (file) => pathToFileURL(path.join(root, file)).href,
    diskRoot: pathToFileURL(root + path.sep).href,
  };
}

/** The first page of each kind, and the longest where that is another. */
export function someOfEachKind(pages) {
  const longest = new Map();
  for (const page of pages) {
    if (!(longest.get(page.kind)?.bytes >= page.bytes)) longest.set(page.kind, page);
  }
  return [...new Set([...oneOfEachKind(pages), ...longest.values()])];
}

/** The first page of each kind. */
export function oneOfEachKind(pages) {
  return [...new Map([...pages].reverse().map((page) => [page.kind, page])).values()].reverse();
}
