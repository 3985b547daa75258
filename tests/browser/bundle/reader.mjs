// A bundle in the hands of a reader, from the disk and with the network cut.

import { PHONE, nameOf, wear, withPage } from "../browser.mjs";
import { violations } from "../checks/accessibility.mjs";
import { overflow } from "../checks/served.mjs";
import { photograph } from "../screens.mjs";

/** Opens the bundle in a browser without a network. `heard()` gives what it asked for and complained about since. */
export function opened(browser, bundle, options, work) {
  return withPage(browser, options, async (tab) => {
    await tab.context().setOffline(true);
    const requests = [];
    const complaints = [];
    tab.on("request", (request) => {
      if (!/^data:/.test(request.url()) && request.url().split("#")[0] !== bundle.url) requests.push(`asks for ${request.url()}`);
    });
    tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    tab.on("pageerror", (error) => complaints.push(String(error)));
    await tab.goto(bundle.url);
    await work(tab, { requests, complaints });
  });
}

/** The ids of the pages that can be seen. */
export const seen = (tab) =>
  tab.evaluate(() => [...document.querySelectorAll(".in-file")].filter((page) => page.getClientRects().length).map((page) => page.id));

/** Where each link leads that leads nowhere. */
function broken(tab) {
  return tab.evaluate(() =>
    [...document.querySelectorAll("[href]")].flatMap((element) => {
      const href = element.getAttribute("href");
      if (href.startsWith("#")) return document.getElementById(decodeURIComponent(href.slice(1))) ? [] : [`${href} has no place`];
      if (/^(https?|mailto|data):/.test(href)) return [];
      return [`${href} leaves the file`];
    }),
  );
}

/** Follows a link to every page of the bundle, and comes back from each. */
async function walk(tab, scripts, report, name) {
  const leads = report.sentence(`${scripts}: a link to a page shows that page and no other, from its top`);
  const back = report.sentence(`${scripts}: back shows the page before, and forward the next`);
  const pages = await tab.evaluate(() => [...document.querySelectorAll(".in-file")].map((page) => page.id));
  const [first] = await seen(tab);
  leads.holds(name, first === pages[0], `it opens with ${first}`);
  for (const page of pages.slice(1)) {
    await tab.evaluate((id) => { location.hash = `#${encodeURI(id)}`; }, page);
    const now = await seen(tab);
    const top = await tab.evaluate(() => scrollY);
    leads.at(`${name} ${page}`, [
      (now.length !== 1 || now[0] !== page) && `shown are ${now.join(", ") || "none"}`,
      top !== 0 && `it is scrolled to ${top}`,
    ].filter(Boolean));
  }
  const last = pages.at(-1);
  await tab.goBack();
  await tab.goBack();
  const before = await seen(tab);
  back.holds(name, before[0] !== last && before.length === 1, `shown are ${before.join(", ")}`);
  await tab.goForward();
  await tab.goForward();
  const after = await seen(tab);
  back.holds(name, after[0] === last && after.length === 1, `shown are ${after.join(", ")}`);
}

export async function checkReading(bundle, name, browser, report) {
  for (const [scripts, javaScriptEnabled] of [["with scripts", true], ["without scripts", false]]) {
    const quiet = report.sentence(`${scripts}: a bundle asks for nothing`);
    const calm = report.sentence(`${scripts}: a bundle runs without errors in the console`);
    const linked = report.sentence(`${scripts}: every link leads to a place in the file, or out of the site`);
    await opened(browser, bundle, { javaScriptEnabled }, async (tab, heard) => {
      linked.at(name, [...new Set(await broken(tab))]);
      await walk(tab, scripts, report, name);
      quiet.at(name, heard.requests);
      calm.at(name, heard.complaints);
    });
  }
}

