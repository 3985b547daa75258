// A zip as somebody else's program reads it, and its pages from the disk.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";
import { checkDisk } from "../checks/disk.mjs";
import { readSite } from "../site.mjs";

const openZip = promisify(yauzl.open);

/** Every file of a zip. The reader refuses names that climb or are absolute, and sizes that are not true. */
async function unzipped(file) {
  const zip = await openZip(file, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
  const read = promisify(zip.openReadStream.bind(zip));
  const entries = [];
  await new Promise((resolve, reject) => {
    zip.on("entry", (entry) => entries.push(entry)).on("end", resolve).on("error", reject);
  });
  const files = [];
  for (const entry of entries) {
    files.push({ name: entry.fileName, mode: entry.externalFileAttributes >>> 16, bytes: await buffer(await read(entry)) });
  }
  zip.close();
  return files;
}

export async function checkZip(file, name, browser, report) {
  const safe = report.sentence("a zip has one folder, plain files only, and names that sort and stay inside");
  const entries = await unzipped(file);
  const tops = new Set(entries.map((entry) => entry.name.split("/")[0]));
  const names = entries.map((entry) => entry.name);
  safe.at(name, [
    tops.size !== 1 && `its folders are ${[...tops].join(", ")}`,
    entries.some((entry) => entry.mode !== 0o100644) && "some entry is no plain file",
    new Set(names).size !== names.length && "two entries have one name",
    !names.some((entry) => entry.endsWith("/index.html")) && "it has no page",
  ].filter(Boolean));
  const folder = await mkdtemp(path.join(tmpdir(), "onrecord-zip-"));
  try {
    for (const { name: entry, bytes } of entries) {
      await mkdir(path.dirname(path.join(folder, entry)), { recursive: true });
      await writeFile(path.join(folder, entry), bytes);
    }
    const site = await readSite(path.join(folder, [...tops][0]));
    const strict = report.sentence("every page of a zip states a policy");
    for (const page of site.pages) strict.holds(page.file, (await site.read(page.file)).includes("Content-Security-Policy"), "it has none");
    await checkDisk(site, browser, report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
