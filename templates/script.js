// What a page can do beyond being read. Everything here only adds: without it the page is whole.
(() => {
  "use strict";
  const root = document.documentElement;
  // Before anything is painted: the colours that the reader chose.
  let stored = null;
  try { stored = localStorage.getItem("factum-theme"); } catch { /* a page without storage follows the system */ }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  const themes = () => {
    const label = document.querySelector(".theme");
    if (!label) return;
    const choice = label.querySelector("select");
    label.hidden = false;
    choice.value = root.dataset.theme ?? "";
    choice.addEventListener("change", () => {
      if (choice.value) root.dataset.theme = choice.value; else delete root.dataset.theme;
      try {
        if (choice.value) localStorage.setItem("factum-theme", choice.value);
        else localStorage.removeItem("factum-theme");
      } catch { /* then it holds for this page */ }
    });
  };

  const copying = () => {
    if (!navigator.clipboard) return;
    for (const code of document.querySelectorAll(".text pre")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.querySelector("code")?.textContent ?? code.textContent);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Not copied";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
      let frame = code.closest(".code");
      if (!frame) {
        frame = document.createElement("div");
        frame.className = "code";
        code.replaceWith(frame);
        frame.append(code);
      }
      frame.append(button);
    }
  };

  // The section that is being read, in the contents of the page.
  const following = () => {
    const links = new Map([...document.querySelectorAll(".contents a")]
      .map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    if (!heads.length) return;
    const mark = () => {
      let now = heads[0];
      for (const head of heads) if (head.getBoundingClientRect().top < 120) now = head;
      for (const [id, link] of links) {
        if (id === now.id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    let asked = false;
    addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; mark(); });
    }, { passive: true });
    mark();
  };

  // Tables of several rows can be sorted by a column, and long ones narrowed to rows with some words.
  const tables = () => {
    for (const table of document.querySelectorAll(".text table")) {
      const body = table.tBodies[0], head = table.tHead?.rows[0];
      if (!body || !head || body.rows.length < 4 || table.querySelector("[colspan], [rowspan]")) continue;
      const rows = [...body.rows];
      const order = new Intl.Collator(root.lang || undefined, { numeric: true });
      [...head.cells].forEach((cell, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.setAttribute("aria-label", "Sort by " + cell.textContent.trim());
        button.addEventListener("click", () => {
          const now = cell.getAttribute("aria-sort");
          for (const other of head.cells) other.removeAttribute("aria-sort");
          const next = now === null ? "ascending" : now === "ascending" ? "descending" : null;
          if (next) cell.setAttribute("aria-sort", next);
          const words = (row) => row.cells[column]?.textContent.trim() ?? "";
          const sorted = next ? [...rows].sort((one, two) => order.compare(words(one), words(two))) : rows;
          body.append(...(next === "descending" ? sorted.reverse() : sorted));
        });
        cell.append(" ", button);
      });
      if (rows.length < 8) continue;
      const filter = document.createElement("input");
      filter.type = "search";
      filter.className = "rows";
      filter.placeholder = "Narrow the rows";
      filter.setAttribute("aria-label", "Narrow the rows of the table");
      filter.addEventListener("input", () => {
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const row of rows) {
          const text = row.textContent.toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
        }
      });
      (table.closest(".scroll") ?? table).before(filter);
    }
  };

  // Who asks for a part that has moved is led on to it, and keeps the part that was asked for when
  // the whole page has.
  const leading = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* then it is no id of ours */ }
    const part = document.getElementById(id);
    const link = part?.classList.contains("moved") ? part.querySelector("a") : null;
    const whole = document.querySelector(".moved-page a");
    if (link) location.replace(link.href);
    else if (whole) location.replace(whole.href + (whole.hash ? "" : location.hash));
  };

  document.addEventListener("DOMContentLoaded", () => {
    leading();
    addEventListener("hashchange", leading);
    themes();
    copying();
    following();
    tables();
  });
})();
