/** Settings in which each case has a dossier and an identity of its own name, and is not slowed down by its neighbours. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentFolder } from "./agent.ts";

export const settleMany = (
  folder: AgentFolder,
  identities: Readonly<Record<string, unknown>>,
): void => {
  const dossiers: Record<string, unknown> = {};
  for (const name of Object.keys(identities)) {
    dossiers[name] = { mode: "reel", quietSeconds: 0.2 };
    mkdirSync(folder.dossier(join("..", name)), { recursive: true });
    const rules = `profil=${name}\r\na=accept@organisme.test\r\nsujet=DUE\r\n`;
    writeFileSync(folder.dossier(join("..", name, "mapibox.cfg")), rules);
  }
  const sending = { retryMinutes: [0.01], parallel: 20, perMinute: 1000 };
  folder.settle({ identities, dossiers, sending });
};
