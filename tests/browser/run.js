// All tests, or the files named, with one built site and one browser between them.
import { spawn } from "node:child_process";
import { serveBrowser } from "./browser.js";
import { builtSite } from "./site.js";

const site = builtSite();
const browser = await serveBrowser();
try {
  // Two files at a time: the validators need no browser, and most tests wait for it.
  const run = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, GONGKAI_SITE: site.folder, GONGKAI_BROWSER: browser.wsEndpoint() },
  });
  process.exitCode = await new Promise((resolve) => run.on("close", (code) => resolve(code ?? 1)));
} finally {
  await browser.close();
  site.remove();
}
