// The W3C's checker over every page, in one process, with nothing reported.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";

export const about = "valid HTML on every page";

export const check = async (test) => {
  const jar = createRequire(import.meta.url)("vnu-jar");
  for (const { name, folder, pages } of Object.values(test.sites)) {
    const said = await run(test.settings.java, ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always",
      ...pages.map((page) => page.file)]);
    const { messages } = JSON.parse(said);
    const bad = new Set(messages.map((it) => it.url));
    for (const page of pages) test.that(!bad.has(`file:${page.file}`), page.where, "the checker reports something");
    for (const it of messages) {
      const file = relative(folder, (it.url ?? "").replace("file:", ""));
      test.that(false, `${name}/${file}:${it.lastLine}`, `${it.type}: ${it.message} in ${it.extract?.trim()}`);
    }
  }
};

const run = (program, args) => new Promise((done, failed) => {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (it) => { out += it; });
  child.on("error", failed);
  child.on("close", (status) => (status === 0 ? done(out) : failed(new Error(`${program} ended with ${status}`))));
});
