// Every page opened from the disk, and every link followed there: what resolves between files resolves on any server.

import { withPage } from "../browser.mjs";
import { watch } from "../watch.mjs";

/** Everything on the page that leads somewhere or fetches something, and every place that can be led to. */
function survey(page) {
  return page.evaluate(() => {
    const attributes = ["href", "src", "action", "poster", "data"];
    const links = attributes.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)]
        .filter((element) => !(element.localName === "link" && element.rel === "canonical"))
        .map((element) => ({ written: element.getAttribute(name), url: new URL(element.getAttribute(name), document.baseURI).href })),
    );
    return { links, ids: [...document.querySelectorAll("[id]")].map((element) => element.id) };
  });
}

/** Why a link leads nowhere, or nothing when it leads somewhere. */
function broken(site, surveys, { written, url }) {
  const { protocol } = new URL(url);
  if (["http:", "https:", "mailto:", "data:"].includes(protocol)) return undefined;
  if (protocol !== "file:") return `${written} has a scheme that a reader's browser may run`;
  if (!url.startsWith(site.diskRoot)) return `${written} leaves the site`;
  const [address, fragment = ""] = url.slice(site.diskRoot.length).split("#");
  const file = decodeURIComponent(address.split("?")[0]);
  if (!site.files.includes(file)) {
    return file === "" || file.endsWith("/") ? `${written} opens a listing of a folder` : `${written} has no file`;
  }
  const anchor = decodeURIComponent(fragment.split(":~:")[0]);
  const target = surveys.get(file);
  return anchor && target && !target.ids.includes(anchor) ? `${written} has no place with that name` : undefined;
}

export async function checkDisk(site, browser, report) {
  const quiet = report.sentence("a page opened from the disk asks for nothing outside its folder");
  const calm = report.sentence("a page opened from the disk runs without errors in the console");
  const linked = report.sentence("every link leads to a file and a place that exist, from the disk too");
  const pages = site.pages.filter((page) => !page.anywhere);
  const surveys = new Map();
  await withPage(browser, {}, async (tab) => {
    const listener = await watch(tab, site.diskRoot);
    for (const page of pages) {
      await tab.goto(site.diskUrl(page.file));
      surveys.set(page.file, await survey(tab));
      const { requests, complaints } = listener.heard();
      quiet.at(page.file, requests);
      calm.at(page.file, complaints);
    }
  });
  for (const [file, { links }] of surveys) {
    const wrong = links.map((link) => broken(site, surveys, link)).filter(Boolean);
    linked.at(file, [...new Set(wrong)]);
  }
}
