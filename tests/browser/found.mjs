// How a site is found: `node found.mjs PROGRAM`, where PROGRAM is the path of `onrecord`.
//
// A site of its own is built for each address that it may stand at. Exit codes: 0 all of it held, 1 something did not, 2 wrong
// usage, 3 the machine lacks something.

import { access } from "node:fs/promises";
import path from "node:path";
import { launch } from "./browser.mjs";
import { checkLinkedData } from "./found/linked-data.mjs";
import { checkLost } from "./found/lost.mjs";
import { checkMoved } from "./found/moved.mjs";
import { foundSite } from "./found/site.mjs";
import { Report } from "./report.mjs";

async function main([given, ...rest]) {
  if (!given || rest.length) {
    console.error("usage: node found.mjs PROGRAM");
    return 2;
  }
  const program = path.resolve(given);
  await access(program);
  const report = new Report();
  const browser = await launch();
  const site = await foundSite(program);
  try {
    await report.part("old addresses", () => checkMoved(site, browser, report));
    await report.part("lost readers", () => checkLost(site, browser, report));
    await report.part("linked data", () => checkLinkedData(site, report));
  } finally {
    await browser.close();
    await site.remove();
  }
  return report.print() ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
