// The search module of a built site, as Node imports it.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { basePath, serve } from "./site.js";

export function manifestOf(site) {
  return JSON.parse(readFileSync(join(site.folder, "search", "manifest.json"), "utf8"));
}

// The module and the index that it opens over a server of its own; `close` takes away both.
export async function openModule(site) {
  const scratch = mkdtempSync(join(tmpdir(), "gongkai-search-"));
  // Node takes a module's kind from its name.
  const copy = join(scratch, "search.mjs");
  cpSync(join(site.folder, manifestOf(site).module), copy);
  const module = await import(pathToFileURL(copy));
  const server = await serve(site.folder, basePath(site.folder));
  const close = async () => {
    await server.close();
    rmSync(scratch, { recursive: true });
  };
  return { module, index: await module.open(server.root), close };
}
