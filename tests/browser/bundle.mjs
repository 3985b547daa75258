// Bundles as their readers get them: `node bundle.mjs PROGRAM [PART …]`, where PROGRAM is the path of `onrecord`.
//
// Each is opened from the disk with the network cut. Exit codes: 0 all of it held, 1 something did not, 2 wrong usage, 3 the
// machine lacks something.

import { access, mkdir } from "node:fs/promises";
import path from "node:path";
import { LOOKS, launch } from "./browser.mjs";
import { checkClaims } from "./bundle/claims.mjs";
import { checkAddresses, checkPages, checkReading } from "./bundle/reader.mjs";
import { SAMPLE, bundle, hardSite } from "./bundle/site.mjs";
import { checkPolicy, checkStripped } from "./bundle/stripped.mjs";
import { checkZip } from "./bundle/zip.mjs";
import { Report } from "./report.mjs";
import { SCREENS } from "./screens.mjs";

async function checkOne(made, name, browser, report, looks) {
  const parts = { checkReading, checkPages, checkAddresses, checkClaims, checkStripped, checkPolicy };
  for (const [part, check] of Object.entries(parts)) {
    await report.part(`${name}: ${part}`, () => check(made, name, browser, report, looks));
  }
}

async function check(program, browser, report) {
  const hard = await hardSite(program);
  try {
    const base = ["--base-url", "https://site.test/sub/"];
    const made = {
      article: await bundle(program, SAMPLE.root, hard.beside("article.html"), SAMPLE.article),
      site: await bundle(program, SAMPLE.root, hard.beside("site.html")),
      hard: await bundle(program, hard.root, hard.beside("hard.html"), ...base),
    };
    // The frame and most kinds of page are in all of them.
    const some = [LOOKS[0], LOOKS.at(-1)];
    for (const [name, one] of Object.entries(made)) await checkOne(one, name, browser, report, { article: LOOKS, site: [LOOKS[0]], hard: some }[name]);
    await bundle(program, hard.root, hard.beside("hard.zip"), "--zip");
    await report.part("the zip", () => checkZip(hard.beside("hard.zip"), "hard", browser, report));
  } finally {
    await hard.remove();
  }
}

async function main([given]) {
  if (!given) {
    console.error("usage: node bundle.mjs PROGRAM");
    return 2;
  }
  const began = Date.now();
  const program = path.resolve(given);
  await access(program);
  await mkdir(SCREENS, { recursive: true });
  const browser = await launch();
  const report = new Report();
  try {
    await check(program, browser, report);
  } finally {
    await browser.close();
  }
  const good = report.print();
  console.log(`\nbundles in ${Math.round((Date.now() - began) / 1000)} s; pictures in ${SCREENS}`);
  return good ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
