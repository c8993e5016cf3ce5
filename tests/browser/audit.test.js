// The audit as a page that an office opens from a mail, reads on a phone and prints.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, overflow, violations } from "./browser.js";
import { auditPage } from "./site.js";

describe("the audit as a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-audit-"));
  const [whole, part] = ["whole.html", "part.html"].map((name) => join(folder, name));
  let browser;

  before(async () => {
    auditPage(whole);
    // Axe takes a minute for thousands of cells; three organs have cells of every status.
    auditPage(part, ["xzf", "mzj", "xfb"]);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(file, width) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    return { page, close: () => context.close() };
  }

  for (const width of [360, 1280]) {
    test(`is accessible and does not scroll sideways at ${width}`, async () => {
      const { page, close } = await opened(part, width);
      assert.deepEqual(await violations(page), []);
      await page.goto(pathToFileURL(whole).href);
      assert.ok((await overflow(page)) <= 0, "the page scrolls sideways");
      await close();
    });
  }

  test("shows every status to axe", async () => {
    const { page, close } = await opened(part, 1280);
    for (const status of ["filled", "stated", "empty", "stale", "not-required"]) {
      assert.ok(await page.locator(`.picture td.is-${status}`).count(), status);
    }
    await close();
  });

  test("keeps the organs' names in view while the matrix scrolls", async () => {
    const { page, close } = await opened(part, 360);
    const seen = await page.locator("#matrix .scroll").evaluate((scroll) => {
      scroll.scrollIntoView();
      scroll.scrollLeft = scroll.scrollWidth;
      const names = [...scroll.querySelectorAll("tbody th, tfoot th")];
      return names.map((name) => {
        const { left, top, width, height } = name.getBoundingClientRect();
        return name.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
    });
    assert.deepEqual(seen, seen.map(() => true));
    await close();
  });

  test("prints its matrix within an A4 sheet lying down", async () => {
    // 297 mm less two margins of 12 mm, at 96 pixels an inch.
    const { page, close } = await opened(whole, 1032);
    await page.emulateMedia({ media: "print" });
    assert.ok((await overflow(page)) <= 0, "the matrix is cut off");
    await close();
  });
});
