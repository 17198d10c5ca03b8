/**
 * The data folder is the agent's own (0700). Whoever may not look into it is told so: to them it would seem that no agent ever ran,
 * that nothing is kept, that nobody has carried it away.
 */
import { accessSync, constants } from "node:fs";
import { codeOf } from "../foundation/errors.ts";
import { Refusal } from "../foundation/refusal.ts";
import { journalFile } from "./lost-parts.ts";

export const refuseClosed = (data: string): void => {
  for (const [path, rights] of [
    [data, constants.R_OK | constants.X_OK],
    [journalFile({ data }), constants.R_OK],
  ] as const)
    if (isClosed(path, rights))
      throw new Refusal(78, {
        fr: [
          `Vous n'avez pas le droit de lire ${path}, qui est à l'agent seul.`,
          "Lancez cette commande sous son utilisateur (`sudo -u facteur facteur …`) ou en root.",
        ],
        en: [
          `You may not read ${path}, which is the agent's own.`,
          "Run this command as its user (`sudo -u facteur facteur …`) or as root.",
        ],
      });
};

const isClosed = (path: string, rights: number): boolean => {
  try {
    accessSync(path, rights);
    return false;
  } catch (cause) {
    return ["EACCES", "EPERM"].includes(codeOf(cause));
  }
};
