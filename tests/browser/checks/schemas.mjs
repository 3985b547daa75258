// The schemas that `onrecord schema` writes, by a validator of others: files that the program takes are taken, and whatever is
// put behind any key, schema and program agree on it. And the log for code scanning, by the schema of its standard.

import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import Ajv from "ajv";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";

/** What the program prints, whatever it exits with. */
function answer(program, args) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, stdout) => (typeof error?.code === "string" ? reject(error) : resolve(stdout)));
  });
}

async function validators(program, folder) {
  const schemas = path.join(folder, "schemas");
  await answer(program, ["schema", "--output", schemas]);
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowMatchingProperties: true, allErrors: true });
  const all = {};
  for (const file of (await readdir(schemas)).sort()) {
    const schema = JSON.parse(await readFile(path.join(schemas, file), "utf8"));
    all[file.replace(".schema.json", "")] = { schema, validate: ajv.compile(schema) };
  }
  return all;
}

/** The front matter of a text, by a parser of others. */
function front(text) {
  const [, fence, inner] = /^(---|\+\+\+)\r?\n([\s\S]*?)^\1\s*$/m.exec(text) ?? [];
  return fence === "+++" ? parseToml(inner) : parseYaml(inner ?? "");
}

const SORTS = [
  ["site", /^onrecord\.toml$/, parseToml],
  ["article", /^content\/articles\/.*\.md$/, front],
  ["figure", /^content\/figures\/.*\.md$/, front],
  ["page", /^content\/pages\/.*\.md$/, front],
  ["speakers", /^content\/speakers\/.*\.yaml$/, parseYaml],
  ["sources", /^content\/sources\/.*\.yaml$/, parseYaml],
];

/** The files of a site that have a schema, each as data. */
async function records(root) {
  const files = (await readdir(path.join(root, "content"), { recursive: true })).map((file) => `content/${file.split(path.sep).join("/")}`);
  const found = [];
  for (const file of ["onrecord.toml", ...files].sort()) {
    const sort = SORTS.find(([, pattern]) => pattern.test(file));
    if (sort) found.push({ file, name: sort[0], data: sort[2](await readFile(path.join(root, file), "utf8")) });
  }
  return found;
}

const said = (validate) => (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);

/** Rules that look at the shape of what is written, which a schema can. */
const SHAPE = ["wrong-type", "unknown-word", "unknown-key", "bad-value", "bad-url", "missing-key"];

/** Records that are right, by the schema and where in it they stand, with the file that holds one. */
function bases() {
  const claim = { speaker: "zz", source: "zz", estimate: { figure: "zz", words: "7" } };
  const article = (claims) => ({ title: "T", date: "2024", claims });
  const matter = (folder) => (data, n) => [`content/${folder}/p${n}.md`, `---\n${JSON.stringify(data)}\n---\n`];
  const yaml = (folder) => (data, n) => [`content/${folder}/p${n}.yaml`, JSON.stringify(data).replaceAll("RECORD", `r${n}`)];
  return [
    { name: "article", base: article({}), at: [], file: matter("articles") },
    { name: "article", base: article({ a: claim }), at: ["claims", "a"], file: matter("articles") },
    { name: "article", base: article({ a: claim }), at: ["claims", "a", "estimate"], file: matter("articles") },
    { name: "article", base: article({ a: { speaker: "zz", evidence: [{ source: "zz" }] } }), at: ["claims", "a", "evidence", 0], file: matter("articles") },
    { name: "article", base: article({ a: { ...claim, mark: { exact: "zz" } } }), at: ["claims", "a", "mark"], file: matter("articles") },
    { name: "article", base: { ...article({}), changes: [{ date: "2024", text: "zz" }] }, at: ["changes", 0], file: matter("articles") },
    { name: "figure", base: { title: "T", unit: "people" }, at: [], file: matter("figures") },
    { name: "page", base: { title: "T" }, at: [], file: matter("pages") },
    { name: "speakers", base: { RECORD: { name: "N", kind: "expert" } }, at: ["RECORD"], file: yaml("speakers") },
    { name: "sources", base: { RECORD: { title: "T", type: "report" } }, at: ["RECORD"], file: yaml("sources") },
    { name: "sources", base: { RECORD: { title: "T", type: "report", archives: [{ url: "https://a.example/" }] } }, at: ["RECORD", "archives", 0], file: yaml("sources") },
  ];
}

