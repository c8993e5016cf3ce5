// What a document page costs before it can be read: one style sheet, no script to wait for, few bytes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { launch } from "./browser.js";
import { basePath, builtSite, pagesOf, pageTypes, repository } from "./site.js";

// Page, style sheet and scripts, uncompressed.
const MOST_BYTES = 60_000;

const site = builtSite();
const base = basePath(site.folder);
const read = (path) => readFileSync(join(site.folder, path), "utf8");
after(() => site.remove());

const documents = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => ["gk-item", "gk-item gk-notice"].includes(type));

for (const { type, path } of documents) {
  const text = read(path);
  test(`the first paint of ${type} waits for one style sheet and no script`, () => {
    assert.equal([...text.matchAll(/<link rel="stylesheet"/g)].length, 1);
    const scripts = [...text.matchAll(/<script [^>]*src=[^>]*>/g)];
    assert.ok(scripts.length > 0);
    for (const [element] of scripts) assert.match(element, / (async|defer|type="module")[ >]/);
  });
}

test(`a document page with interpretations, attachments or both, and its code, weighs at most ${MOST_BYTES} bytes`, () => {
  const heavy = pagesOf(site.folder).map((path) => ({ path, text: read(path) })).filter(({ text }) =>
    text.includes('<body class="gk-item"') && text.includes('class="gk-phone-code"') && !text.includes("<img") &&
    /class="gk-(interpretations-beside|attachment-list)"/.test(text));
  assert.ok(heavy.some(({ text }) => text.includes('class="gk-interpretations-beside"') && text.includes('class="gk-attachment-list"')));
  const sizes = heavy.map(({ path, text }) => {
    const parts = [...text.matchAll(/<(?:script [^>]*src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, href]) => read(href.slice(base.length)));
    assert.equal(parts.length, 3, path);
    return { path, bytes: [text, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0) };
  });
  assert.deepEqual(sizes.filter(({ bytes }) => bytes > MOST_BYTES), []);
});

test("the compact style sheet has the rules of its sources", async () => {
  const theme = join(repository, "themes", "default");
  const source = (path) => readFileSync(join(theme, path), "utf8");
  const components = readdirSync(join(theme, "components")).sort().map((name) => source(`components/${name}/${name}.css`));
  const names = source("theme.yaml").match(/^styles:\n((?: +- .+\n)+)/m)[1].trim().split(/\s*- /).filter(Boolean).map((name) => name.trim());
  const written = names.map((name) => (name === "components" ? components.join("\n") : source(name))).join("\n");
  const published = read(read("index.html").match(/<link rel="stylesheet" href="([^"]+)"/)[1].slice(base.length));
  const browser = await launch();
  const page = await browser.newPage();
  const rules = (text) => page.evaluate((styles) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    // The value of a variable, and one that holds a variable, is given back as it was written.
    return [...sheet.cssRules].map(({ cssText }) => cssText.replaceAll(/,\s+/g, ","));
  }, text);
  const [ours, sources] = [await rules(published), await rules(written)];
  await browser.close();
  assert.ok(sources.length > 200);
  assert.deepEqual(ours, sources);
});
