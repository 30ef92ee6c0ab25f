// On paper: the text and on whose word it stands, and nothing that only a screen can use.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

export const about = "print";

export const check = async (test) => {
  for (const page of test.kinds) {
    await test.tab({ colorScheme: "dark" }, async (tab) => {
      await tab.goto(page.url);
      await tab.emulateMedia({ media: "print" });
      const seen = await tab.evaluate(() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility()).length;
        const paper = getComputedStyle(document.documentElement).colorScheme;
        return { chrome: shown(".tree, .contents, .top nav, .menu, .find, .theme, .skip, .around, button, select, input, .tip"),
          text: shown("h1") === 1 && shown("main > *") > 0, paper };
      });
      test.is(seen.chrome, 0, page.where, "the number of things that paper cannot use");
      test.that(seen.text, page.where, "the text is not printed");
      test.is(seen.paper, "light", page.where, "the colours of paper");
      const notes = await tab.evaluate(() => [...document.querySelectorAll("a.claim[data-note]")].map((it) =>
        [getComputedStyle(it, "::after").content, document.getElementById(it.getAttribute("aria-describedby"))?.checkVisibility()]));
      for (const [content, there] of notes) {
        test.that(/\[.*\]/.test(content) && there, page.where, `a claim has the note ${content}, whose text is printed: ${there}`);
      }
      if (page.path === "guide/printing/") test.that(notes.length > 5, page.where, `only ${notes.length} claims have a note`);
    });
  }
  const page = test.sites.printer.page("guide/printing/");
  await test.tab({}, async (tab) => {
    await tab.goto(page.url);
    const pdf = await tab.pdf({ format: "A4" });
    if (test.settings.shots) await writeFile(join(test.settings.shots, "print.pdf"), pdf);
    const pages = pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    test.that(pages >= 2 && pages <= 8, page.where, `it is printed on ${pages} pages`);
  });
};
