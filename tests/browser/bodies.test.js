// The body of an item as an author may write it: tables beside raw HTML, preformatted text, what is folded away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { overflow, shifts, violations, visit } from "./browser.js";
import { item, platformWith } from "./workshop.js";

const COLUMNS = 16;
const TABLE = [`|${"申请人情况|".repeat(COLUMNS)}`, `|${"---|".repeat(COLUMNS)}`, `|${"予以公开|".repeat(COLUMNS)}`].join("\n");
const LINE = `gongkai build ${"--out-of-the-way ".repeat(20)}END`;
const PREFORMATTED = `\`\`\`\n${LINE}\n\`\`\`\n\n<pre>\n${LINE.replace("END", "FIN")}\n</pre>`;
const FOLDED = "<details>\n<summary>名单</summary>\n\n张三丰、李四光\n\n</details>";

const platform = platformWith({
  "content/czj/body.md": item({ title: "表格与原样文字的格式要求（示例）", kind: "plan", body: [TABLE, "第一行<br>第二行", PREFORMATTED, FOLDED].join("\n\n") }),
});
const open = (options) => visit(platform.browser, platform.server, "czj/body.html", options);

test("a table of Markdown beside raw HTML has columns in which words can be read", async () => {
  for (const width of [360, 1280]) {
    const { page, close } = await open({ width });
    const cells = await page.locator(".gk-body thead th").evaluateAll((all) => all.map((one) => one.clientWidth / parseFloat(getComputedStyle(one).fontSize)));
    assert.equal(cells.length, COLUMNS);
    assert.ok(cells.every((ems) => ems >= 5), `${width}: ${cells}`);
    assert.deepEqual([await overflow(page), await shifts(page)], [0, 0]);
    await close();
  }
});

test("preformatted text that scrolls is reached by the keyboard, and says what it is", async () => {
  const { page, close } = await open({ width: 360 });
  const regions = page.getByRole("region", { name: /^原样文字 \d$/ });
  assert.equal(await regions.count(), 2);
  await regions.last().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0);
  assert.deepEqual(await violations(page), []);
  await close();
});

test("a picture is opened large by the keyboard, with a ring round it", async () => {
  const { page, close } = await visit(platform.browser, platform.server, "xzf/beizhengdi-tujie.html", { width: 360 });
  const link = page.locator(".gk-figure a");
  const heights = await link.evaluate((one) => [one.getBoundingClientRect().height, one.firstChild.getBoundingClientRect().height]);
  assert.ok(heights[0] > 100 && heights[0] === heights[1], String(heights));
  assert.deepEqual([await violations(page), await overflow(page), await shifts(page)], [[], 0, 0]);
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/xzf/files/beizhengdi-tujie-*.svg");
  await close();
});

test("on paper preformatted text has all its lines, and nothing is folded away", async () => {
  const { page, close } = await open({ width: 1280 });
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })), verbosity: 0 }).promise;
  const sheets = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  const texts = await Promise.all(sheets.map((sheet) => sheet.getTextContent()));
  const text = texts.flatMap(({ items }) => items.map(({ str }) => str)).join("");
  for (const words of ["END", "FIN", "张三丰、李四光"]) assert.ok(text.includes(words), words);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.locator(".gk-body pre").evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
  assert.deepEqual(hidden, [0, 0]);
  await close();
});
