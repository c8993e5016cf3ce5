// `gongkai serve` over a site, on a port of its own.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { repository } from "./site.js";

// How long a preview may take to say where it is.
const PATIENCE = 60_000;

// `root` is the address of the site's home, `origin` that of the server; `stop` ends it.
export async function preview(site = repository) {
  const args = ["run", "--quiet", "--", "--root", site, "serve", "--port", "0", "--as-of", "2020-11-16"];
  const process = spawn("cargo", args, { cwd: repository, stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => process.kill();
  const lines = createInterface({ input: process.stdout });
  const root = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the preview does not start")), PATIENCE);
    lines.once("line", (line) => resolve(line.trim()) ?? clearTimeout(late));
    process.once("exit", (code) => reject(new Error(`the preview ended with ${code}`)));
  });
  return { root, origin: new URL(root).origin, stop };
}
