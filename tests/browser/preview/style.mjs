// Style sheets that change alone, on a page that allows nothing but files of its own.

import { CARD, isMarked, mark, visit } from "./tab.mjs";
import { PAGE } from "./site.mjs";

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:">`;

const coloured = (tab, selector, property, value) =>
  tab.waitForFunction(
    ([selector, property, value]) => getComputedStyle(document.querySelector(selector))[property] === value,
    [selector, property, value],
  );

export async function checkStyle({ report, withTab }) {
  const swapped = report.sentence("when only style sheets changed, only these are loaded again");
  const policy = report.sentence("the preview works on a page whose policy lets in only files of its own");
  const prepare = async (site) => {
    await site.adopt("static/site.css", (css) => css);
    await site.write("static/more.css", "h1 { text-indent: 1px; }\n");
    await site.adopt("templates/base.html", (html) =>
      html
        .replace(/<script>.*<\/script>\n/, "")
        .replace("<meta charset", `${POLICY}\n<meta charset`)
        .replace('<link rel="stylesheet"', '<link rel="stylesheet" href="/repo/more.css">\n<link rel="stylesheet"'));
  };
  await withTab({ prepare, base: "/repo/" }, async ({ site, server, tab }) => {
    const complaints = [];
    await visit(tab, server.url(PAGE));
    tab.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
    tab.on("pageerror", (error) => complaints.push(String(error)));
    await visit(tab, server.url(PAGE));
    await mark(tab);
    await tab.locator(".prose .ref").first().press("Enter");
    await tab.locator(CARD).waitFor();
    const place = await tab.evaluate(() => scrollY);

    await site.edit("static/site.css", "/* ---------- base", "h1 { color: rgb(1, 2, 3) !important; }\n/* ---------- base");
    await coloured(tab, "h1", "color", "rgb(1, 2, 3)");
    await site.write("static/more.css", "h1 { text-indent: 7px; }\n");
    await coloured(tab, "h1", "textIndent", "7px");
    await site.write("static/more.css", "h1 { text-indent: 9px; }\n");
    await coloured(tab, "h1", "textIndent", "9px");
    await tab.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 2);

    swapped.holds("the page", await isMarked(tab), "it loaded itself again");
    swapped.holds("the card", await tab.locator(CARD).count(), "it closed");
    swapped.holds("the place", (await tab.evaluate(() => scrollY)) === place, "it moved");
    await site.edit("content/articles/lower-quay.md", "speaker: ada-hale", "speaker: nobody-at-all");
    await tab.locator("onrecord-told .panel").waitFor();
    const border = await tab.locator("onrecord-told .panel").evaluate((panel) => getComputedStyle(panel).borderTopWidth);
    policy.holds("the overlay's style", border === "4px", `its border is ${border} wide`);
    policy.at("the console", complaints);
  });
}
