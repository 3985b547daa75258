// A small site that is written to while it is previewed.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const ARTICLE = "content/articles/lower-quay.md";
export const PAGE = "articles/lower-quay/";
export const TITLE = "Two counts of who left the Lower Quay";

/** Names for the parts of a long article. Places are found by words, so no two paragraphs may say the same. */
const PARTS = ["River", "Quay", "Bridge", "Harbour", "Market", "Station", "Mill", "Church", "School", "Ferry"];

function long() {
  const sentences = (part, ordinal) =>
    Array.from({ length: 6 }, () => `This is what the ${ordinal} paragraph says about the ${part}.`).join(" ");
  return PARTS.map((part) =>
    [`## The ${part}`, ...["first", "second", "third"].map((ordinal) => sentences(part, ordinal))].join("\n\n"),
  ).join("\n\n");
}

/** Makes the starter with a long article, in a folder of its own. */
export async function newSite(program) {
  const parent = await mkdtemp(path.join(tmpdir(), "onrecord-preview-"));
  const root = path.join(parent, "site");
  await run(program, ["new", root]);
  const at = (file) => path.join(root, file);
  const site = {
    root,
    read: (file) => readFile(at(file), "utf8"),
    async write(file, text) {
      await mkdir(path.dirname(at(file)), { recursive: true });
      await writeFile(at(file), text);
    },
    async edit(file, from, to) {
      const text = await site.read(file);
      if (!text.includes(from)) throw new Error(`${file} has no “${from}”`);
      await writeFile(at(file), text.replace(from, () => to));
    },
    delete: (file) => rm(at(file)),
    rename: (from, to) => rename(at(from), at(to)),
    /** Puts one of the program's own files into the site, as `edit` leaves it. */
    async adopt(file, edit) {
      await mkdir(path.dirname(at(file)), { recursive: true });
      await cp(new URL(`../../../${file}`, import.meta.url), at(file));
      await writeFile(at(file), edit(await site.read(file)));
    },
    build: (output) => run(program, ["build", "--site", root, "--output", output]),
    /** Removes it and all beside it. */
    remove: () => rm(parent, { recursive: true, force: true }),
    beside: (name) => path.join(parent, name),
  };
  await site.write(ARTICLE, `${await site.read(ARTICLE)}\n${long()}\n`);
  return site;
}
