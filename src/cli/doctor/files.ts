/** What the agent reads before it works: its rules and its journal. */

import { journalFile } from "../../compose/lost-parts.ts";
import { openReader } from "../../compose/reader.ts";
import { asError } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { rulesPath, rulesProblems } from "../rules/problems.ts";
import { type Diagnosis, type Looks, type Patient, toldBy } from "./diagnosis.ts";

export const lookAtRules = async function* ({ settings, language, say }: Patient): Looks {
  for (const dossier of settings.dossiers) {
    const problems = await rulesProblems(settings, dossier, language);
    const errors = problems.filter((p) => p.severity === "error").length;
    const about = `${dossier.name} : ${rulesPath(dossier)}`;
    const [first] = problems;
    yield first
      ? {
          is: errors > 0 ? "wrong" : "warning",
          check: "rules",
          about,
          said: say(
            `${problems.length} problème(s) ; d'abord : ${first.text}`,
            `${problems.length} problem(s); first: ${first.text}`,
          ),
          next: "facteur config check",
        }
      : { is: "good", check: "rules", about, said: say("règles comprises", "rules understood") };
  }
};

/** Opened and asked, not verified: that is `facteur audit`, which takes its time. */
export const lookAtJournal = async function* (
  { settings, say, language }: Patient,
  version: string,
): Looks {
  const about = journalFile(settings);
  yield await opened({ settings, say }, version).catch(
    (cause: unknown): Diagnosis => ({
      is: "wrong",
      check: "journal",
      about,
      said: asError(cause).message,
      next: say(
        "Voyez docs/audit.md : restaurer, puis `facteur audit`.",
        "See docs/audit.md: restore, then `facteur audit`.",
      ),
      ...(cause instanceof Refusal ? toldBy(cause, language) : {}),
    }),
  );
};

const opened = async (
  { settings, say }: Pick<Patient, "settings" | "say">,
  version: string,
): Promise<Diagnosis> => {
  const about = journalFile(settings);
  await using reader = openReader(settings, version);
  if (!reader)
    return {
      is: "good",
      check: "journal",
      about,
      said: say("aucun encore : l'agent n'a jamais tourné", "none yet: the agent never ran"),
    };
  const head = await reader.journal.head();
  return {
    is: "good",
    check: "journal",
    about,
    said: say(`s'ouvre, ${head?.seq ?? 0} faits`, `opens, ${head?.seq ?? 0} facts`),
  };
};
