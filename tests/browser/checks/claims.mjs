// The list of claims, narrowed down: by status without scripts, by speaker and figure with them.

import { WIDE, withPage } from "../browser.mjs";
import { violations } from "./accessibility.mjs";

const FILE = "claims/index.html";
const ROWS = ".claims-of li";

/** The rows that are seen, and the headings above them. */
function seen(tab) {
  return tab.evaluate((rows) => {
    const isSeen = (element) => element.checkVisibility();
    return {
      rows: [...document.querySelectorAll(rows)].filter(isSeen).map((row) => ({
        status: row.dataset.s,
        speaker: row.querySelector("a.by")?.textContent ?? "",
        figure: row.querySelector("a.of")?.textContent ?? "",
      })),
      headings: [...document.querySelectorAll(".claims-of")].filter(isSeen).length,
    };
  }, ROWS);
}

export async function checkClaims(site, server, browser, report) {
  const byStatus = report.sentence("without scripts the list of claims is narrowed down to a status", { mayBeEmpty: true });
  const byChoice = report.sentence("with scripts it is narrowed down to a speaker, a figure and a status at once", { mayBeEmpty: true });
  const kept = report.sentence("what a list is narrowed down to stands in its address", { mayBeEmpty: true });
  const accessible = report.sentence("axe-core finds no violation in a list that is narrowed down", { mayBeEmpty: true });
  if (!site.files.includes(FILE) || !(await site.read(FILE)).includes("id=\"show-all\"")) return;
  await withPage(browser, { javaScriptEnabled: false, viewport: WIDE }, async (tab) => {
    await tab.goto(server.url(FILE));
    const radios = await tab.locator("input[name=status]").evaluateAll((all) => all.map((radio) => radio.value));
    for (const status of radios.filter(Boolean)) {
      await tab.locator(`input[name=status][value=${status}]`).check();
      const shown = await seen(tab);
      byStatus.holds(status, shown.rows.length > 0 && shown.rows.every((row) => row.status === status) && shown.headings > 0, JSON.stringify(shown));
    }
  });
  await withPage(browser, { viewport: WIDE }, async (tab) => {
    await tab.goto(server.url(FILE));
    const all = (await seen(tab)).rows;
    for (const name of ["speaker", "figure"]) {
      const select = tab.locator(`select[name=${name}]`);
      const options = await select.locator("option").evaluateAll((all) => all.slice(1).map((option) => option.textContent));
      const there = [...new Set(all.map((row) => row[name]).filter(Boolean))];
      byChoice.holds(name, options.length === there.length, `${options.length} choices for ${there.length}`);
      for (const option of options) {
        await select.selectOption(option);
        const wanted = option.replace(/ \(\d+\)$/, "");
        const shown = (await seen(tab)).rows;
        const expected = all.filter((row) => row[name] === wanted).length;
        byChoice.holds(option, shown.length === expected && option.endsWith(`(${expected})`) && shown.every((row) => row[name] === wanted), `${shown.length} of ${expected} claims`);
      }
      await select.selectOption("");
    }
    const [first] = all.filter((row) => row.speaker && row.figure);
    if (!first) return;
    await tab.locator("select[name=speaker]").selectOption({ label: await label(tab, "speaker", first.speaker) });
    await tab.locator("select[name=figure]").selectOption({ label: await label(tab, "figure", first.figure) });
    await tab.locator(`input[name=status][value=${first.status}]`).check();
    const shown = (await seen(tab)).rows;
    const same = (row) => ["status", "speaker", "figure"].every((key) => row[key] === first[key]);
    byChoice.holds("all three", shown.length === all.filter(same).length && shown.every(same), JSON.stringify(shown));
    accessible.at(FILE, await violations(tab));
    await tab.reload();
    kept.holds(FILE, JSON.stringify((await seen(tab)).rows) === JSON.stringify(shown), `${tab.url()} shows others`);
  });
}

/** The option of a list that has this name. */
function label(tab, select, name) {
  return tab.locator(`select[name=${select}] option`).evaluateAll((all, name) => all.map((option) => option.textContent).find((text) => text.startsWith(`${name} (`)), name);
}
