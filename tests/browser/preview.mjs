// The preview as a writer meets it: `node preview.mjs PROGRAM`, where PROGRAM is the path of `onrecord`.
//
// Each part writes to a site of its own while Chromium shows it, and waits for what has to come. Exit codes: 0 all of it
// held, 1 something did not, 2 wrong usage, 3 the machine lacks something.

import { access } from "node:fs/promises";
import path from "node:path";
import { launch, withPage } from "./browser.mjs";
import { checkPages } from "./preview/pages.mjs";
import { checkPlace } from "./preview/place.mjs";
import { preview } from "./preview/server.mjs";
import { newSite } from "./preview/site.mjs";
import { checkStyle } from "./preview/style.mjs";
import { checkAbsence, checkBuild, checkTabs } from "./preview/tabs.mjs";
import { checkErrors, checkWarnings } from "./preview/told.mjs";
import { Report } from "./report.mjs";

const PARTS = {
  "the place on a page": checkPlace,
  "style sheets": checkStyle,
  errors: checkErrors,
  warnings: checkWarnings,
  "pages that come and go": checkPages,
  "many tabs": checkTabs,
  "being away": checkAbsence,
  "the built site": checkBuild,
};

/** Makes a site, previews it, opens a tab, hands all of it to `work`, and clears up whatever happens. */
function tabs(program, browser) {
  return async ({ prepare = () => {}, base = "/" }, work) => {
    const site = await newSite(program);
    let server;
    try {
      await prepare(site);
      server = await preview(program, site, { base });
      await withPage(browser, {}, async (tab) => {
        const another = async () => {
          const other = await tab.context().newPage();
          other.setDefaultTimeout(10_000);
          return other;
        };
        await work({ site, server, tab, another });
      });
    } catch (error) {
      throw new Error(`${error.stack}\nthe server said: ${server?.said()}`);
    } finally {
      await server?.stop();
      await site.remove();
    }
  };
}

async function read(url) {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}

async function main([given, ...wanted]) {
  if (!given) {
    console.error(`usage: node preview.mjs PROGRAM [PART …]\n\nParts: ${Object.keys(PARTS).join("; ")}`);
    return 2;
  }
  const began = Date.now();
  const program = path.resolve(given);
  await access(program);
  const browser = await launch();
  const report = new Report();
  try {
    const withTab = tabs(program, browser);
    for (const [name, check] of Object.entries(PARTS)) {
      if (wanted.length && !wanted.includes(name)) continue;
      await report.part(name, () => check({ report, withTab, read, program }));
    }
  } finally {
    await browser.close();
  }
  const good = report.print();
  console.log(`\nthe preview in ${Math.round((Date.now() - began) / 1000)} s`);
  return good ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
