// Who follows an old address arrives: at the page, at the part, with and without a script, on a server
// and from a disk.
export const about = "pages and parts that moved";

export const check = async (test) => {
  const site = test.sites.everything;
  const text = site.page("guide/text/"), drawn = site.page("guide/drawn/"), start = site.page("start/");
  const limits = site.page("reference/limits/"), parts = site.page("parts-only/");
  const ways = [
    [start, "", text, ""],
    [site.page("old/limits/"), "", limits, ""],
    // A part goes where it is told to, and any other along with the page.
    [start, "#lists-of-old", text, "#lists"],
    [start, "#drawings", drawn, "#diagrams"],
    [start, "#tables", text, "#tables"],
    [parts, "#prices", limits, "#prices"],
    // Of a page that is still there, only the part has moved.
    [text, "#pictures-of-code", drawn, "#diagrams"],
  ];
  for (const from of ["url", "local"]) {
    for (const [page, hash, to, anchor] of ways) {
      const where = `${page.where}${hash} (${from})`;
      const wanted = to[from] + anchor;
      await test.tab({ reducedMotion: "reduce" }, async (tab, complaints) => {
        await tab.goto(page[from] + hash).catch(() => {});
        await tab.waitForURL(wanted, { timeout: 5000 }).catch(() => {});
        test.is(tab.url(), wanted, where, "the address in the end");
        const seen = anchor && await tab.evaluate((id) => {
          const top = document.getElementById(id).getBoundingClientRect().top;
          return top >= 0 && top < innerHeight;
        }, anchor.slice(1));
        if (anchor) test.that(seen, where, "the part is not in the window");
        test.is(complaints.join(), "", where, "what the browser complained of");
      });
    }
  }
  // An address of a part that is changed by hand, or by a link on the same page, is followed as well.
  await test.tab({ reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(text.url);
    await tab.evaluate(() => { location.hash = "pictures-of-code"; });
    await tab.waitForURL(`${drawn.url}#diagrams`, { timeout: 5000 }).catch(() => {});
    test.is(tab.url(), `${drawn.url}#diagrams`, text.where, "the address after another part was asked for");
    // The way back leads to where the reader was, and not onto the same redirect again.
    await tab.goBack();
    test.is(tab.url(), text.url, text.where, "the address after the way back");
  });
  // A part with a new name is found by its old one.
  await test.tab({ reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(`${text.url}#all-lists`);
    const at = await tab.evaluate(() => document.querySelector("#lists").getBoundingClientRect().top);
    test.that(at >= 0 && at < 200, text.where, `the heading with a new name is at ${at}`);
  });
  // Without a script the page leads on by itself, and a part by a link.
  await test.tab({ javaScriptEnabled: false, reducedMotion: "reduce" }, async (tab) => {
    await tab.goto(start.url).catch(() => {});
    await tab.waitForURL(text.url, { timeout: 5000 }).catch(() => {});
    test.is(tab.url(), text.url, start.where, "the address without scripts");
    await tab.goto(`${text.url}#pictures-of-code`);
    const told = tab.locator("#pictures-of-code");
    test.is(await told.isVisible(), true, text.where, "whether the moved part is told of without scripts");
    test.is(await tab.locator("#pictures-of-code a").getAttribute("href"), "../drawn/#diagrams", text.where, "where it leads");
    await tab.goto(text.url);
    test.is(await told.isVisible(), false, text.where, "whether it is told of to those who did not ask");
    await tab.goto(parts.url);
    await tab.locator(".moved a").click();
    test.is(tab.url(), `${limits.url}#prices`, parts.where, "the address behind the link");
  });
};
