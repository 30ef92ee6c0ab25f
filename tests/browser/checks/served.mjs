// What `factum serve` adds to a page: findings over it, and the place kept when it is loaded anew.
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { find } from "./axe.mjs";

export const about = "findings over a served page";

const FACTS = "name: VM\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } } }\n";
const text = (claim) => `# Guide\n\nA VM has [${claim}](fact:vm.slots) slots.\n\n${"A line.\n\n".repeat(200)}`;

export const check = async (test) => {
  const folder = await mkdtemp(join(test.settings.work, "served-"));
  await mkdir(join(folder, "content"));
  await mkdir(join(folder, "facts"));
  await writeFile(join(folder, "factum.toml"), "title = \"Served\"\n");
  await writeFile(join(folder, "facts/vm.yaml"), FACTS);
  const guide = join(folder, "content/guide.md");
  await writeFile(guide, text("up to two"));
  const child = spawn(test.settings.factum, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    const address = await new Promise((done, failed) => {
      let said = "";
      child.stderr.on("data", (it) => {
        said += it;
        const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (found) done(found[0]);
      });
      child.on("close", () => failed(new Error(`it ended: ${said}`)));
    });
    const where = "a served page";
    const context = await test.browser.newContext({ viewport: { width: 1280, height: 700 } });
    const tab = await context.newPage();
    await tab.goto(`${address}/guide/`);
    const panel = tab.locator("#factum-live");
    test.is(await panel.count(), 0, where, "the number of panels where nothing is wrong");
    await tab.evaluate(() => { scrollTo({ top: 1500, behavior: "instant" }); window.before = true; });
    await writeFile(guide, text("up to four"));
    await panel.waitFor({ timeout: 20000 });
    test.that((await panel.textContent()).includes("claim-says-more"), where, `the panel says ${await panel.textContent()}`);
    test.that((await panel.textContent()).includes("content/guide.md:3:10"), where, "the panel does not say where");
    test.is(Math.round(await tab.evaluate(() => scrollY)), 1500, where, "the place after the page was loaded anew");
    test.that(await tab.locator(".claim[data-verdict='says-more']").count(), where, "the page is the one before");
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      await find(test, tab, `${where} with findings (${colorScheme})`);
    }
    // It can be put aside by the keyboard.
    await panel.locator("summary").focus();
    await tab.keyboard.press("Enter");
    test.is(await panel.locator("details").evaluate((it) => it.open), false, where, "whether the panel is open after Enter");
    await writeFile(guide, text("up to two"));
    await panel.waitFor({ state: "detached", timeout: 20000 });
    test.is(Math.round(await tab.evaluate(() => scrollY)), 1500, where, "the place after it was put right");
    // What cannot be made at all is told, over the page as it was.
    const config = join(folder, "factum.toml");
    const good = await readFile(config, "utf8");
    await writeFile(config, "title = \n");
    await panel.waitFor({ timeout: 20000 });
    test.that((await panel.textContent()).length > 20, where, "the panel does not say what is wrong");
    await writeFile(config, good);
    await panel.waitFor({ state: "detached", timeout: 20000 });
    await context.close();
  } finally {
    child.removeAllListeners("close");
    child.kill();
  }
};
