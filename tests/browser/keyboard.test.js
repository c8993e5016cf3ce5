// Every type of page by keyboard alone: each link and control is reached, in the order in which it is seen, and seen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open as openIn, reader, teachContrast, visit } from "./browser.js";
import { samplePlatform } from "./platform.js";
import { pagesOf, pageTypes } from "./site.js";

const WIDTHS = { phone: 360, desktop: 1280 };
// WCAG 2.2: the indicator of focus stands out from what is around it.
const LEAST_CONTRAST = 3;

// The parts of a page as they are seen; not every page has each.
const IN_ORDER = ["skip", "gk-banner", "gk-breadcrumb", "gk-organ-nav", "main", "gk-footer"];

const platform = samplePlatform();
const { site } = platform;
const types = pageTypes(site.folder, pagesOf(site.folder)).filter(({ type }) => type !== "redirect");
// The skip link comes without a movement, which would be measured half-way.
const STILL = { reducedMotion: "reduce" };
const open = (path, width, javaScriptEnabled = true) => visit(platform.browser, platform.server, path, { width, javaScriptEnabled, ...STILL });

// Numbers all that Tab must reach, in the order of the document, and gives their number.
function number() {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video[controls], audio[controls], iframe, [tabindex]")];
  const stops = all.filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
  stops.forEach((element, at) => (element.dataset.stop = at));
  return stops.length;
}

// The element that has the focus: where it is, and how its outline stands out; nothing where no element has it.
function stopHere() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // The middle of what is on the screen of its first line; a region that scrolls may be higher than the screen.
  const [line] = element.getClientRects();
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const there = document.elementFromPoint(middle(line.left, line.right, innerWidth), middle(line.top, line.bottom, innerHeight));
  const place = element.closest("header, .gk-breadcrumb, .gk-organ-nav, main, footer");
  return {
    at: Number(element.dataset.stop),
    place: place?.matches("main") ? "main" : (place?.className ?? "skip"),
    box: { left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY },
    outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
    contrast: window.contrastOf(outlineColor, element.parentElement),
    seen: there !== null && (element.contains(there) || there.contains(element)),
    html: element.outerHTML.slice(0, 120),
  };
}

// Tabs through the page and checks every stop; the stops in the order in which they came.
async function walk(page) {
  const count = await page.evaluate(number);
  const stops = [];
  for (let step = 0; step <= count; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(stopHere);
    if (stop === null) break;
    assert.ok(stop.outline >= 2, `no focus ring: ${stop.html}`);
    assert.ok(stop.contrast >= LEAST_CONTRAST, `a focus ring of ${stop.contrast}:1: ${stop.html}`);
    assert.ok(stop.seen, `covered or out of sight: ${stop.html}`);
    const before = stops.at(-1)?.box;
    // Further down, or further to the right where a column or a row goes on.
    const goesBack = before && stop.box.bottom <= before.top && stop.box.left <= before.right;
    assert.ok(!goesBack, `the focus goes back up from ${stops.at(-1)?.html} to ${stop.html}`);
    stops.push(stop);
  }
  assert.deepEqual(stops.map(({ at }) => at), [...Array(count).keys()], "each is reached once, and then the page is left");
  return stops;
}

// Opens and closes by key whatever folds.
async function folds(page) {
  for (const summary of await page.locator("summary:visible").all()) {
    const isOpen = () => summary.evaluate(({ parentElement }) => parentElement.open);
    for (const key of ["Enter", "Space"]) {
      const before = await isOpen();
      await summary.press(key);
      assert.equal(await isOpen(), !before, `${key} on ${await summary.innerText()}`);
    }
  }
}

describe("Tab goes through every type of page", { concurrency: 2 }, () => {
  let context;
  before(async () => {
    context = await reader(platform.browser, STILL);
    await teachContrast(context);
  });
  after(() => context?.close());

  for (const { type, path } of types) {
    for (const width of Object.values(WIDTHS)) {
      test(`${type}, ${width}: ${path}`, async () => {
        const { page, faults, close } = await openIn(context, platform.server, path, { width });
        const places = [];
        for (const { place } of await walk(page)) if (places.at(-1) !== place) places.push(place);
        assert.deepEqual(places, IN_ORDER.filter((place) => places.includes(place)));
        // Past the navigation by the first stop, as on any page.
        await page.locator("a.gk-skip").focus();
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "main");
        await folds(page);
        assert.deepEqual(faults, []);
        await close();
      });
    }
  }
});

describe("by keyboard alone", () => {
  const item = types.find(({ type }) => type === "gk-item").path;

  test("the first stop is the way to the content", async () => {
    const { page, close } = await open(item, WIDTHS.desktop);
    await page.keyboard.press("Tab");
    const skip = page.locator("a.gk-skip");
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    const box = await skip.boundingBox();
    assert.ok(box.y >= 0, "the skip link is visible while it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await close();
  });

  test("search is sent with the words and the organ, and the organ can be let go", async () => {
    const { page, close } = await open(item, WIDTHS.desktop);
    await page.locator("header input[name=q]").focus();
    await page.keyboard.type("预算");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\//);
    const parameters = new URL(page.url()).searchParams;
    assert.equal(parameters.get("q"), "预算");
    assert.equal(parameters.get("organ"), item.split("/")[0]);
    await close();
  });

  test("the accordion opens by key and holds links", async () => {
    const { page, close } = await open("index.html".replace("index.html", `${item.split("/")[0]}/index.html`), WIDTHS.desktop, false);
    const branch = page.locator(".gk-organ-nav__directories > li > details").first();
    assert.equal(await branch.getAttribute("open"), null);
    await branch.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    assert.notEqual(await branch.getAttribute("open"), null);
    assert.ok(await branch.locator("a").first().isVisible());
    await close();
  });

  test("on a phone the folded navigation opens by key, without JavaScript", async () => {
    const { page, close } = await open(item, WIDTHS.phone, false);
    const body = page.locator(".gk-organ-nav__body");
    assert.ok(!(await body.isVisible()));
    await page.locator(".gk-organ-nav__toggle").focus();
    await page.keyboard.press("Space");
    assert.ok(await body.isVisible());
    await close();
  });
});
