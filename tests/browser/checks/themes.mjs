// Light, dark and automatic: the choice is kept, and nothing flashes before it holds.
export const about = "colours";

const light = (tab) => tab.evaluate(() => {
  const numbers = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g).slice(0, 3).map(Number);
  return numbers.reduce((sum, it) => sum + it, 0) > 384;
});

export const check = async (test) => {
  const page = test.sites.printer.page("guide/printing/");
  for (const system of ["light", "dark"]) {
    await test.tab({ colorScheme: system }, async (tab) => {
      const where = `${page.where} (${system} system)`;
      // What was chosen when the body began: whatever is painted comes after it.
      await tab.addInitScript(() => new MutationObserver((_, watch) => {
        if (!document.body) return;
        window.atBody = document.documentElement.dataset.theme ?? "";
        watch.disconnect();
      }).observe(document, { childList: true, subtree: true }));
      await tab.goto(page.url);
      const choice = tab.getByLabel("Theme");
      test.is(await choice.inputValue(), "", where, "the choice at first");
      test.is(await light(tab), system === "light", where, "whether it is light at first");
      for (const wanted of ["dark", "light"]) {
        await choice.selectOption(wanted);
        test.is(await light(tab), wanted === "light", where, `whether it is light after choosing ${wanted}`);
        await tab.reload();
        test.is(await tab.evaluate(() => window.atBody), wanted, where, "the choice before anything is painted");
        test.is(await choice.inputValue(), wanted, where, "the choice after it was loaded anew");
      }
      await tab.goto(test.sites.printer.page("facts/printer/").url);
      test.is(await light(tab), true, where, "whether the choice holds on another page");
      await choice.selectOption("");
      test.is(await light(tab), system === "light", where, "whether it follows the system again");
    });
    await test.tab({ colorScheme: system, javaScriptEnabled: false }, async (tab) => {
      await tab.goto(page.url);
      test.is(await light(tab), system === "light", page.where, "whether it is light without scripts");
      test.is(await tab.getByLabel("Theme").isVisible(), false, page.where, "whether a choice that does nothing shows");
    });
  }
  await test.tab({ reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(page.url);
    const moving = await tab.evaluate(() => [...document.querySelectorAll("*")].filter((it) => {
      const style = getComputedStyle(it);
      return style.scrollBehavior === "smooth" || style.animationName !== "none" ||
        style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    }).length);
    test.is(moving, 0, page.where, "the number of things that move though none should");
  });
  // With colours forced, what a verdict is stays in words, and its mark keeps a border.
  await test.tab({ forcedColors: "active" }, async (tab) => {
    await tab.goto(page.url);
    const borders = await tab.evaluate(() => [...document.querySelectorAll(".verdict")]
      .filter((it) => parseFloat(getComputedStyle(it).borderTopWidth) > 0 && /\p{L}/u.test(it.textContent)).length);
    test.that(borders > 5, page.where, `${borders} verdicts keep a border and words when colours are forced`);
  });
};
