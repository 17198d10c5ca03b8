/** Every problem of a dossier's rule files, with the settings beside them: for `config check` and `explain`. */
import { join } from "node:path";
import { folderSpool } from "../../adapters/spool/folder-spool.ts";
import type { Settings } from "../../config/settings.ts";
import type { SoundParts } from "../../config/sound-parts.ts";
import { faults } from "../../domain/faults.ts";
import { type LoadedRules, loadRules } from "../../journey/rule/load.ts";
import { FolderFault } from "../../ports/spool-faults.ts";
import { type SettingsForRules, settingsProblems } from "../../rules/against-settings.ts";
import { sortAndCut } from "../../rules/problem.ts";
import { ruleProblemTexts } from "../../rules/problem-texts.ts";
import { describeProblem, hintOf } from "../../rules/problems.ts";
import { colon, type Language } from "../io.ts";

export type DossierSettings = Settings["dossiers"][number];

export interface ToldProblem {
  readonly severity: "error" | "warning";
  /** All of it in one sentence. */
  readonly text: string;
  readonly code: string;
  readonly file: string;
  /** 1-based; absent when it concerns the whole file. */
  readonly line?: number;
  readonly column?: number;
  readonly key: string;
  readonly value: string;
  readonly what: string;
  readonly next: string;
}

/** As much of a dossier as its rules need. */
export type RulesPlace = Pick<DossierSettings, "folder" | "rules" | "shared">;

export const rulesPath = (dossier: RulesPlace): string => join(dossier.folder, dossier.rules);

export const spoolOf = ({ folder, rules, shared }: RulesPlace) =>
  folderSpool({ folder, rules, ignore: [], ...(shared === undefined ? {} : { shared }) });

/** Sealings of the file alone: an external program is one. */
export const clearNotesOf = ({ sealers }: Pick<Settings, "sealers">): ReadonlySet<string> =>
  new Set(
    sealers.flatMap((s) =>
      s.is === "external" || (s.is === "openpgp" && s.takes === "file") ? [s.name] : [],
    ),
  );

/** `away`: the folder itself is not there. */
type DossierRules = LoadedRules | { readonly is: "away"; readonly said: string };

export const loadDossierRules = async (dossier: RulesPlace): Promise<DossierRules> => {
  try {
    return await loadRules({ rules: dossier.rules, spool: spoolOf(dossier) });
  } catch (cause) {
    if (cause instanceof FolderFault) return { is: "away", said: cause.message };
    throw cause;
  }
};

export const rulesProblems = async (
  settings: Settings,
  dossier: DossierSettings,
  language: Language,
): Promise<readonly ToldProblem[]> =>
  problemsAgainst(
    {
      mode: dossier.mode,
      sealers: settings.sealers.map((s) => s.name),
      signing: settings.sealers.flatMap((s) =>
        s.is === "smime" && s.recipients.length === 0 ? [s.name] : [],
      ),
      identities: settings.identities.map((i) => ({ ...i, hasMailbox: i.mailbox !== undefined })),
    },
    dossier,
    language,
  );

/** Those of every dossier that wrong settings still name, compared with what they say for sure. */
export const soundRulesProblems = async (
  sound: SoundParts,
  language: Language,
): Promise<readonly ToldProblem[]> => {
  const { identities, sealers } = sound;
  const told: ToldProblem[] = [];
  for (const dossier of sound.dossiers) {
    const against = { mode: dossier.mode, sealers, identities };
    told.push(...(await problemsAgainst(against, dossier, language)));
  }
  return told;
};

const problemsAgainst = async (
  settings: SettingsForRules,
  dossier: RulesPlace,
  language: Language,
): Promise<readonly ToldProblem[]> => {
  const loaded = await loadDossierRules(dossier);
  const file = rulesPath(dossier);
  switch (loaded.is) {
    case "absent":
      return [whole("rules-missing", file, language)];
    case "away":
      return [whole("rules-missing", file, language, loaded.said)];
    case "unreadable":
      return [whole("rules-unreadable", file, language, loaded.said)];
    case "read": {
      const { read } = loaded;
      const all = sortAndCut([...read.problems, ...settingsProblems(read.draft, settings)]);
      return all.map((p) => ({
        severity: p.severity,
        code: p.code,
        file: p.file ?? file,
        ...(p.line > 0 ? { line: p.line } : {}),
        key: p.key,
        value: p.value,
        what: ruleProblemTexts[p.code][language].what,
        next: hintOf(p, language),
        text: describeProblem(p, file, language),
      }));
    }
  }
};

const whole = (
  code: "rules-missing" | "rules-unreadable",
  file: string,
  language: Language,
  said = "",
): ToldProblem => {
  const { what, next } = faults[code][language];
  const value = said === "" ? "" : ` (${said})`;
  return {
    severity: "error",
    code,
    file,
    key: "",
    value: said,
    what,
    next,
    text: `${file}${colon[language]}${what}${value} ${next}`,
  };
};
