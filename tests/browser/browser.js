// A real Chromium, found where Debian puts it or where CHROMIUM says.
import { existsSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import axe from "axe-core";
import { chromium } from "playwright-core";

function settings() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: install it (apt-get install chromium fonts-noto-cjk) or set CHROMIUM`);
  }
  return {
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  };
}

// A browser of its own, or a place in the one that GONGKAI_BROWSER names; to close it closes only what was opened here.
export async function launch() {
  return process.env.GONGKAI_BROWSER ? chromium.connect(process.env.GONGKAI_BROWSER) : chromium.launch(settings());
}

// A browser of its own in an environment that differs by some variables.
export async function launchWith(variables) {
  return chromium.launch({ ...settings(), env: { ...process.env, ...variables } });
}

// A browser that several processes share.
export async function serveBrowser() {
  return chromium.launchServer(settings());
}

// What axe holds pages to, whatever the impact.
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The widths of a phone, a tablet and a desk, and the ways in which pages are read at each.
export const WIDTHS = [360, 768, 1280];
export const WAYS = {
  default: {},
  elder: { reading: { elder: true } },
  "no JavaScript": { javaScriptEnabled: false },
  print: { media: "print" },
};

// A context, as a reader comes with it: `reading` is what was chosen on an earlier visit.
export async function reader(browser, { reading, ...options } = {}) {
  const context = await browser.newContext(options);
  if (reading) {
    await context.addInitScript((chosen) => localStorage.setItem("gk-reading", JSON.stringify(chosen)), reading);
  }
  return context;
}

// Gives the pages of a context `contrastOf(colour, element)`: how a computed colour stands out from the ground of an element.
export async function teachContrast(context) {
  await context.addInitScript(() => {
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const linear = (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (colour) => {
      const [red, green, blue] = channels(colour).map(linear);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    window.contrastOf = (colour, element) => {
      let around = element;
      const ground = () => getComputedStyle(around).backgroundColor;
      while (around.parentElement && (channels(ground())[3] ?? 1) === 0) around = around.parentElement;
      const [dark, light] = [luminance(colour), luminance(ground())].sort((one, other) => one - other);
      return (light + 0.05) / (dark + 0.05);
    };
  });
}

// Opens a page in a context of its own and collects what must not happen on it.
export async function visit(browser, server, path, { width, media, ...options }) {
  const context = await reader(browser, options);
  const opened = await open(context, server, path, { width, media });
  return { ...opened, close: () => context.close() };
}

// The same in a context that has other pages.
export async function open(context, server, path, { width, media }) {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 800 });
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.origin)) faults.push(`request to another host: ${request.url()}`);
  });
  if (media) await page.emulateMedia({ media });
  await page.goto(server.root + path);
  return { page, faults, close: () => page.close() };
}

// Types words into the field of an unsorted table's filter, once it is empty, and waits until the table tells what it found.
export async function narrow(page, field, words) {
  const said = (wanted) => page.waitForFunction((form) => new RegExp(form).test(document.querySelector("#main output").textContent), wanted);
  await field.fill("");
  await said("^$");
  if (words === "") return;
  await field.fill(words);
  await said("^(筛选出|共)");
}

// What axe finds, as lines that say the rule and the places; frames are looked into.
export async function violations(page, { except = [] } = {}) {
  const hasFrames = page.frames().length > 1;
  const report = await (hasFrames ? overFrames(page, except) : new AxeBuilder({ page }).withTags(TAGS).disableRules(except).analyze());
  return report.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" | ")}`);
}

// Axe in every frame before it begins in any. Its builder gives up a frame into which it does not come within a second,
// which a busy computer may need, and tells that as a fault of the page.
async function overFrames(page, except) {
  const patience = 60_000;
  for (const frame of page.frames()) await frame.evaluate(`${axe.source}; axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] })`);
  const rules = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]));
  return page.evaluate((options) => window.axe.run(document, options), { runOnly: TAGS, rules, pingWaitTime: patience, frameWaitTime: patience });
}

// How far the page scrolls sideways, in pixels.
export async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// The sum of all shifts of the layout since the page began.
export async function shifts(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: "layout-shift", buffered: true });
        // The observer hears of what is buffered in a task of its own.
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 0));
      }),
  );
}
