// The built sample site: where its files are, which pages it has, and a server for it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".mp4": "video/mp4",
};

// Builds the sample site into a folder of its own, or takes the one that GONGKAI_SITE names.
export function builtSite() {
  if (process.env.GONGKAI_SITE) return { folder: process.env.GONGKAI_SITE, remove() {} };
  const parent = mkdtempSync(join(tmpdir(), "gongkai-browser-"));
  const folder = join(parent, "public");
  const build = spawnSync(
    "cargo",
    ["run", "--quiet", "--", "build", "--as-of", "2020-11-16", "--out", folder],
    { cwd: repository, encoding: "utf8" },
  );
  if (build.status !== 0) throw new Error(`the sample site does not build:\n${build.stdout}${build.stderr}`);
  return { folder, remove: () => rmSync(parent, { recursive: true }) };
}

// Writes the sample site's audit, or that of some organs, as a page; that it finds errors is no failure.
export function auditPage(file, organs = []) {
  const audit = spawnSync(
    "cargo",
    ["run", "--quiet", "--", "audit", "--as-of", "2020-11-16", "--fail-on", "never", "--output", file, ...organs.flatMap((organ) => ["--organ", organ])],
    { cwd: repository, encoding: "utf8" },
  );
  if (audit.status !== 0) throw new Error(`the sample site's audit fails:\n${audit.stdout}${audit.stderr}`);
}

// Paths of all pages, from the site's root.
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".html"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

// The path below which the site lives on its host, as its own pages say it.
export function basePath(folder) {
  const home = readFileSync(join(folder, "index.html"), "utf8");
  return new URL(home.match(/<link rel="canonical" href="([^"]+)"/)[1]).pathname;
}

// One page of each type: the path of the first, and what the type is called.
export function pageTypes(folder, pages) {
  const types = new Map();
  for (const path of pages) {
    const text = readFileSync(join(folder, path), "utf8");
    const type = text.match(/<body class="([^"]+)"/)?.[1] ?? "redirect";
    const traits = ["gk-notice ", "gk-data-table", "gk-project-stages", "gk-proposal-text", "gk-attachment-list", "gk-pager"];
    for (const trait of ["", ...traits.filter((name) => text.includes(`class="${name}`))]) {
      const name = `${type} ${trait}`.trim();
      if (!types.has(name)) types.set(name, path);
    }
  }
  return [...types].map(([type, path]) => ({ type, path }));
}

// What the README advises those who publish: nothing from elsewhere, and what is named by a digest is never asked for again.
const POLICY = { "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'" };
const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" };
const NAMED_BY_DIGEST = /^(assets|search)\/.*[./-][0-9a-f]{10,12}[./]/;

function headers(path, file) {
  const type = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
  return { ...type, ...POLICY, ...(NAMED_BY_DIGEST.test(path) ? FOR_EVER : {}) };
}

// How a page comes over a slow line: its banner and navigation at once, then line by line, about a packet at a time.
const FIRST = 6_000;
const PACKET = 1_460;
const PAUSE = 25;

function* parts(page) {
  for (let start = 0, end; start < page.length; start = end) {
    const newline = page.indexOf(10, start + (start === 0 ? FIRST : PACKET));
    end = newline < 0 ? page.length : newline + 1;
    yield page.subarray(start, end);
  }
}

async function sendSlowly(response, page) {
  for (const part of parts(page)) {
    response.write(part);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  response.end();
}

// Serves the folder below the base path on a port of its own; `slowly` sends pages in parts, so that their beginnings
// are painted before their ends are there.
export async function serve(folder, base, { slowly = false } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
    const file = path === null ? "" : join(folder, path.endsWith("/") || path === "" ? `${path}index.html` : path);
    if (file === "" || !file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404, headers("", "404.html"));
      response.end(readFileSync(join(folder, "404.html")));
      return;
    }
    response.writeHead(200, headers(path, file));
    if (slowly && extname(file) === ".html") sendSlowly(response, readFileSync(file));
    else response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, root: origin + base, close: () => new Promise((resolve) => server.close(resolve)) };
}
