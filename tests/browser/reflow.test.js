// Every type of page where little helps it: zoomed to four times, spaced out, without its fonts, with words too long.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { open, overflow, reader, teachContrast } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { pagesOf, pageTypes } from "./site.js";

const platform = samplePlatform();
const { site } = platform;
const types = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => type !== "redirect");
// A screen of 1280 pixels, zoomed: WCAG 1.4.4 and 1.4.10.
const ZOOMED = { "200 %": 640, "400 %": 320 };
// WCAG 1.4.12, word for word.
const SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";
const NO_FONT = '* { font-family: "a font that is not there" !important }';
const LONG = ["关于印发天台县规范性文件管理实施细则的通知".repeat(6).slice(0, 120), "Donaudampfschiffahrtsgesellschaftskapitaen".repeat(2).slice(0, 80)];

// Texts that their boxes cut off: a box that scrolls shows all, and what only screen readers get is no box to see.
function cutOff() {
  const cuts = (element) => {
    const { overflowX, overflowY, clipPath, display } = getComputedStyle(element);
    const hides = [overflowX, overflowY].some((value) => value === "hidden" || value === "clip");
    const tooBig = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
    return hides && clipPath === "none" && !display.startsWith("inline") && tooBig && element.innerText.trim() !== "";
  };
  return [...document.body.querySelectorAll("*")].filter(cuts).map((element) => element.outerHTML.slice(0, 120));
}

// Words that lie on other words: lines of a text drawn over those of another.
function overlapping() {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest(".gk-visually-hidden, .gk-skip, .gk-scroll, option, svg, [class*=visually-hidden]")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    // The ink of a line is lower than its box.
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const inset = (bottom - top) / 4;
      if (right - left > 2) boxes.push({ left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset, element });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  boxes.forEach((one, at) => {
    for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom; next += 1) {
      const other = boxes[next];
      if (one.element !== other.element && one.left < other.right && other.left < one.right) {
        found.push(`${one.element.outerHTML.slice(0, 80)} | ${other.element.outerHTML.slice(0, 80)}`);
      }
    }
  });
  return found;
}

// What goes on beyond its edge without a shadow there: a column that ends at the edge would seem the last one.
function unshaded() {
  const goesOn = (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "auto";
  const isPlain = (element) => !getComputedStyle(element).backgroundImage.includes("gradient");
  return [...document.body.querySelectorAll("*")].filter((element) => goesOn(element) && isPlain(element)).map((element) => element.outerHTML.slice(0, 120));
}

// All that must hold of a page as it stands.
async function holds(page, how) {
  assert.ok((await overflow(page)) <= 0, `${how}: the page scrolls sideways`);
  assert.deepEqual(await page.evaluate(cutOff), [], `${how}: cut off`);
  assert.deepEqual(await page.evaluate(overlapping), [], `${how}: words on words`);
  assert.deepEqual(await page.evaluate(unshaded), [], `${how}: goes on and does not show it`);
}

// With a style of the reader's own, to which the page's policy is no matter, and which goes again.
async function styled(page, styles, look) {
  await page.evaluate((styles) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets = [sheet];
  }, styles);
  await look();
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

// Puts a text in the place of titles, names and ways.
function rename(text) {
  for (const element of document.querySelectorAll("h1, h2, .gk-item-list a, .gk-breadcrumb li *, .gk-organ-nav a, .gk-banner__organ, .gk-attachment-list a, .gk-metadata-table dd, .gk-footer li, td, th, .gk-neighbours a, .gk-contents-list a")) {
    if (element.children.length === 0) element.textContent = text;
  }
}

// Of controls, what cannot be read, or what no border, ground or sign tells from the page in the system's own colours; of marks, those that
// a ground alone made.
function unmarked() {
  const page = getComputedStyle(document.body).backgroundColor;
  const plain = (element) => {
    const { borderTopStyle, borderTopWidth, backgroundColor, color } = getComputedStyle(element);
    if (window.contrastOf(color, element) < 4.5) return true;
    const isBordered = borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0;
    const isGrounded = !["rgba(0, 0, 0, 0)", page].includes(backgroundColor);
    const hasSign = getComputedStyle(element, "::after").content !== "none";
    return !isBordered && !isGrounded && !hasSign;
  };
  const wanted = "button, input:not([type=checkbox]), select, [aria-current]:not(.gk-breadcrumb *), [aria-pressed=true]";
  const shown = [...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  return shown.filter(plain).map((element) => element.outerHTML.slice(0, 120));
}

// Texts that stand out too little from their ground: WCAG 1.4.3, or 1.4.6 where contrast is asked for.
function faint(least) {
  const isFaint = (element) => {
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) return false;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest("svg, video, noscript, .gk-visually-hidden")) return false;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);
    return window.contrastOf(color, element) < (isLarge ? least - 1.5 : least);
  };
  return [...document.body.querySelectorAll("*")].filter(isFaint).map((element) => element.outerHTML.slice(0, 120));
}

// What moves, or would.
function moving() {
  const moves = (element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
  };
  return [...document.querySelectorAll("*")].filter(moves).map((element) => element.outerHTML.slice(0, 120));
}

for (const [name, reading] of Object.entries({ "as it comes": undefined, "in elder mode": { elder: true, size: "larger" } })) {
  describe(`every type of page ${name}`, { concurrency: 2 }, () => {
    let context;
    before(async () => {
      context = await reader(platform.browser, { reading });
    });
    after(() => context?.close());

    for (const { type, path } of types) {
      test(`${type}: ${path}`, async () => {
        const { page, faults, close } = await open(context, platform.server, path, { width: 1280 });
        for (const [zoom, width] of Object.entries(ZOOMED)) {
          await page.setViewportSize({ width, height: 800 });
          await holds(page, zoom);
          await styled(page, SPACED, () => holds(page, `spaced out at ${zoom}`));
          await styled(page, NO_FONT, () => holds(page, `without its fonts at ${zoom}`));
        }
        for (const text of LONG) {
          await page.evaluate(rename, text);
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            await holds(page, `with ${text.slice(0, 8)}… at ${width}`);
          }
        }
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}

describe("every type of page for those who ask", { concurrency: 2 }, () => {
  const filtered = pagesOf(site.folder).find((path) => readFileSync(join(site.folder, path), "utf8").includes('class="gk-list-filter"'));
  for (const { type, path } of [...types, { type: "gk-list-filter", path: filtered }]) {
    test(`for other colours, for contrast and for stillness: ${type}`, async () => {
      const context = await reader(platform.browser, { forcedColors: "active", reducedMotion: "reduce" });
      await teachContrast(context);
      const { page, close } = await open(context, platform.server, path, { width: 1280 });
      assert.deepEqual(await page.evaluate(unmarked), []);
      assert.deepEqual(await page.evaluate(moving), []);
      for (const colorScheme of ["light", "dark"]) {
        for (const [contrast, least] of Object.entries({ "no-preference": 4.5, more: 7 })) {
          await page.emulateMedia({ forcedColors: "none", colorScheme, contrast });
          // The script hears of it in a task of its own.
          await page.waitForFunction((wanted) => document.documentElement.dataset.contrast === wanted, contrast === "more" ? "high" : "off");
          assert.deepEqual(await page.evaluate(faint, least), [], `${colorScheme}, contrast ${contrast}`);
        }
      }
      await close();
      await context.close();
    });
  }
});
