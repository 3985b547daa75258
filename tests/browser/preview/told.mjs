// Errors over the page, warnings in the corner.

import { LOOKS, nameOf, wear } from "../browser.mjs";
import { violations } from "../checks/accessibility.mjs";
import { overflow } from "../checks/served.mjs";
import { photograph } from "../screens.mjs";
import { CORNER, PANEL, closed, isMarked, mark, opened, shows, visit } from "./tab.mjs";
import { ARTICLE, PAGE } from "./site.mjs";

const ABOUT = "content/pages/about.md";
const HOSTILE = '"<img src=x onerror=\'window.hit = 1\'>"';

/** The number of the line of the first `text` in the file. */
const lineOf = async (site, file, text) => (await site.read(file)).split(text)[0].split("\n").length;

/** An article with `n` mistakes of one kind. */
const mistaken = (n) =>
  `---\ntitle: Many\ndate: 2024-03-10\nsummary: Many.\n---\n\n${Array.from({ length: n }, (_, at) => `[No ${at}](speaker:no-${at}).`).join("\n")}\n`;

const places = (tab) => tab.locator(`${PANEL} .list > li > .at`).allInnerTexts();

export async function checkErrors({ report, withTab }) {
  const over = report.sentence("a broken site shows its errors, with file and line, over the last good page");
  const newest = report.sentence("the errors of the file that was changed last come first");
  const escape = report.sentence("Escape hides the errors until the next change, and the corner shows them again");
  const text = report.sentence("what an error quotes is shown as text");
  const accessible = report.sentence("axe-core finds no violation with errors or warnings open");
  const fits = report.sentence("errors and warnings make no page wider than its window");
  const gone = report.sentence("errors go when they are mended, and the page did not load itself again");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    await mark(tab);
    await site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
    await opened(tab);
    const line = await lineOf(site, ARTICLE, "nobody-at-all");
    const [first = "no place"] = await places(tab);
    over.holds("file and line", first.startsWith(`${ARTICLE}:${line}:`), `${first} instead of line ${line}`);
    over.holds("the page", await tab.getByText("When the Elde rose").isVisible(), "it is gone");
    const said = await tab.locator("onrecord-told [role=alert]").textContent();
    over.holds("screen readers", said.includes("nobody-at-all") && said.includes(`line ${line}`), `they hear “${said}”`);
    over.holds("focus", await tab.evaluate(() => document.activeElement === document.body), "it was taken");

    await tab.keyboard.press("Escape");
    await closed(tab);
    escape.holds("corner", (await tab.locator(CORNER).innerText()).startsWith("1 error"), "it does not count them");
    await tab.locator(CORNER).click();
    await opened(tab);
    await tab.keyboard.press("Escape");
    await closed(tab);
    await site.edit(ABOUT, "title:", "titel:");
    await opened(tab);
    escape.holds("next change", await tab.locator(PANEL).isVisible(), "it stayed hidden");
    newest.holds("order", (await places(tab))[0].startsWith(ABOUT), `first comes ${(await places(tab))[0]}`);

    for (const look of LOOKS) {
      await wear(tab, look);
      await photograph(tab, "preview-errors", look);
      accessible.at(`errors ${nameOf(look)}`, await violations(tab));
      fits.at(`errors ${nameOf(look)}`, await overflow(tab));
    }
    await site.edit(ARTICLE, "speaker: nobody-at-all", `speaker: ${HOSTILE}`);
    await tab.locator(PANEL).getByText("onerror").first().waitFor();
    text.holds("an element", (await tab.locator(`${PANEL} img`).count()) === 0, "it became one");
    text.holds("a script", await tab.evaluate(() => window.hit === undefined), "it ran");

    await site.edit(ABOUT, "titel:", "title:");
    await site.edit(ARTICLE, `speaker: ${HOSTILE}`, "speaker: ada-hale");
    await closed(tab);
    gone.holds("no load", await isMarked(tab), "it did");
    await tab.locator(CORNER).waitFor({ state: "hidden" });
    gone.holds("corner", !(await tab.locator(CORNER).isVisible()), "it stayed");
  });

  const many = report.sentence("of many errors of a kind the first is shown in full, the next by place, and the rest are counted");
  const replaced = report.sentence("errors that come while others are shown take their place");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    await site.write("content/articles/many.md", mistaken(30));
    await opened(tab);
    const text = await tab.locator(`${PANEL} .list`).innerText();
    many.holds("in full", (await tab.locator(`${PANEL} .list > li`).count()) === 1, text);
    many.holds("by place", (await tab.locator(`${PANEL} .more li code`).count()) === 8, text);
    many.holds("counted", text.includes("29 more unknown-id") && text.includes("… and 21 others"), text);
    accessible.at("many", await violations(tab));
    await site.write("content/articles/many.md", mistaken(2));
    await tab.locator(`${PANEL} h2`).getByText("2 errors").waitFor();
    replaced.holds("list", (await tab.locator(`${PANEL} .list > li`).count()) === 2, "others are there");
  });

  const waiting = report.sentence("a site that starts broken shows its errors, and itself when it is mended");
  const prepare = (site) => site.edit(ARTICLE, "speaker: ada-hale", "speaker: nobody-at-all");
  await withTab({ prepare }, async ({ site, server, tab }) => {
    await tab.goto(server.url(PAGE));
    await opened(tab);
    waiting.holds("errors", (await places(tab))[0].startsWith(ARTICLE), "no place");
    await site.edit(ARTICLE, "speaker: nobody-at-all", "speaker: ada-hale");
    await shows(tab, "When the Elde rose");
    waiting.holds("page", !(await tab.locator(PANEL).isVisible()), "the errors stayed");
  });
}

