// What nobody plans for: a table of 5,000 rows, a column of 5,000 items, of one and of none, titles of 120
// characters, a word of 80 letters.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { narrow, overflow, violations, visit } from "./browser.js";
import { item, platformWith } from "./workshop.js";

const ROWS = 5000;
const ITEMS = 5000;
const LONG_TITLE = "关于进一步做好全县政府信息公开工作的若干意见".repeat(6).slice(0, 117) + "示例稿";
const LONG_WORD = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetzesverordnungstext".slice(0, 80);

const kinds = ["行政许可", "行政处罚", "行政检查", "行政确认"];
const table = Array.from({ length: ROWS }, (_, row) => `${ROWS - row},331023${String(row).padStart(6, "0")},第${row + 1}项${kinds[row % 4]}（示例）,${kinds[row % 4]},"${LONG_WORD}，县级",${row % 7 ? (row % 100) / 8 : ""}`);
const files = {
  "content/czj/powers/big.csv": `序号,权力编码,事项名称,权力类别,实施依据,金额\n${table.join("\n")}\n`,
  "content/czj/powers/big.md": item({ title: "五千项权责清单（示例）", kind: "power-list", more: "table: big.csv\n" }),
  "content/czj/long-title.md": item({ title: LONG_TITLE, kind: "plan", body: `## ${LONG_TITLE}\n\n${LONG_WORD}\n\n## ${LONG_WORD}\n\n\`${LONG_WORD}\`` }),
  "content/czj/long-word.md": item({ title: `${LONG_WORD}（示例）`, kind: "plan", more: `keywords: [${LONG_WORD}]\nsource: ${LONG_WORD}\n` }),
  "content/czj/one.md": item({ title: "一条人事信息（示例）", kind: "personnel" }),
};
for (let number = 1; number <= ITEMS; number += 1) {
  const date = `${2016 + (number % 5)}-0${1 + (number % 9)}-1${number % 10}`;
  files[`content/czj/many/n${number}.md`] = item({ title: `第${number}号处罚决定（示例）`, kind: "penalty", date });
}

const platform = platformWith(files);
const open = (path, options = {}) => visit(platform.browser, platform.server, path, { width: 1280, ...options });
const sound = async ({ page, faults }, what) => {
  assert.ok((await overflow(page)) <= 0, `${what} scrolls sideways`);
  assert.deepEqual(faults, [], what);
};

