// A document's page as citizens use it: beside its interpretations, cited, verified, on a telephone, on paper.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import decodeQR from "qr/decode.js";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { visit } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { pagesOf } from "./site.js";

const platform = samplePlatform();
const { site } = platform;
const pages = pagesOf(site.folder).map((path) => ({ path, text: readFileSync(join(site.folder, path), "utf8") }));
const pageWith = (...marks) => pages.find(({ text }) => marks.every((mark) => text.includes(mark))).path;
const open = (path, options = {}) => visit(platform.browser, platform.server, path, { width: 1280, permissions: ["clipboard-read", "clipboard-write"], ...options });

describe("beside its interpretations", () => {
  const graphic = pageWith("gk-interpretations-beside__picture");

  test("a document has them at its right, a graphic one as a picture with words", async () => {
    const { page, close } = await open(graphic);
    const article = await page.locator(".gk-article").boundingBox();
    const aside = await page.locator(".gk-interpretations-beside").boundingBox();
    assert.ok(aside.x >= article.x + article.width, "not beside");
    const image = page.locator(".gk-interpretations-beside img").first();
    await image.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector(".gk-interpretations-beside img").complete);
    assert.ok(await image.evaluate((one) => one.naturalWidth > 0 && one.alt.length > 5 && one.width > 0));
    assert.ok(await page.getByText("查看文字说明").first().isVisible());
    await close();
  });

  test("one as a film is played in place, with its words as captions, and on its own page with all of them", async () => {
    const { page, faults, close } = await open(pageWith('class="gk-interpretations-beside', "<video"));
    const seen = (film) => film.evaluate((one) => new Promise((resolve) => {
      const tell = () => resolve({ seconds: one.duration, width: one.videoWidth, words: [...one.textTracks[0].cues].map(({ text }) => text) });
      // Captions are read when they are shown, the film when it is wanted.
      one.textTracks[0].mode = "showing";
      const ready = () => one.readyState > 0 && one.textTracks[0].cues?.length > 0 && tell();
      one.addEventListener("loadedmetadata", ready);
      one.querySelector("track").addEventListener("load", ready);
      one.load();
      ready();
    }));
    const beside = await seen(page.locator(".gk-interpretations-beside video"));
    assert.ok(beside.seconds > 20 && beside.width === 640 && beside.words.length >= 6, JSON.stringify(beside));
    await page.locator(".gk-interpretations-beside video ~ p a").first().click();
    const film = page.locator(".gk-body video");
    assert.deepEqual(await seen(film), beside);
    const text = await page.locator(".gk-body").innerText();
    for (const words of beside.words.slice(1, 3)) assert.ok(text.includes(words.slice(0, 8)), words);
    const [box, body] = [await film.boundingBox(), await page.locator(".gk-body").boundingBox()];
    assert.ok(box.x >= body.x && box.x + box.width <= body.x + body.width && Math.abs(box.width / box.height - 640 / 360) < 0.02, JSON.stringify(box));
    assert.deepEqual(faults, []);
    await close();
  });

  test("they are seen whole, however low the window", async () => {
    const { page, close } = await open(graphic);
    await page.setViewportSize({ width: 1280, height: 400 });
    assert.equal(await page.locator(".gk-interpretations-beside").evaluate((one) => one.scrollHeight - one.clientHeight), 0);
    await close();
  });

  test("on a phone they follow the document", async () => {
    const { page, close } = await open(graphic, { width: 360 });
    const article = await page.locator(".gk-article").boundingBox();
    const aside = await page.locator(".gk-interpretations-beside").boundingBox();
    assert.ok(aside.y >= article.y + article.height);
    await close();
  });

  test("and each leads back to the document", async () => {
    const { page, close } = await open(graphic);
    await page.locator(".gk-interpretations-beside__title a").first().click();
    const back = page.locator(".gk-interpretations-beside__title a");
    const links = await back.evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.includes(platform.server.root + graphic), links.join());
    await close();
  });
});

test("on a phone the title is seen at once, before the table of facts", async () => {
  const path = pageWith('class="gk-notice', 'class="gk-metadata-table"');
  const { page, close } = await open(path, { width: 360 });
  const top = async (css) => (await page.locator(css).first().boundingBox()).y;
  const [notice, title, facts] = [await top(".gk-notice"), await top("h1"), await top(".gk-metadata-table")];
  assert.ok(notice < title && title < facts && title < 800, `${notice}, ${title}, ${facts}`);
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.ok((await top(".gk-metadata-table")) < (await top("h1")));
  await close();
});

test("a document is cited by title and number, copied with a script, selected without", async () => {
  const path = pageWith("data-words", "class=\"gk-letterhead__number\"");
  const { page, close } = await open(path);
  const words = await page.locator("[data-words]").innerText();
  const title = await page.locator("h1").innerText();
  assert.equal(words.replaceAll("〈", "《").replaceAll("〉", "》").slice(0, title.length + 2), `《${title}》`);
  assert.ok(words.includes(await page.locator(".gk-letterhead__number").textContent()));
  await page.locator("[data-copy]").click();
  await page.getByText("已复制").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);
  await close();
  const plain = await open(path, { javaScriptEnabled: false });
  assert.ok(await plain.page.locator("[data-words]").isVisible());
  assert.equal(await plain.page.locator("[data-copy]:visible").count(), 0);
  await plain.close();
});

