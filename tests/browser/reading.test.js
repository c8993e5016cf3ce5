// Elder mode, text size and contrast: chosen once, kept between visits, there with the first paint.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { overflow, violations, visit } from "./browser.js";
import { samplePlatform } from "./platform.js";

const platform = samplePlatform();
const { site } = platform;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'";
const open = (options = {}) => visit(platform.browser, platform.server, "index.html", { width: 1280, ...options });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const sizeOf = (page, selector) => page.locator(selector).first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
const pressed = async (page, name) => (await button(page, name).getAttribute("aria-pressed")) === "true";

describe("the switches in the header", () => {
  test("elder mode enlarges type and targets, and the next page has it too", async () => {
    const { page, close } = await open();
    const plain = await sizeOf(page, "main p");
    await button(page, "适老版").focus();
    await page.keyboard.press("Space");
    assert.ok(await pressed(page, "适老版"));
    assert.ok((await sizeOf(page, "main p")) >= plain * 1.3);
    const { height } = await page.getByRole("button", { name: "适老版" }).boundingBox();
    assert.ok(height >= 60, `${height}`);
    await page.locator(".gk-item-list a").first().click();
    await page.waitForLoadState();
    assert.ok(await pressed(page, "适老版"));
    assert.ok((await sizeOf(page, "main p")) >= 22);
    // One column: the navigation is folded, as on a small screen, and opens.
    assert.ok(!(await page.locator(".gk-organ-nav__body").isVisible()));
    await page.locator(".gk-organ-nav__toggle").check();
    assert.ok(await page.locator(".gk-organ-nav__body").isVisible());
    await button(page, "适老版").click();
    await page.goto(platform.server.root);
    assert.equal(await sizeOf(page, "main p"), plain);
    await close();
  });

  test("three sizes of type, and none scrolls a phone sideways", async () => {
    for (const reading of [{}, { elder: true }]) {
      const { page, close } = await open({ width: 360 });
      if (reading.elder) await button(page, "适老版").click();
      const sizes = [];
      for (const name of ["标准字号", "大字号", "特大字号"]) {
        await button(page, name).click();
        assert.ok(await pressed(page, name));
        sizes.push(await sizeOf(page, "main p"));
        assert.ok((await overflow(page)) <= 0, `${name} scrolls sideways`);
      }
      assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], `${sizes}`);
      await close();
    }
  });

  test("what was kept and is not ours does no harm", async () => {
    for (const kept of ["{", "null", "7", '{"size":"huge","elder":"yes","contrast":3}']) {
      const context = await platform.browser.newContext();
      await context.addInitScript((text) => localStorage.setItem("gk-reading", text), kept);
      const page = await context.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(platform.server.root);
      assert.ok(await pressed(page, "标准字号"), kept);
      assert.ok(!(await pressed(page, "适老版")), kept);
      assert.deepEqual(errors, []);
      await context.close();
    }
  });
});

describe("the first paint", () => {
  // The contents of a page that waits for the choice are not painted; its ground is, and is the same with any choice.
  const painted = (page) => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length > 0);

  test("has the choice, however late the script that recalls it", async () => {
    const { page, close } = await open({ reading: { elder: true } });
    // The wait has an end; here time stands still in it, so that the script alone can end it.
    const session = await page.context().newCDPSession(page);
    await session.send("Animation.enable");
    await session.send("Animation.setPlaybackRate", { playbackRate: 0 });
    let recall;
    await page.route("**/reading.*.js", (route) => (recall = () => route.continue()));
    await page.reload({ waitUntil: "commit" });
    await page.locator("main h2").first().waitFor({ state: "attached" });
    await page.waitForFunction(() => document.body.getAnimations().length > 0 && document.readyState !== "loading");
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).visibility), "hidden");
    assert.equal(await painted(page), false);
    recall();
    await page.locator("main h2").first().waitFor();
    assert.equal(await page.locator("html[data-elder]").count(), 1);
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await close();
  });

  test("waits no time worth speaking of, and without scripts none", async () => {
    const { page, close } = await open({ javaScriptEnabled: false });
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).animationName), "none");
    await close();
    const scripted = await open();
    await scripted.page.locator("html").evaluate((root) => root.removeAttribute("data-text-size"));
    const wait = await scripted.page.locator("body").evaluate((body) => getComputedStyle(body).animationDuration);
    assert.ok(parseFloat(wait) <= 0.4, wait);
    await scripted.close();
  });

  test("waits for no script", async () => {
    const context = await platform.browser.newContext();
    const page = await context.newPage();
    // A script that never comes.
    await page.route("**/*.js", () => {});
    await page.goto(platform.server.root, { waitUntil: "commit" });
    await page.locator("main h2").first().waitFor();
    const painted = await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({ type: "paint", buffered: true });
    }));
    assert.ok(painted > 0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  });

  test("and everything after it keeps to a strict Content-Security-Policy", async () => {
    const context = await platform.browser.newContext();
    const page = await context.newPage();
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.route("**/*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
    });
    await page.goto(platform.server.root);
    await button(page, "适老版").click();
    assert.ok(await pressed(page, "适老版"));
    assert.deepEqual(errors, []);
    await context.close();
  });
});

describe("what the system asks for", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const contrast of ["no-preference", "more"]) {
      test(`${colorScheme}, contrast ${contrast}: nothing hard to read, three colours`, async () => {
        const { page, close } = await open({ colorScheme, contrast });
        assert.equal(await pressed(page, "高对比度"), contrast === "more");
        assert.deepEqual(await violations(page), []);
        await button(page, "高对比度").click();
        assert.equal(await pressed(page, "高对比度"), contrast !== "more");
        assert.deepEqual(await violations(page), []);
        await close();
      });
    }
  }

  test("contrast is there without JavaScript, too", async () => {
    const { page, close } = await open({ contrast: "more", javaScriptEnabled: false });
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).color), "rgb(0, 0, 0)");
    await close();
  });

  test("nothing moves for those who ask for stillness", async () => {
    const { page, close } = await open({ reducedMotion: "reduce" });
    assert.equal(await page.locator(".gk-skip").evaluate((link) => getComputedStyle(link).transitionDuration), "0s");
    await close();
  });

  test("forced colours leave buttons their border and the pressed one its mark", async () => {
    const { page, close } = await open({ forcedColors: "active" });
    const styles = (name) => button(page, name).evaluate((element) => {
      const { borderTopStyle, backgroundColor } = getComputedStyle(element);
      return { borderTopStyle, backgroundColor };
    });
    const [on, off] = [await styles("标准字号"), await styles("大字号")];
    assert.equal(off.borderTopStyle, "solid");
    assert.notEqual(on.backgroundColor, off.backgroundColor);
    await close();
  });
});
