// Sites as their readers meet them once they are published, followed by real clicks: `node published.mjs PROGRAM`.
//
// A new site goes by `onrecord publish` to a bare repository, and its branch is served below `/repo/` as GitHub Pages does it. A
// site with names of every script is read below a sub-path and from the disk.
//
// Exit codes: 0 all of it held, 1 something did not, 2 wrong usage, 3 the machine lacks something.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch, withPage } from "./browser.mjs";
import { Report } from "./report.mjs";
import { serve } from "./serve.mjs";
import { readSite } from "./site.mjs";
import { watch } from "./watch.mjs";

const run = promisify(execFile);
const BASE = "/repo/";
const SITES = path.join(path.dirname(fileURLToPath(import.meta.url)), "../sites");

/** Git that knows nothing of this machine's owner. */
const QUIET = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@desk.example",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@desk.example",
};

const git = (folder, ...words) => run("git", words, { cwd: folder, env: QUIET });

/** What somebody who follows the words of `onrecord new` ends up with: a branch, and here a clone of it. */
async function publishNew(program, folder) {
  const site = path.join(folder, "new");
  await run(program, ["new", site]);
  await git(folder, "init", "--quiet", "--bare", "remote.git");
  await git(site, "init", "--quiet", "--initial-branch=main");
  await git(site, "add", "--all");
  await git(site, "commit", "--quiet", "--message", "Write");
  await git(site, "remote", "add", "origin", "../remote.git");
  await run(program, ["publish", "--base-url", "https://desk.example/repo/"], { cwd: site, env: QUIET });
  await git(folder, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "branch");
  await rm(path.join(folder, "branch/.git"), { recursive: true });
  return readSite(path.join(folder, "branch"));
}

/** The site in `tests/sites/NAME.site`, built. */
async function buildCase(program, folder, name) {
  const root = path.join(folder, name);
  const parts = (await readFile(path.join(SITES, `${name}.site`), "utf8")).split("\n=== ").slice(1);
  for (const part of parts) {
    const end = part.indexOf("\n");
    const file = path.join(root, part.slice(0, end));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, part.slice(end + 1).trimEnd() + "\n");
  }
  await run(program, ["build", "--base-url", "https://desk.example/repo/"], { cwd: root });
  return readSite(path.join(root, "public"));
}

/** Where links stand. A marker in the text opens a card instead of leading anywhere, which other checks look at. */
const LINKS = "header a[href], main a[href]:not(.ref), footer a[href]";

/**
 * Clicks the links of `from` that stay within `root` and lead where none of `seen` did, and says which did not lead to a page and
 * its place.
 */
async function clickAll(tab, from, root, seen) {
  await tab.goto(from);
  const all = await tab.evaluate(
    ([root, selector]) =>
      [...document.querySelectorAll(selector)].flatMap((link, at) => {
        const page = link.href.startsWith(root) && /(\/|\.html)(#|$)/.test(link.href) && link.href !== location.href;
        return page && link.checkVisibility() ? [{ at, href: link.href }] : [];
      }),
    [root, LINKS],
  );
  const links = all.filter(({ href }) => !seen.has(href) && seen.add(href));
  const wrong = [];
  for (const { at, href } of links) {
    if (tab.url() !== from) await tab.goto(from);
    const arrived = tab.waitForURL((url) => url.href === href, { timeout: 5000 }).then(
      () => true,
      () => false,
    );
    await tab.locator(LINKS).nth(at).evaluate((link) => void setTimeout(() => link.click()));
    if (!(await arrived)) {
      wrong.push(`${href} led to ${tab.url()}`);
      continue;
    }
    const landed = await tab.evaluate(() => ({
      heading: document.querySelector("h1")?.textContent ?? "",
      place: !location.hash || !!document.getElementById(decodeURIComponent(location.hash.slice(1))),
      styled: document.styleSheets.length > 0,
    }));
    if (!landed.heading || landed.heading === "Page not found") wrong.push(`${href} has no page`);
    else if (!landed.place) wrong.push(`${href} has no such place`);
    else if (!landed.styled) wrong.push(`${href} has no style`);
  }
  return wrong;
}

/** Reads the pages of a site at `root` by clicks; `address` gives the address of a page. */
async function read(site, browser, root, address, report, where) {
  const calm = report.sentence(`${where}: no page asks for what is not there or elsewhere, or complains`);
  const clicked = report.sentence(`${where}: a click on a link leads to its page and place, for each that some link leads to`);
  const all = report.sentence(`${where}: each page can be come to by a click`);
  await withPage(browser, {}, async (tab) => {
    const listener = await watch(tab, root);
    const seen = new Set();
    for (const page of site.pages.filter((page) => !page.anywhere)) {
      clicked.at(page.file, await clickAll(tab, address(page.file), root, seen));
      const { requests, complaints } = listener.heard();
      calm.at(page.file, [...requests, ...complaints]);
    }
    // Two spellings of an address may escape different signs.
    const plain = (address) => decodeURIComponent(new URL(address).pathname).replace(/index\.html$/, "");
    const places = new Set([...seen].map(plain));
    for (const { file } of site.pages.filter((page) => !page.anywhere)) {
      all.holds(file, places.has(plain(address(file))), "no link leads there");
    }
  });
}

/** Addresses that lead nowhere, at any depth, are answered by a page that looks like the site and leads back into it. */
async function getLost(server, browser, report) {
  const lost = report.sentence("an address that leads nowhere is answered by the site's own page, at any depth");
  await withPage(browser, {}, async (tab) => {
    for (const address of ["gone", "gone/", "a/b/c/gone.html", "articles/%D9%85/x/"]) {
      const response = await tab.goto(server.root + address);
      const seen = await tab.evaluate(() => ({
        heading: document.querySelector("h1")?.textContent,
        styled: [...document.styleSheets].some((sheet) => sheet.href && sheet.cssRules.length > 10),
      }));
      const wrong = [];
      if (response.status() !== 404) wrong.push(`answered with ${response.status()}`);
      if (seen.heading !== "Page not found") wrong.push(`says ${seen.heading}`);
      if (!seen.styled) wrong.push("has no style");
      const home = tab.waitForURL(`${server.root}index.html`, { timeout: 5000 }).catch(() => wrong.push("leads nowhere"));
      await tab.locator("main li a").first().click();
      await home;
      lost.at(address, wrong);
    }
  });
}

async function main([program, ...rest]) {
  if (!program || rest.length) {
    console.error("usage: node published.mjs PROGRAM");
    return 2;
  }
  const began = Date.now();
  const folder = await mkdtemp(path.join(tmpdir(), "onrecord ملفات #1 "));
  const browser = await launch();
  const report = new Report();
  try {
    const program_ = path.resolve(program);
    await report.part("a site on a branch", async () => {
      const site = await publishNew(program_, folder);
      const server = await serve(site, BASE, { notFound: "404.html" });
      await read(site, browser, server.root, server.url, report, `a published branch below ${BASE}`);
      await getLost(server, browser, report);
      server.close();
    });
    await report.part("a site with names of every script", async () => {
      const site = await buildCase(program_, folder, "names");
      const server = await serve(site, BASE, { notFound: "404.html" });
      await read(site, browser, server.root, server.url, report, `names of every script below ${BASE}`);
      server.close();
      await read(site, browser, site.diskRoot, site.diskUrl, report, "names of every script on the disk");
    });
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  const good = report.print();
  console.log(`\n${Math.round((Date.now() - began) / 1000)} s`);
  return good ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
