// What a page can do beyond being read. Everything here only adds: without it the page is whole.
(() => {
  "use strict";
  const root = document.documentElement;
  // Before anything is painted: that scripts run, and the colours that the reader chose.
  root.dataset.script = "";
  let stored = null;
  try { stored = localStorage.getItem("factum-theme"); } catch { /* a page without storage follows the system */ }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  const make = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  // The words of the page's language, which the page holds; what stands in braces is filled in.
  let words = {};
  const word = (name, given = {}) => Object.entries(given)
    .reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), words[name] ?? name);
  window.factum = { word };

  const themes = () => {
    const choice = document.querySelector(".theme select");
    if (!choice) return;
    choice.value = root.dataset.theme ?? "";
    choice.addEventListener("change", () => {
      if (choice.value) root.dataset.theme = choice.value; else delete root.dataset.theme;
      try {
        if (choice.value) localStorage.setItem("factum-theme", choice.value);
        else localStorage.removeItem("factum-theme");
      } catch { /* then it holds for this page */ }
    });
  };

  // While the tree lies over a small screen, nothing behind it can be reached.
  const menu = () => {
    const tree = document.querySelector(".tree");
    if (!tree?.hidePopover) return;
    const wide = matchMedia("(min-width: 50rem)");
    const reach = (inert) => {
      for (const it of document.querySelectorAll("main, .top, .bottom, .skip")) it.inert = inert;
    };
    // When it has opened, so that the button is known to have been left, and before it closes, so
    // that the button can be returned to.
    tree.addEventListener("toggle", (event) => {
      const open = event.newState === "open";
      reach(open && !wide.matches);
      if (!open && document.activeElement === document.body) document.querySelector(".menu")?.focus();
    });
    tree.addEventListener("beforetoggle", (event) => { if (event.newState === "closed") reach(false); });
    wide.addEventListener("change", () => { if (wide.matches) tree.hidePopover(); });
  };

  // A note of a claim goes away on Esc, until the pointer or the keyboard comes again; a list of
  // languages when anything else is chosen.
  const notes = () => {
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const told of document.querySelectorAll(".told:hover, .told:focus-within")) {
        told.dataset.quiet = "";
        for (const end of ["pointerleave", "focusout"]) {
          told.addEventListener(end, () => delete told.dataset.quiet, { once: true });
        }
      }
    });
    const list = document.querySelector(".languages details");
    if (!list) return;
    const close = (event) => { if (!list.contains(event.target)) list.open = false; };
    addEventListener("click", close);
    addEventListener("focusin", close);
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !list.open) return;
      list.open = false;
      list.firstElementChild.focus();
    });
  };

  // On a disk nobody looks for the page of a folder but we.
  const local = () => {
    if (location.protocol !== "file:") return;
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  };

  /** A button that copies what `text` gives, and says whether it could. */
  const copier = (name, text) => {
    const button = make("button", { type: "button", class: "copy" }, name);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await text());
        button.textContent = word("copied");
      } catch {
        button.textContent = word("not-copied");
      }
      setTimeout(() => { button.textContent = name; }, 1500);
    });
    return button;
  };

  const copying = () => {
    if (!navigator.clipboard) return;
    for (const code of document.querySelectorAll(".text pre")) {
      let frame = code.closest(".code");
      if (!frame) {
        frame = make("div", { class: "code" });
        code.replaceWith(frame);
        frame.append(code);
      }
      frame.append(copier(word("copy"), () => code.querySelector("code")?.textContent ?? code.textContent));
    }
    const own = document.querySelector(".own[data-twin]");
    if (!own || location.protocol === "file:") return;
    own.append(copier(word("copy-twin"), async () => {
      const answer = await fetch(own.dataset.twin);
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.text();
    }));
  };

  // Each heading has a link to itself, beside it, so that its name stays what it says.
  const anchors = () => {
    for (const heading of document.querySelectorAll(".text > :is(h2, h3, h4)[id]")) {
      const frame = make("div", { class: "titled" });
      heading.replaceWith(frame);
      frame.append(heading, make("a", { class: "anchor", href: "#" + heading.id,
        "aria-label": word("link-to", { title: heading.textContent.trim() }) }, "#"));
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
      for (const head of heads) if (head.getBoundingClientRect().top < 140) now = head;
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
    requestAnimationFrame(mark);
  };

  /** What a column is called, without what is remarked of it. */
  const title = (cell) => (cell.querySelector(".claim") ?? cell).textContent.trim();

  /** Lets a table be sorted by a column. */
  const sorting = (head, body, rows) => {
    const order = new Intl.Collator(root.lang || undefined, { numeric: true });
    [...head.cells].forEach((cell, column) => {
      const name = title(cell);
      if (!name) return;
      const button = make("button", { type: "button", class: "sort" });
      // A link in the head of a column stays one, with the button beside it.
      if (cell.childElementCount) button.setAttribute("aria-label", word("sort-by", { title: name }));
      else button.append(...cell.childNodes);
      button.addEventListener("click", () => {
        const now = cell.getAttribute("aria-sort");
        for (const other of head.cells) other.removeAttribute("aria-sort");
        const next = now === null ? "ascending" : now === "ascending" ? "descending" : null;
        if (next) cell.setAttribute("aria-sort", next);
        const words = (row) => row.cells[column]?.textContent.trim() ?? "";
        const sorted = next ? [...rows].sort((one, two) => order.compare(words(one), words(two))) : rows;
        body.append(...(next === "descending" ? sorted.reverse() : sorted));
      });
      cell.append(button);
    });
  };

  /** Lets a table be narrowed to rows with some words, or with one of the few values of a column. */
  const narrowing = (table, head, rows) => {
    const bar = make("div", { class: "rows", role: "group", "aria-label": word("narrow") });
    const filter = make("input", { type: "search", placeholder: word("narrow"), "aria-label": word("narrow-to") });
    const told = make("p", { role: "status" });
    bar.append(filter);
    const choices = [];
    [...head.cells].forEach((cell, column) => {
      const text = (row) => row.cells[column]?.textContent.trim() ?? "";
      const values = [...new Set(rows.map(text))];
      const few = values.length > 1 && values.length <= 6 && values.length * 2 <= rows.length;
      if (!few || values.some((value) => !value || value.length > 24 || /^[\d.,]+$/.test(value))) return;
      const select = make("select", {}, new Option(word("all"), ""), ...values.map((value) => new Option(value, value)));
      bar.append(make("label", {}, title(cell) + " ", select));
      choices.push([select, text]);
    });
    const narrow = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word)) ||
          choices.some(([select, own]) => select.value && own(row) !== select.value);
        if (!row.hidden) left += 1;
      }
      told.textContent = left === rows.length ? "" : word("rows", { left, all: rows.length });
    };
    bar.addEventListener("input", narrow);
    bar.append(told);
    (table.closest(".scroll") ?? table).before(bar);
  };

  const tables = () => {
    for (const table of document.querySelectorAll(".text table")) {
      const body = table.tBodies[0], head = table.tHead?.rows[0];
      if (!body || !head || body.rows.length < 4 || table.querySelector("[colspan], [rowspan]")) continue;
      const rows = [...body.rows];
      if (rows.length >= 8) narrowing(table, head, rows);
      sorting(head, body, rows);
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
    words = JSON.parse(document.body.dataset.words ?? "{}");
    local();
    leading();
    addEventListener("hashchange", leading);
    for (const add of [themes, menu, notes, copying, anchors, tables, following]) add();
  });
})();
