// Every page is valid HTML, by two validators that find different faults: those of the site, that of the components.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { preview } from "./preview.js";
import { builtSite, pagesOf } from "./site.js";

const site = builtSite();
// The page of the theme's components, and what stands in each of its frames.
const shown = mkdtempSync(join(tmpdir(), "gongkai-components-"));
before(async () => {
  const { origin, stop } = await preview();
  try {
    const page = await (await fetch(`${origin}/-/components`)).text();
    writeFileSync(join(shown, "components.html"), page);
    const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&#x2F;", "/").replaceAll("&amp;", "&");
    const frames = [...page.matchAll(/ srcdoc="([^"]*)"/g)].map(([, document]) => plain(document));
    assert.ok(frames.length >= 25, `${frames.length} frames`);
    frames.forEach((document, at) => writeFileSync(join(shown, `frame-${at}.html`), document));
  } finally {
    stop();
  }
});
after(() => {
  rmSync(shown, { recursive: true });
  site.remove();
});

// The first few faults are enough to see what is wrong.
const FEW = 20;

test("the Nu validator finds no error on any page", () => {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", site.folder, shown], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.error, undefined, "java is missing: install it (apt-get install default-jre-headless)");
  const { messages } = JSON.parse(run.stderr);
  const faults = messages.map(({ url, lastLine, message, extract }) => `${url}:${lastLine} ${message} ${extract ?? ""}`);
  assert.deepEqual(faults.slice(0, FEW), [], `${faults.length} faults`);
});

test("html-validate finds no error on any page", async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y"],
    // A scrolling table is a named region so that keyboards reach it; which element it is does not matter.
    rules: { "prefer-native-element": "off" },
  });
  const faults = [];
  const all = [site.folder, shown].flatMap((folder) => pagesOf(folder).map((path) => join(folder, path)));
  for (const path of all) {
    const report = await validator.validateString(readFileSync(path, "utf8"), path);
    for (const { messages } of report.results) {
      faults.push(...messages.map(({ line, ruleId, message }) => `${path}:${line} ${ruleId} ${message}`));
    }
  }
  assert.deepEqual(faults.slice(0, FEW), [], `${faults.length} faults`);
});
