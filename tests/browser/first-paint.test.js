// What a document page costs before it can be read: one style sheet, no script to wait for, few bytes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.js";
import { basePath, builtSite, pagesOf, pageTypes, repository } from "./site.js";

// Page, style sheet and scripts, uncompressed.
const MOST_BYTES = 60_000;

const site = builtSite();
const base = basePath(site.folder);
const read = (path) => readFileSync(join(site.folder, path), "utf8");
let browser;
before(async () => {
  browser = await launch();
});
// A browser left open would keep the tests from ending.
after(async () => {
  await browser?.close();
  site.remove();
});

const pages = pagesOf(site.folder);

for (const { type, path } of pageTypes(site.folder, pages).filter(({ type }) => type !== "redirect")) {
  const text = read(path);
  test(`the first paint of ${type} waits for one style sheet and no script`, () => {
    assert.equal([...text.matchAll(/<link rel="stylesheet"/g)].length, 1);
    const scripts = [...text.matchAll(/<script [^>]*src=[^>]*>/g)];
    assert.ok(scripts.length > 0);
    for (const [element] of scripts) assert.match(element, / (async|defer|type="module")[ >]/);
  });
}

test(`a document page without images, with its code, weighs at most ${MOST_BYTES} bytes`, () => {
  const documents = pages.map((path) => ({ path, text: read(path) })).filter(({ text }) => text.includes('<body class="gk-item"') && !text.includes("<img"));
  for (const trait of ["gk-interpretations-beside", "gk-attachment-list", "gk-data-table", "gk-project-stages"]) {
    assert.ok(documents.some(({ text }) => text.includes(`class="${trait}`)), `no document with ${trait}`);
  }
  assert.ok(documents.some(({ text }) => text.includes("data-rows=")), "no document with a table of several pages");
  const sizes = documents.map(({ path, text }) => {
    const parts = [...text.matchAll(/<(?:script [^>]*src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, href]) => read(href.slice(base.length)));
    assert.equal(parts.length, text.includes(' id="data-table"') ? 4 : 3, path);
    return { path, bytes: [text, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0) };
  });
  assert.deepEqual(sizes.filter(({ bytes }) => bytes > MOST_BYTES), []);
});

test("each compact style sheet has the rules of its sources", async () => {
  const theme = join(repository, "themes", "default");
  const source = (path) => readFileSync(join(theme, path), "utf8");
  const components = readdirSync(join(theme, "components")).sort().map((name) => `components/${name}/${name}.css`);
  const settings = source("theme.yaml");
  const listed = (block) => [...block.matchAll(/- (\S+)/g)].map(([, name]) => name);
  const styles = listed(settings.match(/^styles:\n((?: .*\n)+)/m)[1]).flatMap((name) => (name === "components" ? components : [name]));
  const sheets = settings.match(/^sheets:\n((?: .*\n)+)/m)[1].split(/^ {2}(?=\S)/m).filter(Boolean);
  assert.deepEqual(sheets.map((sheet) => sheet.split(":")[0]), ["theme.css", "document.css", "search.css"]);
  const page = await browser.newPage();
  const rules = (text) => page.evaluate((styles) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    // The value of a variable, and one that holds a variable, is given back as it was written.
    return [...sheet.cssRules].map(({ cssText }) => cssText.replaceAll(/,\s+/g, ","));
  }, text);
  for (const sheet of sheets) {
    const [stem, without] = [sheet.split(".css:")[0], listed(sheet)];
    const parts = styles.filter((path) => !without.some((part) => path === part || path.startsWith(`${part}/`)));
    const published = readdirSync(join(site.folder, "assets")).find((name) => name.startsWith(`${stem}.`) && name.endsWith(".css"));
    const [ours, sources] = [await rules(read(`assets/${published}`)), await rules(parts.map(source).join("\n"))];
    assert.ok(sources.length > 150, `${stem}: ${sources.length} rules`);
    assert.deepEqual(ours, sources);
  }
});

test("a page's own style sheet has a rule for each of its classes that the whole theme has one for", () => {
  const classes = (text) => new Set([...text.matchAll(/\.(gk-[\w-]+)/g)].map(([, name]) => name));
  const assets = readdirSync(join(site.folder, "assets")).filter((name) => name.endsWith(".css"));
  const whole = new Set(assets.flatMap((name) => [...classes(read(`assets/${name}`))]));
  const own = new Map(assets.map((name) => [name, classes(read(`assets/${name}`))]));
  const missing = new Set();
  for (const path of pages) {
    const text = read(path);
    const sheet = text.match(/<link rel="stylesheet" href="[^"]*assets\/([^"]+)"/)?.[1];
    if (!sheet) continue;
    const used = [...text.matchAll(/ class="([^"]+)"/g)].flatMap(([, names]) => names.split(" "));
    for (const name of new Set(used)) if (whole.has(name) && !own.get(sheet).has(name)) missing.add(`${sheet} lacks .${name} of ${path}`);
  }
  assert.deepEqual([...missing].slice(0, 20), []);
});
