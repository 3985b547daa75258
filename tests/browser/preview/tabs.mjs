// Many tabs, tabs that nobody sees, and a server that comes and goes.

import { preview } from "./server.mjs";
import { shows, visit } from "./tab.mjs";
import { ARTICLE, PAGE } from "./site.mjs";

/** More than a browser opens connections to one server. */
const TABS = 8;

const became = (site, from, to) => site.edit(ARTICLE, from, to);

export async function checkTabs({ report, withTab }) {
  const two = report.sentence("two tabs follow the site, and one of them goes on when the other is closed");
  const many = report.sentence(`${TABS} tabs follow the site, though a browser opens only six connections`);
  await withTab({}, async ({ site, server, tab, another }) => {
    await visit(tab, server.url(PAGE));
    const tabs = [tab, await another()];
    await visit(tabs[1], server.url(PAGE));
    await became(site, "When the Elde rose", "When the Elde fell");
    await Promise.all(tabs.map((one) => shows(one, "When the Elde fell")));
    two.holds("both", true);
    await tabs.shift().close();
    await became(site, "Elde fell", "Elde froze");
    await shows(tabs[0], "When the Elde froze");
    two.holds("the other", true);

    while (tabs.length < TABS) tabs.push(await another());
    for (const one of tabs) await visit(one, server.url(PAGE));
    await became(site, "Elde froze", "Elde thawed");
    await Promise.all(tabs.map((one) => shows(one, "When the Elde thawed")));
    many.holds("all", true);
  });
}

export async function checkAbsence({ report, withTab, program }) {
  const hidden = report.sentence("a tab that nobody saw for a while is up to date when it is seen again");
  const lone = report.sentence("a tab follows the site where browsers share nothing between tabs");
  await withTab({}, async ({ site, server, tab, another }) => {
    await tab.addInitScript(() => {
      Object.defineProperty(document, "hidden", { get: () => window.unseen === true });
    });
    const see = (seen) => tab.evaluate((unseen) => {
      window.unseen = unseen;
      document.dispatchEvent(new Event("visibilitychange"));
    }, !seen);
    await visit(tab, server.url(PAGE));
    await see(false);
    const seen = await another();
    await seen.addInitScript(() => {
      Object.defineProperty(navigator, "locks", { get: () => undefined });
    });
    await visit(seen, server.url(PAGE));
    await became(site, "When the Elde rose", "When the Elde fell");
    await shows(seen, "When the Elde fell");
    lone.holds("page", true);
    await see(true);
    await shows(tab, "When the Elde fell");
    hidden.holds("page", true);
  });

  const restarted = report.sentence("after a restart of the server a page shows what was written meanwhile");
  const silent = report.sentence("a page says when its preview has stopped, and no longer when it is back");
  await withTab({}, async ({ site, server, tab, another }) => {
    const other = await another();
    await visit(tab, server.url(PAGE));
    await visit(other, server.url("about/"));
    const notice = (one) => one.getByText("The preview has stopped");
    await server.stop();
    for (const one of [tab, other]) await notice(one).waitFor();
    await became(site, "When the Elde rose", "When the Elde fell");
    const again = await preview(program, site, { port: server.port });
    try {
      await shows(tab, "When the Elde fell");
      restarted.holds("page", again.port === server.port, "the server took another port");
      for (const one of [tab, other]) await notice(one).waitFor({ state: "hidden" });
      silent.holds("notice", true);
    } finally {
      await again.stop();
    }
  });
}

export async function checkBuild({ report, withTab }) {
  const clean = report.sentence("a built site has nothing of the preview");
  await withTab({}, async ({ site, server, tab }) => {
    await visit(tab, server.url(PAGE));
    const output = site.beside("built");
    await site.build(output);
    const { readSite } = await import("../site.mjs");
    const built = await readSite(output);
    for (const file of built.files) {
      clean.holds(file, !(await built.read(file)).includes("_onrecord"), "it names the preview's files");
    }
  });
}
