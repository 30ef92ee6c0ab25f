// What every check stands on: a browser, a server that shows each site below a path, and the list of
// each site's pages by kind.
import { createServer } from "node:http";
import { readFile, readdir, mkdtemp } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

/** What a browser is told to allow: nothing inline, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "font-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml", xml: "application/xml", json: "application/json", txt: "text/plain; charset=utf-8",
  md: "text/markdown; charset=utf-8", png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

/** Arguments without which a browser fails for a root user, or asks the web for something. */
export const ARGUMENTS = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-dev-shm-usage"];

const files = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((it) => it.isFile())
    .map((it) => relative(folder, join(it.parentPath ?? it.path, it.name)).split(sep).join("/")).sort();
};

/** The kind of a page, by its address. */
const kind = (path) => {
  if (path === "404.html") return "missing";
  if (path === "") return "home";
  const [first, second] = path.split("/");
  const many = { facts: "fact", sources: "source", tags: "tag" };
  if (many[first]) return second ? many[first] : first;
  return ["conflicts", "corrections", "review"].includes(first) ? first : "article";
};

/** A site in a folder: its pages, those that stand for their kind, and its address. */
const survey = async (name, folder, port) => {
  const names = await files(folder);
  const pages = [], former = [];
  for (const file of names.filter((it) => it.endsWith(".html"))) {
    const html = await readFile(join(folder, file), "utf8");
    const path = file.replace(/(^|\/)index\.html$/, "$1");
    // A page at a former address leads a browser away, so it is looked at by those who hold it back.
    const list = /<body class="former">/.test(html) ? former : pages;
    list.push({ site: name, path, file: join(folder, file), html, kind: kind(path), where: `${name}/${path}`,
      url: `http://127.0.0.1:${port}/${name}/kb/${path}`, local: pathToFileURL(join(folder, file)).href });
  }
  // The longest page of a kind has the most that can be wrong.
  const longest = new Map();
  for (const page of pages) {
    if (!(longest.get(page.kind)?.html.length >= page.html.length)) longest.set(page.kind, page);
  }
  const page = (path) => {
    const found = [...pages, ...former].find((it) => it.path === path);
    if (!found) throw new Error(`the site ${name} has no page ${path}`);
    return found;
  };
  return { name, folder, names, pages, former, kinds: [...longest.values()], page };
};

/** Sends files compressed, below `/NAME/kb/`, so that an address from the root of a host is found out. */
const listen = async (sites) => {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const [, name, base, ...rest] = path.split("/");
    let file = rest.join("/");
    if (file === "" || file.endsWith("/")) file += "index.html";
    const known = base === "kb" && !file.split("/").includes("..") ? sites[name] : undefined;
    let status = 200, bytes;
    try {
      if (!known) throw new Error("elsewhere");
      bytes = await readFile(join(known, file));
    } catch {
      status = 404;
      bytes = Buffer.from("");
    }
    response.writeHead(status, { "Content-Type": TYPES[file.split(".").pop()] ?? "application/octet-stream",
      "Content-Encoding": "gzip", "Content-Security-Policy": POLICY, "Cache-Control": "max-age=600" });
    response.end(gzipSync(bytes));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
};

export const open = async (settings) => {
  const server = await listen(settings.sites);
  const { port } = server.address();
  const sites = {};
  for (const [name, folder] of Object.entries(settings.sites)) sites[name] = await survey(name, folder, port);
  const profile = await mkdtemp(join(settings.work, "profile-"));
  const browser = await chromium.launch({ executablePath: settings.chromium, headless: true,
    args: [...ARGUMENTS, `--disk-cache-dir=${profile}`] });

  /**
   * Runs `look` on a fresh tab with what `wanted` says of it: colours, size, whether scripts run.
   * `complaints` gathers what the browser or the page complained of.
   */
  const tab = async (wanted, look) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...wanted });
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (it) => { if (["error", "warning"].includes(it.type())) complaints.push(it.text()); });
    page.on("pageerror", (it) => complaints.push(it.message));
    page.on("request", (it) => {
      const own = it.url().startsWith(`http://127.0.0.1:${port}/`) || /^(file|data|blob|about):/.test(it.url());
      if (!own) complaints.push(`asks for ${it.url()}`);
    });
    page.on("response", (it) => { if (it.status() >= 400) complaints.push(`${it.status()} for ${it.url()}`); });
    // What was asked for when the tab went elsewhere is not answered, and nobody minds.
    page.on("requestfailed", (it) => {
      if (it.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`no answer for ${it.url()}`);
    });
    try {
      return await look(page, complaints, context);
    } finally {
      await context.close();
    }
  };
  /** Runs `look` for each of a list, two at a time. */
  const each = async (list, look) => {
    const left = [...list];
    const turn = async () => { for (let it = left.shift(); it; it = left.shift()) await look(it); };
    await Promise.all([turn(), turn()]);
  };
  /** Runs `look` for each of a list on two tabs, which keep what they were told of size and colours. */
  const tour = async (wanted, list, look) => {
    const left = [...list];
    const turn = () => tab(wanted, async (page, complaints) => {
      for (let it = left.shift(); it; it = left.shift()) {
        complaints.length = 0;
        await look(it, page, complaints);
      }
    });
    await Promise.all([turn(), turn()]);
  };
  const close = async () => { await browser.close(); server.close(); };
  return { settings, sites, port, browser, tab, each, tour, close, pages: Object.values(sites).flatMap((it) => it.pages),
    former: Object.values(sites).flatMap((it) => it.former), kinds: Object.values(sites).flatMap((it) => it.kinds) };
};
