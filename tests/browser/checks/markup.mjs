// The W3C's checker over every page, in one process, with nothing reported.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";

export const about = "valid HTML on every page";

export const check = async (test) => {
  const jar = createRequire(import.meta.url)("vnu-jar");
  for (const { name, folder, pages, former } of Object.values(test.sites)) {
    const all = [...pages, ...former];
    const said = await run(test.settings.java, ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always",
      ...all.map((page) => page.file)]);
    // A file has no origin for the checker, so it takes every script and style for one from elsewhere.
    // What a policy keeps out is told by the browser, in `pages`.
    const messages = JSON.parse(said).messages
      .filter((it) => !(it.type === "info" && /violates Content Security Policy \(meta tag\)/.test(it.message)));
    const bad = new Set(messages.map((it) => it.url));
    for (const page of all) test.that(!bad.has(`file:${page.file}`), page.where, "the checker reports something");
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
