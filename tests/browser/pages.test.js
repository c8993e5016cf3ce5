// What pages do in a real browser: with the comforts of a script, on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { narrow, reader, shifts, visit } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { pagesOf, pageTypes } from "./site.js";

const WIDTHS = { desktop: 1280 };

const platform = samplePlatform();
const { site } = platform;
const types = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => type !== "redirect");
const open = (path, width, javaScriptEnabled = true) => visit(platform.browser, platform.server, path, { width, javaScriptEnabled });

describe("comforts that a script adds", () => {
  test("hits come late and move nothing that is on the screen", async () => {
    for (const width of [360, 1280]) {
      const { page, close } = await open("search/?q=%E9%A2%84%E7%AE%97", width);
      await page.locator(".gk-results li").first().waitFor();
      assert.equal(await shifts(page), 0, `${width}`);
      await close();
    }
  });

  test("signs that no text is found by ask nothing of the search page, and it says so", async () => {
    for (const query of ["((", "《》", "〔〕", '"', "\0", "  "]) {
      const { page, faults, close } = await open(`search/?q=${encodeURIComponent(query)}`, WIDTHS.desktop);
      await page.locator("[role=combobox]").waitFor();
      assert.equal(await page.isVisible("text=请输入要找的字词"), query.trim() !== "", query);
      assert.ok(await page.isHidden(".gk-results > li") && await page.isVisible("[data-browse]"), query);
      assert.deepEqual(faults, []);
      await close();
    }
    const { page, close } = await open("search/?q=%28%28&organ=xzf", WIDTHS.desktop);
    await page.locator(".gk-results > li").first().waitFor();
    await close();
  });

  test("number, organ and date of a hit each stand whole on a line", async () => {
    for (const width of [320, 340, 360, 400, 1280]) {
      const { page, close } = await open("search/?kind=policy-document", width);
      await page.locator("#gk-search:not([aria-busy]) .gk-results > li").first().waitFor();
      const broken = await page.locator(".gk-results__facts").evaluateAll((all) => all.flatMap((line) => line.textContent.split(" · ").filter((fact) => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), range = document.createRange();
        while (walker.nextNode()) {
          const at = walker.currentNode.data.indexOf(fact);
          if (at < 0) continue;
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + fact.length);
          return range.getBoundingClientRect().height > 1.5 * range.getClientRects()[0].height;
        }
        return true;
      })));
      assert.deepEqual(broken, []);
      await close();
    }
  });

  test("few hits or none come late, move nothing, and have the help right below them", async () => {
    for (const [query, above] of [["zzzqqq", "[data-status]"], ['"天台县人民政府2019年政府信息公开工作年度报告"', ".gk-search__columns"]]) {
      for (const [width, height] of [[360, 800], [1280, 800], [1280, 3000]]) {
        const context = await reader(platform.browser, { viewport: { width, height } });
        const page = await context.newPage();
        // So late that the page is painted before.
        await page.route("**/search/**/*.bin", (route) => setTimeout(() => route.continue(), 200));
        await page.goto(`${platform.server.root}search/?q=${encodeURIComponent(query)}`);
        await page.locator("#gk-search:not([aria-busy]) [data-total]").waitFor({ state: "attached" });
        assert.equal(await page.locator(".gk-results li").count(), query === "zzzqqq" ? 0 : 1);
        const [end, help] = [await page.locator(above).boundingBox(), await page.getByText("也可以这样查找").boundingBox()];
        const gap = help.y - end.y - end.height;
        assert.ok(gap >= 0 && gap < 100, `${query}, ${width}: ${gap}`);
        assert.equal(await shifts(page), 0, `${query}, ${width}`);
        await context.close();
      }
    }
  });

  test("a link that leaves the site asks first", async () => {
    const { page, close } = await open("404.html", WIDTHS.desktop);
    const asked = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      dialog.dismiss();
    });
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.className = "gk-external";
      link.href = "https://example.org/";
      link.textContent = "away";
      document.querySelector("main").append(link);
    });
    await page.locator("main a.gk-external[href='https://example.org/']").click();
    assert.match(asked.join(), /即将离开/);
    assert.ok(page.url().startsWith(platform.server.origin));
    await close();
  });

  test("the rows of a long table are narrowed by words", async () => {
    const { path } = types.find(({ type }) => type === "gk-item gk-data-table");
    const { page, close } = await open(path, WIDTHS.desktop);
    const rows = page.locator(".gk-data-table tbody tr:visible");
    const all = await rows.count();
    const words = await rows.first().locator("td").nth(1).innerText();
    await narrow(page, page.locator(".gk-table-tools input"), words);
    const some = await rows.count();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    await close();
  });
});

