// The search module: the same answers as the program's own reader.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { manifestOf, openModule } from "./search-module.js";
import { basePath, builtSite, serve } from "./site.js";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");
const site = builtSite();
const manifest = manifestOf(site);
let module, index, opened;

before(async () => {
  opened = await openModule(site);
  ({ module, index } = opened);
});
after(async () => {
  await opened?.close();
  site.remove();
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

  test("takes no whole file for another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-swapped-"));
    cpSync(site.folder, folder, { recursive: true });
    const buckets = join(folder, manifest.index, "b"), [one, ...others] = readdirSync(buckets);
    for (const other of others) cpSync(join(buckets, one), join(buckets, other));
    const swapped = await serve(folder, basePath(folder));
    try {
      const opened = await module.open(swapped.root);
      await assert.rejects(opened.search("政务公开 通知"), /已损坏/);
    } finally {
      await swapped.close();
      rmSync(folder, { recursive: true });
    }
  });
});
