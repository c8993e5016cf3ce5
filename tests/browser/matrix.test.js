// Every type of page at every width in every way of reading: default, elder mode, without JavaScript, on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WAYS, WIDTHS, open, overflow, reader, shifts, violations } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { pagesOf, pageTypes } from "./site.js";

// Where axe looks: at 768 a page is arranged as at 360 or as at 1280, part by part, and paper has one width. Without
// JavaScript it never answers, for it is itself a script.
const LOOKED_AT = { default: [360, 1280], elder: [360, 1280], print: [1280], "no JavaScript": [] };
const WANTED = [
  "gk-home", "gk-organ", "gk-column", "gk-item", "gk-directory", "gk-organs", "gk-sitemap", "gk-library", "gk-search", "gk-not-found",
  "gk-item gk-notice", "gk-item gk-data-table", "gk-item gk-project-stages", "gk-item gk-proposal-text", "gk-column gk-pager",
];

// Over a slow line, for what moves while a page comes in is not seen where it comes at once.
const platform = samplePlatform({ slowly: true });
const { site } = platform;
// The library in a state of its own: with so many rows that a script makes its headings sort.
const LIBRARY = { type: "gk-library gk-table-tools", path: "normative-documents.html" };
const types = [...pageTypes(site.folder, pagesOf(site.folder)), LIBRARY].filter(({ type }) => type !== "redirect");

test("every type of page is among those of the sample site", () => {
  const found = types.map(({ type }) => type);
  for (const type of WANTED) assert.ok(found.includes(type), `${type} is not among ${found.join(", ")}`);
});

// What holds for a page in a way of reading at a width.
async function check(page, way, width) {
  // Paper does not scroll, and is never as narrow as a phone.
  if (way !== "print") assert.ok((await overflow(page)) <= 0, "the page scrolls sideways");
  if (way === "no JavaScript") {
    assert.ok(await page.locator("main h1").first().isVisible());
    assert.ok(await page.locator("header input[name=q]").isVisible());
    const idle = page.locator("[data-print]:visible, [data-reading]:visible");
    assert.equal(await idle.count(), 0, "a button that can do nothing");
  } else if (way !== "elder") {
    // Where a choice comes late, the page moves once, as it does when the reader makes it.
    assert.equal(await shifts(page), 0, "the layout shifted");
  }
  assert.equal(await page.locator("html[data-elder]").count(), way === "elder" ? 1 : 0);
  if (LOOKED_AT[way].includes(width)) assert.deepEqual(await violations(page), []);
}

for (const [way, { media, ...options }] of Object.entries(WAYS)) {
  describe(`every type of page, ${way}`, { concurrency: 2 }, () => {
    let context;
    before(async () => {
      context = await reader(platform.browser, options);
    });
    after(() => context?.close());

    for (const { type, path } of types) {
      for (const width of WIDTHS) {
        test(`${type}, ${way}, ${width}: ${path}`, async () => {
          const { page, faults, close } = await open(context, platform.server, path, { width, media });
          try {
            await check(page, way, width);
            assert.deepEqual(faults, []);
          } finally {
            await close();
          }
        });
      }
    }
  });
}
