// The files for machines, read back by libraries of others: `node data.mjs PROGRAM`, where PROGRAM is the path of `onrecord`.
//
// Two sites are built for it: the sample, and one whose words are hard to count. Exit codes: 0 all of it held, 1 something did
// not, 2 wrong usage, 3 the machine lacks something.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch } from "./browser.mjs";
import { checkAnnotations } from "./checks/annotations.mjs";
import { checkBibliographies, checkPackage } from "./checks/exchange.mjs";
import { checkSarif, checkSchemas } from "./checks/schemas.mjs";
import { Report } from "./report.mjs";
import { serve } from "./serve.mjs";
import { readSite } from "./site.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, "../..");
const BASE = "/some/sub/path/";

/** The sites that are read: where they stand, by name. */
const SITES = { sample: ROOT, scripts: path.join(HERE, "sites/scripts") };

/** Builds a site below `folder` and reads all that is for machines in it. */
async function checkSite(program, source, folder, browser, report) {
  const options = ["--site", source, "--output", folder, "--base-url", `https://site.test${BASE}`];
  await promisify(execFile)(program, ["build", ...options]);
  const site = await readSite(folder);
  const server = await serve(site, BASE);
  try {
    await report.part("the annotations", () => checkAnnotations(site, server, browser, report));
    await report.part("the data package", () => checkPackage(site, report));
    await report.part("the bibliographies", () => checkBibliographies(site, report));
  } finally {
    server.close();
  }
}

async function main([program, ...rest]) {
  if (!program || rest.length) {
    console.error("usage: node data.mjs PROGRAM");
    return 2;
  }
  const began = Date.now();
  const folder = await mkdtemp(path.join(os.tmpdir(), "onrecord-data-"));
  const browser = await launch();
  let good = true;
  try {
    for (const [name, source] of Object.entries(SITES)) {
      const report = new Report();
      await report.part(name, () => checkSite(path.resolve(program), source, path.join(folder, name), browser, report));
      console.log(`\n${name}`);
      good = report.print() && good;
    }
    const report = new Report();
    await report.part("the schemas", () => checkSchemas(path.resolve(program), ROOT, folder, report));
    await report.part("the log for code scanning", () => checkSarif(path.resolve(program), ROOT, folder, report));
    console.log("");
    good = report.print() && good;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
  console.log(`\n${Math.round((Date.now() - began) / 1000)} s`);
  return good ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