/** The record that a schema takes, alone or in a list or beside other forms. */
function recordIn(schema) {
  return schema.type === "object" ? schema : schema.anyOf?.map(recordIn).find(Boolean);
}

/** The part of a schema that holds for the record `at` a place. */
function partAt(schema, at) {
  const names = at.filter((step) => typeof step === "string");
  return names.reduce((part, step) => recordIn(part.properties?.[step] ?? part.additionalProperties ?? part.then.additionalProperties), schema);
}

/** Values of all sorts, and each word that the key has. */
function values(schema) {
  const words = (schema.enum ?? schema.anyOf?.find((each) => each.enum)?.enum ?? []).flatMap((word) => [word, word.replaceAll("-", "_")]);
  return ["zz", "7", 7, 0.5, true, ["zz"], { zz: 1 }, "https://a.example/", "ftp://a.example/", "2024-12-27", ["2024-12-27", "2024-12-28"], ...words];
}

function put(base, at, key, value) {
  const copy = structuredClone(base);
  let record = copy;
  for (const step of at) record = record[step];
  record[key] = value;
  return copy;
}

/** Where schema and program need not agree: a map in a source's place is the sign of another format, which the program reads as well. */
const isOtherFormat = (probe) =>
  probe.name === "sources" && probe.key !== "archives" && (value => value !== null && typeof value === "object" && !Array.isArray(value))(probe.value) && ["title", "author", "publisher", "url"].includes(probe.key);

/** Every key of every record with values of all sorts, and keys that no record has. */
function probes(all) {
  return bases().flatMap(({ name, base, at, file }) => {
    const { properties } = partAt(all[name].schema, at);
    const keys = [...Object.entries(properties).flatMap(([key, schema]) => values(schema).map((value) => ({ key, value }))), { key: "qqqqq", value: "zz" }, { key: `${Object.keys(properties).at(-1)}x`, value: "zz" }];
    return keys.map((probe) => ({ ...probe, name, at, data: put(base, at, probe.key, probe.value), file })).filter((probe) => !isOtherFormat(probe));
  });
}

/** What the program says of the shape of each probe's file. */
async function told(program, site, all) {
  await mkdir(site, { recursive: true });
  await writeFile(path.join(site, "onrecord.toml"), 'title = "T"\n');
  for (const probe of all) {
    const full = path.join(site, probe.path);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, probe.text);
  }
  const { diagnostics } = JSON.parse(await answer(program, ["check", "--site", site, "--format", "json"]));
  const byFile = new Map();
  for (const { rule, message, at } of diagnostics) {
    if ([...SHAPE, "bad-date"].includes(rule)) byFile.set(at?.file, [...(byFile.get(at?.file) ?? []), `${rule}: ${message}`]);
  }
  return byFile;
}

/**
 * Whether they agree. A schema does not read dates, and may be stricter in one thing: `true` where a text is meant is most likely
 * a slip, and an editor that offered it would lead into it.
 */
function agreed(accepts, wrong, value) {
  const dated = wrong.length > 0 && wrong.every((each) => each.startsWith("bad-date"));
  return dated || accepts === (wrong.length === 0) || (!accepts && [value, ...Object.values(Object(value))].includes(true));
}

async function checkAgreement(program, all, folder, report) {
  const agree = report.sentence("on whatever stands behind any key, schema and program agree");
  const list = probes(all).map((probe, n) => {
    const [file, text] = probe.file(probe.data, n);
    return { ...probe, path: file, text };
  });
  const byFile = await told(program, path.join(folder, "probes"), list);
  for (const probe of list) {
    const { validate } = all[probe.name];
    const accepts = validate(probe.data);
    const wrong = byFile.get(probe.path) ?? [];
    agree.holds(`${probe.name} ${probe.at.join(".")}`, agreed(accepts, wrong, probe.value), `\`${probe.key}: ${JSON.stringify(probe.value)}\`: the schema says ${accepts ? "yes" : said(validate)}, the program ${wrong.length ? wrong : "yes"}`);
  }
  for (const [file, wrong] of byFile) {
    if (!list.some((probe) => probe.path === file)) agree.at(file, wrong);
  }
}

