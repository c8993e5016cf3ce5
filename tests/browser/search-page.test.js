// The search page: what the module finds, shown and told, below a strict policy.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { samplePlatform } from "./platform.js";
import { openModule } from "./search-module.js";

const platform = samplePlatform();
let index, opened;

before(async () => {
  opened = await openModule(platform.site);
  ({ index } = opened);
});
after(() => opened?.close());

describe("the search page", () => {
  const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'";

  // Opens the page below a strict policy; what must not happen is collected.
  async function open(query, options = {}) {
    const context = await platform.browser.newContext({ viewport: { width: options.width ?? 1280, height: 900 }, javaScriptEnabled: options.scripts ?? true });
    const page = await context.newPage();
    const faults = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    await page.route("**/*.html*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
    });
    await page.route(/\/(search\/|assets\/search\.)/, async (route) => {
      if (options.refuse?.(route.request().url())) return route.abort();
      await options.held?.(route.request().url());
      if (options.late?.(route.request().url())) await new Promise((resolve) => { setTimeout(resolve, 1000); });
      const response = await route.fetch();
      return route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
    });
    await page.goto(`${platform.server.root}search/${query}`);
    // A file that is still on its way is nobody's any more.
    const close = async () => {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    };
    return { page, faults, close };
  }

  // The hits once the last of them is there.
  const ALL = "#gk-search:not([aria-busy]) .gk-results > li";
  const ask = (query) => `?q=${encodeURIComponent(query)}`;

  test("marks a hit that does not hold yet", async () => {
    const { page, close } = await open(ask("天政发〔2020〕18号"));
    await page.waitForSelector(ALL);
    assert.match(await page.textContent(".gk-results > li:first-child .gk-results__validity"), /^尚未施行$/);
    await close();
  });

  test("shows what the module finds, with marks, facets and pages", async () => {
    const { page, faults, close } = await open(ask("政务公开"));
    await page.waitForSelector(ALL);
    const answer = await index.search("政务公开", { limit: 10 });
    const links = await page.$$eval(".gk-results > li", (rows) => rows.map((row) => [...row.querySelectorAll("a[href]")].map((link) => link.pathname)));
    assert.deepEqual(links, answer.hits.map((hit) => [hit.url]));
    assert.equal(await page.getAttribute("[data-total]", "data-total"), String(answer.total));
    assert.equal(await page.textContent(".gk-results mark >> nth=0"), "政务公开");
    assert.ok(await page.isHidden("[data-browse]"));
    const rest = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(rest, 0);
    const report = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(report.violations.map((violation) => violation.id), []);
    assert.deepEqual(faults, []);
    await close();
  });

  test("folds its facets over the hits where there is little room", async () => {
    for (const width of [360, 768]) {
      const { page, faults, close } = await open(ask("预算"), { width });
      await page.waitForSelector(ALL);
      const button = page.getByRole("button", { name: "筛选" });
      assert.equal(await page.locator(".gk-facet:visible").count(), 0);
      assert.ok((await button.boundingBox()).y < (await page.locator(".gk-results").boundingBox()).y);
      await button.click();
      assert.equal(await button.getAttribute("aria-expanded"), "true");
      await page.locator(".gk-facet input").first().check();
      await page.getByRole("button", { name: "筛选（已选1项）" }).waitFor();
      assert.ok(await page.locator(".gk-facet").first().isVisible());
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), []);
      assert.deepEqual(faults, []);
      await close();
    }
    const { page, close } = await open(ask("预算"));
    await page.waitForSelector(".gk-facet");
    assert.ok(await page.locator(".gk-facet").first().isVisible() && await page.locator("[data-narrow]").isHidden());
    await close();
  });

  test("keeps its state in the address, and goes back", async () => {
    // By date it takes long: whoever goes back meanwhile is not told that it is still searching.
    const { page, close } = await open(ask("2020"), { late: (url) => url.includes("dates-") });
    await page.waitForSelector(ALL);
    const before = await page.getAttribute("[data-total]", "data-total");
    await page.click(".gk-facet input >> nth=0");
    // While a search runs, there is no total.
    await page.waitForFunction((total) => ![total, undefined].includes(document.querySelector("[data-total]")?.dataset.total), before);
    await page.waitForURL(/organ=/);
    await page.click("text=按发布日期");
    await page.waitForURL(/sort=date/);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((total) => document.querySelector("[data-total]")?.dataset.total === total, before);
    await page.waitForTimeout(300);
    assert.equal(await page.getAttribute("[data-total]", "data-total", { timeout: 1000 }), before);
    await page.click("text=下一页");
    await page.waitForURL(/page=2/);
    await page.waitForFunction(() => document.querySelector(".gk-results").start === 11);
    await close();
  });

  test("to ask the same again is no further step on the way back", async () => {
    const { page, close } = await open(ask("2020"));
    await page.waitForSelector(ALL);
    const steps = await page.evaluate(() => history.length);
    for (let time = 0; time < 2; time++) {
      await page.focus(".gk-search-form input[name=q]");
      await page.keyboard.press("Enter");
      await page.waitForSelector(ALL);
    }
    assert.equal(await page.evaluate(() => history.length), steps);
    await close();
  });

  test("says in the address what is being searched, and what was before a search that never ended", async () => {
    const { page, close } = await open(ask("2020"), { held: (url) => url.includes("dates-") && new Promise(() => {}) });
    await page.waitForSelector(ALL);
    await page.click("text=按发布日期");
    await page.waitForURL(/sort=date/);
    assert.equal(await page.getAttribute("#gk-search", "aria-busy"), "true");
    await page.fill(".gk-search-form input[name=q]", "政务公开");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "政务公开" && url.searchParams.get("sort") === "date");
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get("q") === "2020" && url.searchParams.get("sort") === "date");
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get("q") === "2020" && !url.searchParams.has("sort"));
    await page.waitForSelector(ALL);
    await close();
  });

  test("suggests as one types, and takes the keyboard", async () => {
    const { page, faults, close } = await open("");
    await page.locator(".gk-search-form input[name=q]").pressSequentially("天政");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("ArrowDown");
    const text = await page.textContent("[role=option][aria-selected=true]");
    await page.keyboard.press("Enter");
    await page.waitForSelector(ALL);
    assert.equal(new URL(page.url()).searchParams.get("q"), text);
    assert.deepEqual(faults, []);
    await close();
  });

  test("says when there is nothing, and shows hostile words as words", async () => {
    const { page, faults, close } = await open(ask("<img src=x onerror=alert(1)></script>"));
    await page.waitForSelector('[data-total="0"]', { state: "attached" });
    assert.match(await page.textContent("[data-status]"), /没有找到/);
    assert.ok(await page.isVisible("[data-browse] a"));
    const fields = `${ask("政务公开")}&organ=xzf`;
    await page.goto(`${platform.server.root}search/${fields}&year=1999`);
    await page.click("text=去掉筛选条件");
    await page.waitForSelector(ALL);
    assert.equal(new URL(page.url()).search, ask("政务公开"));
    await page.goto(`${platform.server.root}search/${fields}&page=500`);
    await page.waitForSelector(ALL);
    assert.notEqual(new URL(page.url()).searchParams.get("page"), "500");
    assert.deepEqual(faults, []);
    await close();
  });

  test("says when a file cannot be had, and tries again when asked", async () => {
    let refuse = true, asked = 0;
    const isTerm = (url) => url.includes("/b/") && refuse && ++asked > 0;
    const { page, close } = await open(ask("政务公开"), { refuse: isTerm });
    await page.waitForSelector(".gk-search__error");
    assert.ok(asked >= 2, "a file is tried again once");
    assert.match(await page.textContent(".gk-search__error"), /^检索没有成功：网络不通或太慢。$/);
    refuse = false;
    await page.click("text=再试一次");
    await page.waitForSelector(ALL);
    await close();
  });

  test("says when the search itself cannot be had, and shows the other ways", async () => {
    const { page, close } = await open(ask("政务公开"), { refuse: (url) => /assets\/search\.[0-9a-f]+\.js$/.test(url) });
    await page.waitForSelector("[data-status]:has-text('检索程序没有取到')");
    assert.ok(await page.isVisible("[data-browse] a"));
    await close();
  });

  test("fetches while one types what a search begins with", async () => {
    const asked = [];
    const { page, close } = await open("", { held: (url) => asked.push(new URL(url).pathname) });
    await page.locator(".gk-search-form input[name=q]").pressSequentially("天政");
    await page.waitForSelector("[role=option]");
    assert.ok(asked.some((path) => path.includes("/d/")), "what names the buckets");
    const before = asked.length;
    await page.keyboard.press("Enter");
    await page.waitForSelector(ALL);
    assert.deepEqual(asked.slice(before).filter((path) => path.includes("/d/")), []);
    await close();
  });

  test("shows the first hit while the results of others are on their way", async () => {
    const asked = [], heard = [];
    const isOther = (url) => url.includes("/r/") && asked.push(url) > 0 && url !== asked[0];
    const { page, close } = await open(ask("公开"), { held: (url) => isOther(url) && new Promise((go) => heard.push(go)) });
    await page.waitForSelector(".gk-results > li");
    assert.equal(await page.locator(".gk-results > li").count(), 1);
    assert.ok(Number(await page.getAttribute("[data-total]", "data-total")) > 10);
    assert.equal(await page.getAttribute("#gk-search", "aria-busy"), "true");
    const first = await page.textContent(".gk-results > li");
    const letting = setInterval(() => heard.splice(0).forEach((go) => go()), 20);
    await page.waitForSelector(ALL);
    clearInterval(letting);
    assert.equal(await page.locator(".gk-results > li").count(), 10);
    assert.equal(await page.textContent(".gk-results > li"), first);
    assert.ok(await page.isVisible("[data-pager] li"));
    await close();
  });

  test("leads on without scripts", async () => {
    const { page, close } = await open("", { scripts: false });
    assert.match(await page.textContent("noscript"), /JavaScript/);
    assert.ok(await page.isVisible("[data-browse] a"));
    await close();
  });
});
