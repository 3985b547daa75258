// Addresses where nothing is: the page for lost readers, at any depth.

import { withPage } from "../browser.mjs";
import { serve } from "../serve.mjs";

const UNKNOWN = ["nothing", "nothing/", "articles/nothing/", "a/b/c/d/nothing.html", "%D0%BD%D0%B5%D0%BC%D0%B0/x/"];

export async function checkLost(site, browser, report) {
  const dressed = report.sentence("the page for lost readers has its style at any depth");
  const links = report.sentence("every link of the page for lost readers leads to a page, from any depth");
  const meant = report.sentence("an address that is nearly right leads to what was meant, and one that is not to nothing");
  for (const base of ["/", "/repo/", "/a/b/c/"]) {
    const server = await serve(await site.build(base), base, { notFound: "404.html" });
    try {
      await withPage(browser, {}, async (tab) => {
        for (const address of UNKNOWN) {
          const answer = await tab.goto(server.root + address);
          const found = await tab.evaluate(() => ({
            heading: document.querySelector("h1")?.textContent,
            rules: [...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0),
            links: [...document.querySelectorAll("a[href], link[rel=alternate]")].map((link) => link.href),
          }));
          const where = `${base}${address}`;
          const right = answer.status() === 404 && found.heading === "Page not found" && found.rules > 50;
          dressed.holds(where, right, `${answer.status()}, “${found.heading}”, ${found.rules} rules`);
          const wrong = [];
          for (const link of new Set(found.links.map((href) => href.split("#")[0]))) {
            if (link === tab.url()) continue;
            const { status } = await fetch(link);
            if (status !== 200) wrong.push(`${status} for ${link}`);
          }
          const near = await tab.evaluate(() => document.querySelector(".lost").checkVisibility());
          meant.holds(where, !near, "it names something that is like nothing");
          links.at(where, found.links.length > 8 ? wrong : ["it has hardly a link"]);
        }
        const { articles } = await readAddresses(server.root);
        for (const [address, href] of articles) {
          const slips = [address.toUpperCase(), `${address}.html`, `wrong/${address.split("/").pop()}/`, `${address.slice(0, -1)}`];
          for (const slip of slips) {
            await tab.goto(server.root + encodeURI(slip));
            const first = await tab.evaluate(() => document.querySelector(".lost:not([hidden]) a")?.href);
            meant.holds(`${base}${slip}`, first === server.root + href, `it names ${first}`);
          }
        }
      });
    } finally {
      server.close();
    }
  }
}

/** The articles of a site and their links, from the list that the page reads. */
async function readAddresses(root) {
  const text = await (await fetch(`${root}addresses.js`)).text();
  const all = JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
  return { articles: all.filter(([address]) => address.startsWith("articles/")).map(([address, , href]) => [address, href]) };
}
