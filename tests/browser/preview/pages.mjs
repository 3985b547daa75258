// Pages that come, go and get another address.

import { isMarked, mark, shows, visit } from "./tab.mjs";
import { ARTICLE, PAGE, TITLE } from "./site.mjs";

const NEW = "---\ntitle: A third count\ndate: 2024-03-10\nsummary: Nobody made one yet.\n---\n\nWords of the third count.\n";

export async function checkPages({ report, withTab, read }) {
  const gone = report.sentence("a deleted page is gone where it was open, and comes back when it is written again");
  const lost = report.sentence("an address without a page shows the page as soon as it is written");
  const listed = report.sentence("a new article appears in the index, and pages that it does not change stay");
  await withTab({}, async ({ site, server, tab, another }) => {
    const [index, about, early] = [await another(), await another(), await another()];
    await visit(index, server.url("articles/"));
    await visit(about, server.url("about/"));
    await mark(about);
    await visit(early, server.url("articles/third/"));
    await site.write("content/articles/third.md", NEW);
    await shows(index, "A third count");
    listed.holds("index", await index.getByRole("link", { name: "A third count" }).count(), "it is no link");
    await shows(early, "Words of the third count");
    lost.holds("page", await early.getByRole("heading", { name: "A third count" }).count(), "it has no heading");

    await site.delete("content/articles/third.md");
    await early.waitForFunction(() => !document.body.innerText.includes("third count"));
    gone.holds("address", (await read(server.url("articles/third/"))).status === 404, "it still answers");
    await index.waitForFunction(() => !document.body.innerText.includes("A third count"));
    await site.write("content/articles/third.md", NEW.replace("Words of", "More words of"));
    await shows(early, "More words of the third count");
    listed.holds("another page", await isMarked(about), "it loaded itself again");
    await tab.close();
  });

  const renamed = report.sentence("a renamed article is at its new address and no longer at the old one");
  await withTab({}, async ({ site, server, tab, another }) => {
    const index = await another();
    await visit(tab, server.url(PAGE));
    await visit(index, server.url("articles/"));
    await site.rename(ARTICLE, "content/articles/two-counts.md");
    await index.waitForFunction(() => document.querySelector('main a[href*="two-counts"]') !== null);
    await tab.waitForFunction((title) => !document.querySelector("h1").innerText.includes(title), TITLE);
    const [old, fresh] = [await read(server.url(PAGE)), await read(server.url("articles/two-counts/"))];
    renamed.holds("old address", old.status === 404 && !old.text.includes("When the Elde rose"), `it answers ${old.status}`);
    renamed.holds("new address", fresh.status === 200 && fresh.text.includes("When the Elde rose"), `it answers ${fresh.status}`);
  });
}
