// Old addresses: from a server, from the disk, with scripts and without.

import { HtmlValidate, FileSystemConfigLoader } from "html-validate";
import { withPage } from "../browser.mjs";
import { serve } from "../serve.mjs";
import { OLD } from "./site.mjs";

const NEW = "articles/lower-quay/index.html";
const CLAIM = "#claim-had-to-leave";

export async function checkMoved(site, browser, report) {
  const leads = report.sentence("an old address leads to the new one, with scripts and without");
  const keeps = report.sentence("an old address of a claim leads to the claim, where there are scripts");
  const back = report.sentence("going back from where an old address led does not end at the old address");
  const offers = report.sentence("the page at an old address says where to go");
  const valid = report.sentence("the page at an old address is valid HTML");
  const validator = new HtmlValidate(
    new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard"] }),
  );
  for (const base of ["/", "/repo/"]) {
    const built = await site.build(base);
    const server = await serve(built, base);
    try {
      for (const [where, of] of [
        [base, (file) => server.url(file)],
        ["the disk", (file) => built.diskUrl(file)],
      ]) {
        for (const old of OLD) {
          const file = old.endsWith("/") ? `${old}index.html` : old;
          const start = of(file);
          const ends = (address) => [of(NEW), built.diskUrl(NEW), `${server.root}${NEW}`].includes(address);
          for (const javaScriptEnabled of [true, false]) {
            await withPage(browser, { javaScriptEnabled }, async (tab) => {
              await tab.goto(of("index.html"));
              await tab.goto(start, { waitUntil: "commit" }).catch(() => {});
              await tab.waitForURL((url) => ends(url.href)).catch(() => {});
              leads.at(`${where} ${old}`, ends(tab.url()) ? [] : [`it ended at ${tab.url()}`]);
              if (!javaScriptEnabled) return;
              await tab.goBack();
              const front = [of("index.html"), `${server.root}index.html`];
              back.holds(`${where} ${old}`, front.includes(tab.url()), `it went back to ${tab.url()}`);
            });
          }
          await withPage(browser, {}, async (tab) => {
            await tab.goto(start + CLAIM, { waitUntil: "commit" }).catch(() => {});
            await tab.waitForURL((url) => url.hash === CLAIM && ends(url.href.split("#")[0])).catch(() => {});
            const shown = await tab.locator(CLAIM).count();
            keeps.holds(`${where} ${old}`, shown === 1 && tab.url().endsWith(CLAIM), `it ended at ${tab.url()}`);
          });
        }
      }
      for (const old of OLD) {
        const file = old.endsWith("/") ? `${old}index.html` : old;
        const html = await built.read(file);
        const outcome = await validator.validateString(html, file);
        const messages = outcome.results.flatMap((result) => result.messages);
        valid.at(file, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
        await withPage(browser, { javaScriptEnabled: false }, async (tab) => {
          // As a reader sees it whose browser follows nothing by itself.
          await tab.setContent(html.replace(/<meta http-equiv="refresh"[^>]*>/, ""));
          const words = await tab.locator("a").innerText();
          offers.holds(file, words.startsWith("Two counts"), `its link says “${words}”`);
        });
      }
    } finally {
      server.close();
    }
  }
}
