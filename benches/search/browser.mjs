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

// Milliseconds from the address to the first result on the page; a later search is typed and sent.
const cold = [], later = [];
for (let visit = 0; visit < VISITS; visit++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const ask = (at) => QUERIES[(visit + at) % QUERIES.length];
  // The page notes the moment by its own clock: the driver's round trips are not the reader's.
  await page.addInitScript(() => {
    globalThis.firstResult = new Promise((resolve) => {
      new MutationObserver((_, seen) => {
        if (!document.querySelector(".gk-results > li")) return;
        seen.disconnect();
        resolve(performance.now());
      }).observe(document, { childList: true, subtree: true });
    });
  });
  await page.goto(`${server.root}search/?q=${encodeURIComponent(ask(0))}`, { waitUntil: "commit" });
  cold.push(await page.evaluate(() => globalThis.firstResult));
  for (let at = 1; at < QUERIES.length; at++) {
    later.push(await page.evaluate((query) => new Promise((resolve) => {
      const form = document.querySelector(".gk-search-form");
      const start = performance.now();
      const seen = new MutationObserver(() => {
        seen.disconnect();
        resolve(performance.now() - start);
      });
      seen.observe(document.querySelector(".gk-results"), { childList: true });
      form.elements.q.value = query;
      form.requestSubmit();
    }), ask(at)));
  }
  await context.close();
}
console.log(`first result of a cold search: ${median(cold)} ms; later ones: ${median(later)} ms (medians)`);
await browser.close();
await server.close();
