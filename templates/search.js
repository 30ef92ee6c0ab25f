// Search over the index below search/: loads what a query needs, by scripts, so that it works from a
// disk as well. The index is described in src/render/search.
(() => {
  "use strict";
  const button = document.querySelector(".find");
  const dialog = document.querySelector("dialog.search");
  if (!button || !dialog || !dialog.showModal) return;
  const input = dialog.querySelector("input");
  const told = dialog.querySelector(".told");
  const hits = dialog.querySelector(".hits");
  const narrow = dialog.querySelector(".narrow");
  const choices = [...dialog.querySelectorAll("select")];
  const MOST = 8, VARIANTS = 4;

  // Parts of the index, as promises by name; a script hands each over by its name.
  const parts = new Map(), waiting = new Map();
  window.factumSearch = { take: (name, data) => waiting.get(name)?.(data) };
  const load = (name, folder) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((done, failed) => {
        waiting.set(name, done);
        const script = document.createElement("script");
        script.src = button.dataset.index + folder + name + ".js";
        script.onerror = () => { parts.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };
  const head = () => load("index", "");
  const part = async (name) => load(name, (await head()).folder + "/");

  // Words into terms: the same as in src/render/search/terms.rs.
  const spaceless = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const letter = /[\p{Alphabetic}\p{N}]/u;
  const terms = (text) => {
    const found = [];
    let word = "", before = "";
    for (const char of text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() + " ") {
      const alone = spaceless.test(char);
      if (!alone && letter.test(char)) { word += char; before = ""; continue; }
      if (word) found.push([...word].slice(0, 24).join(""));
      word = "";
      if (alone) found.push(before + char);
      before = alone ? char : "";
    }
    // Of a row of characters only the pairs tell something.
    return found.filter((term, at) => !(spaceless.test(term) && [...term].length === 1 &&
      found[at + 1] && spaceless.test(found[at + 1])));
  };

  // How many letters lie between two words, up to a most: restricted edit distance.
  const distance = (one, two, most) => {
    if (Math.abs(one.length - two.length) > most) return most + 1;
    let last = [], row = Array.from({ length: two.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= two.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
          next[j] = Math.min(next[j], last[j - 2] + 1);
        }
      }
      [last, row] = [row, next];
    }
    return row[two.length];
  };

  // The shard that holds a term: the last that does not begin behind it.
  const shardOf = (shards, term) => {
    let low = 0, high = shards.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shards[middle] <= term) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  };

  const add = (scores, numbers, factor) => {
    let section = 0;
    for (let at = 0; at < numbers.length; at += 2) {
      section += numbers[at];
      scores.set(section, Math.max(scores.get(section) ?? 0, numbers[at + 1] * factor));
    }
  };

  // The sections with a term, what it begins, or what it may have been meant to be.
  const matches = async (term, last, shards) => {
    const scores = new Map();
    const first = shardOf(shards, term);
    const shard = await part("t" + first);
    if (shard[term]) add(scores, shard[term], 1);
    if (last && term.length > 1) {
      const next = shards[first + 1]?.startsWith(term) ? await part("t" + (first + 1)) : {};
      for (const [known, numbers] of [...Object.entries(shard), ...Object.entries(next)]) {
        if (known !== term && known.startsWith(term)) {
          add(scores, numbers, 0.4 + 0.4 * term.length / known.length);
        }
      }
    }
    if (scores.size || term.length < 4) return scores;
    const most = term.length > 7 ? 2 : 1;
    const variants = new Set([first]);
    for (let at = 0; at < 3; at++) {
      const swapped = term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2);
      variants.add(shardOf(shards, swapped)).add(shardOf(shards, term.slice(0, at) + term.slice(at + 1)));
    }
    for (const number of [...variants].slice(0, VARIANTS)) {
      for (const [known, numbers] of Object.entries(await part("t" + number))) {
        const off = distance(term, known, most);
        const begun = last && known.length > term.length
          ? distance(term, known.slice(0, term.length), most) : off;
        if (Math.min(off, begun) <= most) add(scores, numbers, 0.5 / (1 + Math.min(off, begun)));
      }
    }
    return scores;
  };

  // Which sections the choices leave, or nothing where nothing is chosen.
  const chosen = async () => {
    const wanted = Object.fromEntries(choices.map((it) => [it.name, it.value]));
    if (!wanted.part && !wanted.tag && !wanted.status) return null;
    const facets = await part("facets");
    const left = new Set();
    let section = 0;
    for (const [count, own, status, tags] of facets.pages) {
      const fits = (!wanted.part || facets.parts[own] === wanted.part) &&
        (!wanted.status || facets.statuses[status] === wanted.status) &&
        (!wanted.tag || tags.some((tag) => facets.tags[tag] === wanted.tag));
      for (let at = 0; at < count; at++, section++) if (fits) left.add(section);
    }
    return left;
  };

  const search = async (text) => {
    const { shards, sections, chunk } = await head();
    const words = terms(text).slice(0, 8);
    if (!words.length || !sections) return { count: 0, hits: [], words };
    const found = await Promise.all(words.map((word, at) =>
      matches(word, at === words.length - 1, shards)));
    const left = await chosen();
    const scores = new Map();
    for (const scoresOf of found) {
      for (const [section, score] of scoresOf) {
        if (left && !left.has(section)) continue;
        const [sum, count] = scores.get(section) ?? [0, 0];
        scores.set(section, [sum + score, count + 1]);
      }
    }
    // What has all words goes before what has some of them.
    const order = [...scores].sort(([one, a], [two, b]) => b[1] - a[1] || b[0] - a[0] || one - two);
    const best = order.length ? order[0][1][1] : 0;
    const all = order.filter(([, [, count]]) => count === best);
    const top = all.slice(0, MOST);
    const shown = await Promise.all(top.map(async ([section]) =>
      (await part("d" + Math.floor(section / chunk)))[section % chunk]));
    return { count: all.length, hits: shown, words };
  };

  // Writes a text with the words of the query marked in it.
  const mark = (parent, text, words) => {
    let from = 0;
    for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const own = terms(found[0]);
      if (!own.some((term) => words.some((word) => term.startsWith(word)))) continue;
      parent.append(text.slice(from, found.index));
      const marked = document.createElement("mark");
      marked.textContent = found[0];
      parent.append(marked);
      from = found.index + found[0].length;
    }
    parent.append(text.slice(from));
  };

  const show = ({ count, hits: found, words }) => {
    hits.replaceChildren(...found.map(([title, heading, url, beginning]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      // An index page is named as a file where there is no server that would find it.
      const local = location.protocol === "file:";
      link.href = button.dataset.root + (local ? url.replace(/(^|\/)(#|$)/, "$1index.html$2") : url);
      const name = document.createElement("strong");
      mark(name, heading || title, words);
      link.append(name);
      if (heading) {
        const where = document.createElement("span");
        mark(where, title, words);
        link.append(" ", where);
      }
      const text = document.createElement("p");
      mark(text, beginning, words);
      link.append(text);
      item.append(link);
      return item;
    }));
    const { word } = window.factum;
    told.textContent = !words.length ? "" : count === 0 ? word("nothing") : count === 1 ? word("one") :
      count > found.length ? word("first", { shown: found.length, count }) : word("hits", { count });
  };

  let turn = 0;
  const run = async () => {
    const own = ++turn;
    try {
      const result = await search(input.value);
      if (own === turn) show(result);
    } catch {
      if (own === turn) told.textContent = window.factum.word("unloaded");
    }
  };
  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 60); });
  choices.forEach((choice) => choice.addEventListener("change", run));

  const fill = async () => {
    const facets = await part("facets");
    for (const [choice, list] of choices.map((it) => [it, facets[it.name === "status" ? "statuses" : it.name + "s"]])) {
      if (choice.options.length === 1) list.forEach((word) => choice.append(new Option(word, word)));
      choice.parentElement.hidden = list.length === 0;
    }
  };
  narrow.addEventListener("toggle", () => { if (narrow.open) fill().catch(() => {}); });

  const open = () => { if (!dialog.open) { dialog.showModal(); input.select(); head().catch(run); } };
  button.addEventListener("click", open);
  // A key without Ctrl gets in the way of those who speak to their machine, so it can be put away.
  const keys = dialog.querySelector(".keys input");
  const single = () => { try { return localStorage.getItem("factum-keys") !== "off"; } catch { return true; } };
  if (keys) {
    keys.checked = single();
    keys.addEventListener("change", () => {
      try {
        if (keys.checked) localStorage.removeItem("factum-keys");
        else localStorage.setItem("factum-keys", "off");
      } catch { /* then it stays as it is */ }
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing && single() && !event.ctrlKey && !event.metaKey && !event.altKey) ||
        (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      hits.querySelector("a")?.click();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.matches("select, summary")) return;
    const stops = [input, ...hits.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    event.preventDefault();
  });
  hits.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
})();
