// Every component of the theme by its examples, as the preview shows them: seen, read aloud, used by keyboard.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WAYS, WIDTHS, launch, open, overflow, reader, violations } from "./browser.js";
import { preview } from "./preview.js";

// Where axe looks, which takes longest: the pages that components make up are looked at in every way.
const LOOKED_AT = { default: 1280, elder: 360 };
// A page of examples has one landmark many times, one of each in a frame of its own.
const OF_EXAMPLES = { except: ["landmark-unique"] };

let browser;
let server;
before(async () => {
  browser = await launch();
  const { origin, stop } = await preview();
  server = { origin, root: origin, stop };
});
after(async () => {
  await browser?.close();
  server?.stop();
});

const examplesOf = (page) => page.frames().slice(1);

describe("every example of every component", () => {
  for (const [way, { media, ...options }] of Object.entries(WAYS)) {
    test(way, async () => {
      const context = await reader(browser, options);
      const { page, faults } = await open(context, server, "/-/components", { width: WIDTHS[0], media });
      const frames = examplesOf(page);
      assert.ok(frames.length >= 25, `${frames.length}`);
      assert.equal(await page.locator(".gk-component__fault").count(), 0);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        if (way !== "print") {
          assert.ok((await overflow(page)) <= 0, `the page scrolls sideways at ${width}`);
          for (const frame of frames) assert.ok((await overflow(frame)) <= 0, `${await frame.title()} scrolls sideways at ${width}`);
        }
        if (LOOKED_AT[way] === width) assert.deepEqual(await violations(page, OF_EXAMPLES), []);
      }
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("is seen whole: its frame is as high as it is", async () => {
    const { page, close } = await open(await browser.newContext(), server, "/-/components", { width: 1280 });
    for (const frame of examplesOf(page)) {
      const hidden = () => frame.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      const element = await frame.frameElement();
      await page.waitForFunction((shown) => shown.dataset.fitted === "true", element, { timeout: 5000 });
      await page.waitForFunction((shown) => shown.contentDocument.documentElement.scrollHeight <= shown.clientHeight, element, { timeout: 5000 });
      assert.ok((await hidden()) <= 0, await frame.title());
    }
    await close();
  });

  test("is reached by keyboard, and every stop is seen", async () => {
    const { page, close } = await open(await browser.newContext(), server, "/-/components", { width: 1280 });
    for (const frame of examplesOf(page)) {
      // What takes part in Tab: everything that can, but what is hidden and what stands in closed details.
      const stops = await frame.evaluate(() => {
        const all = [...document.querySelectorAll("a[href], button, input, summary, video, audio, [tabindex='0']")];
        return all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0).length;
      });
      if (stops === 0) continue;
      const element = await frame.frameElement();
      await element.focus();
      const seen = new Set();
      for (let step = 0; step < stops + 20; step += 1) {
        await page.keyboard.press("Tab");
        const stop = await frame.evaluate(() => {
          const focused = document.activeElement;
          if (!document.hasFocus() || focused === document.body) return null;
          window.stops ??= new Map();
          if (!window.stops.has(focused)) window.stops.set(focused, window.stops.size);
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          return { at: window.stops.get(focused), outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, html: focused.outerHTML };
        });
        if (!stop) break;
        assert.ok(stop.outlined, `${await frame.title()}: ${stop.html}`);
        seen.add(stop.at);
      }
      assert.equal(seen.size, stops, await frame.title());
    }
    await close();
  });
});
