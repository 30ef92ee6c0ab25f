// Every page below a path and from a disk: nothing is missing, nothing comes from elsewhere, nothing
// offends a strict content security policy, and what a page is made of is there.
export const about = "every page arrives whole";

export const check = async (test) => {
  await test.tour({}, test.pages, async (page, tab, complaints) => {
    await tab.goto(page.url);
    for (const complaint of complaints) test.that(false, page.where, complaint);
    const seen = await tab.evaluate(() => ({
      h1: document.querySelectorAll("h1").length,
      // A named part, or the only one of its kind.
      unnamed: [...document.querySelectorAll("nav:not([aria-label]):not([aria-labelledby])")].length,
      inline: [...document.querySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])")].length,
      handlers: [...document.querySelectorAll("*")].flatMap((it) => [...it.attributes])
        .filter((it) => it.name.startsWith("on")).length,
      styled: getComputedStyle(document.querySelector("main")).display !== "" && document.styleSheets.length,
    }));
    test.is(seen.h1, 1, page.where, "the number of h1");
    test.is(seen.unnamed, 0, page.where, "the number of unnamed navigations");
    test.is(seen.inline + seen.handlers, 0, page.where, "the number of inline styles, scripts and handlers");
    test.that(seen.styled, page.where, "no stylesheet");
    const titles = await tab.evaluate(() => [document.title, document.documentElement.lang]);
    test.that(titles[0] && titles[1], page.where, `title and language are ${titles}`);
  });
  // From a disk: the styles are there, and a link leads to a page and not to the list of a folder.
  for (const page of Object.values(test.sites).map((site) => site.page(""))) {
    await test.tab({}, async (tab, complaints) => {
      await tab.goto(page.local);
      await tab.locator(".top nav a").first().click();
      await tab.waitForLoadState();
      test.is(await tab.locator("main h1").count(), 1, page.where, "the number of h1 behind a link, from a disk");
      await tab.locator(".tree a, .crumbs a").last().click();
      await tab.waitForLoadState();
      test.is(await tab.locator("main h1").count(), 1, page.where, "the number of h1 behind a link in the tree, from a disk");
      test.is(complaints.join(), "", page.where, "what the browser complained of, from a disk,");
    });
  }
};
