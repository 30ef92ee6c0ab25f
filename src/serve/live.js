// Over a page that `factum serve` shows: waits for changes, keeps the place, and shows findings.
(() => {
  const shown = new URL(document.currentScript.src).search.slice(1);
  const key = "factum-place:" + location.pathname;
  const place = sessionStorage.getItem(key);
  if (place !== null) {
    sessionStorage.removeItem(key);
    scrollTo({ top: Number(place), behavior: "instant" });
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/__factum/live.css";
  document.head.append(style);

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  let panel;
  const tell = (site) => {
    panel?.remove();
    let here = decodeURI(location.pathname);
    if (site.base && here.startsWith(site.base + "/")) here = here.slice(site.base.length);
    const own = site.notices.filter((notice) => notice.url === here && notice.level !== "note");
    const errors = site.notices.filter((notice) => notice.level === "error").length;
    const warnings = site.notices.filter((notice) => notice.level === "warning").length;
    if (!site.failure && !errors && !own.length) return;
    panel = document.createElement("aside");
    panel.id = "factum-live";
    panel.setAttribute("aria-label", "Findings of factum");
    const folded = element("details", "", panel);
    folded.open = Boolean(site.failure || own.length);
    const count = (number, word) => number + " " + word + (number === 1 ? "" : "s");
    const summary = site.failure
      ? "The site could not be made"
      : count(own.length, "finding") + " on this page, on the site " + count(errors, "error") +
        " and " + count(warnings, "warning");
    element("summary", summary, folded);
    if (site.failure) element("pre", site.failure, folded);
    const list = element("ul", "", folded);
    for (const notice of own.length ? own : site.notices.filter((it) => it.level === "error").slice(0, 20)) {
      const item = element("li", "", list);
      item.dataset.level = notice.level;
      element("strong", notice.level + "[" + notice.rule + "]", item);
      item.append(" " + notice.message + " ");
      element("code", notice.place, item);
    }
    document.body.append(panel);
  };

  const changes = new EventSource("/__factum/events");
  changes.addEventListener("site", (event) => {
    const site = JSON.parse(event.data);
    if (String(site.version) !== shown) {
      sessionStorage.setItem(key, String(scrollY));
      location.reload();
    } else {
      tell(site);
    }
  });
})();
