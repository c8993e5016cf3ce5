// Finding by browsing: filters that are pages of their own and refine in place, the fields on the home page.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { narrow, violations, visit } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { basePath, pagesOf } from "./site.js";

const platform = samplePlatform();
const { site } = platform;
const read = (path) => readFileSync(join(site.folder, path), "utf8");
const filtered = pagesOf(site.folder).find((path) => /columns\/normative-documents\.html$/.test(path) && read(path).includes("按有效性查看") && read(path).includes("按年份查看"));
const open = (path, options = {}) => visit(platform.browser, platform.server, path, { width: 1280, ...options });

const content = (page) => page.locator("#main").evaluate((main) => main.innerText);

test("a filter narrows the list in place to what its own page shows, and the way back widens it", async () => {
  const { page, close } = await open(filtered);
  const whole = await content(page);
  await page.evaluate(() => { window.stayed = true; });
  const link = page.getByRole("navigation", { name: "按有效性查看" }).getByRole("link", { name: "废止" });
  const address = await link.evaluate((one) => one.href);
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(address);
  assert.equal(await page.evaluate(() => window.stayed), true, "the page was loaded anew");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /废止/);
  const narrowed = await content(page), title = await page.title();
  const rows = await page.locator(".gk-item-list__row").count();
  assert.equal(await page.locator(".gk-item-list__row .gk-badge--repealed").count(), rows);
  await page.goBack();
  await page.waitForFunction((words) => document.getElementById("main").innerText === words, whole);
  await close();
  const plain = await open(address.slice(platform.server.root.length), { javaScriptEnabled: false });
  assert.deepEqual([await content(plain.page), await plain.page.title()], [narrowed, title]);
  await plain.close();
});

