// Looks at built sites in a real browser and prints what is wrong, one line for each failed check.
// Called by tests/it/browser with one argument, the file of settings that it wrote:
//   { sites: { name: folder }, chromium, java, factum, work, only, shots }
// Leaves to checks/*.mjs what is looked at; each exports `about` and `check(test)`.
import { readFile } from "node:fs/promises";
import { open } from "./stage.mjs";

const names = ["markup", "weights", "pages", "layout", "themes", "menu", "claims", "tables",
  "moved", "search", "paper", "served", "axe", "lighthouse"];
const settings = JSON.parse(await readFile(process.argv[2], "utf8"));
if (settings.shots) names.push("shots");
const wanted = names.filter((name) => !settings.only || name === settings.only);
if (!wanted.length) throw new Error(`no check is called ${settings.only}; there are ${names}`);

const stage = await open(settings);
const failures = [];
const run = async (name) => {
  const { about, check } = await import(`./checks/${name}.mjs`);
  const began = Date.now();
  let passed = 0;
  const test = {
    ...stage,
    /** Notes that something is so; says what and where if it is not. */
    that: (is, where, what) => {
      if (is) passed += 1; else failures.push(`${name}: ${where}: ${what}`);
      return Boolean(is);
    },
    is: (value, wanted, where, what) =>
      test.that(value === wanted, where, `${what} is ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`),
  };
  try {
    await check(test);
  } catch (error) {
    failures.push(`${name}: ${error.stack}`);
  }
  console.log(`${name}: ${about}: ${passed} held, ${((Date.now() - began) / 1000).toFixed(1)} s`);
};

// The W3C's checker is another process, and has the second core while the browser has the first.
const beside = wanted.filter((name) => name === "markup").map(run);
for (const name of wanted.filter((name) => name !== "markup")) {
  if (name === "lighthouse") await Promise.all(beside);
  await run(name);
}
await Promise.all(beside);
await stage.close();
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(failures.length ? `${failures.length} checks failed` : "every check held");
process.exitCode = failures.length ? 1 : 0;
