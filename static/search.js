// Search without a server. The page lists everything there is without this file.
//
// The index is cut into shards (`src/render/search/shards.rs` says which). A shard NAME is looked for twice:
//
//   1. in the document, as `<script type="application/json" id="search-data-NAME">` with the shard's JSON: so a bundle carries it;
//   2. else at `search/NAME.js`, a classic script `onrecordSearch("NAME", JSON)` and a line end, added to the page. Nothing is
//      ever fetched, so it works from a disk.
//
// Nothing is loaded before the reader comes to the field, or to an address with `?q=`. Results link to a path from the root of
// the site, percent-encoded (`articles/x/index.html#claim-y`). Where `window.onrecordHref` is a function, it is called with that
// path and says the link: so a bundle leads to its own fragments. Everything is built from text, nothing from HTML.
(() => {
  "use strict";

  // ---- Words, as src/render/search/words.rs has them; both are held to words.json beside it. ----

  const LONGEST = 32;
  const LETTER = String.raw`\p{Alphabetic}\p{N}\p{M}\u00ad\u061c\u200b-\u200f\u2060\ufeff`;
  const DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9";
  const HEBREW = "\u0590-\u05ff";
  const APOSTROPHE = "'\u2019\u2018\u02bc\u05f3";
  const WORD = new RegExp(
    `(?:[${LETTER}]` +
      `|(?<=[${DIGIT}])[,.'\u2019\u066c\u00a0\u202f\u2009](?=[${DIGIT}]{3}(?![${DIGIT}]))` +
      `|(?<=[${LETTER}])[${APOSTROPHE}](?=[${LETTER}])` +
      `|(?<=[${HEBREW}])["\u05f4](?=[${HEBREW}]))+`, "gu");
  const JOINERS = new RegExp(`[,.\u066c\u00a0\u202f\u2009"\u05f4${APOSTROPHE}\u00ad\u061c\u200b-\u200f\u2060\ufeff]`, "gu");
  const NO_LETTER = new RegExp(`[^${LETTER}]+`, "u");
  const ACCENTS = new RegExp("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f" +
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]", "gu");
  const LETTERS = /([иу])\u0306|(і)\u0308/gu;
  const HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff";
  const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf" +
    "\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const RUNS = new RegExp(`([${HANGUL}]+)|([${UNSPACED}]+)|[^${HANGUL}${UNSPACED}]+`, "gu");
  const PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ς": "σ",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه", "ٱ": "ا", "ـ": "",
  };
  for (let digit = 0; digit < 10; digit += 1) {
    for (const zero of [0x660, 0x6f0]) PLAIN[String.fromCodePoint(zero + digit)] = String(digit);
  }
  const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

  function fold(word) {
    if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase();
    // A letter that keeps its mark is put together before accents go.
    const apart = word.normalize("NFKD").toLowerCase().replace(LETTERS, (both) => both.normalize("NFC"));
    return apart.replace(ACCENTS, "").normalize("NFC").replace(SPECIAL, (letter) => PLAIN[letter]);
  }

  function stem(word, language) {
    for (let rest = word; rest !== undefined;) {
      word = rest;
      rest = language.beginnings.filter((start) => word.startsWith(start)).map((start) => word.slice(start.length))
        .find((rest) => [...rest].length >= language.least);
    }
    for (const [least, endings] of language.endings) {
      for (const [ending, to] of endings) {
        if (!word.endsWith(ending)) continue;
        const rest = word.slice(0, word.length - ending.length) + to;
        const stands = [...rest].length >= least && (!language.vowels || [...rest].some((c) => language.vowels.includes(c)));
        if (!stands) continue;
        word = rest;
        break;
      }
    }
    return word;
  }

  const isApostrophe = new RegExp(`[${APOSTROPHE}]`, "u");
  const known = new WeakMap(); // by language: what its words came to

  /** The terms of one word, each with the stretch of the word that it stands for, or with the whole of it. */
  function termsOf(word, language) {
    let own = word;
    for (let at = own.search(isApostrophe); at >= 0 && language.leaning.includes(fold(own.slice(0, at))); at = own.search(isApostrophe)) {
      own = own.slice(at + 1);
    }
    const folded = fold(own.replace(JOINERS, ""));
    const aligned = folded.length === word.length;
    const terms = [];
    let from = 0;
    for (const part of folded.split(NO_LETTER)) {
      for (const run of part.matchAll(RUNS)) {
        if (!run[1] && !run[2]) {
          const whole = [...run[0]].slice(0, LONGEST).join("");
          if (!language.common.includes(whole)) terms.push({ term: stem(whole, language), word: whole, from: 0, to: word.length });
          continue;
        }
        const letters = [...(run[1] ? stem(run[0], language) : run[0])];
        let at = from + run.index;
        letters.forEach((letter, nth) => {
          const term = letter + (letters[nth + 1] ?? "");
          const single = nth === letters.length - 1;
          terms.push({ term, word: term, pair: true, single: single && nth > 0, from: aligned ? at : 0, to: aligned ? at + term.length : word.length });
          at += letter.length;
        });
      }
      from += part.length + 1;
    }
    return terms;
  }

  /** All words of a text, with their terms. */
  function words(text, language) {
    let cache = known.get(language);
    if (!cache) known.set(language, cache = new Map());
    return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
      let terms = cache.get(word);
      if (!terms) cache.set(word, terms = termsOf(word, language));
      return { at: index, word, terms };
    });
  }

  // ---- Loading ----

  const form = document.querySelector("form.find");
  const asked = new Map(), waiting = new Map();

  function onrecordSearch(name, data) {
    waiting.get(name)?.(data);
  }
  /** The terms of a text, for the tests. */
  onrecordSearch.terms = (text, language) => words(text, language).flatMap(({ terms }) => terms.map(({ term }) => term));
  onrecordSearch.load = load;
  window.onrecordSearch = onrecordSearch;

  function load(name) {
    if (!asked.has(name)) asked.set(name, new Promise((resolve, reject) => {
      const inside = document.getElementById(`search-data-${name}`);
      if (inside) return resolve(JSON.parse(inside.textContent));
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `${form.dataset.root}search/${name}.js`;
      script.onload = script.onerror = () => {
        script.remove();
        reject(new Error(`search/${name}.js`)); // which means nothing once the data has come
      };
      document.head.append(script);
    }));
    asked.get(name).catch(() => asked.delete(name));
    return asked.get(name);
  }

  async function loadCore() {
    const core = await load("core");
    if (!core.all) {
      const more = Array.from({ length: core.more_kinds }, (_, nth) => load(`kinds-${nth + 1}`));
      core.all = core.kinds + (await Promise.all(more)).join("");
    }
    return core;
  }

  // ---- Finding ----

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));
  const BEGINNING = 0.6, SHORTER = 0.4; // what it counts to have a longer word, or a shorter one

  function eachPosting(row, then) {
    let entry = -1, value = 0, shift = 0;
    for (const digit of row) {
      value |= (VALUES[digit] & 31) << shift;
      shift += 5;
      if (VALUES[digit] & 32) continue;
      entry += value >>> 3;
      then(entry, value & 7);
      value = shift = 0;
    }
  }

  /** Every row whose term begins with `start`, as [term, row]. */
  async function rows(core, language, start) {
    const key = ([language, term]) => `${language}\n${term}`;
    const low = key([language, start]), high = `${low}\uffff`;
    const names = core.terms.flatMap((first, nth) => {
      const next = core.terms[nth + 1];
      return key(first) <= high && (!next || key(next) >= low) ? [`terms-${nth}`] : [];
    });
    const found = [];
    for (const shard of await Promise.all(names.map(load))) {
      if (!shard[language]) continue;
      const [terms, posts] = shard[language].map((text) => text.split(" "));
      let low = 0, high = terms.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (terms[middle] < start) low = middle + 1; else high = middle;
      }
      for (; low < terms.length && terms[low].startsWith(start); low += 1) found.push([terms[low], posts[low]]);
    }
    return found;
  }

  /** The entries that have a term of the query: entry → what it tells of it. `matched` gathers what it was found as. */
  async function entriesOf(core, language, { term, word, pair, open }, matched) {
    const best = new Map();
    const take = (row, factor) => eachPosting(row, (entry, level) => {
      const told = factor * Math.max(core.levels[level], 0.5);
      if (!(best.get(entry) >= told)) best.set(entry, told);
    });
    const add = (some, factor) => {
      for (const [found, row] of some) {
        matched.add(found);
        take(row, factor(found));
      }
    };
    add((await rows(core, language, term)).filter(([found]) => found === term), () => 1);
    const letters = [...word].length;
    const opens = pair ? letters === 1 : letters > 1;
    if (opens && (open || !best.size)) {
      const longer = (await rows(core, language, word)).filter(([found]) => found !== term);
      add(longer, (found) => BEGINNING * (pair ? 1 : word.length / found.length));
    }
    for (let less = 1; !best.size && !pair && less <= 3 && letters - less >= 4; less += 1) {
      const shorter = [...word].slice(0, -less).join("");
      add((await rows(core, language, shorter)).filter(([found]) => found === shorter), () => SHORTER);
    }
    const rare = Math.log(1 + (core.entries - best.size + 0.5) / (best.size + 0.5));
    for (const [entry, told] of best) best.set(entry, told * rare);
    return best;
  }

  /** The entries that have all terms of one word in one language. */
  async function together(core, language, terms, matched) {
    const found = await Promise.all(terms.map((term) => entriesOf(core, language, term, matched)));
    const all = new Map();
    for (const [entry, told] of found[0]) {
      if (found.every((other) => other.has(entry))) all.set(entry, found.reduce((sum, other) => sum + other.get(entry), 0));
    }
    return all;
  }

  async function find(text, core) {
    const languages = Object.keys(core.languages);
    const matched = Object.fromEntries(languages.map((language) => [language, new Set()]));
    const count = words(text, core.languages[languages[0]] ?? NONE).length;
    const asked = Array.from({ length: count }, () => ({ told: new Map(), missing: 0 }));
    await Promise.all(languages.map(async (language) => {
      const query = words(text, core.languages[language]);
      await Promise.all(query.map(async ({ terms }, nth) => {
        // The pairs alone say where a stretch stands; its last letter would only begin another.
        const wanted = terms.filter((term) => !term.single).map((term) => ({ ...term, open: nth === count - 1 }));
        if (!wanted.length) {
          asked[nth].missing += 1;
          return;
        }
        for (const [entry, told] of await together(core, language, wanted, matched[language])) {
          if (!(asked[nth].told.get(entry) >= told)) asked[nth].told.set(entry, told);
        }
      }));
    }));
    // A word that is everywhere in one of the languages need not be there.
    const telling = asked.filter(({ missing }) => !missing);
    const needed = telling.length ? telling : asked.filter(({ missing }) => missing < languages.length);
    const scores = new Map();
    for (const { told } of asked) for (const [entry, more] of told) scores.set(entry, (scores.get(entry) ?? 0) + more);
    const has = (entry) => needed.filter(({ told }) => told.has(entry)).length;
    let entries = [...scores.keys()].filter((entry) => has(entry) === needed.length);
    const partial = !entries.length && scores.size > 0;
    if (partial) entries = [...scores.keys()];
    const order = (a, b) => (partial && has(b) - has(a)) || scores.get(b) - scores.get(a) || a - b;
    return { entries: entries.sort(order), partial, matched, common: count > 0 && !needed.length };
  }

  // ---- Showing ----

  if (!form) return;
  const NONE = { common: [], leaning: [], least: 0, beginnings: [], vowels: "", endings: [] };
  const STEP = 10; // results at a time
  const PASSAGE = 220; // letters of a passage
  const field = form.querySelector("input[type=search]");
  const output = form.querySelector("output");
  const filter = form.querySelector(".filter");
  const list = document.querySelector(".found");
  const more = document.querySelector(".found + .more");
  const everything = document.querySelector(".a-z");
  const radios = (name) => [...form.querySelectorAll(`input[name=${name}]`)];
  const chosen = (name) => radios(name).find((radio) => radio.checked);
  const isClaim = (kind) => kind !== kind.toLowerCase();
  const site = document.documentElement.lang.split("-")[0].toLowerCase();

  function make(name, props = {}, ...children) {
    const element = Object.assign(document.createElement(name), props);
    element.append(...children);
    return element;
  }

  const hrefOf = (path) => (typeof window.onrecordHref === "function" ? window.onrecordHref(path) : form.dataset.root + path);

  /** The stretches of a text that the query has. */
  function marksIn(text, tag, core, matched) {
    const language = tag.split("-")[0].toLowerCase() || site;
    const found = matched[language];
    if (!found?.size) return [];
    const marks = [];
    for (const { at, terms } of words(text, core.languages[language])) {
      for (const { term, single, from, to } of terms) {
        if (!single && found.has(term)) marks.push({ from: at + from, to: at + to, term });
      }
    }
    return marks;
  }

  /** A text from `from` to `to` as nodes, with marks; what stands before and after is told by an ellipsis. */
  function marked(text, marks, from = 0, to = text.length) {
    const nodes = from > 0 ? ["… "] : [];
    const whole = []; // marks that touch are one
    for (const mark of marks) {
      const last = whole[whole.length - 1];
      if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to); else whole.push({ ...mark });
    }
    let done = from;
    for (const mark of whole) {
      const [start, end] = [Math.max(mark.from, done), Math.min(mark.to, to)];
      if (start >= end) continue;
      nodes.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
      done = end;
    }
    nodes.push(text.slice(done, to), ...(to < text.length ? [" …"] : []));
    return nodes;
  }

  /** The part of a passage that has most of the query's words. */
  function excerpt(text, marks) {
    if (text.length <= PASSAGE * 1.3) return marked(text, marks);
    let best = 0, first = 0;
    marks.forEach(({ from }, nth) => {
      const near = new Set(marks.slice(nth).filter(({ to }) => to - from < PASSAGE * 0.75).map(({ term }) => term)).size;
      if (near > best) [best, first] = [near, from];
    });
    let from = Math.max(0, first - PASSAGE / 4);
    if (from > 0) from = Math.max(text.lastIndexOf(" ", from) + 1, from - 20);
    let to = Math.min(text.length, from + PASSAGE);
    const space = text.indexOf(" ", to);
    if (to < text.length) to = space >= 0 && space < to + 20 ? space : to;
    // Never within a letter of two units.
    const isLow = (at) => /[\udc00-\udfff]/.test(text[at] ?? "");
    return marked(text, marks, isLow(from) ? from - 1 : from, isLow(to) ? to + 1 : to);
  }

  function passage(row, core, matched) {
    const [, path, , , , sections] = row;
    let best;
    for (const [anchor, heading, language, ...texts] of sections) {
      for (const text of texts) {
        const marks = marksIn(text, language, core, matched);
        const has = new Set(marks.map(({ term }) => term)).size;
        if (has > (best?.has ?? 0)) best = { has, text, marks, anchor, heading, language };
      }
    }
    if (!best) return [];
    const words = make("span", { lang: best.language || site, dir: "auto" }, ...excerpt(best.text, best.marks));
    if (!best.anchor) return [make("p", {}, words)];
    return [make("p", {}, make("a", { href: hrefOf(`${path}#${best.anchor}`) }, best.heading), ": ", words)];
  }

  function result(entry, row, core, matched) {
    const kind = core.all[entry], [title, path, date, detail, language] = row;
    const link = make("a", { href: hrefOf(path), lang: language || site, dir: "auto" }, ...marked(title, marksIn(title, language, core, matched)));
    const radio = isClaim(kind) ? radios("kind").find((radio) => radio.value === "claim") : form.querySelector(`[data-kind="${kind}"]`);
    const status = isClaim(kind) && form.querySelector(`.statuses [data-kind="${kind}"]`)?.parentElement.querySelector(".tag");
    const about = [radio?.dataset.one, detail, date].filter(Boolean).map((text) => make("span", { dir: "auto" }, text));
    if (status) about.splice(1, 0, status.cloneNode(true));
    const item = make("li", {}, link, ...passage(row, core, matched), make("span", { className: "sub" }, ...about));
    if (status) item.dataset.s = status.dataset.s;
    return item;
  }

  async function rowOf(core, entry) {
    const nth = core.first.findLastIndex ? core.first.findLastIndex((first) => first <= entry) : core.first.filter((first) => first <= entry).length - 1;
    return (await load(`entries-${nth}`))[entry - core.first[nth]];
  }

  // What the page says, in its language: forms by plural category, with gaps.
  const LANGUAGE = document.documentElement.lang || "en";
  function say(name, gaps) {
    const forms = JSON.parse(form.dataset[name]);
    const text = forms[new Intl.PluralRules(LANGUAGE).select(gaps.n ?? 0)] ?? forms.other;
    return text.replace(/\{([a-z-]+)\}/g, (_, gap) => (gap === "n" ? gaps.n.toLocaleString(LANGUAGE) : gaps[gap]));
  }
  const plural = (n) => say("count", { n });

  /** Says how many there are of each kind, and which of them are wanted. */
  function narrow(entries, core) {
    const kind = chosen("kind").value, letter = chosen("kind").dataset.kind, status = chosen("status")?.dataset.kind;
    const count = (test) => entries.filter((entry) => test(core.all[entry])).length;
    for (const radio of [...radios("kind"), ...radios("status")]) {
      const own = radio.dataset.kind;
      const all = radio.name === "status" || radio.value === "claim" ? isClaim : () => true;
      radio.parentElement.lastElementChild.textContent = String(count(own ? (kind) => kind === own : all));
    }
    if (kind === "") return entries;
    return entries.filter((entry) => {
      const own = core.all[entry];
      return kind === "claim" ? isClaim(own) && (!status || own === status) : own === letter;
    });
  }

  function message(text, total, shown, { partial, common }) {
    if (common) return `“${text}”: these words are on every page.`;
    if (!total) return say("nothing", { text });
    const results = shown === total ? plural(total) : say("shown", { shown: shown.toLocaleString(LANGUAGE), results: plural(total) });
    return say(partial ? "partial" : "for", { text, results });
  }

  let turn = 0;
  async function search(limit = STEP) {
    const mine = (turn += 1);
    const text = field.value.trim();
    const idle = !text;
    if (idle) {
      output.value = "";
      list.replaceChildren();
    } else {
      try {
        const core = await loadCore();
        const found = await find(text, core);
        if (mine !== turn) return;
        const wanted = narrow(found.entries, core);
        const shown = wanted.slice(0, limit);
        const rows = await Promise.all(shown.map((entry) => rowOf(core, entry)));
        if (mine !== turn) return;
        const kept = [...list.children].slice(0, limit > STEP ? limit - STEP : 0);
        list.replaceChildren(...kept, ...shown.slice(kept.length).map((entry, nth) => result(entry, rows[kept.length + nth], core, found.matched)));
        output.value = message(text, found.entries.length, wanted.length, found);
        more.hidden = wanted.length <= limit;
        more.firstElementChild.onclick = async () => {
          await search(limit + STEP);
          list.children[limit]?.querySelector("a").focus();
        };
      } catch (error) {
        if (mine !== turn) return;
        list.replaceChildren();
        output.value = say("failed", { error: error.message });
        list.hidden = filter.hidden = more.hidden = true;
        everything.hidden = false;
        return;
      }
    }
    if (idle) more.hidden = true;
    list.hidden = filter.hidden = idle;
    everything.hidden = !idle;
  }

  // ---- The address and the keys ----

  function remember() {
    const url = new URL(location.href);
    for (const [name, value] of [["q", field.value.trim()], ["kind", chosen("kind").value], ["status", chosen("kind").value === "claim" && chosen("status")?.value]]) {
      if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
    }
    if (url.hash === "#q") url.hash = "";
    try { history.replaceState(null, "", url); } catch { /* some browsers keep the addresses of files as they are */ }
  }

  function recall() {
    const state = new URL(location.href).searchParams;
    field.value = state.get("q") ?? "";
    for (const name of ["kind", "status"]) {
      const radio = radios(name).find((radio) => radio.value === (state.get(name) ?? "")) ?? radios(name)[0];
      if (radio) radio.checked = true;
    }
    if (field.value || list.children.length) search();
  }

  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { remember(); search(); }, 120);
  };
  field.addEventListener("focus", () => { loadCore().catch(() => {}); });
  field.addEventListener("input", soon);
  filter.addEventListener("change", () => { remember(); search(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    remember();
    search();
  });
  addEventListener("popstate", recall);

  // Up and down go from the field through the results and back.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [field, ...list.querySelectorAll(":scope > li > a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!stops.includes(document.activeElement) || list.hidden || !next) return;
    event.preventDefault();
    next.focus();
  });

  if (location.hash === "#q") field.focus();
  recall();
})();