test("the code for telephones holds the page's address, in the dark too", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(pageWith('class="gk-phone-code"'), { colorScheme });
    const picture = await page.locator(".gk-phone-code svg").screenshot();
    const pixels = await page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      return { width: image.width, height: image.height, data: [...canvas.getImageData(0, 0, image.width, image.height).data] };
    }, [...picture]);
    const address = await page.locator("link[rel=canonical]").getAttribute("href");
    assert.equal(decodeQR({ ...pixels, data: Uint8Array.from(pixels.data) }), address);
    await close();
  }
});

test("an attachment's checksum is that of the file that is served", async () => {
  const { page, close } = await open(pageWith("gk-attachment-list__checksum"));
  const files = await page.locator(".gk-attachment-list li").evaluateAll((all) =>
    all.map((one) => ({ href: one.querySelector("a").href, checksum: one.querySelector("code").textContent })));
  assert.ok(files.length > 0);
  for (const { href, checksum } of files) {
    const bytes = Buffer.from(await (await fetch(href)).arrayBuffer());
    assert.equal(checksum, createHash("sha256").update(bytes).digest("hex"));
  }
  await close();
});

describe("on paper", () => {
  const MILLIMETRE = 72 / 25.4;

  // What each page of the PDF says where: lines from the top, in points from the upper left corner.
  async function printed(page) {
    const bytes = await page.pdf({ preferCSSPageSize: true });
    const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    const sheets = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const sheet = await document.getPage(number);
      const [, , width, height] = sheet.view;
      const { items } = await sheet.getTextContent();
      const lines = new Map();
      for (const { str, transform, width: wide } of items.filter((item) => item.str.trim())) {
        const y = Math.round(height - transform[5]);
        const line = lines.get(y) ?? { y, left: Infinity, right: 0, text: "" };
        lines.set(y, { y, left: Math.min(line.left, transform[4]), right: Math.max(line.right, transform[4] + wide), text: line.text + str.normalize("NFKC") });
      }
      sheets.push({ width, height, lines: [...lines.values()].sort((one, other) => one.y - other.y) });
    }
    return sheets;
  }

  test("a full sheet is A4 with 22 lines of 28 characters within the margins, its number outside", async () => {
    const { page, close } = await open(pageWith("gk-letterhead__number"));
    await page.evaluate(() => {
      const paragraph = document.createElement("p");
      paragraph.textContent = "公".repeat(28 * 22 * 3);
      document.querySelector(".gk-body").prepend(paragraph);
    });
    const sheets = await printed(page);
    for (const [at, { width, height, lines }] of sheets.slice(1, 3).entries()) {
      assert.ok(Math.abs(width - 210 * MILLIMETRE) < 1 && Math.abs(height - 297 * MILLIMETRE) < 1, `${width} by ${height}`);
      const number = lines.at(-1), text = lines.slice(0, -1);
      assert.equal(number.text.replaceAll(/\s/g, ""), `—${at + 2}—`);
      assert.ok(number.y > height - 35 * MILLIMETRE);
      assert.equal(number.left > width / 2, (at + 2) % 2 === 1, "odd numbers stand right, even ones left");
      assert.equal(text.length, 22);
      for (const line of text) {
        assert.equal([...line.text].length, 28);
        assert.ok(Math.abs(line.left - 28 * MILLIMETRE) < 1, `left ${line.left}`);
        assert.ok(line.right < width - 26 * MILLIMETRE + 1, `right ${line.right}`);
      }
      // Baselines: the first a line below the upper margin, the last above the lower one.
      assert.ok(text[0].y > 37 * MILLIMETRE && text[0].y < 37 * MILLIMETRE + 29);
      assert.ok(text.at(-1).y < height - 35 * MILLIMETRE && text.at(-1).y > height - 35 * MILLIMETRE - 29);
    }
    await close();
  });

  test("number, title, note of attachments, signature and date come in this order", async () => {
    const { page, close } = await open(pageWith("gk-attachment-note", "gk-signature", "gk-letterhead__number"));
    const [number, title] = await Promise.all([".gk-letterhead__number", "h1"].map((css) => page.locator(css).textContent()));
    const date = await page.locator(".gk-signature").last().textContent();
    const text = (await printed(page)).flatMap(({ lines }) => lines.slice(0, -1)).map((line) => line.text).join("").replaceAll(/\s/g, "");
    // Chromium writes some characters as radicals, which NFKC makes characters again.
    const places = [number, title.slice(0, 12), "附件：", date].map((words) => text.lastIndexOf(words.normalize("NFKC").replaceAll(/\s/g, "")));
    assert.ok(places.every((place) => place >= 0), `${places} in ${text}`);
    assert.deepEqual(places, [...places].sort((one, other) => one - other));
    assert.ok(!text.includes("校验值") && !text.includes("引用本文") && !text.includes("扫码"));
    await close();
  });
});
