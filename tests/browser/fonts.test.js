// A computer without a font that has Chinese: pages hold all the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { launchWith, overflow, visit } from "./browser.js";
import { basePath, builtSite, pagesOf, pageTypes, serve } from "./site.js";

const site = builtSite();
const types = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => type !== "redirect");
const folder = mkdtempSync(join(tmpdir(), "gongkai-fonts-"));
let server;
let browser;
before(async () => {
  const installed = execFileSync("fc-list", ["--format", "%{file}\t%{lang}\n"], { encoding: "utf8" }).split("\n").map((line) => line.split("\t"));
  const latin = installed.find(([, languages]) => languages?.split("|").includes("en") && !/\b(zh|ja|ko)/.test(languages));
  assert.ok(latin, "no font without Chinese: install one (apt-get install fonts-dejavu-core)");
  mkdirSync(join(folder, "fonts"));
  symlinkSync(latin[0], join(folder, "fonts", basename(latin[0])));
  const settings = join(folder, "fonts.conf");
  writeFileSync(settings, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
  server = await serve(site.folder, basePath(site.folder));
  browser = await launchWith({ FONTCONFIG_FILE: settings });
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
  site.remove();
});

// Blocks of words that stand on one another, in pairs.
const overlaps = (page) => page.evaluate(() => {
  const isBlock = (element) => element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).display !== "inline" && !element.closest(".gk-visually-hidden, .gk-skip, details:not([open]) > :not(summary), .gk-organ-nav__toggle");
  const blocks = [...document.querySelectorAll("p, li, h1, h2, h3, td, th, dt, dd, button, label, input, summary, time")].filter(isBlock);
  const leaves = blocks.filter((one) => !blocks.some((other) => other !== one && one.contains(other))).slice(0, 500);
  const boxes = leaves.map((element) => ({ element, ...element.getBoundingClientRect().toJSON() })).filter(({ width, height }) => width > 0 && height > 0);
  const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  // Rows that scroll within a region run below what follows it.
  const together = (one, other) => one.element.closest(".gk-scroll") === other.element.closest(".gk-scroll") && !one.element.closest("thead") && !other.element.closest("thead");
  const words = ({ element }) => `${element.tagName} ${element.textContent.slice(0, 20)}`;
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => together(one, other) && meet(one, other)).map((other) => `${words(one)} | ${words(other)}`)).slice(0, 5);
});

// The families that the words of a page are drawn with.
async function families(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "h1" });
  return (await session.send("CSS.getPlatformFontsForNode", { nodeId })).fonts.map(({ familyName }) => familyName);
}

test("the browser has no font with Chinese", async () => {
  const { page, close } = await visit(browser, server, "organs.html", { width: 1280 });
  const drawn = await families(page);
  assert.ok(drawn.every((name) => !/CJK|Hei|Song|Ming|Kai|WenQuanYi/.test(name)), drawn.join());
  const widths = await page.evaluate(() => ["天", "地", "政府"].map((words) => {
    const canvas = document.createElement("canvas").getContext("2d");
    return canvas.measureText(words).width;
  }));
  assert.ok(widths[0] === widths[1] && widths[2] === 2 * widths[0], "each character has the box of one that is missing");
  await close();
});

for (const { type, path } of types) {
  test(`${type} holds: ${path}`, async () => {
    for (const width of [360, 1280]) {
      const { page, faults, close } = await visit(browser, server, path, { width });
      assert.ok((await overflow(page)) <= 0, `the page scrolls sideways at ${width}`);
      assert.deepEqual(await overlaps(page), [], `at ${width}`);
      assert.deepEqual(faults, []);
      await close();
    }
  });
}
