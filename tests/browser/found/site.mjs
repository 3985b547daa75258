// The starter with things that stood elsewhere before, built for any address.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { readSite } from "../site.mjs";

const run = promisify(execFile);

/** Where the starter's article stood, in its own words and as a browser writes it. */
export const OLD = ["2019/12/flood.html", "стара назва/"];

/** Makes it, in a folder of its own. */
export async function foundSite(program) {
  const parent = await mkdtemp(path.join(tmpdir(), "onrecord-found-"));
  const root = path.join(parent, "site");
  await run(program, ["new", root]);
  const article = path.join(root, "content/articles/lower-quay.md");
  const text = await readFile(article, "utf8");
  await writeFile(
    article,
    text
      .replace("title:", () => `aliases: ${JSON.stringify(OLD)}\ntype: report\ntitle:`)
      .replace("  had-to-leave:\n", "  had-to-leave:\n    status: confirmed\n    status_reason: We counted the doors.\n"),
  );
  let built = 0;
  return {
    /** Builds it for a path of a host, and reads what was built. */
    async build(base) {
      const output = path.join(parent, `built-${(built += 1)}`);
      await run(program, ["build", "--site", root, "--output", output, "--base-url", `https://site.test${base}`]);
      return readSite(output);
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}
