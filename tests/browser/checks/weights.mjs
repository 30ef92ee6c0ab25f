// What the theme weighs, compressed: a page without its text, the stylesheet, the scripts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const about = "weights";

const KB = 1000;
const gzip = (text) => gzipSync(text, { level: 9 }).length;

export const check = async (test) => {
  for (const { name, folder, names, kinds } of Object.values(test.sites)) {
    const weigh = async (start, most) => {
      const file = names.find((it) => it.startsWith(`${start}.`) && it.endsWith(start === "style" ? ".css" : ".js"));
      if (!test.that(file, name, `no ${start}`)) return;
      const weight = gzip(await readFile(join(folder, file)));
      test.that(weight <= most * KB, `${name}/${file}`, `${weight} bytes, more than ${most} kB`);
    };
    await weigh("style", 14);
    await weigh("script", 15);
    for (const page of kinds) {
      // The shell is what every page has: all but the text, and what lists the text or the pages.
      const shell = page.html.replace(/<div class="text[^]*(?=<\/main>)/, "");
      test.that(shell.length < page.html.length, page.where, "the text is not where it was looked for");
      test.that(gzip(shell) <= 7 * KB, page.where, `a shell of ${gzip(shell)} bytes, more than 7 kB`);
    }
  }
};
