// A bundle in a mail program that lets through less than a browser, and in the hands of somebody who put something into it.

import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { opened, seen } from "./reader.mjs";

async function changed(bundle, suffix, edit) {
  const file = bundle.file.replace(/\.html$/, `-${suffix}.html`);
  await writeFile(file, edit(bundle.html));
  return { ...bundle, file, url: pathToFileURL(file).href };
}

export async function checkStripped(bundle, name, browser, report) {
  const one = report.sentence("with its scripts stripped a bundle still shows one page at a time");
  const all = report.sentence("with its styles stripped too it is one long text, whose links move between its pages");
  const scriptless = await changed(bundle, "no-scripts", (html) => html.replace(/<script[\s\S]*?<\/script>/g, ""));
  await opened(browser, scriptless, {}, async (tab) => {
    const first = await seen(tab);
    await tab.locator(".in-file:not(.first)").first().evaluate((page) => { location.hash = `#${encodeURI(page.id)}`; });
    const second = await seen(tab);
    one.holds(name, first.length === 1 && second.length === 1 && first[0] !== second[0], `${first} and then ${second}`);
  });
  const bare = await changed(bundle, "bare", (html) =>
    html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<meta http-equiv[^>]*>/g, ""));
  await opened(browser, bare, {}, async (tab) => {
    const pages = await tab.locator(".in-file").count();
    const shown = await seen(tab);
    all.holds(name, shown.length === pages, `${shown.length} of ${pages} pages can be seen`);
    const link = tab.locator(".in-file a[href^='#figures/']").first();
    const hash = await link.getAttribute("href");
    await link.click();
    const top = await tab.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, decodeURIComponent(hash.slice(1)));
    all.holds(`${name} ${hash}`, Math.abs(top) < 900, `the link landed ${top} px away`);
  });
}

export async function checkPolicy(bundle, name, browser, report) {
  const inert = report.sentence("what somebody puts into a bundle does not run and fetches nothing");
  const evil = await changed(bundle, "evil", (html) =>
    html.replace("</body>", `<script>window.evil = 1</script><img src="https://evil.test/a.png" onerror="window.evil = 2"><style>body { display: none }</style></body>`));
  await opened(browser, evil, {}, async (tab, heard) => {
    await tab.waitForLoadState("load");
    const state = await tab.evaluate(() => ({ evil: window.evil, shown: getComputedStyle(document.body).display }));
    inert.at(name, [state.evil && "a script ran", state.shown === "none" && "a style was worn"].filter(Boolean));
    inert.holds(name, heard.complaints.some((line) => line.includes("Content Security Policy")), "the policy was not asked");
  });
}
