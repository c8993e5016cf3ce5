// A site in simplified and traditional characters, as its readers go about in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { overflow, violations, visit } from "./browser.js";
import { item, platformWith } from "./workshop.js";

const files = { "content/czj/hair.md": item({ title: "关于头发产业发展的通知（示例）", body: "整理头发，发展产业。" }) };
// Enough of them for the library to have a filter.
for (let at = 1; at <= 10; at++) {
  const title = `${at % 2 ? "农村" : "城镇"}财务管理办法第${at}件（示例）`;
  const more = `document_number: 天财〔2020〕${at}号\nissued_on: 2020-11-02\nvalidity: 有效\n`;
  files[`content/czj/rules-${at}.md`] = item({ title, kind: "normative-document", more });
}
const platform = platformWith(files, (text) => text.replace("  url:", "  traditional: true\n  url:"));
// A page that is left while it loads breaks off its requests.
const own = (faults) => faults.filter((fault) => !fault.startsWith("failed:"));
const open = (path, options = {}) => visit(platform.browser, platform.server, path, { width: 1280, ...options });

test("one switch leads to the same page in the other characters and back", async () => {
  const { page, faults, close } = await open("czj/hair.html");
  await page.getByRole("link", { name: "繁體" }).click();
  await page.waitForURL("**/zh-hant/czj/hair.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hant");
  assert.equal(await page.locator("h1").textContent(), "關於頭髮產業發展的通知（示例）");
  await page.getByRole("link", { name: "政策文件" }).first().click();
  await page.waitForURL("**/zh-hant/czj/columns/policies.html");
  await page.goBack();
  await page.getByRole("link", { name: "简体" }).click();
  await page.waitForURL((url) => !url.pathname.includes("zh-hant"));
  assert.equal(await page.locator("h1").textContent(), "关于头发产业发展的通知（示例）");
  assert.deepEqual(own(faults), []);
  await close();
});

test("a search typed in traditional characters finds, in the one index, and leads to pages in them", async () => {
  const { page, faults, close } = await open("zh-hant/czj/hair.html");
  const words = page.locator("header input[name=q]");
  await words.fill("頭髮產業");
  await words.press("Enter");
  await page.waitForURL("**/zh-hant/search/**");
  const hit = page.locator(".gk-results a").first();
  await hit.waitFor({ timeout: 10_000 });
  assert.equal(await hit.textContent(), "關於頭髮產業發展的通知（示例）");
  assert.equal(await hit.locator("mark").textContent(), "頭髮產業");
  assert.match(await page.locator("[data-status]").textContent(), /條/);
  await hit.click();
  await page.waitForURL("**/zh-hant/czj/hair.html");
  assert.deepEqual(own(faults), []);
  await close();
});

test("a page in simplified characters finds what is typed in traditional ones", async () => {
  const { page, faults, close } = await open(`search/?q=${encodeURIComponent("頭髮產業")}`);
  const hit = page.locator(".gk-results a").first();
  await hit.waitFor({ timeout: 10_000 });
  assert.equal(await hit.textContent(), "关于头发产业发展的通知（示例）");
  assert.equal(await hit.locator("mark").textContent(), "头发产业");
  assert.equal(await page.inputValue(".gk-search-form input[name=q]"), "頭髮產業");
  assert.deepEqual(own(faults), []);
  await close();
});

test("the library's filter takes words in either characters on either page", async () => {
  const rows = [];
  for (const set of ["", "zh-hant/"]) {
    const { page, faults, close } = await open(`${set}normative-documents.html`);
    for (const words of ["农村", "農村"]) {
      await page.locator("#library-words").fill("0000");
      await page.locator("#library tbody tr").first().waitFor({ state: "detached" });
      await page.locator("#library-words").fill(words);
      await page.waitForFunction(() => /[1-9]/.test(document.querySelector(".gk-table-tools output").textContent));
      rows.push(await page.locator("#library tbody tr").count());
    }
    assert.deepEqual(faults, []);
    await close();
  }
  assert.deepEqual(rows, Array(4).fill(rows[0]));
});

for (const width of [360, 1280]) {
  for (const path of ["index.html", "zh-hant/index.html", "zh-hant/czj/hair.html", "zh-hant/search/index.html"]) {
    test(`${path} holds at ${width} px`, async () => {
      const { page, faults, close } = await open(path, { width });
      assert.ok((await overflow(page)) <= 0);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
