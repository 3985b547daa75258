// The JSON-LD of each page against the vocabulary of schema.org, as the types that Google publishes have it: a property that a type
// does not have, or a value that it does not take, is an error of the compiler.

import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

function graphOf(html) {
  const [, json] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s) ?? [];
  return json ? JSON.parse(json) : undefined;
}

/** A node is named after its type in `schema-dts`, so that a mistake is told of the property and not of the whole graph. */
function program(pages) {
  const lines = ['import type * as schema from "schema-dts";', "type Node<T> = Exclude<T, string>;"];
  const places = [lines.length];
  for (const [file, graph] of pages) {
    for (const node of graph["@graph"]) {
      lines.push(`const _${lines.length}: Node<schema.${node["@type"]}> = ${JSON.stringify(node)};`);
      places[lines.length] = file;
    }
  }
  lines.push("export {};");
  return { source: lines.join("\n"), places };
}

function compile(source) {
  const name = path.join(HERE, "linked-data.generated.ts");
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.readFile = (file) => (file === name ? source : readFile.call(host, file));
  host.getSourceFile = (file, version) =>
    file === name ? ts.createSourceFile(file, source, version) : getSourceFile.call(host, file, version);
  return ts.getPreEmitDiagnostics(ts.createProgram([name], OPTIONS, host)).map((told) => ({
    line: told.file?.fileName === name ? told.file.getLineAndCharacterOfPosition(told.start).line + 1 : 0,
    text: ts.flattenDiagnosticMessageText(told.messageText, " ").slice(0, 600),
  }));
}

export async function checkLinkedData(site, report) {
  const known = report.sentence("every node of the linked data is as schema.org defines it");
  const told = report.sentence("every page but that for lost readers and old addresses has linked data");
  const notices = report.sentence("the compiler notices what schema.org does not define");
  const built = await site.build("/repo/");
  const pages = [];
  for (const { file } of built.pages) {
    const html = await built.read(file);
    const graph = graphOf(html);
    const silent = file === "404.html" || html.includes('http-equiv="refresh"');
    told.holds(file, Boolean(graph) !== silent, graph ? "it has some" : "it has none");
    if (graph) pages.push([file, graph]);
  }
  const wrong = { "@type": "Person", name: "A", jobTitel: "B" };
  const { source, places } = program([...pages, ["(made wrong)", { "@graph": [wrong] }]]);
  const errors = compile(source);
  const kinds = pages.flatMap(([, graph]) => graph["@graph"].map((node) => node["@type"]));
  for (const kind of ["Report", "Claim", "ClaimReview", "Person", "Dataset", "WebSite", "ProfilePage"]) {
    known.holds(kind, kinds.includes(kind), "there is no such node to look at");
  }
  for (const [file] of pages) {
    known.at(file, errors.filter((error) => places[error.line] === file).map((error) => error.text));
  }
  notices.holds("", errors.some((error) => places[error.line] === "(made wrong)"), "it let a misspelt property pass");
  const elsewhere = errors.filter((error) => !places[error.line]);
  known.at("the types", elsewhere.map((error) => error.text));
}
