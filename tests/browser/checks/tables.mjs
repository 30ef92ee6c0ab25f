// Tables can be sorted and narrowed with a script, and are whole without one.
export const about = "tables";

export const check = async (test) => {
  const page = test.sites.printer.page("facts/printer/");
  const rows = (tab) => tab.evaluate(() => [...document.querySelectorAll("#devices tbody tr")]
    .filter((it) => it.checkVisibility()).map((it) => it.cells[0].textContent.trim()));
  let plain;
  await test.tab({ javaScriptEnabled: false }, async (tab) => {
    await tab.goto(page.url);
    plain = await rows(tab);
    test.is(plain.length, 9, page.where, "the number of rows without scripts");
    test.is(await tab.locator("#devices button, #devices input, #devices select, main table button").count(), 0, page.where, "the number of things that do nothing without scripts");
  });
  await test.tab({}, async (tab) => {
    await tab.goto(page.url);
    test.is((await rows(tab)).join(), plain.join(), page.where, "the rows at first");
    const speed = tab.locator("#devices th", { hasText: "Speed" });
    const sort = speed.getByRole("button");
    await sort.focus();
    await tab.keyboard.press("Enter");
    test.is(await speed.getAttribute("aria-sort"), "ascending", page.where, "the order that is told");
    test.is((await rows(tab)).join(), "Net One,Store One,Store Two,Net Ten,Store Three,Store Four,Net Twenty-Five,Net Forty,Store Five", page.where, "the rows by speed");
    await tab.keyboard.press("Enter");
    test.is((await rows(tab))[0], "Store Five", page.where, "the fastest");
    await tab.keyboard.press("Enter");
    test.is((await rows(tab)).join(), plain.join(), page.where, "the rows after the third press");
    await tab.locator("#devices").getByLabel("Kind").selectOption("storage");
    test.is((await rows(tab)).length, 5, page.where, "the number of storage devices");
    await tab.locator("#devices").getByRole("searchbox").fill("four");
    test.is((await rows(tab)).join(), "Store Four", page.where, "the rows with a word of a kind");
    test.is(await tab.locator("#devices [role=status]").textContent(), "1 of 9 rows", page.where, "what is told of the rows");
    await tab.locator("#devices").getByRole("searchbox").fill("");
    await tab.locator("#devices").getByLabel("Kind").selectOption("");
    test.is((await rows(tab)).length, 9, page.where, "the number of rows in the end");
  });
};
