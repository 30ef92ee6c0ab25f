// The tree of pages on a small screen: opens without a script, and keeps the keyboard while it is open.
export const about = "the menu on a phone";

export const check = async (test) => {
  const page = test.sites.printer.page("guide/printing/");
  const viewport = { width: 375, height: 700 };
  const focused = (tab) => tab.evaluate(() => Boolean(document.activeElement?.closest(".tree")));
  await test.tab({ viewport, hasTouch: true }, async (tab) => {
    await tab.goto(page.url);
    const menu = tab.getByRole("button", { name: "Menu" });
    const tree = tab.locator(".tree");
    test.is(await tree.isVisible(), false, page.where, "whether the tree shows at first");
    const box = await menu.boundingBox();
    test.that(box.height >= 24 && box.width >= 44, page.where, `the button is ${box.width} by ${box.height}`);
    await menu.focus();
    await tab.keyboard.press("Enter");
    test.is(await tree.isVisible(), true, page.where, "whether the tree shows after Enter");
    await tab.waitForFunction(() => document.querySelector("main").inert, null, { timeout: 3000 })
      .catch(() => test.that(false, page.where, "what lies behind is not inert"));
    for (let at = 0; at < 40; at++) {
      await tab.keyboard.press("Tab");
      // Past the last stop a browser goes through its own bar, and the body has the focus.
      const where = await tab.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement.closest(".tree")));
      if (!test.that(where, page.where, `after ${at + 1} tabs the focus is behind the menu`)) break;
    }
    await tab.setViewportSize({ width: 700, height: 375 });
    test.is(await tree.isVisible(), true, page.where, "whether the tree shows after a turn of the phone");
    await tab.keyboard.press("Escape");
    test.is(await tree.isVisible(), false, page.where, "whether the tree shows after Esc");
    await tab.waitForFunction(() => document.activeElement.className === "menu", null, { timeout: 3000 })
      .catch(() => test.that(false, page.where, "the button has not the focus after Esc"));
    test.that(!await tab.evaluate(() => document.querySelector("main").inert), page.where, "the page stays inert");
    // A wide screen has the tree beside the text, whatever was open before.
    await menu.click();
    await tab.waitForFunction(() => document.querySelector("main").inert);
    await tab.setViewportSize({ width: 1280, height: 800 });
    await tab.waitForFunction(() => !document.querySelector("main").inert, null, { timeout: 3000 })
      .catch(() => test.that(false, page.where, "the page is inert beside its tree"));
  });
  await test.tab({ viewport, javaScriptEnabled: false }, async (tab) => {
    await tab.goto(page.url);
    await tab.getByRole("button", { name: "Menu" }).click();
    test.is(await tab.locator(".tree").isVisible(), true, page.where, "whether the tree opens without scripts");
    await tab.locator(".tree").getByRole("link", { name: "Every element" }).click();
    test.is(await tab.locator("h1").textContent(), "Every element", page.where, "the page behind a link of the tree");
    test.is(await focused(tab), false, page.where, "whether the tree has the focus on the next page");
  });
};