describe("on paper", () => {
  test("an official document has its letterhead and type area, and nothing of the site around it", async () => {
    const { path } = types.find(({ type }) => type === "gk-item gk-notice");
    const { page, close } = await open(path, WIDTHS.desktop);
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".gk-banner__inner", ".gk-organ-nav", ".gk-breadcrumb", ".gk-footer", ".gk-metadata-table"]) {
      assert.ok(!(await page.locator(hidden).isVisible()), `${hidden} is printed`);
    }
    assert.ok(await page.locator(".gk-letterhead__organ").isVisible());
    assert.ok(await page.locator(".gk-notice").isVisible(), "a document out of force says so on paper too");
    const { size, leading } = await page.locator(".gk-body p").first().evaluate((paragraph) => {
      const style = getComputedStyle(paragraph);
      return { size: parseFloat(style.fontSize), leading: parseFloat(style.lineHeight) };
    });
    // 16 pt and 28.95 pt in CSS pixels.
    assert.ok(Math.abs(size - 16 / 0.75) < 0.1, `${size}`);
    assert.ok(Math.abs(leading - 28.95 / 0.75) < 0.1, `${leading}`);
    await close();
  });

  test("those it is sent to stand at the left edge; what only a screen can do is left out", async () => {
    const holding = (part) => pagesOf(site.folder).find((path) => readFileSync(join(site.folder, path), "utf8").includes(part));
    const of = async (part, look) => {
      const { page, close } = await open(holding(part), WIDTHS.desktop);
      await page.emulateMedia({ media: "print" });
      await look(page);
      await close();
    };
    await of('class="gk-addressee"', async (page) => {
      const indents = await page.locator(".gk-body > p:not(.gk-signature)").evaluateAll((all) => all.map((one) => [one.className, parseFloat(getComputedStyle(one).textIndent) > 0]));
      for (const [name, isIndented] of indents) assert.equal(isIndented, name !== "gk-addressee", name);
    });
    await of('class="gk-footnote-back"', async (page) => assert.ok(await page.locator(".gk-footnote-back").first().isHidden()));
    await of("<video", async (page) => assert.ok(await page.locator("video").first().isHidden()));
  });

  test("a search prints what was asked and what was found, from its first sheet on", async () => {
    const { page, close } = await open(`search/?q=${encodeURIComponent("农村")}`, WIDTHS.desktop);
    await page.locator(".gk-facet").first().waitFor();
    await page.emulateMedia({ media: "print" });
    for (const part of [".gk-search-form button", ".gk-search-form select", ".gk-facet", ".gk-search__pager", "[data-browse]"]) {
      assert.ok(await page.locator(part).first().isHidden(), part);
    }
    assert.ok(await page.locator("#search-words").isVisible());
    const top = await page.locator(".gk-results > li").first().evaluate((one) => one.getBoundingClientRect().top);
    assert.ok(top < 400, `${top}`);
    await close();
  });

  test("a full page holds 22 lines of 28 characters", async () => {
    const { path } = types.find(({ type }) => type === "gk-item");
    const { page, close } = await open(path, WIDTHS.desktop);
    await page.emulateMedia({ media: "print" });
    const lines = await page.evaluate(() => {
      // The type area of GB/T 9704: 156 mm by 225 mm.
      const millimetre = 96 / 25.4;
      const area = document.createElement("div");
      area.className = "gk-body";
      area.style.width = `${156 * millimetre}px`;
      const paragraph = document.createElement("p");
      paragraph.textContent = "公".repeat(22 * 28 - 2);
      area.append(paragraph);
      document.querySelector(".gk-article").append(area);
      const { height } = paragraph.getBoundingClientRect();
      return { count: Math.round(height / parseFloat(getComputedStyle(paragraph).lineHeight)), fits: height <= 225 * millimetre };
    });
    assert.deepEqual(lines, { count: 22, fits: true });
    await close();
  });
});
