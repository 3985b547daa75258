// The files that other programs take: data packages, bibliographies, claims. Each is read by a library of others.

import { createRequire } from "node:module";
import { BibLatexParser } from "biblatex-csl-converter";
import CSL from "citeproc";

const require = createRequire(import.meta.url);
const { Package } = require("datapackage");

/** The tables against what the package says of them. */
export async function checkPackage(site, report) {
  const valid = report.sentence("the data package is one, and every table is as it says");
  const file = "datapackage.json";
  if (!site.files.includes(file)) return valid.at(file, ["there is none"]);
  const bundle = await Package.load(JSON.parse(await site.read(file)), { basePath: site.root });
  valid.at(file, bundle.errors.map(String));
  for (const resource of bundle.resources) {
    const wrong = [];
    let rows = [];
    try {
      rows = await resource.read({ keyed: true });
    } catch (error) {
      wrong.push(String(error), ...(error.errors ?? []).map(String));
    }
    if (!rows.length && resource.name === "site.claims") wrong.push("it has no rows");
    valid.at(resource.descriptor.path, wrong);
  }
  return checkClaims(site, bundle, report);
}

/** `claims.json` and `claims.csv` tell the same. */
async function checkClaims(site, bundle, report) {
  const same = report.sentence("both files of claims tell the same, and every address of theirs leads to a card");
  const { version, claims } = JSON.parse(await site.read("claims.json"));
  const rows = await bundle.getResource("site.claims").read({ keyed: true });
  same.holds("claims.json", version === 1 && claims.length === rows.length, `${claims.length} claims and ${rows.length} rows`);
  for (const [at, claim] of claims.entries()) {
    const row = rows[at];
    const pairs = [
      [claim.id, row.id],
      [claim.statement, row.statement],
      [claim.act, row.act],
      [claim.status, row.status],
      [claim.marks.map((mark) => mark.words).join("\n"), row.words ?? ""],
      [claim.evidence.map((each) => each.source.id).join("\n"), row.sources ?? ""],
      [claim.relations.disputes.join("\n"), row.disputes ?? ""],
      [claim.estimate?.low ?? null, row.low],
      [claim.estimate?.bound ?? null, row.bound],
    ];
    // What a spreadsheet would run has an apostrophe before it.
    const tamed = (text) => (typeof text === "string" ? text.replace(/^(?=[=+\-@])/gm, "'") : text);
    const wrong = pairs.filter(([one, other]) => one !== other && tamed(one) !== other).map((pair) => pair.map((each) => JSON.stringify(each)).join(" and "));
    const [page, anchor] = claim.address.split("#");
    const file = decodeURIComponent(page.replace(/^https?:\/\/[^/]+\/some\/sub\/path\//, "").replace(/\/$/, "/index.html"));
    const html = site.files.includes(file) ? await site.read(file) : "";
    if (!html.includes(`id="${decodeURIComponent(anchor)}"`)) wrong.push(`${claim.address} leads nowhere`);
    same.at(claim.id, wrong);
  }
}

/** Every source in the bibliographies, by their titles. */
export async function checkBibliographies(site, report) {
  const csl = JSON.parse(await site.read("sources.csl.json"));
  const bib = report.sentence("the bibliography is read as BibLaTeX without a complaint, source by source");
  const parsed = new BibLatexParser(await site.read("sources.bib"), { processUnexpected: true, processUnknown: true }).parse();
  bib.at("sources.bib", [...parsed.errors, ...parsed.warnings.filter(isComplaint)].map((each) => JSON.stringify(each)));
  const entries = Object.values(parsed.entries);
  bib.holds("sources.bib", entries.length === csl.length, `${entries.length} of ${csl.length} entries were read`);
  for (const item of csl) {
    const entry = entries.find((each) => each.entry_key === item.id);
    const title = (entry?.fields.title ?? []).map((piece) => piece.text ?? "").join("");
    const told = item.title.replace(/^\[(.*)\]$/, "$1");
    bib.holds(item.id, title === told, `its title is read as “${title}”, not “${told}”`);
  }
  const cited = report.sentence("a citation processor cites every source of the CSL-JSON");
  const text = citations(csl);
  for (const item of csl) cited.holds(item.id, text.get(item.id)?.includes(typeset(item.title)), `it is cited as ${text.get(item.id)}`);
}

/** A title with the quotation marks that a processor sets. */
function typeset(title) {
  return title.replace(/"([^"]*)"/g, "“$1”");
}

/** Fields of ours are unknown to others by their nature. */
function isComplaint(warning) {
  return !/^onrecord-/.test(warning.field_name ?? "");
}

/** Each item as citeproc cites it in a style that prints what it has of title, author and date. */
function citations(items) {
  const style = `<?xml version="1.0" encoding="utf-8"?>
    <style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>t</title><id>t</id><updated>2024-01-01T00:00:00Z</updated></info>
      <citation><layout><text variable="title"/></layout></citation>
      <bibliography><layout delimiter=". ">
        <names variable="author"><name/></names><date variable="issued" form="numeric"/><text variable="title"/><text variable="URL"/>
      </layout></bibliography>
    </style>`;
  const locale = `<?xml version="1.0" encoding="utf-8"?>
    <locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
      <date form="numeric"><date-part name="year"/><date-part name="month" form="numeric"/><date-part name="day"/></date>
      <terms><term name="et-al">et al.</term><term name="and others">and others</term><term name="open-quote">“</term><term name="close-quote">”</term></terms>
    </locale>`;
  const byId = new Map(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId.get(id) }, style, "en-US");
  engine.setOutputFormat("text");
  return new Map(items.map((item) => {
    engine.updateItems([item.id]);
    return [item.id, engine.makeBibliography()[1].join("")];
  }));
}
