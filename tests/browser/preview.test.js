// The preview as a clerk uses it: save, look, and go on from where one was.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.js";
import { preview } from "./preview.js";
import { item, sourcesWith } from "./workshop.js";

const SOURCE = "content/czj/preview-tried.md";
const PAGE = "czj/preview-tried.html";
// Longer than a saved file may take to show on a busy machine; what does not show at all fails.
const SHOWS = { timeout: 20_000 };

const paragraphs = Array.from({ length: 60 }, (_, at) => `第${at + 1}段，说明办理的条件和材料。`).join("\n\n");
const text = (words) => item({ title: "预览中修改的通知（示例）", more: "document_number: 天财〔2020〕99号\n", body: `${paragraphs}\n\n${words}` });

let site;
let server;
let browser;
let page;
const faults = [];
before(async () => {
  site = sourcesWith({ [SOURCE]: text("第一稿。") });
  [server, browser] = await Promise.all([preview(site.root), launch()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  page = await context.newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(server.root + PAGE);
  await settled();
});
after(async () => {
  await browser?.close();
  server?.stop();
  site?.remove();
});

// The tools have told which version of the site the page shows.
const settled = () => page.waitForSelector("html[data-preview-version]", SHOWS);
const trouble = () => page.locator(".gk-preview-troubles pre");

test("an edit shows where the reader was, and the page's scripts work on", async () => {
  await page.evaluate(() => scrollTo(0, 700));
  await page.locator(".gk-preview-panel summary").click();
  site.put(SOURCE, text("第二稿。"));
  await page.getByText("第二稿。").waitFor(SHOWS);
  await settled();
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 5, null, SHOWS);
  assert.ok(await page.locator(".gk-preview-panel").evaluate((panel) => panel.open));
  await page.locator(".gk-preview-panel summary").click();
  const copy = page.locator("button[data-copy]").first();
  await copy.click();
  await page.locator(".gk-citation [role=status]").getByText("已复制").waitFor(SHOWS);
  assert.equal(await page.locator(".gk-preview").count(), 1);
});

test("an edit leaves what is typed, and the caret in it", async () => {
  const box = page.locator("input[name=q]").first();
  await box.fill("打字中的词");
  await box.evaluate((it) => it.setSelectionRange(2, 3));
  await page.evaluate(() => scrollTo(0, 300));
  site.put(SOURCE, text("第二稿改。"));
  await page.getByText("第二稿改。").waitFor(SHOWS);
  await settled();
  assert.equal(await box.inputValue(), "打字中的词");
  assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.selectionStart, document.activeElement.selectionEnd]), ["q", 2, 3]);
  assert.ok(Math.abs((await page.evaluate(() => scrollY)) - 300) < 5);
  await box.fill("");
});

test("any number of tabs load, and an edit shows in each", async () => {
  const tabs = [];
  for (let at = 0; at < 8; at += 1) {
    const tab = await page.context().newPage();
    await tab.goto(server.root + PAGE, { timeout: 20_000 });
    tabs.push(tab);
  }
  site.put(SOURCE, text("第二稿到处可见。"));
  for (const tab of [page, ...tabs]) await tab.getByText("第二稿到处可见。").waitFor(SHOWS);
  for (const tab of tabs) await tab.close();
  await settled();
});

test("an edit elsewhere leaves the page and what is typed in it alone", async () => {
  await page.evaluate(() => (window.untouched = true));
  const before = await page.evaluate(() => document.documentElement.dataset.previewVersion);
  // Older than all, so that no list of newest items and no neighbour shows it here.
  site.put("content/xzf/elsewhere.md", item({ title: "别处的通知（示例）", kind: "statistics", date: "2001-01-01" }));
  await page.waitForFunction((version) => document.documentElement.dataset.previewVersion > version, before, SHOWS);
  assert.equal(await page.evaluate(() => window.untouched), true);
});

test("a broken item is told with its file and line, and mends by itself", async () => {
  site.put(SOURCE, text("第三稿。").replace("title:", "titel:"));
  await page.waitForFunction(() => /preview-tried\.md:2/.test(document.querySelector(".gk-preview-troubles pre")?.textContent), null, SHOWS);
  site.put(SOURCE, text("第三稿。"));
  await page.getByText("第三稿。").waitFor(SHOWS);
  await settled();
  assert.equal(await trouble().count(), 0);
});

test("what is wrong is marked where it stands, whatever is before it", async () => {
  const broken = text("第三稿。").replace("title:", "interpreter: {name: 示例，一二三, post: 局长, 职位: 副局长}\ntitle:").replace("kind:", "类型：");
  site.put(SOURCE, broken);
  const marks = page.locator(".gk-preview-troubles mark");
  await marks.first().waitFor(SHOWS);
  assert.deepEqual((await marks.allTextContents()).sort(), ["类型：", "职位"].sort());
  assert.doesNotMatch(await trouble().textContent(), /\^/);
  site.put(SOURCE, text("第三稿。"));
  await trouble().waitFor({ state: "detached", ...SHOWS });
});

test("a broken template is told, the last good page stays, and it mends by itself", async () => {
  const template = "themes/default/templates/item.html";
  site.put(template, "{% if %}");
  await page.waitForFunction(() => /item\.html/.test(document.querySelector(".gk-preview-troubles pre")?.textContent), null, SHOWS);
  assert.equal(await page.getByText("第三稿。").count(), 1);
  rmSync(join(site.root, template));
  await trouble().waitFor({ state: "detached", ...SHOWS });
});

test("a page that cannot be made for a while comes back where the reader was", async () => {
  await page.evaluate(() => scrollTo(0, 700));
  const template = "themes/default/templates/item.html";
  site.put(template, "{{ view.unheard_of.word }}");
  await page.getByText("这一页暂时生成不了").waitFor(SHOWS);
  rmSync(join(site.root, template));
  await page.getByText("第三稿。").waitFor(SHOWS);
  await settled();
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 5, null, SHOWS);
});

test("broken settings are told, and the page stays where it is", async () => {
  const settings = readFileSync(join(site.root, "gongkai.yaml"), "utf8");
  site.put("gongkai.yaml", "site: [");
  await page.waitForFunction(() => /gongkai\.yaml/.test(document.querySelector(".gk-preview-troubles pre")?.textContent), null, SHOWS);
  assert.equal(await page.getByText("第三稿。").count(), 1);
  site.put("gongkai.yaml", settings);
  await trouble().waitFor({ state: "detached", ...SHOWS });
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 5, null, SHOWS);
});

test("the panel names each owed column, how it stands, and the command for a new item", async () => {
  await page.locator(".gk-preview-panel summary").click();
  const columns = page.locator(".gk-preview-column");
  await columns.first().waitFor(SHOWS);
  const statuses = await columns.evaluateAll((all) => new Set(all.map((one) => one.className.match(/is-(\w+)/)[1])).size);
  assert.ok((await columns.count()) > 20 && statuses > 1);
  await page.locator(".gk-preview-column button").first().click();
  assert.match(await page.locator(".gk-preview-column code").first().textContent(), /^gongkai --root \S+ new \S+ --organ czj --title /);
  await columns.locator("a").first().click();
  await page.waitForURL(/\/czj\/columns\//, SHOWS);
  assert.deepEqual(faults, []);
});