test("without JavaScript every filter of a column leads to a page", () => {
  const links = [...read(filtered).matchAll(/<nav class="gk-list-filter"[\s\S]*?<\/nav>/g)].flatMap(([nav]) => [...nav.matchAll(/href="([^"]+)"/g)]);
  assert.ok(links.length >= 4);
  for (const [, href] of links) assert.ok(existsSync(join(site.folder, href.slice(basePath(site.folder).length))), href);
});

test("the home page leads to each of the 26 fields", async () => {
  const { page, close } = await open("");
  const links = page.locator("section[aria-labelledby=fields] a");
  assert.equal(await links.count(), 26);
  const name = await links.nth(8).innerText();
  await links.nth(8).click();
  assert.equal(await page.locator(`${new URL(page.url()).hash}`).innerText(), name);
  await close();
});

test("the library of normative documents is filtered and sorted in place, and is whole without JavaScript", async () => {
  const plain = await open("normative-documents.html", { javaScriptEnabled: false });
  const numbers = (page) => page.locator("#library tbody td:first-child").allTextContents();
  const all = await numbers(plain.page);
  assert.ok(all.length > 10);
  await plain.page.getByRole("link", { name: "按年份" }).click();
  assert.deepEqual((await numbers(plain.page)).sort(), [...all].sort());
  await plain.page.getByRole("link", { name: "废止" }).click();
  assert.ok((await plain.page.locator("#library tbody td:nth-child(6)").allTextContents()).every((word) => word === "废止"));
  await plain.close();
  const { page, close } = await open("normative-documents.html");
  await narrow(page, page.getByLabel("筛选："), "已修改");
  assert.equal(await page.locator("#library tbody tr").count(), 1);
  assert.equal(await page.locator("#library .gk-badge--amended").count(), 1);
  await narrow(page, page.getByLabel("筛选："), "");
  await page.getByRole("button", { name: "成文日期" }).click();
  const days = (await page.locator("#library tbody td:nth-child(4)").allTextContents()).filter((day) => day !== "—");
  assert.deepEqual(days, [...days].sort());
  await close();
});

test("the library's filter takes a number in any brackets and widths, as the search does", async () => {
  const { page, close } = await open("normative-documents.html");
  const numbers = () => page.locator("#library tbody td:first-child").allTextContents();
  const number = (await numbers()).find((one) => /〔\d{4}〕\d+号/.test(one));
  const [series, year, serial] = number.split(/[〔〕]/);
  const wide = (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  for (const [before, behind] of ["〔〕", "[]", "（）", "［］", ["", " "]]) {
    for (const form of [(text) => text, wide]) {
      const typed = form(`${series}${before}${year}${behind}${serial}`);
      await narrow(page, page.getByLabel("筛选："), typed);
      assert.ok((await numbers()).includes(number), typed);
      if (behind.trim()) assert.ok((await numbers()).every((one) => one.startsWith(series)), typed);
    }
  }
  await narrow(page, page.getByLabel("筛选："), "〔0000〕");
  assert.equal(await page.locator("#library tbody tr").count(), 0);
  await close();
});

test("on a phone each document of the library is a card, whose cells stay cells and whose order can be chosen", async () => {
  for (const width of [360, 768]) {
    const { page, close } = await open("normative-documents.html", { width });
    const region = page.locator(".gk-data-table .gk-scroll");
    assert.deepEqual(await region.evaluate((one) => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]), [0, 0], `${width}`);
    const rows = await page.locator("#library tbody tr").count();
    await page.getByRole("button", { name: "成文日期" }).click();
    // As those hear it who do not see it.
    const { nodes } = await (await page.context().newCDPSession(page)).send("Accessibility.getFullAXTree");
    const heard = (role) => nodes.filter((node) => !node.ignored && node.role.value === role).length;
    assert.deepEqual(["table", "columnheader", "row", "rowheader", "cell"].map(heard), [1, 7, rows + 1, rows, rows * 6]);
    const issued = page.locator("#library tbody tr:first-child td:nth-child(4)");
    assert.equal(await issued.evaluate((one) => getComputedStyle(one, "::before").content), '"成文日期："');
    assert.deepEqual(await violations(page), []);
    await page.getByLabel("筛选：").fill("废止");
    await page.waitForFunction(() => /^筛选出/.test(document.querySelector("#main output").textContent));
    assert.equal(await region.evaluate((one) => one.scrollWidth - one.clientWidth), 0);
    await close();
  }
});

test("one organ's part of a year is two choices away, and the year stays on the way back", async () => {
  const { page, close } = await open("columns/policies-y2020.html");
  await page.getByText("按机构查看").click();
  await page.locator(".gk-organ-filter a", { hasText: "县政府" }).click();
  await page.waitForURL("**/xzf/columns/policies-y2020.html");
  const dates = await page.locator(".gk-item-list__date").allTextContents();
  assert.ok(dates.length > 0 && dates.every((date) => date.startsWith("2020")));
  await page.getByRole("link", { name: "看全部机关的" }).click();
  await page.waitForURL("**/tiantai/columns/policies-y2020.html");
  await close();
});

test("a drawn sign is no part of a name, and a heading keeps its parts apart", async () => {
  const { page, close } = await open("columns/policies-y2020.html");
  const { nodes } = await (await page.context().newCDPSession(page)).send("Accessibility.getFullAXTree");
  const names = nodes.filter((node) => !node.ignored).map((node) => node.name?.value ?? "");
  assert.ok(names.includes("法定主动公开内容"));
  assert.deepEqual(names.filter((name) => /[＋－›]/.test(name)), []);
  assert.equal(await page.locator("h1").textContent(), "政策文件 2020年");
  await close();
});

test("on paper the library breaks no number and no day", async () => {
  const { page, close } = await open("normative-documents.html");
  const text = async () => {
    const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })), verbosity: 0 }).promise;
    const sheets = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).getTextContent()));
    return sheets.flatMap(({ items }) => items.map((item) => item.str + (item.hasEOL ? "\n" : ""))).join("");
  };
  const cells = await page.locator("#library tbody td:is(:nth-child(1), :nth-child(4), :last-child)").allTextContents();
  const printed = await text();
  // From the bracket on: a PDF may name Han characters by the radicals that look like them.
  const plain = cells.map((cell) => cell.replace(/^[^〔]+(?=〔)/, ""));
  assert.deepEqual(plain.filter((cell) => !printed.includes(cell)), []);
  await close();
});
