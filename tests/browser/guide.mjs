// The pictures of the guide, taken of the site that it has its readers make: `node guide.mjs PROGRAM [--update]`.
//
// What its first page says to write is written, the site is built, and its pages are photographed. Without `--update` each picture is
// compared with the one that the guide shows. Exit codes: 0 they show the same, 1 they do not, 2 wrong usage, 3 the machine lacks
// something.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, withPage } from "./browser.mjs";
import { comparing, dressAlike } from "./likeness.mjs";
import { Report } from "./report.mjs";
import { readSite } from "./site.mjs";

const run = promisify(execFile);
const GUIDE = fileURLToPath(new URL("../../content/pages/guide/", import.meta.url));
const WINDOW = { width: 760, height: 520 };
/** A fence that is a file: its path, `~` where its one line takes the place of the one with the same key, and what is in it. */
const FILE = /^```\w+ (content\/\S+)( ~)?\n(.*?)^```$/gms;

/** Each picture that the guide shows, and how to come to it. */
const PICTURES = {
  "starter-home.png": { file: "index.html", asNew: true },
  "first-card.png": {
    file: "articles/third-count/index.html",
    async show(tab) {
      const marker = tab.locator(".prose .ref").first();
      await marker.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 90));
      await marker.click({ position: { x: 2, y: 4 }, force: true });
      await tab.locator("#peek:popover-open").waitFor();
    },
  },
  "first-figure.png": { file: "figures/left-lower-quay/index.html", part: "figure.chart, .chart" },
};

async function build(program, folder, output) {
  await run(program, ["build", "--site", folder, "--output", output, "--deny", "warnings"]);
  return readSite(output);
}

/** Makes the site that somebody has who begins the first page, and the one of somebody who has followed it. */
async function follow(program, parent) {
  const folder = path.join(parent, "briefings");
  await run(program, ["new", folder]);
  const begun = await build(program, folder, path.join(parent, "begun"));
  for (const [, file, line, text] of (await readFile(path.join(GUIDE, "first-briefing.md"), "utf8")).matchAll(FILE)) {
    const target = path.join(folder, file);
    const key = text.slice(0, text.indexOf(":") + 1);
    const old = line ? (await readFile(target, "utf8")).split("\n") : [];
    const mended = old.map((was) => (was.startsWith(key) ? text.trimEnd() : was)).join("\n");
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, line ? mended : text);
  }
  return { begun, followed: await build(program, folder, path.join(parent, "followed")) };
}

/** What is seen of a page. */
function take(browser, site, { file, show, part }) {
  return withPage(browser, { viewport: WINDOW, colorScheme: "light" }, async (tab) => {
    await tab.goto(site.diskUrl(file));
    await dressAlike(tab);
    await show?.(tab);
    return part ? tab.locator(part).first().screenshot() : tab.screenshot();
  });
}

async function main([given, flag, ...rest]) {
  if (!given || rest.length || (flag && flag !== "--update")) {
    console.error("usage: node guide.mjs PROGRAM [--update]");
    return 2;
  }
  const parent = await mkdtemp(path.join(tmpdir(), "onrecord-guide-"));
  const browser = await launch();
  const report = new Report();
  const same = report.sentence("a picture in the guide shows what a reader sees who does as it says");
  try {
    const { begun, followed } = await follow(path.resolve(given), parent);
    await comparing(browser, async ({ small, differences }) => {
      for (const [name, picture] of Object.entries(PICTURES)) {
        const taken = await take(browser, picture.asNew ? begun : followed, picture);
        const target = path.join(GUIDE, name);
        if (flag) await writeFile(target, taken);
        const stored = await readFile(target).catch(() => undefined);
        same.at(name, stored ? differences(await small(stored), await small(taken)) : ["there is none: `node guide.mjs PROGRAM --update` takes it"]);
      }
    });
  } finally {
    await browser.close();
    await rm(parent, { recursive: true, force: true });
  }
  return report.print() ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