/** `looks` are the ways in which each page is looked at. */
export async function checkPages(bundle, name, browser, report, looks) {
  const accessible = report.sentence("axe-core finds no violation on a page of a bundle, at any width, light or dark");
  const fits = report.sentence("no page of a bundle is wider than a phone");
  const titled = report.sentence("with scripts the title, the mark in the menu and the focus follow the page");
  const drawn = report.sentence("the chart of a figure shows, with all that its marks refer to");
  const printed = report.sentence("what is printed is the page that is shown, all of it");
  await opened(browser, bundle, {}, async (tab) => {
    const pages = await tab.evaluate(() => [...document.querySelectorAll(".in-file")].map((page) => page.id));
    const kinds = new Map(pages.map((page) => [page.replace(/^([^/]*\/)[^:]+$/, "$1…"), page]));
    for (const [kind, page] of [...kinds].reverse()) {
      await tab.evaluate((id) => { location.hash = `#${encodeURI(id)}`; }, page);
      await tab.waitForFunction((title) => document.title === title, await tab.locator(".in-file:target").getAttribute("data-title"));
      const told = await tab.evaluate((id) => {
        const page = document.getElementById(id);
        if (document.activeElement?.closest(".in-file") !== page) return { focus: document.activeElement?.outerHTML.slice(0, 80) };
        const current = [...document.querySelectorAll("[aria-current]")].filter((link) => !link.closest(".in-file"));
        return { title: document.title, wanted: page.dataset.title, marks: current.length, wants: (page.dataset.in ?? "").split(" ").filter(Boolean).length };
      }, page);
      titled.at(`${name} ${page}`, [
        told.focus && `the focus is on ${told.focus}`,
        told.title !== told.wanted && `the title is ${told.title}`,
        told.wants > 0 && told.marks === 0 && "nothing in the menu is marked",
      ].filter(Boolean));
      for (const look of looks) {
        await wear(tab, look);
        accessible.at(`${name} ${page} ${nameOf(look)}`, await violations(tab));
        await photograph(tab, `bundle-${name}-${kind.replace(/\W+/g, "-")}`, look);
      }
      await wear(tab, { viewport: PHONE, scheme: "light" });
      fits.at(`${name} ${page}`, await overflow(tab));
    }
    for (const page of pages.filter((page) => /^figures\/./.test(page))) {
      await tab.evaluate((id) => { location.hash = `#${encodeURI(id)}`; }, page);
      drawn.at(`${name} ${page}`, await tab.evaluate((id) => {
        const plot = document.getElementById(id).querySelector(".plot");
        if (!plot || plot.getBoundingClientRect().height < 20) return ["there is no chart"];
        const refers = [...plot.querySelectorAll("[fill^='url('], [stroke^='url(']")].map((mark) => mark.getAttribute("fill") ?? mark.getAttribute("stroke"));
        return refers.filter((url) => !document.getElementById(decodeURIComponent(url.replace(/^url\("?#|"?\)$/g, "")))).map((url) => `${url} is nowhere`);
      }, page));
    }
    await tab.evaluate((id) => { location.hash = `#${encodeURI(id)}`; }, pages[0]);
    const one = (await tab.pdf()).length;
    printed.holds(name, one > 5000, `the print has ${one} bytes`);
  });
}

/** The address that somebody was sent opens the page it names. */
export async function checkAddresses(bundle, name, browser, report) {
  const lands = report.sentence("an address that ends in a page or a place opens it");
  await opened(browser, bundle, { javaScriptEnabled: false }, async (tab) => {
    const places = await tab.evaluate(() => {
      const pages = [...document.querySelectorAll(".in-file")];
      return [...pages, ...pages.flatMap((page) => [...page.querySelectorAll("h2[id], li[id]")].slice(0, 2))].map((place) => [place.id, place.closest(".in-file").id]);
    });
    for (const [place, page] of places.slice(0, 40)) {
      await tab.goto("about:blank");
      await tab.goto(`${bundle.url}#${encodeURI(place)}`);
      const now = await seen(tab);
      const inside = await tab.evaluate((id) => {
        const box = document.getElementById(id)?.getBoundingClientRect();
        return Boolean(box) && box.top < innerHeight && box.bottom >= 0;
      }, place);
      lands.at(`${name} #${place}`, [now.join() !== page && `shown are ${now.join(", ")}`, !inside && "the place is outside the window"].filter(Boolean));
    }
  });
}