/** The same for `onrecord.toml`, of which a site has one. */
async function checkConfig(program, all, folder, report) {
  const agree = report.sentence("on whatever stands behind any key of onrecord.toml, schema and program agree");
  const site = path.join(folder, "config");
  await mkdir(path.join(site, "content"), { recursive: true });
  const { schema, validate } = all.site;
  const isTable = (value) => typeof value === "object" && !Array.isArray(value);
  const toml = (value) => (isTable(value) ? `{ ${Object.entries(value).map(([key, each]) => `${key} = ${toml(each)}`)} }` : JSON.stringify(value));
  const inner = Object.entries(schema.properties).filter(([key, each]) => each.type === "object" && key !== "rules");
  const list = [
    ...Object.entries(schema.properties).flatMap(([key, each]) => values(each).map((value) => [key, value])),
    ...inner.flatMap(([key, each]) => Object.entries(each.properties).flatMap(([name, shape]) => values(shape).slice(0, 12).map((value) => [key, { [name]: value }]))),
    ...["off", "loud"].map((level) => ["rules", { "unused-source": level }]),
  ];
  for (const [key, value] of list) {
    const text = `${key === "title" ? "" : 'title = "T"\n'}${key} = ${toml(value)}\n`;
    await writeFile(path.join(site, "onrecord.toml"), text);
    const { diagnostics } = JSON.parse(await answer(program, ["check", "--site", site, "--format", "json"]));
    const wrong = diagnostics.filter(({ rule }) => [...SHAPE, "unknown-rule"].includes(rule)).map(({ rule, message }) => `${rule}: ${message}`);
    const accepts = validate(parseToml(text));
    agree.holds("onrecord.toml", agreed(accepts, wrong, value), `\`${key} = ${toml(value)}\`: the schema says ${accepts ? "yes" : said(validate)}, the program ${wrong.length ? wrong : "yes"}`);
  }
}

/** Checks the schemas: on the files of sites, and key by key. */
export async function checkSchemas(program, root, folder, report) {
  const all = await validators(program, folder);
  const starter = path.join(folder, "starter");
  await answer(program, ["new", starter]);
  const good = report.sentence("every file of a good site is as its schema says");
  const described = report.sentence("every key of every schema says what it means");
  for (const site of [root, starter, path.join(root, "tests/browser/sites/scripts")]) {
    for (const { file, name, data } of await records(site)) {
      good.at(`${path.basename(site)}/${file}`, all[name].validate(data) ? [] : said(all[name].validate));
    }
  }
  for (const [name, { schema }] of Object.entries(all)) {
    const walk = (part, where) => {
      for (const [key, each] of Object.entries(part.properties ?? {})) {
        described.holds(`${name}${where}/${key}`, each.description?.length > 3, "it says nothing");
        walk(each, `${where}/${key}`);
      }
      for (const each of [part.additionalProperties, part.items, part.then, ...(part.anyOf ?? [])]) if (each && typeof each === "object") walk(each, where);
    };
    walk(schema, "");
  }
  await checkAgreement(program, all, folder, report);
  await checkConfig(program, all, folder, report);
}

/** The log for code scanning, of sites with and without mistakes, by the schema of SARIF. */
export async function checkSarif(program, root, folder, report) {
  const valid = report.sentence("the log for code scanning is SARIF");
  const schema = JSON.parse(await readFile(path.join(root, "tests/sarif/sarif-schema-2.1.0.json"), "utf8"));
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
  const results = [];
  for (const site of [root, path.join(folder, "probes")]) {
    const log = JSON.parse(await answer(program, ["check", "--site", site, "--format", "sarif"]));
    valid.at(path.basename(site), validate(log) ? [] : said(validate).slice(0, 20));
    results.push(log.runs[0].results);
  }
  valid.holds("probes", results[1].length > 100 && results[1].some((result) => result.fixes), "its mistakes are not in the log");
}
