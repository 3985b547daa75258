// Sites that are bundled, and the bundles made of them.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

/** A dot, as a picture. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGPgsjmBBzGMSuNCABZBYhUqHLTNAAAAAElFTkSuQmCC";

const ARTICLE = `---
title: Скільки людей перейшло міст
date: 2024-03-09
language: uk
claims:
  втрати:
    speaker: міська-рада
    source: звіт-2024
    said: 2024-03-08
    estimate: {figure: міст, words: "кілька сотень", as_of: 2024-03-08}
---

[Кілька сотень людей перейшли міст](claim:втрати).

![Крапка](dot%20b.png)

![Міст](figure:міст)
`;

const ARABIC = `---
title: "عبور الجسر <script>window.evil = 1</script>"
date: 2024-03-10
language: ar
claims:
  втрати:
    speaker: міська-рада
    source: звіт-2024
    said: 2024-03-08
    estimate: {figure: міст, words: "more than 300", low: 300, as_of: 2024-03-08}
---

[أكثر من ثلاثمئة](claim:втрати) و[المقال الآخر][other]. انظر [الملف](notes%20b.csv).

[other]: <claim:мости й люди/втрати>

![نقطة](dot%20b.png)
`;

/** A site of the starter with what is hard to bundle: other scripts, spaces, one picture in two places, hostile titles. */
export async function hardSite(program) {
  const parent = await mkdtemp(path.join(tmpdir(), "onrecord-bundle-"));
  const root = path.join(parent, "site");
  await run(program, ["new", root]);
  const write = async (file, content) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  };
  await write("content/articles/мости й люди.md", ARTICLE);
  await write("content/articles/جسر.md", ARABIC);
  await write("content/articles/dot b.png", Buffer.from(DOT, "base64"));
  await write("content/articles/notes b.csv", "a,\"b &\"\n1,<2>\n");
  await write("content/figures/міст.md", "---\ntitle: Люди на мосту\nunit: people\nkind: stock\n---\n\nХто перейшов.\n");
  await write("content/sources/bridge.yaml", "звіт-2024:\n  title: Звіт\n  type: report\n  publisher: Рада\n  published: 2024-03-08\n  accessed: 2024-03-09\n");
  await write("content/speakers/rada.yaml", "міська-рада:\n  name: Міська рада\n  kind: agency\n");
  return { root, remove: () => rm(parent, { recursive: true, force: true }), beside: (name) => path.join(parent, name) };
}

/** The site that this repository is. */
export const SAMPLE = { root: REPOSITORY, article: "a-thousand-in-a-week" };

/** Runs `onrecord bundle` and gives the file. */
export async function bundle(program, root, file, ...rest) {
  const { stderr } = await run(program, ["bundle", "--site", root, "--output", file, ...rest]);
  return { file, url: pathToFileURL(file).href, said: stderr, html: await readFile(file, "utf8") };
}
