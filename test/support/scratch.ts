/** A scratch folder for one test: removed when it passes, kept and named when it fails. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { cleanup } from "./cleanup.ts";

export const scratch = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "facteur-test-"));
  cleanup(t, async () => {
    if (t.passed) await rm(folder, { recursive: true, force: true });
    else t.diagnostic(`kept for inspection: ${folder}`);
  });
  return folder;
};
