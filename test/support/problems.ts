/** What a running agent says is wrong, as `facteur status` hears it. */
import { join } from "node:path";
import { NoDaemon, ordersPath, sendOrder } from "../../src/adapters/system/orders.ts";
import type { Problem } from "../../src/daemon/problems.ts";
import type { AgentFolder } from "./agent.ts";
import { waitUntil } from "./wait-until.ts";

export const problemsOf = async (folder: AgentFolder): Promise<readonly Problem[]> => {
  const path = ordersPath(join(folder.folder, "data"));
  try {
    const answer = await sendOrder(path, { order: "status", args: {}, timeoutMs: 30_000 });
    return (answer as { problems: readonly Problem[] }).problems;
  } catch (cause) {
    if (cause instanceof NoDaemon) return [];
    throw cause;
  }
};

export const problemTold = (folder: AgentFolder, code: Problem["code"]): Promise<Problem> =>
  waitUntil(`the problem ${code}`, async () =>
    (await problemsOf(folder)).find((p) => p.code === code),
  );

export const problemOver = async (folder: AgentFolder, code: Problem["code"]): Promise<void> => {
  await waitUntil(`the end of ${code}`, async () =>
    (await problemsOf(folder)).every((p) => p.code !== code),
  );
};
