// Pictures of each kind of page, for people to look at; made only where they are asked for.
import { join } from "node:path";

export const about = "pictures";

/** Longer pages show how they begin. */
const MOST = 1800;

export const check = async (test) => {
  const { printer, root } = test.sites;
  const shots = [
    ...root.kinds.map((page) => [`root-${page.kind}`, page, {}]),
    ...printer.kinds.map((page) => [`all-${page.kind}`, page, {}]),
    ["all-claims", printer.page("guide/printing/"), {}],
    ["all-elements", printer.page("guide/elements/"), {}],
    ["all-speed", printer.page("1.0/guide/speed/"), {}],
    ["all-arabic", printer.page("ar/"), {}],
    ["root-vmdirectpath", root.page("vsphere/vmdirectpath/"), {}],
    ["dark-claims", printer.page("guide/printing/"), { colorScheme: "dark" }],
    ["dark-elements", printer.page("guide/elements/"), { colorScheme: "dark" }],
    ["dark-fact", printer.page("facts/printer/"), { colorScheme: "dark" }],
    ...["home", "article", "fact", "facts", "source", "conflicts", "corrections", "review"].map((kind) =>
      [`phone-${kind}`, printer.kinds.find((it) => it.kind === kind), { viewport: { width: 375, height: 750 } }]),
  ];
  await test.each(shots, ([name, page, wanted]) => test.tab(wanted, async (tab) => {
    await tab.goto(page.url);
    const high = await tab.evaluate(() => document.documentElement.scrollHeight);
    await tab.setViewportSize({ width: tab.viewportSize().width, height: Math.min(high, MOST) });
    await tab.screenshot({ path: join(test.settings.shots, `${name}.png`) });
    test.that(true, page.where, "");
  }));
  const page = printer.page("guide/printing/");
  for (const [name, wanted] of [["", {}], ["dark-", { colorScheme: "dark" }], ["phone-", { viewport: { width: 375, height: 750 } }]]) {
    await test.tab(wanted, async (tab) => {
      const shot = (of) => tab.screenshot({ path: join(test.settings.shots, `${name}${of}.png`) });
      await tab.goto(page.url);
      await tab.locator("a.claim").first().focus();
      await tab.keyboard.press("Shift+Tab");
      await tab.keyboard.press("Tab");
      await shot("tip");
      await tab.keyboard.press("/");
      await tab.keyboard.type("tray");
      await tab.locator(".hits a").first().waitFor();
      await tab.keyboard.press("ArrowDown");
      await shot("search");
      await tab.keyboard.press("Escape");
      if (name === "phone-") {
        await tab.getByRole("button", { name: "Menu" }).click();
        await shot("menu");
      }
    });
  }
};