export async function checkWarnings({ report, withTab }) {
  const corner = report.sentence("warnings are counted in a corner that opens, and stays as it was left");
  const print = report.sentence("nothing of the preview is printed");
  const accessible = report.sentence("axe-core finds no violation with the corner closed or open");
  const prepare = (site) => site.write("templates/unused.html", "{% if true %}never used{% endif %}\n");
  await withTab({ prepare }, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    await tab.locator(CORNER).waitFor();
    const counted = await tab.locator(CORNER).innerText();
    corner.holds("count", /^\d+ warnings?$/.test(counted), `it says “${counted}”`);
    corner.holds("closed first", !(await tab.locator(PANEL).isVisible()), "it was open");
    for (const look of LOOKS) {
      await wear(tab, look);
      await photograph(tab, "preview-corner", look);
      accessible.at(`closed ${nameOf(look)}`, await violations(tab));
    }
    await tab.locator(CORNER).click();
    await opened(tab);
    corner.holds("rule", (await tab.locator(PANEL).innerText()).includes("templates/unused.html"), "it does not name the file");
    for (const look of LOOKS) {
      await wear(tab, look);
      await photograph(tab, "preview-warnings", look);
      accessible.at(`open ${nameOf(look)}`, await violations(tab));
    }
    await site.edit(ARTICLE, "When the Elde rose", "When the Elde had risen");
    await shows(tab, "When the Elde had risen");
    await opened(tab);
    await tab.emulateMedia({ media: "print" });
    print.holds("panel", !(await tab.locator(PANEL).isVisible()), "it would be");
    await tab.emulateMedia({ media: null });

    await tab.locator(PANEL).getByRole("button", { name: "Hide" }).click();
    await closed(tab);
    await site.edit(ARTICLE, "had risen", "rose again");
    await shows(tab, "rose again");
    await tab.locator(CORNER).waitFor();
    corner.holds("left closed", !(await tab.locator(PANEL).isVisible()), "it opened by itself");
    await tab.emulateMedia({ media: "print" });
    print.holds("corner", !(await tab.locator(CORNER).isVisible()), "it would be");
    await tab.emulateMedia({ media: null });

    await tab.locator(CORNER).click();
    const [answer] = await Promise.all([
      tab.waitForResponse((response) => response.url() === server.url("editors/")),
      tab.locator(PANEL).getByRole("link", { name: "Editors’ view" }).click(),
    ]);
    corner.holds("editors", answer.ok(), `the editors' view answers ${answer.status()}`);
  });
}
