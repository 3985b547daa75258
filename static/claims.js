// Optional: narrows the list of claims to a speaker and a figure, beside the statuses, which work without this file.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = all("form.filter").find((form) => form.querySelector("select"));
  if (!form) return;
  const lists = all(".claims-of"), rows = lists.flatMap((list) => all("li", list));
  const output = form.querySelector("output"), none = output.parentElement.dataset.none;
  const link = { speaker: "a.by", figure: "a.of" };
  // The marks of one figure stand in different places of its page.
  const value = (row, name) => row.querySelector(link[name])?.getAttribute("href").replace(/^.*\/([^/]+)\/[^/]*$/, "$1") ?? "";

  for (const select of all("select", form)) {
    const found = new Map();
    for (const row of rows) {
      const id = value(row, select.name);
      if (!id) continue;
      const entry = found.get(id) ?? { name: row.querySelector(link[select.name]).textContent, count: 0 };
      entry.count += 1;
      found.set(id, entry);
    }
    const byName = [...found].sort(([, one], [, other]) => one.name.localeCompare(other.name, document.documentElement.lang));
    for (const [id, { name, count }] of byName) select.add(new Option(`${name} (${count})`, decodeURIComponent(id)));
    if (!found.size) select.parentElement.hidden = true;
  }

  function narrow() {
    const asked = new FormData(form);
    const fits = (row) => (!asked.get("status") || row.dataset.s === asked.get("status")) &&
      ["speaker", "figure"].every((name) => !asked.get(name) || decodeURIComponent(value(row, name)) === asked.get(name));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      shown += row.hidden ? 0 : 1;
    }
    for (const list of lists) list.hidden = all("li", list).every((row) => row.hidden);
    output.textContent = shown === rows.length ? "" : shown ? `${shown} / ${rows.length}` : none;
    const chosen = new URLSearchParams([...asked].filter(([, value]) => value)).toString();
    try { history.replaceState(null, "", chosen ? `?${chosen}` : location.pathname); } catch { /* some browsers, on the disk */ }
  }

  const wished = new URLSearchParams(location.search);
  for (const [name, value] of wished) {
    const field = form.elements[name];
    if (field && link[name] || name === "status") field.value = value;
  }
  form.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
})();
