// What programs read, held against schemas: open data against those that the site publishes, JSON-LD against the part
// of schema.org's vocabulary that pages use.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { basePath, builtSite, pagesOf, repository } from "./site.js";

const site = builtSite();
after(() => site.remove());
const read = (path) => readFileSync(join(site.folder, path), "utf8");
const parse = (path) => JSON.parse(read(path));
const files = readdirSync(site.folder, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
const pages = pagesOf(site.folder);

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats(ajv);
// Why a value is none of a schema; nothing where it is one.
const faults = (validate, value) => (validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));

function csv(text) {
  const rows = [[""]];
  let quoted = false;
  for (const [at, c] of [...text].entries()) {
    const row = rows.at(-1);
    if (c === '"') quoted = !quoted, row[row.length - 1] += quoted && text[at - 1] === '"' ? '"' : "";
    else if (c === "," && !quoted) row.push("");
    else if (c === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += c;
  }
  return rows.filter((row) => row.join("") !== "");
}

describe("open data", () => {
  const of = (name) => {
    const schema = parse(`open-data/${name}.schema.json`);
    return { schema, validate: ajv.compile(schema), data: files.filter((path) => path.endsWith(".json") && read(path).includes(`"$schema":`) && parse(path).$schema === schema.$id) };
  };

  test("a schema stands where it says that it stands", () => {
    const canonical = read("index.html").match(/<link rel="canonical" href="([^"]+)"/)[1];
    for (const name of ["directory", "table"]) assert.equal(parse(`open-data/${name}.schema.json`).$id, `${canonical}open-data/${name}.schema.json`);
  });

  test("every directory is what its schema says, and its CSV has the same columns", () => {
    const { schema, validate, data } = of("directory");
    assert.ok(data.length > 40, String(data.length));
    const columns = Object.values(schema.$defs.entry.properties).map(({ title }) => title);
    for (const path of data) {
      const value = parse(path);
      assert.deepEqual(faults(validate, value), [], path);
      assert.equal(value.total, value.entries.length, path);
      const head = read(path.replace(/json$/, "csv")).slice(1).split("\n")[0];
      assert.deepEqual(head.split(","), columns, path);
    }
    const [entry] = parse("directory.json").entries;
    for (const wrong of [{ ...entry, published: "2020-11-02 00:00" }, { ...entry, url: "/a.html" }, { ...entry, more: 1 }, { ...entry, title: null }]) {
      assert.ok(faults(validate, { ...parse("directory.json"), entries: [wrong] }).length > 0, JSON.stringify(wrong));
    }
  });

  test("every data table is what its schema says, each row as wide as its headings", () => {
    const { validate, data } = of("table");
    assert.ok(data.length > 10, String(data.length));
    for (const path of data) {
      const value = parse(path);
      assert.deepEqual(faults(validate, value), [], path);
      assert.ok(value.total === value.rows.length && value.rows.every((row) => row.length === value.headings.length), path);
      const [head, ...rows] = csv(read(path.replace(/json$/, "csv")).slice(1));
      assert.deepEqual([head.length, rows.length], [value.headings.length, value.total], path);
    }
    assert.ok(faults(validate, { ...parse(data[0]), rows: [[1]] }).length > 0);
  });
});

describe("JSON-LD", () => {
  const validate = ajv.compile(JSON.parse(readFileSync(join(repository, "tests", "browser", "json-ld.schema.json"), "utf8")));
  const blocks = pages.flatMap((path) => [...read(path).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, text]) => ({ path, value: JSON.parse(text) })));

  test("every page says of itself what schema.org has words for", () => {
    for (const { path, value } of blocks) assert.deepEqual(faults(validate, value), [], path);
    const types = new Set(blocks.map(({ value }) => value["@type"]));
    for (const type of ["WebSite", "GovernmentOrganization", "GovernmentService", "Legislation", "Article", "Report"]) assert.ok(types.has(type), type);
    const { value } = blocks.find(({ value: one }) => one["@type"] === "Legislation");
    for (const wrong of [{ ...value, datePublished: "2020-11-02 00:00" }, { ...value, legislationLegalForce: "InForce" }, { ...value, author: "甲" }, { ...value, url: "a.html" }]) {
      assert.ok(faults(validate, wrong).length > 0, JSON.stringify(wrong));
    }
  });

  test("an item published on a day says no minute, and one with a minute says it", () => {
    for (const { path, value } of blocks.filter(({ value: one }) => one.datePublished)) {
      const shown = read(path).match(/<meta name="PubDate" content="([^"]+)"/)[1];
      const [day, minute] = shown.split(" ");
      assert.equal(value.datePublished, value.datePublished.includes("T") ? `${day}T${minute}:00+08:00` : day, path);
      assert.ok(value.datePublished.includes("T") || minute === "00:00", path);
    }
  });
});
