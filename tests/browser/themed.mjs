// A site that says how it looks, as its readers see it: `node themed.mjs PROGRAM`, where PROGRAM is the path of `onrecord`.
//
// A new site is built with all that `[theme]` takes, in two ways, and opened from the disk.
//
// Exit codes: 0 all of it held, 1 something did not, 2 wrong usage, 3 the machine lacks something.

import { execFile } from "node:child_process";
import { access, appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { violations } from "./checks/accessibility.mjs";
import { PHONE, WIDE, launch, nameOf, wear, withPage } from "./browser.mjs";
import { Report } from "./report.mjs";

const run = promisify(execFile);

/** What the colours are of, by name: the element and the property that has it. Each pair is one that can be read. */
const COLOURS = {
  bg: { light: "#fffdf5", dark: "#101418", of: ["body", "backgroundColor"] },
  ink: { light: "#1c2430", dark: "#f3efe6", of: ["h1", "color"] },
  link: { light: "#7a1f4d", dark: "#f0a3c4", of: [".src li a, .plain > li > a", "color"] },
};

const mark = (fill) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32" fill="${fill}"><path d="M0 20h96v8H0zM8 4h8v16H8z"/></svg>`;

/** The site of `onrecord new` that looks as `theme` says, built. */
async function themed(program, folder, name, theme) {
  const site = path.join(folder, name);
  await run(program, ["new", site]);
  await mkdir(path.join(site, "static"), { recursive: true });
  await writeFile(path.join(site, "static/quay.svg"), mark(COLOURS.link.light));
  await writeFile(path.join(site, "static/quay-night.svg"), mark(COLOURS.link.dark));
  const colours = Object.entries(COLOURS).map(([name, { light, dark }]) => `${name} = { light = "${light}", dark = "${dark}" }\n`);
  const text = `\n[theme]\nname = "The Quay"\n${theme}\n[theme.colours]\n${colours.join("")}\n[theme.statuses]\nattributed = "One voice"\n`;
  await appendFile(path.join(site, "onrecord.toml"), text);
  await run(program, ["build", "--deny", "warnings"], { cwd: site });
  return path.join(site, "public");
}

const PAGES = ["index.html", "articles/lower-quay/index.html", "figures/left-lower-quay/index.html", "sources/index.html"];
const LOOKS = [WIDE, PHONE].flatMap((viewport) => ["light", "dark"].map((scheme) => ({ viewport, scheme })));

/** `#1c2430` as styles are told: `rgb(28, 36, 48)`. */
function rgb(hex) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(", ")})`;
}

/** What is seen of the colours, the mark, the column of text and the notes of an open page. */
function seen(colours) {
  const style = (selector, property) => {
    const element = document.querySelector(selector);
    return element && getComputedStyle(element)[property];
  };
  const box = (selector) => document.querySelector(selector)?.getBoundingClientRect().toJSON();
  return {
    colours: Object.fromEntries(Object.entries(colours).map(([name, { of }]) => [name, style(...of)])),
    marks: [...document.querySelectorAll(".mark img")]
      .filter((img) => img.checkVisibility())
      .map((img) => `${img.getAttribute("src").split("/").pop()} ${img.alt} ${img.complete && img.naturalWidth > 0}`),
    name: document.querySelector(".mark")?.textContent.trim(),
    paragraph: box(".para > p"),
    notes: box(".notes"),
    letters: parseFloat(getComputedStyle(document.documentElement).fontSize),
    overflow: document.documentElement.scrollWidth - innerWidth,
    text: document.body.innerText,
  };
}

/** Looks at each page of the site in `root` in each way, and hands what is seen to `look`. */
async function lookAt(browser, root, report, name, look) {
  const clean = report.sentence(`${name}: axe-core finds no violation`);
  const whole = report.sentence(`${name}: no page grows wider than its window`);
  const coloured = Object.keys(COLOURS).map((colour) => [
    colour,
    report.sentence(`${name}: \`${colour}\` is the colour that the site names, in light and in dark`),
  ]);
  await withPage(browser, {}, async (tab) => {
    for (const page of PAGES) {
      await tab.goto(pathToFileURL(path.join(root, page)).href);
      for (const view of LOOKS) {
        await wear(tab, view);
        const where = `${page} ${nameOf(view)}`;
        const found = await tab.evaluate(seen, COLOURS);
        clean.at(where, await violations(tab));
        whole.holds(where, found.overflow <= 0, `${found.overflow} pixels wider`);
        for (const [colour, sentence] of coloured) {
          if (!found.colours[colour]) continue;
          const wanted = rgb(COLOURS[colour][view.scheme]);
          sentence.holds(where, found.colours[colour] === wanted, `it is ${found.colours[colour]}, not ${wanted}`);
        }
        look(page, view, where, found);
      }
    }
  });
}

/** A mark in the place of the name, a narrow column, and notes below their paragraphs. */
async function checkMark(program, folder, browser, report) {
  const theme = 'wordmark = { light = "quay.svg", dark = "quay-night.svg" }\nmeasure = 32\nnotes = "below"\n';
  const root = await themed(program, folder, "marked", theme);
  const marked = report.sentence("the mark of the scheme stands in the place of the name, and is called by it");
  const narrow = report.sentence("the column of text is as wide as `measure` says");
  const below = report.sentence("notes that stand below their paragraph are below it on a wide page");
  const called = report.sentence("a status is called as the site calls it");
  await lookAt(browser, root, report, "with a mark", (page, view, where, found) => {
    const mark = view.scheme === "dark" ? "quay-night.svg" : "quay.svg";
    const is = found.marks.join(", ");
    marked.holds(where, is === `${mark} The Quay true`, `it is ${is || "none"}`);
    if (!page.startsWith("articles/")) return;
    called.holds(where, !found.text.includes("Attributed") && found.text.includes("One voice"), "it is not");
    if (view.viewport !== WIDE) return;
    const width = found.paragraph.width / found.letters;
    narrow.holds(where, Math.abs(width - 32) < 0.1, `it is ${width} letters wide`);
    below.holds(where, found.notes.top >= found.paragraph.bottom, `they start at ${found.notes.top}, it ends at ${found.paragraph.bottom}`);
  });
}

/** A name, the widest column, and notes at the end alone. */
async function checkName(program, folder, browser, report) {
  const root = await themed(program, folder, "named", 'measure = 46\nnotes = "end"\n');
  const named = report.sentence("the name of the site’s look stands at the head of each page");
  const gone = report.sentence("notes at the end do not stand in the text");
  await lookAt(browser, root, report, "with a name", (page, _, where, found) => {
    named.holds(where, found.name === "The Quay", `it says ${found.name}`);
    if (page.startsWith("articles/")) gone.holds(where, found.notes.height === 0, "they do");
  });
}

async function main([given, ...rest]) {
  if (!given || rest.length) {
    console.error("usage: node themed.mjs PROGRAM");
    return 2;
  }
  const program = path.resolve(given);
  await access(program);
  const report = new Report();
  const folder = await mkdtemp(path.join(tmpdir(), "onrecord-themed-"));
  const browser = await launch();
  try {
    await report.part("a site with a mark", () => checkMark(program, folder, browser, report));
    await report.part("a site with a name", () => checkName(program, folder, browser, report));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
  return report.print() ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  return 3;
});
