// Edits that a reader sees without being moved.

import { CARD, headingAt, isMarked, mark, shows, visit } from "./tab.mjs";
import { ARTICLE, PAGE } from "./site.mjs";

const NEAR = 2;

export async function checkPlace({ report, withTab }) {
  const kept = report.sentence("an edit shows without a lost scroll place, though the page grew above and changed in view");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    const before = await headingAt(tab, "The Market", 300);
    const added = ["One more", "Another", "And a third"].map((words) => `${words} paragraph stands here now.`).join("\n\n");
    await site.edit(ARTICLE, "## The Bridge", `${added}\n\n## The Bridge`);
    await site.edit(ARTICLE, "the second paragraph says about the Harbour", "the changed paragraph says about the Harbour");
    await shows(tab, "changed paragraph");
    const after = await headingAt(tab, "The Market");
    kept.holds("longer", Math.abs(after - before) <= NEAR, `it was ${before} px down and is ${after}`);

    await site.edit(ARTICLE, `${added}\n\n`, "");
    await site.edit(ARTICLE, "changed paragraph", "shortened paragraph");
    await shows(tab, "shortened paragraph");
    const again = await headingAt(tab, "The Market");
    kept.holds("shorter", Math.abs(again - before) <= NEAR, `it was ${before} px down and is ${again}`);
  });

  const folds = report.sentence("after an edit the menus are open that were, and the focus is where it was");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    await tab.locator(".display summary").click();
    await tab.getByRole("link", { name: "Sources" }).first().focus();
    await site.edit(ARTICLE, "This is an example", "This is still an example");
    await shows(tab, "still an example");
    folds.holds("menu", await tab.locator(".display").evaluate((menu) => menu.open), "it was closed");
    const focus = await tab.evaluate(() => document.activeElement.textContent.trim());
    folds.holds("focus", focus === "Sources", `the focus is on “${focus}”`);
  });

  const card = report.sentence("an open card is open after an edit, for the same claim");
  const target = report.sentence("a card that the address leads to is still the target after an edit");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    await tab.locator('.prose .ref[href="#claim-had-to-leave"]').first().press("Enter");
    const words = await tab.locator(`${CARD} h3`).innerText();
    await site.edit(ARTICLE, "This is an example", "This is, still, an example");
    await shows(tab, "This is, still, an example");
    await tab.locator(CARD).waitFor();
    const now = await tab.locator(`${CARD} h3`).innerText();
    card.holds("text", now === words, `“${now}” instead of “${words}”`);
    const focus = await tab.evaluate(() => document.activeElement.closest("#peek") !== null);
    card.holds("focus", focus, "the focus left the card");

    await tab.keyboard.press("Escape");
    await visit(tab, server.url(`${PAGE}#claim-led-out`));
    const top = () => tab.locator("#claim-led-out").evaluate((item) => item.getBoundingClientRect().top);
    await tab.evaluate(() => scrollBy({ top: -200, behavior: "instant" }));
    const before = await top();
    await site.edit(ARTICLE, "## The Mill", "A paragraph before the Mill.\n\n## The Mill");
    await shows(tab, "before the Mill");
    target.holds("target", await tab.locator("#claim-led-out:target").count(), "it is no longer the target");
    target.holds("place", Math.abs((await top()) - before) <= NEAR, `it was ${before} px down and is ${await top()}`);
  });

  const alone = report.sentence("a page that did not change does not load itself again");
  await withTab({}, async ({ site, server, tab, another }) => {
    const other = await another();
    await visit(other, server.url("about/"));
    await visit(tab, server.url(PAGE));
    await mark(other);
    await site.edit(ARTICLE, "This is an example", "This is no more an example");
    await shows(tab, "no more an example");
    alone.holds("first edit", await isMarked(other), "it did");
    // It has kept up with what it did not load: the next change, to itself, shows.
    await site.edit("content/pages/about.md", "title:", "title: Newly");
    await shows(other, "Newly");
    alone.holds("its own edit", !(await isMarked(other)), "it did not load for its own change");
  });
}
