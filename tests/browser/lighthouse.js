// Lighthouse over the built sample site, by hand: `node lighthouse.js`. It is no dependency of the tests, for it brings
// two hundred packages; npm fetches it for the run. Prints a row a page, and fails where a score is below 95.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { basePath, builtSite, serve } from "./site.js";

const LIGHTHOUSE = "lighthouse@12.8.2";
const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PAGES = {
  home: "",
  organ: "xzf/",
  column: "xzf/columns/normative-documents.html",
  document: "xzf/mujun-banfa.html",
  table: "czj/quanze-qingdan.html",
  search: "search/?q=%E9%A2%84%E7%AE%97",
};
const DEVICES = { phone: [], desktop: ["--preset=desktop"] };

async function scores(address, device) {
  const args = ["--yes", LIGHTHOUSE, address, "--quiet", "--output=json", `--only-categories=${CATEGORIES}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu", ...device];
  const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" };
  const { stdout } = await promisify(execFile)("npx", args, { env, maxBuffer: 2 ** 28, timeout: 180_000 });
  const { categories, audits } = JSON.parse(stdout);
  // What Lighthouse advises without taking a point off has no weight in its category.
  const weighs = new Set(Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)));
  const lost = Object.values(audits).filter(({ id, score }) => weighs.has(id) && score !== null && score < 1);
  return { points: CATEGORIES.map((name) => Math.round(categories[name].score * 100)), lost: lost.map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`) };
}

const site = builtSite();
const server = await serve(site.folder, basePath(site.folder));
let isLow = false;
console.log(`| page | device | ${CATEGORIES.join(" | ")} |`);
for (const [name, path] of Object.entries(PAGES)) {
  for (const [device, options] of Object.entries(DEVICES)) {
    const { points, lost } = await scores(server.root + path, options);
    console.log(`| ${name} | ${device} | ${points.join(" | ")} |`);
    if (points.some((point) => point < LEAST)) isLow = true;
    if (lost.length > 0) console.error(`  ${lost.join("; ")}`);
  }
}
await server.close();
site.remove();
process.exitCode = isLow ? 1 : 0;
