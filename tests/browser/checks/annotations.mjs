// The annotations of articles, held against the pages that they are about: the text and the words are worked out anew from
// what a browser has of the page, as `content/pages/guide/data.md` says, and the file is read as JSON-LD by a library.

import jsonld from "jsonld";
import { withPage } from "../browser.mjs";
import { ANNOTATION_CONTEXT, ANNOTATION_CONTEXT_URL } from "./anno-context.mjs";

const FILE = /^articles\/.*annotations\.jsonld$/;
const OA = "http://www.w3.org/ns/oa#";

/** Runs in the page: the normalised text, and the words of each mark by the id of its first element. */
function readPage() {
  const normal = (root) => {
    const copy = root.cloneNode(true);
    for (const chart of copy.querySelectorAll(".chart")) {
      const words = chart.querySelector("caption .words");
      chart.replaceChildren(...(words ? [words] : []));
    }
    for (const added of copy.querySelectorAll(".ref, .fn, .fn-back, .between, .notes, script, style, template")) added.remove();
    return copy.textContent
      .replaceAll("\u2060", "")
      .replace(/\p{White_Space}+/gu, " ")
      .replace(/^ | $/g, "")
      .normalize("NFC");
  };
  const marks = {};
  const open = {};
  for (const element of document.querySelectorAll("main .prose .claim")) {
    const name = element.dataset.t ?? element.id.slice(2).replace(/:\d+$/, "");
    if (element.id) {
      open[name] = element.id;
      marks[element.id] = [];
    }
    marks[open[name]].push(normal(element));
  }
  return { text: normal(document.querySelector("main .prose")), marks };
}

/** What is wrong with one annotation of the article, whose text is given in code points. */
function wrongMark(annotation, page, points) {
  const id = annotation.id.split("#").pop();
  const pieces = page.marks[decodeURIComponent(id)];
  if (!pieces) return [`${id} is no mark of the page`];
  const targets = [annotation.target].flat();
  const exacts = targets.map((target) => target.selector.find((each) => each.type === "TextQuoteSelector").exact);
  const squeezed = (words) => words.join("").replaceAll(" ", "");
  const wrong = [];
  if (squeezed(exacts) !== squeezed(pieces)) wrong.push(`${id} marks ${JSON.stringify(pieces)}, not ${JSON.stringify(exacts)}`);
  for (const { selector } of targets) {
    const [quote, position, fragment] = selector;
    const there = points.slice(position.start, position.end).join("");
    if (there !== quote.exact) wrong.push(`${id}: “${there}” stands at ${position.start}, not “${quote.exact}”`);
    const whole = quote.prefix + quote.exact + quote.suffix;
    const first = page.text.indexOf(whole);
    const start = [...page.text.slice(0, first + quote.prefix.length)].length;
    if (first < 0 || page.text.indexOf(whole, first + 1) >= 0 || start !== position.start) wrong.push(`${id}: “${whole}” does not stand there once`);
    if (fragment && (pieces.length !== 1 || fragment.value !== decodeURIComponent(id) || pieces[0] !== quote.exact)) wrong.push(`${id}: its element holds other words`);
  }
  return wrong;
}

async function expanded(data, base) {
  const documentLoader = async (url) => {
    if (url !== ANNOTATION_CONTEXT_URL) throw new Error(`${url} was asked for`);
    return { documentUrl: url, document: ANNOTATION_CONTEXT, contextUrl: null };
  };
  // Safe: whatever the context has no word for is an error, and not dropped.
  const [node] = await jsonld.expand(data, { base, documentLoader, safe: true });
  return node;
}

/** What a reader of JSON-LD makes of the file. */
async function wrongGraph(data, base) {
  const wrong = [];
  const say = (holds, what) => holds || wrong.push(what);
  const collection = await expanded(data, base);
  say(collection["@type"]?.includes("http://www.w3.org/ns/activitystreams#OrderedCollection"), "it is no collection of annotations");
  const [page] = collection["http://www.w3.org/ns/activitystreams#first"] ?? [];
  const items = page?.["http://www.w3.org/ns/activitystreams#items"]?.[0]?.["@list"] ?? [];
  say(items.length === data.total && items.length > 0, `${items.length} of ${data.total} annotations were read`);
  const ids = new Set();
  for (const item of items) {
    const id = item["@id"];
    say(/^https?:\/\/\S+#/.test(id) && !ids.has(id), `${id} names no annotation, or two`);
    ids.add(id);
    say(item["@type"].includes(`${OA}Annotation`), `${id} is of no type`);
    say(item[`${OA}motivatedBy`]?.[0]["@id"].startsWith(OA), `${id} has no motivation that is known`);
    say(item[`${OA}hasBody`]?.length > 0, `${id} has no body`);
    for (const target of item[`${OA}hasTarget`] ?? [{}]) {
      say(/^https?:\/\//.test(target[`${OA}hasSource`]?.[0]["@id"]), `${id} is about nothing`);
      for (const selector of target[`${OA}hasSelector`] ?? [{ "@type": [] }]) {
        say(/^(TextQuote|TextPosition|Fragment)Selector$/.test(selector["@type"][0]?.slice(OA.length)), `${id} has an unknown selector`);
      }
    }
  }
  return wrong;
}

/** Checks every article that has annotations. */
export async function checkAnnotations(site, server, browser, report) {
  const linked = report.sentence("every article with marks links its annotations");
  const text = report.sentence("the text in the annotations is that of the page");
  const marks = report.sentence("every mark is one annotation, whose selectors select its words");
  const graph = report.sentence("annotations are read as JSON-LD without loss");
  await withPage(browser, { javaScriptEnabled: true }, async (tab) => {
    for (const { file } of site.pages.filter((page) => page.kind === "article")) {
      await tab.goto(server.url(file));
      const page = await tab.evaluate(readPage);
      const href = await tab.evaluate(() => document.querySelector('link[rel="alternate"][type^="application/ld+json"]')?.href);
      const beside = file.replace("index.html", "annotations.jsonld");
      const there = site.files.includes(beside);
      const isLinked = href === server.url(beside);
      linked.holds(file, there ? isLinked : Object.keys(page.marks).length === 0, `${href} is linked`);
      if (!there) continue;
      const data = JSON.parse(await site.read(beside));
      const told = data["schema:about"]["schema:text"];
      text.holds(file, told === page.text, `the page has\n${page.text}\nthe file\n${told}`);
      const own = data.first.items.filter((item) => item.motivation === "identifying");
      const missing = Object.keys(page.marks).filter((id) => page.marks[id].join("") && !own.some((item) => decodeURIComponent(item.id.split("#").pop()) === id));
      const points = [...told];
      marks.at(file, [...missing.map((id) => `${id} has no annotation`), ...own.flatMap((item) => wrongMark(item, page, points))]);
      graph.at(file, await wrongGraph(data, server.url(beside)));
    }
  });
  const articles = site.files.filter((file) => FILE.test(file));
  if (!articles.length) text.at("", ["no article has annotations"]);
}
