// axe on each kind of page in both colours: WCAG 2.2 AA and best practice, with nothing found.
import axe from "axe-core";

export const about = "accessible to axe";

/** The rules that look at colours. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on a tab as it stands. */
export const find = async (test, tab, where, without = [], tags = TAGS) => {
  if (!await tab.evaluate(() => Boolean(window.axe))) await tab.evaluate(axe.source);
  const found = await tab.evaluate((asked) =>
    window.axe.run({ runOnly: asked.tags, rules: Object.fromEntries(asked.without.map((rule) => [rule, { enabled: false }])) }).then((it) => ({
      checked: it.passes.length,
      violations: it.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`)),
    })), { tags, without });
  test.that(found.checked > (tags === TAGS ? 10 : 0), where, `only ${found.checked} rules had something to look at`);
  for (const it of found.violations) test.that(false, where, it);
};

export const check = async (test) => {
  // The longest page of each kind, and articles that are unlike the longest.
  const unlike = ["guide/elements/", "ar/", "1.0/guide/speed/", "de/guide/printing/"];
  const articles = test.sites.everything.pages.filter((page) => page.kind === "article");
  const pages = [...new Set([...test.kinds, ...unlike.map((path) => test.sites.printer.page(path)), ...articles])];
  await test.tour({}, pages, async (page, tab) => {
    // The page is the same in both colours, so of the dark one only colours are looked at anew.
    for (const [colorScheme, tags] of [["light", TAGS], ["dark", COLOURS]]) {
      await tab.emulateMedia({ colorScheme });
      if (colorScheme === "light") await tab.goto(page.url);
      await find(test, tab, `${page.where} (${colorScheme})`, [], tags);
    }
  });
  // Pages at former addresses, held back from leading elsewhere.
  await test.each(test.former, (page) => test.tab({}, async (tab) => {
    await tab.route(page.url, async (route) => {
      const body = page.html.replace(/<meta http-equiv="refresh"[^>]*>/, "").replace(/<script[^>]*><\/script>/, "");
      await route.fulfill({ contentType: "text/html; charset=utf-8", body });
    });
    await tab.goto(page.url);
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      await find(test, tab, `${page.where} (${colorScheme})`, [], colorScheme === "light" ? TAGS : COLOURS);
    }
  }));
  // What is only there when it is asked for.
  const page = test.sites.printer.page("guide/printing/");
  for (const colorScheme of ["light", "dark"]) {
    await test.tab({ colorScheme, viewport: { width: 375, height: 700 } }, async (tab) => {
      await tab.goto(page.url);
      await find(test, tab, `${page.where} (${colorScheme}, on a phone)`);
      await tab.getByRole("button", { name: "Menu" }).click();
      // Behind the menu everything is inert, so there is no main part and no heading for now.
      await find(test, tab, `${page.where} (${colorScheme}, with its menu)`, ["landmark-one-main", "page-has-heading-one"]);
      await tab.keyboard.press("Escape");
      await tab.keyboard.press("/");
      await tab.keyboard.type("tray");
      await tab.locator(".hits a").first().waitFor();
      await find(test, tab, `${page.where} (${colorScheme}, with the search)`);
    });
    await test.tab({ colorScheme }, async (tab) => {
      await tab.goto(page.url);
      await tab.locator("a.claim").first().focus();
      await find(test, tab, `${page.where} (${colorScheme}, with a note of a claim)`);
    });
  }
};
