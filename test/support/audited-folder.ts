/** The folder of an agent that nobody can reach, with the audited journal in it, and the command line on it. */
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type AgentFolder, agentFolder } from "./agent.ts";
import { type Audited, auditedJournal, layInto } from "./audited.ts";
import { facteur, type Said } from "./facteur.ts";

export interface AuditedFolder extends AgentFolder {
  readonly data: string;
  readonly about: Audited;
  readonly facteur: (...args: readonly string[]) => Promise<Said>;
}

const server = { host: "localhost", port: 9, security: "none" } as const;

export const auditedFolder = async (t: TestContext): Promise<AuditedFolder> => {
  const folder = await agentFolder(t, { address: "paie@client.test", submission: server });
  const sound = await auditedJournal(t);
  const data = join(folder.folder, "data");
  layInto(data, sound);
  return {
    ...folder,
    data,
    about: { ...sound, file: join(data, "journal.db"), store: join(data, "store") },
    facteur: (...args) => facteur(...args, "--config", folder.settings),
  };
};
