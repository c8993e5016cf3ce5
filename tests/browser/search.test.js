// Search in the browser: the same answers as the program's own reader, and a page that shows them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { samplePlatform } from "./platform.js";
import { basePath, serve } from "./site.js";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");
const platform = samplePlatform();
const { site } = platform;
const manifest = JSON.parse(readFileSync(join(site.folder, "search", "manifest.json"), "utf8"));
let module, index, scratch;

before(async () => {
  // Node takes a module's kind from its name.
  scratch = mkdtempSync(join(tmpdir(), "gongkai-search-"));
  const copy = join(scratch, "search.mjs");
  cpSync(join(site.folder, manifest.module), copy);
  module = await import(pathToFileURL(copy));
  index = await module.open(platform.server.root);
});

after(() => {
  if (scratch) rmSync(scratch, { recursive: true });
});

// What the program's own reader finds.
function found(query, options = []) {
  const program = join(repository, "target", "debug", "gongkai");
  const args = ["search", ...options, "--limit", "0", "--format", "json", "--out", site.folder, "--", query];
  const run = existsSync(program)
    ? spawnSync(program, args, { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28 })
    : spawnSync("cargo", ["run", "--quiet", "--", ...args], { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

// A document number as one says it who does not know its year.
const undated = (number) => number.replace(/[〔[（(]?\d{4}[〕\]）)]?第?/, "第");

// Titles of the sample and stretches of them, single characters, numbers, several words, nothing.
async function queries() {
  const all = await index.search("", { limit: Infinity });
  const texts = ["", "的", "2020", "天台县", "政务公开 通知", "县政府办公室印发的", "号", "，", "不存在的词语组合", "一、", "天台县人民政府 2020 31"];
  all.hits.forEach((hit, at) => {
    const characters = Array.from(hit.title);
    if (at % 17 === 0) texts.push(hit.title);
    if (at % 13 === 0) texts.push(characters.slice(at % 4, (at % 4) + 2 + (at % 9)).join(""));
    if (at % 15 === 0 && hit.document_number) texts.push(hit.document_number, undated(hit.document_number));
    if (at % 23 === 0) texts.push(Array.from(hit.excerpt).slice(3, 5 + (at % 12)).join(""));
  });
  return [...new Set(texts)].filter((text) => !text.includes("…"));
}

describe("the module", () => {
  test("cuts text as the program does", () => {
    for (const { text, tokens } of JSON.parse(readFileSync(join(here, "search-tokens.json"), "utf8"))) {
      assert.deepEqual(module.tokens(text).map((token) => token.text), tokens, text);
    }
  });

  test("is small enough", () => {
    const bytes = readFileSync(join(site.folder, manifest.module));
    const packed = spawnSync("gzip", ["-9c"], { input: bytes });
    assert.ok(packed.stdout.length <= 12 * 1024, `${packed.stdout.length} bytes`);
  });

  test("gives the items that the program gives, in the same order", async () => {
    const base = basePath(site.folder);
    const asked = await queries();
    assert.ok(asked.length > 100);
    for (const [at, query] of asked.entries()) {
      const filters = [{}, { organ: ["xzf"] }, { year: ["2020"], kind: ["policy-document", "budget"] }][at % 3];
      const sort = at % 4 === 0 ? "date" : "relevance";
      const mine = await index.search(query, { filters, sort, limit: Infinity });
      const flags = Object.entries(filters).flatMap(([name, values]) => values.flatMap((value) => [`--${name}`, value]));
      const theirs = found(query, [...flags, "--sort", sort]);
      assert.deepEqual([mine.total, mine.exact], [theirs.total, theirs.exact], query);
      assert.deepEqual(mine.hits.map((hit) => hit.url), theirs.hits.map((hit) => base + hit.url), query);
      assert.deepEqual(mine.facets, theirs.facets, query);
      for (const [place, hit] of mine.hits.slice(0, 100).entries()) assert.equal(hit.excerpt, theirs.hits[place].excerpt, query);
    }
  });

  test("puts a number and a title that were typed whole first", async () => {
    const all = await index.search("", { limit: Infinity });
    for (const hit of all.hits.filter((one, at) => at % 9 === 0)) {
      const [first] = (await index.search(hit.title, { limit: 1 })).hits;
      assert.equal(first.title, hit.title);
      if (!hit.document_number) continue;
      const typed = hit.document_number.replace("〔", "[").replace("〕", "]");
      assert.equal((await index.search(typed, { limit: 1 })).hits[0].document_number, hit.document_number);
    }
  });

  test("finds a document by its number without the year", async () => {
    const all = await index.search("", { limit: Infinity });
    const numbers = all.hits.map((hit) => hit.document_number).filter((number) => /〔\d{4}〕\d+号$/.test(number));
    assert.ok(numbers.length > 10);
    for (const number of numbers) {
      const answer = await index.search(undated(number), { limit: Infinity });
      assert.ok(answer.hits.some((hit) => hit.document_number === number), number);
      const series = answer.hits.filter((hit) => hit.document_number).map((hit) => undated(hit.document_number));
      if (!answer.exact) assert.deepEqual([...new Set(series)], [undated(number)], number);
    }
  });

  test("survives hostile queries", async () => {
    for (const query of ["<img src=x onerror=alert(1)>", "\ud800", "\udfff政", ".*+?^${}()|[]\\", '"', "x".repeat(10240), "政 ".repeat(5120), null, undefined, 5]) {
      const answer = await index.search(query);
      assert.ok(answer.total >= 0);
      assert.ok(Array.isArray(await index.suggest(query)));
    }
  });

  test("says that a file is damaged, and never guesses", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-damage-"));
    cpSync(site.folder, folder, { recursive: true });
    const broken = await serve(folder, basePath(folder));
    const right = await index.search("政务公开 通知");
    const files = readdirSync(join(folder, manifest.index), { recursive: true }).filter((name) => name.endsWith(".bin"));
    let refused = 0;
    try {
      for (let round = 0; round < 60; round++) {
        const name = round % 2 ? manifest.start : files[(round * 7919) % files.length];
        const path = join(folder, manifest.index, name), whole = readFileSync(path);
        if (round % 3 === 0) truncateSync(path, Math.floor((whole.length * (round + 1)) / 62));
        else {
          const flipped = Buffer.from(whole), bit = (round * 104729) % (whole.length * 8);
          flipped[bit >> 3] ^= 1 << (bit & 7);
          writeFileSync(path, flipped);
        }
        try {
          const answer = await (await module.open(broken.root)).search("政务公开 通知");
          assert.deepEqual(answer, right, `${name} in round ${round}`);
        } catch (error) {
          if (error.code === "ERR_ASSERTION") throw error;
          refused++;
        }
        writeFileSync(path, whole);
      }
    } finally {
      await broken.close();
      rmSync(folder, { recursive: true });
    }
    assert.ok(refused >= 30, `${refused} of 60`);
  });
});

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
    assert.match(new URL(page.url()).search, /organ=/);
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
