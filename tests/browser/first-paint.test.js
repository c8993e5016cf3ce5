// What the first paint of a document page waits for: one style sheet, and no script.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { builtSite, pagesOf, pageTypes } from "./site.js";

const site = builtSite();
after(() => site.remove());

const documents = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => ["gk-item", "gk-item gk-notice"].includes(type));

for (const { type, path } of documents) {
  const text = readFileSync(join(site.folder, path), "utf8");
  test(`the first paint of ${type} waits for one style sheet and no script`, () => {
    assert.equal([...text.matchAll(/<link rel="stylesheet"/g)].length, 1);
    const scripts = [...text.matchAll(/<script [^>]*src=[^>]*>/g)];
    assert.ok(scripts.length > 0);
    for (const [element] of scripts) assert.match(element, / (async|defer|type="module")[ >]/);
  });
}
