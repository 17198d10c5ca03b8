/** A real Chromium (Debian's), driven by playwright-core. What it cannot run says why, and with CI=true that is a failure. */
import type { TestContext } from "node:test";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "./chromium.ts";
import { cleanup } from "./cleanup.ts";

/** Undefined, and the test skipped with its reason, where there is none. */
export const openBrowser = async (t: TestContext): Promise<Browser | undefined> => {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    if (process.env["CI"] === "true") throw new Error("no Chromium: apt-get install chromium");
    t.skip("no Chromium here: apt-get install chromium");
    return undefined;
  }
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
  cleanup(t, () => browser.close());
  return browser;
};
