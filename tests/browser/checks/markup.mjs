// The bytes of the pages and of the files for machines, read without a browser where that will do.

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { withPage } from "../browser.mjs";

/** Every page against html-validate's `standard` rules, which follow the HTML Living Standard. */
export async function checkMarkup(site, report) {
  const valid = report.sentence("every page is valid HTML");
  const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard"] }));
  for (const page of site.pages) {
    const outcome = await validator.validateString(await site.read(page.file), page.file);
    const messages = outcome.results.flatMap((result) => result.messages);
    valid.at(page.file, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }
}

/** JSON and XML, by the parsers that browsers have. */
export async function checkData(site, browser, report) {
  const json = report.sentence("every JSON file can be parsed", { mayBeEmpty: true });
  for (const file of site.files.filter((file) => file.endsWith(".json"))) {
    const wrong = [];
    try {
      JSON.parse(await site.read(file));
    } catch (error) {
      wrong.push(error.message);
    }
    json.at(file, wrong);
  }
  const xml = report.sentence("every XML and SVG file is well formed", { mayBeEmpty: true });
  await withPage(browser, {}, async (page) => {
    for (const file of site.files.filter((file) => /\.(xml|svg)$/.test(file))) {
      const wrong = await page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, "application/xml");
        return [...parsed.querySelectorAll("parsererror")].map((error) => error.textContent);
      }, await site.read(file));
      xml.at(file, wrong);
    }
  });
}
