// Every page is valid HTML, by two validators that find different faults.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { builtSite, pagesOf } from "./site.js";

const site = builtSite();
after(() => site.remove());

// The first few faults are enough to see what is wrong.
const FEW = 20;

test("the Nu validator finds no error on any page", () => {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", site.folder], {
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
  for (const path of pagesOf(site.folder)) {
    const report = await validator.validateString(readFileSync(join(site.folder, path), "utf8"), path);
    for (const { messages } of report.results) {
      faults.push(...messages.map(({ line, ruleId, message }) => `${path}:${line} ${ruleId} ${message}`));
    }
  }
  assert.deepEqual(faults.slice(0, FEW), [], `${faults.length} faults`);
});