describe("a table of 5,000 rows", () => {
  const cells = (page, column) => page.locator(`#data-table tbody tr td:nth-child(${column})`).allTextContents();

  test("is whole without JavaScript, over pages whose headings stay in view", async () => {
    const opened = await open("czj/big.html", { javaScriptEnabled: false });
    const first = (await cells(opened.page, 1)).length;
    assert.ok(first > 10 && first < 100, `${first} rows with the document`);
    assert.equal(await opened.page.locator("#data-table button").count(), 0);
    const last = 1 + Math.ceil((ROWS - first) / 200);
    for (let page = 2; page <= last; page += 1) assert.ok(existsSync(join(platform.site.folder, `czj/big-t${page}.html`)));
    await opened.page.getByRole("link", { name: "下一页" }).click();
    const next = await cells(opened.page, 1);
    assert.deepEqual([next.length, next[0]], [200, String(ROWS - first)]);
    const scroll = opened.page.locator(".gk-data-table .gk-scroll");
    await scroll.evaluate((one) => { one.scrollTop = 2000; });
    const [head, region] = [await opened.page.locator("#data-table thead").boundingBox(), await scroll.boundingBox()];
    assert.ok(Math.abs(head.y - region.y) < 3, "the headings scrolled away");
    await opened.close();
  });

  test("is filtered and sorted over all its rows, turned over, and put back", async () => {
    const opened = await open("czj/big.html");
    const { page } = opened;
    const before = await cells(page, 1);
    await narrow(page, page.getByLabel("在全表中筛选"), "行政检查 第47");
    const expected = table.filter((row) => row.includes("行政检查") && row.includes("第47")).map((row) => row.split(",")[0]);
    assert.equal(await page.locator("#main output").textContent(), `筛选出${expected.length}行`);
    assert.deepEqual(await cells(page, 1), expected.slice(0, 100));
    await narrow(page, page.getByLabel("在全表中筛选"), "");
    assert.deepEqual(await cells(page, 1), before);
    await page.getByRole("button", { name: "序号" }).click();
    await page.waitForFunction(() => /^共5000行/.test(document.querySelector("#main output").textContent));
    assert.deepEqual((await cells(page, 1)).slice(0, 12), Array.from({ length: 12 }, (_, at) => String(at + 1)));
    assert.equal(await page.locator("th[aria-sort=ascending]").textContent(), "序号");
    await page.getByRole("button", { name: "下一页" }).click();
    assert.equal((await cells(page, 1))[0], "101");
    assert.deepEqual(await violations(page), []);
    await sound(opened, "the sorted table");
    await page.getByRole("button", { name: "序号" }).click();
    await page.getByRole("button", { name: "序号" }).click();
    assert.deepEqual(await cells(page, 1), before);
    assert.equal(await page.locator("[aria-sort]").count(), 0);
    await opened.close();
  });

  test("sorts decimals by value and what is empty last, both ways", async () => {
    const { page, close } = await open("czj/big.html");
    const button = page.getByRole("button", { name: "金额" });
    for (const ascending of [true, false]) {
      await button.click();
      await page.waitForFunction(() => /^共5000行/.test(document.querySelector("#main output").textContent));
      const shown = (await cells(page, 6)).map(Number);
      assert.equal(shown[0], ascending ? 0 : 99 / 8);
      assert.ok(shown.every((value, at) => at === 0 || (ascending ? shown[at - 1] <= value : shown[at - 1] >= value)), String(shown));
    }
    await close();
  });

  test("filters this page, and says so, where the other rows cannot be had", async () => {
    const { page, close } = await open("czj/big.html");
    await page.route("**/big.json", (route) => route.fulfill({ status: 503, body: "" }));
    const expected = (await cells(page, 4)).filter((kind) => kind === "行政许可");
    assert.ok(expected.length > 2 && expected.length < 30, String(expected.length));
    await narrow(page, page.getByLabel("在全表中筛选"), "行政许可");
    assert.deepEqual(await cells(page, 4), expected);
    assert.equal(await page.locator("#main output").textContent(), `筛选出${expected.length}行（全表未能载入，只有本页的行）`);
    await close();
  });

  test("prints all its rows and then shows what it showed", async () => {
    const { page, close } = await open("czj/big.html");
    const before = await cells(page, 1);
    await page.evaluate(() => { window.print = () => { window.printed = document.querySelectorAll("#data-table tbody tr").length; window.dispatchEvent(new Event("afterprint")); }; });
    await page.getByRole("button", { name: "打印全表" }).click();
    await page.waitForFunction(() => window.printed);
    assert.equal(await page.evaluate(() => window.printed), ROWS);
    assert.deepEqual(await cells(page, 1), before);
    await close();
  });

  test("has its headings on every sheet of paper", async () => {
    const { page, close } = await open("czj/big.html");
    await page.getByRole("button", { name: "序号" }).waitFor();
    const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })) }).promise;
    assert.ok(pdf.numPages > 3);
    for (let number = 3; number <= pdf.numPages; number += 1) {
      const sheet = await pdf.getPage(number);
      const words = (await sheet.getTextContent()).items.map(({ str }) => str).join("");
      assert.match(words, /编码.*事项名称/, `sheet ${number}`);
    }
    await close();
  });

  test("costs other pages nothing", () => {
    const text = (path) => readFileSync(join(platform.site.folder, path), "utf8");
    assert.match(text("czj/big.html"), /assets\/table\.\w+\.js/);
    assert.doesNotMatch(text("czj/one.html"), /assets\/table\./);
  });
});

describe("columns, titles and words of any length", () => {
  const pages = ["czj/big.html", "czj/big-t2.html", "czj/long-title.html", "czj/long-word.html", "czj/columns/penalties.html", "czj/columns/penalties-p250.html",
    "czj/columns/penalties-y2018.html", "czj/columns/personnel.html", "czj/columns/plans.html", "czj/directory.html", "czj/directory-p51.html", "czj/index.html", "index.html"];
  for (const [way, options] of Object.entries({ "at 360 px": { width: 360 }, "at 1280 px": {}, "in elder mode on a phone": { width: 360, reading: { elder: true } } })) {
    for (const path of pages) {
      test(`${path} holds ${way}`, async () => {
        const opened = await open(path, options);
        await sound(opened, path);
        await opened.close();
      });
    }
  }

  test("a column says how much there is: nothing, one, thousands", async () => {
    const columns = { "penalties.html": 20, "penalties-p250.html": 20, "personnel.html": 1, "fees.html": 0 };
    for (const [name, rows] of Object.entries(columns)) {
      const path = `czj/columns/${name}`;
      const { page, close } = await open(path);
      assert.equal(await page.locator(".gk-item-list__row").count(), rows, path);
      assert.equal(await page.locator(".gk-empty").count(), rows === 0 ? 1 : 0, path);
      await close();
    }
  });
});
