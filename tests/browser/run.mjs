// Reads a built site as its readers do: `node run.mjs SITE [SUB-PATH] [--update]`.
//
// With `--update` the pictures in `looks`, which it compares with, are taken anew.
//
// Exit codes: 0 all of it held, 1 something did not, 2 wrong usage, 3 the machine lacks something.

import { launch } from "./browser.mjs";
import { checkClaims } from "./checks/claims.mjs";
import { checkCopies } from "./checks/copies.mjs";
import { checkDisk } from "./checks/disk.mjs";
import { checkMarkers } from "./checks/markers.mjs";
import { checkData, checkMarkup } from "./checks/markup.mjs";
import { checkPlain } from "./checks/plain.mjs";
import { checkPreview } from "./checks/preview.mjs";
import { checkServed } from "./checks/served.mjs";
import { checkWays } from "./checks/ways.mjs";
import { lookingAt } from "./looks.mjs";
import { Report } from "./report.mjs";
import { SCREENS } from "./screens.mjs";
import { serve } from "./serve.mjs";
import { readSite } from "./site.mjs";

async function check(site, base, browser, update) {
  const report = new Report();
  const server = await serve(site, base);
  try {
    await report.part("the markup", () => checkMarkup(site, report));
    await report.part("the data", () => checkData(site, browser, report));
    await report.part("the served site", () =>
      lookingAt(browser, { update }, (looks) => checkServed(site, server, browser, looks, report)),
    );
    await report.part("the ways of reading", () => checkWays(site, server, browser, report));
    await report.part("the site on the disk", () => checkDisk(site, browser, report));
    await report.part("the list of claims", () => checkClaims(site, server, browser, report));
    await report.part("the claims", async () => {
      const articles = await checkMarkers(site, server, browser, report);
      await report.part("the previews", () => checkPreview(articles, server, browser, report));
      await report.part("what is copied", () => checkCopies(articles, site, server, browser, report));
      await report.part("reading without scripts", () => checkPlain(articles, server, browser, report));
    });
  } finally {
    server.close();
  }
  return report;
}

async function main(given) {
  const update = given.includes("--update");
  const [folder, base = "/some/sub/path/", ...rest] = given.filter((word) => word !== "--update");
  if (!folder || rest.length || !/^\/(.*\/)?$/.test(base)) {
    console.error("usage: node run.mjs SITE [SUB-PATH] [--update]\n\nSUB-PATH starts and ends with a slash.");
    return 2;
  }
  const began = Date.now();
  const site = await readSite(folder).catch(() => undefined);
  if (!site?.pages.length) {
    console.error(`${folder} has no built site`);
    return 2;
  }
  const browser = await launch();
  try {
    const good = (await check(site, base, browser, update)).print();
    console.log(`\n${site.pages.length} pages in ${Math.round((Date.now() - began) / 1000)} s; pictures of each kind in ${SCREENS}`);
    return good ? 0 : 1;
  } finally {
    await browser.close();
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
