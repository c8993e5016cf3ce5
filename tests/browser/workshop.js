// A part of the sample site with more in it, built: the county government, one bureau, and what a test adds.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before } from "node:test";
import { launch } from "./browser.js";
import { basePath, repository, serve } from "./site.js";

const PARTS = ["gongkai.yaml", "seeds", "content/organs.yaml", "content/xzf", "content/czj"];

// An item's file; `more` are further lines of its front matter.
export function item({ title, kind = "policy-document", date = "2020-11-02", more = "", body = "正文。" }) {
  return `---\ntitle: ${title}\nkind: ${kind}\npublished_at: ${date}\n${more}---\n\n${body}\n`;
}

// Its sources in a folder of their own, with files added; `settings` changes the text of gongkai.yaml.
export function sourcesWith(files, settings = (text) => text) {
  const root = mkdtempSync(join(tmpdir(), "gongkai-workshop-"));
  for (const part of PARTS) cpSync(join(repository, part), join(root, part), { recursive: true });
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("gongkai.yaml", settings(readFileSync(join(root, "gongkai.yaml"), "utf8")));
  for (const [path, text] of Object.entries(files)) put(path, text);
  return { root, put, remove: () => rmSync(root, { recursive: true }) };
}

// Builds them.
export function builtWith(files, settings) {
  const { root, remove } = sourcesWith(files, settings);
  const build = spawnSync("cargo", ["run", "--quiet", "--", "--root", root, "build", "--as-of", "2020-11-16"], { cwd: repository, encoding: "utf8" });
  if (build.status !== 0) throw new Error(`the site does not build:\n${build.stdout}${build.stderr}`);
  return { folder: join(root, "public"), remove };
}

// The same, served, with a browser, for one file of tests; `site`, `server` and `browser` stand once they begin.
export function platformWith(files, settings) {
  const platform = {};
  before(async () => {
    platform.site = builtWith(files, settings);
    platform.server = await serve(platform.site.folder, basePath(platform.site.folder));
    platform.browser = await launch();
  });
  after(async () => {
    await platform.browser?.close();
    await platform.server?.close();
    platform.site?.remove();
  });
  return platform;
}
