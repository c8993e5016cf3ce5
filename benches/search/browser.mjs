// How long a search takes in a real Chromium over loopback: the first one of a visit, and later ones.
//
// cargo bench --bench search -- 10000 --keep DIR && node benches/search/browser.mjs DIR/public
import { launch } from "../../tests/browser/browser.js";
import { basePath, serve } from "../../tests/browser/site.js";

const folder = process.argv[2];
const QUERIES = ["办法", "示政发〔2015〕7号", "方案 管理", "政府信息", "第3机关关于", "2018年第", "实施", "安全 2019", "的通知", "公开"];
const VISITS = 11;

const server = await serve(folder, basePath(folder));
const browser = await launch();
const median = (times) => Math.round(times.sort((one, other) => one - other)[Math.floor(times.length / 2)]);

// What the page notes by its own clock: the driver's round trips are not the reader's.
function watchFirst() {
  globalThis.firstResult = new Promise((resolve) => {
    new MutationObserver((_, seen) => {
      if (!document.querySelector(".gk-results > li")) return;
      seen.disconnect();
      resolve(performance.now());
    }).observe(document, { childList: true, subtree: true });
  });
}

// Sends the query, set where `query` says it, and tells how long its first result takes.
function send(query) {
  return new Promise((resolve) => {
    const form = document.querySelector(".gk-search-form"), start = performance.now();
    const seen = new MutationObserver(() => {
      seen.disconnect();
      resolve(performance.now() - start);
    });
    seen.observe(document.querySelector(".gk-results"), { childList: true });
    if (query) form.elements.q.value = query;
    form.requestSubmit();
  });
}

// Milliseconds from the address to the first result on the page. A later search begins when the one before it is
// shown whole, for a reader reads; it is set and sent at once, or typed and sent half a second after its last letter.
const cold = [], set = [], typed = [];
for (let visit = 0; visit < VISITS; visit++) {
  for (const later of [set, typed]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const ask = (at) => QUERIES[(visit + at) % QUERIES.length];
    await page.addInitScript(watchFirst);
    await page.goto(`${server.root}search/?q=${encodeURIComponent(ask(0))}`, { waitUntil: "commit" });
    cold.push(await page.evaluate(() => globalThis.firstResult));
    for (let at = 1; at < QUERIES.length; at++) {
      await page.waitForSelector("#gk-search:not([aria-busy])");
      if (later === typed) {
        await page.fill(".gk-search-form input[name=q]", "");
        await page.locator(".gk-search-form input[name=q]").pressSequentially(ask(at), { delay: 100 });
        await page.waitForTimeout(500);
      }
      later.push(await page.evaluate(send, later === typed ? null : ask(at)));
    }
    await context.close();
  }
}
console.log(`first result of a cold search: ${median(cold)} ms; later ones: ${median(set)} ms, typed: ${median(typed)} ms (medians)`);
await browser.close();
await server.close();
