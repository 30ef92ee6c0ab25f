// A claim tells on whose word it stands: to a pointer, to the keyboard, without a script, and aloud.
export const about = "claims and their provenance";

export const check = async (test) => {
  const page = test.sites.printer.page("guide/printing/");
  for (const javaScriptEnabled of [true, false]) {
    const where = `${page.where}${javaScriptEnabled ? "" : " (without scripts)"}`;
    await test.tab({ javaScriptEnabled }, async (tab) => {
      await tab.goto(page.url);
      const claim = tab.locator(".text p a.claim").first();
      const tip = tab.locator(".text p .tip").first();
      test.is(await tip.isVisible(), false, where, "whether the note shows at first");
      await claim.hover();
      test.is(await tip.isVisible(), true, where, "whether the note shows to a pointer");
      const said = await tip.textContent();
      for (const words of ["≤ 4 trays", "Data sheet of the printer", "p. 2", "up to four trays", "2026-11-01"]) {
        test.that(said.includes(words), where, `the note does not say ${words}: ${said}`);
      }
      // The pointer can go onto the note to read it.
      await tip.hover();
      test.is(await tip.isVisible(), true, where, "whether the note stays under the pointer");
      await tab.mouse.move(2, 2);
      test.is(await tip.isVisible(), false, where, "whether the note shows when the pointer is gone");
      let reached = false;
      for (let at = 0; at < 60 && !reached; at++) {
        await tab.keyboard.press("Tab");
        reached = await tab.evaluate(() => document.activeElement.matches(".text p a.claim"));
      }
      test.that(reached, where, "no claim is reached by the keyboard");
      test.is(await tip.isVisible(), true, where, "whether the note shows to the keyboard");
      const inside = await tip.evaluate((it) => {
        const box = it.getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth && box.width > 100;
      });
      test.that(inside, where, "the note does not fit the window");
      if (javaScriptEnabled) {
        await tab.keyboard.press("Escape");
        test.is(await tip.isVisible(), false, where, "whether the note shows after Esc");
      }
      // What assistive technology is told: the words of the list below the text.
      const described = await claim.evaluate((it) => document.getElementById(it.getAttribute("aria-describedby"))?.textContent ?? "");
      test.that(described.includes("Data sheet of the printer"), where, `a claim is described by ${described}`);
      await tab.keyboard.press("Enter");
      await tab.waitForURL("**/facts/printer/#trays");
      test.that((await tab.locator("#trays").textContent()).includes("up to four trays"), where, "the fact lacks the words of its source");
    });
  }
  // No verdict rests on colour alone.
  await test.tab({}, async (tab) => {
    await tab.goto(page.url);
    const bare = await tab.evaluate(() => [...document.querySelectorAll("a.claim:not([data-verdict='holds'])")]
      .filter((it) => !it.nextElementSibling?.matches(".mark") || !it.nextElementSibling.textContent.trim())
      .map((it) => it.textContent));
    test.is(bare.join(), "", page.where, "claims that do not hold, without a word that says so,");
  });
};
