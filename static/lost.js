// Optional: says which address of the site is like the one that led nowhere. `addresses.js` brings the list.
window.onrecordAddresses = (all) => {
  "use strict";
  const place = document.querySelector(".lost");
  const plain = (path) => path.normalize("NFC").toLowerCase().replace(/(\/index)?\.html?$/, "").replace(/^\/+|\/+$/g, "");
  let asked = location.pathname;
  try { asked = decodeURIComponent(asked); } catch { /* half an escape is taken as it is */ }
  const root = place.dataset.root;
  asked = plain(asked.startsWith(decodeURIComponent(root)) ? asked.slice(decodeURIComponent(root).length) : asked);
  const last = (path) => path.split("/").pop();

  // How many pairs of letters two names share, from 0 to 1 (Dice).
  const pairs = (text) => [...text].slice(1).map((letter, at) => [...text][at] + letter);
  function alike(one, other) {
    const rest = pairs(other);
    const own = pairs(one), length = own.length + rest.length;
    const shared = own.filter((pair) => {
      const at = rest.indexOf(pair);
      return at >= 0 && rest.splice(at, 1);
    }).length;
    return length ? (2 * shared) / length : 0;
  }

  const near = all.map(([path, title, href]) => {
    const known = plain(path), name = last(known);
    const same = known === asked ? 3 : name === last(asked) ? 2 : 0;
    return { title, href, score: same || Math.max(alike(name, last(asked)), alike(known, asked) - 0.1) };
  }).filter(({ score }) => score >= 0.6).sort((a, b) => b.score - a.score);
  const shown = new Map(near.map(({ href, title }) => [href, title]));
  if (!asked || !shown.size) return;
  const list = place.querySelector("ul");
  for (const [href, title] of [...shown].slice(0, 5)) {
    const link = document.createElement("a"), entry = document.createElement("li");
    link.href = root + href;
    link.textContent = title;
    entry.append(link);
    list.append(entry);
  }
  place.hidden = false;
};
