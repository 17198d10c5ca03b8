/** The page of a scene, listening for real, and a browser on it. */
import { readFileSync } from "node:fs";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Role } from "../../src/domain/role.ts";
import { openBrowser } from "./browser.ts";
import { cleanup } from "./cleanup.ts";
import { smallPage } from "./page.ts";
import { pageScene, type Scene } from "./page-scene.ts";

export interface Opened {
  readonly scene: Scene;
  /** For a clerk, once. */
  link(name: string): string;
  /** A window of its own, with somebody in it. Whatever the policy of the page stops fails the test. */
  enter(name: string, options?: BrowserContextOptions & { readonly role?: Role }): Promise<Page>;
}

/** Undefined where there is no browser: the test is then skipped, and says so. */
export const openedPage = async (t: TestContext): Promise<Opened | undefined> => {
  const browser = await openBrowser(t);
  if (!browser) return undefined;
  const scene = await pageScene(t);
  const small = await smallPage(t, scene.daemon, { port: 0 });
  const address = await small.app.listen({ host: "127.0.0.1", port: 0 });
  const complaints: string[] = [];
  cleanup(t, () => {
    if (complaints.length > 0) throw new Error(`the browser says: ${complaints.join("; ")}`);
  });
  return {
    scene,
    link: (name) => `${address}/enter?key=${small.links.make({ name, role: "clerk" })}`,
    enter: async (name, { role = "clerk", ...options } = {}) => {
      const context = await browser.newContext({ locale: "fr-FR", baseURL: address, ...options });
      const page = await context.newPage();
      page.on("console", (m) => {
        if (m.type() === "error" && !m.text().includes("status of 4")) complaints.push(m.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`/enter?key=${small.links.make({ name, role })}`);
      await page.waitForURL(`${address}/`);
      return page;
    },
  };
};

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds serious or critical on the page as it is shown. */
export const seriousOn = async (page: Page): Promise<readonly string[]> => {
  const file = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
  // Not as a script of the page, which its policy forbids: by the debugger.
  await page.evaluate(readFileSync(file, "utf8"));
  const violations = await page.evaluate<readonly Violation[]>(
    "axe.run(document).then((r) => r.violations)",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
};
