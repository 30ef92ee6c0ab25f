// Columns by width, and nothing that scrolls sideways on the smallest screen.
export const about = "columns, and no sideways scroll";

const REM = 16;

/** How many columns stand side by side. */
const columns = (tab) => tab.evaluate(() => {
  const box = (selector) => {
    const found = document.querySelector(selector);
    const shown = found && getComputedStyle(found).display !== "none";
    return shown ? found.getBoundingClientRect() : null;
  };
  const [tree, text, contents] = [box(".tree"), box(".text"), box(".contents")];
  const beside = (one, two) => one && two && (one.right <= two.left + 1 || two.right <= one.left + 1);
  return 1 + Number(Boolean(beside(tree, text))) + Number(Boolean(beside(text, contents)));
});

export const check = async (test) => {
  const widths = [[320, 1], [50 * REM - 1, 1], [50 * REM, 2], [72 * REM - 1, 2], [72 * REM, 3], [120 * REM, 3]];
  for (const page of [test.sites.printer.page("guide/elements/"), test.sites.root.page("vsphere/vmdirectpath/")]) {
    await test.tab({}, async (tab) => {
      await tab.goto(page.url);
      for (const [width, wanted] of widths) {
        await tab.setViewportSize({ width, height: 900 });
        test.is(await columns(tab), wanted, page.where, `the number of columns at ${width} px`);
      }
      await tab.setViewportSize({ width: 72 * REM, height: 900 });
      const line = await tab.evaluate(() => document.querySelector(".text p").getBoundingClientRect().width /
        parseFloat(getComputedStyle(document.querySelector(".text p")).fontSize));
      // Letters are half as wide as they are high, roughly: 65 to 85 of them.
      test.that(line >= 30 && line <= 43, page.where, `a line is ${line.toFixed(1)} em long`);
    });
  }
  await test.tour({ viewport: { width: 320, height: 700 } }, test.pages, async (page, tab) => {
    await tab.goto(page.url);
    const wide = await tab.evaluate(() => {
      const root = document.scrollingElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const inside = (it) => it.closest(".scroll, pre, .tree, .skip");
      return [`${root.scrollWidth} px`, ...[...document.body.querySelectorAll("*")]
        .filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1 && !inside(it))
        .slice(0, 3).map((it) => it.outerHTML.slice(0, 120))];
    });
    test.is(wide.join(" "), "", page.where, "what is wider than 320 px");
    // Whatever scrolls by itself can be reached by the keyboard, and says what it is.
    const mute = await tab.evaluate(() => [...document.querySelectorAll("main *")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(it).overflowX))
      .filter((it) => it.tabIndex < 0 || !(it.ariaLabel || it.getAttribute("aria-labelledby")))
      .map((it) => it.outerHTML.slice(0, 120)));
    test.is(mute.join(" "), "", page.where, "what scrolls without a label or the keyboard");
  });
};
