// Search by the keyboard alone, from a server and from a disk.
export const about = "search";

export const check = async (test) => {
  const start = test.sites.printer.page("");
  for (const address of [start.url, start.local]) {
    const where = `${start.where} (${address.slice(0, 4)})`;
    await test.tab({}, async (tab, complaints) => {
      const dialog = tab.locator("dialog.search");
      const told = dialog.getByRole("status");
      await tab.goto(address);
      test.is(await dialog.isVisible(), false, where, "whether the search shows at first");
      for (const keys of ["/", "Control+k", "Meta+k"]) {
        await tab.locator(".find").focus();
        await tab.keyboard.press(keys);
        test.is(await dialog.isVisible(), true, where, `whether ${keys} opens the search`);
        await tab.keyboard.press("Escape");
        test.is(await dialog.isVisible(), false, where, "whether Esc closes it");
        test.is(await tab.evaluate(() => document.activeElement.className), "find", where, "what has the focus after Esc");
      }
      await tab.keyboard.press("/");
      await tab.keyboard.type("tray");
      await dialog.locator(".hits a").first().waitFor();
      const count = await dialog.locator(".hits a").count();
      test.that(count > 1, where, `${count} hits for tray`);
      test.that(/\d+ hits/.test(await told.textContent()), where, `what is told of the hits is ${await told.textContent()}`);
      const at = () => tab.evaluate(() => [document.querySelector("dialog.search input"), ...document.querySelectorAll(".hits a")].indexOf(document.activeElement));
      test.is(await at(), 0, where, "the stop at first");
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("ArrowDown");
      test.is(await at(), 2, where, "the stop after two arrows down");
      await tab.keyboard.press("ArrowUp");
      test.is(await at(), 1, where, "the stop after one arrow up");
      const wanted = await dialog.locator(".hits a").first().evaluate((it) => it.href);
      await tab.keyboard.press("Enter");
      await tab.waitForURL(wanted);
      test.that(/tray/i.test(await tab.locator("main").textContent()), where, "the page of the hit lacks the word");
      // A slip of the fingers is forgiven, and nothing is said to be nothing.
      await tab.keyboard.press("/");
      await tab.keyboard.type("envelpoes");
      await dialog.locator(".hits a").first().waitFor({ timeout: 3000 }).catch(() => {});
      test.that(await dialog.locator(".hits a").count() > 0, where, "no hit for a word with a slip in it");
      await dialog.getByRole("searchbox").fill("zzzzzzzzzzzz");
      await tab.waitForFunction(() => document.querySelector("dialog.search [role=status]").textContent === "Nothing found.", null, { timeout: 3000 }).catch(() => {});
      test.is(await told.textContent(), "Nothing found.", where, "what is told of no hits");
      await dialog.getByRole("searchbox").fill("tray");
      await tab.getByText("Narrow", { exact: true }).click();
      const claims = tab.locator("dialog.search").getByLabel("Claims");
      await claims.locator("option").nth(1).waitFor({ state: "attached", timeout: 3000 }).catch(() => {});
      test.that(await claims.locator("option").count() > 1, where, "no status of claims to choose");
      // From a disk a browser says of every file that it is of another origin than the next.
      test.is(complaints.join(), "", where, "what the browser complained of");
    });
  }
};
