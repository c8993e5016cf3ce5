// The built sample site, served, and a browser: there before a file's tests and gone after them.
import { after, before } from "node:test";
import { launch } from "./browser.js";
import { basePath, builtSite, serve } from "./site.js";

// `server` and `browser` stand once the tests begin; `site` stands at once, to choose pages from.
export function samplePlatform(line) {
  const platform = { site: builtSite() };
  before(async () => {
    platform.server = await serve(platform.site.folder, basePath(platform.site.folder), line);
    platform.browser = await launch();
  });
  after(async () => {
    await platform.browser?.close();
    await platform.server?.close();
    platform.site.remove();
  });
  return platform;
}
