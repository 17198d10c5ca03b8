/** What can be wrong with rule files: the place, the value, and what should stand there. */
import { limits } from "../domain/limits.ts";
import type { Told } from "./key.ts";

const ruleProblemCodes = [
  "accuse-non-attendu",
  "adresse-invalide",
  "adresse-non-partagee",
  "adresse-test-et-reelle",
  "bureau-organisme",
  "caractere-interdit",
  "chiffrement-inconnu",
  "chiffrement-signe",
  "cle-de-choix-par-defaut",
  "cle-double",
  "cle-hors-plan",
  "cle-hors-section",
  "cle-inconnue",
  "condition-impossible",
  "destinataire-absent",
  "encodage-ambigu",
  "encodage-inconnu",
  "expression-invalide",
  "fichier-absent",
  "fichier-illisible",
  "fichier-trop-gros",
  "fichiers-trop-nombreux",
  "fenetre-vide",
  "identite-inconnue",
  "inclusion-en-boucle",
  "ligne-sans-egal",
  "mode-sans-effet",
  "modele-inconnu",
  "modele-mal-forme",
  "modele-mal-place",
  "modele-personnel",
  "modele-sans-section",
  "modele-une-accolade",
  "note-double",
  "partage-sans-marque",
  "plan-cellule-sans-colonne",
  "plan-colonne-absente",
  "plan-colonne-double",
  "plan-colonne-inconnue",
  "plan-double",
  "plan-environnement-absent",
  "plan-ligne-masquee",
  "plan-vide",
  "preuve-faible",
  "profil-ambigu",
  "profil-inconnu",
  "regle-inatteignable",
  "regle-masquee",
  "section-double",
  "section-invalide",
  "sections-trop-nombreuses",
  "sujet-sans-ducs",
  "tacite-sans-client",
  "texte-trop-long",
  "valeur-invalide",
] as const;
export type RuleProblemCode = (typeof ruleProblemCodes)[number];

export interface RuleProblem {
  readonly severity: "error" | "warning";
  readonly code: RuleProblemCode;
  /** The file it stands in, as rule files name it; absent: the dossier's own. */
  readonly file?: string;
  /** 1-based; 0 when it concerns the whole file. */
  readonly line: number;
  readonly key: string;
  readonly value: string;
  /** What should stand there, when the code alone does not say it. */
  readonly expected?: Told;
}

export interface Place {
  readonly file?: string | undefined;
  readonly line: number;
  readonly key?: string;
  readonly value?: string;
  readonly expected?: Told;
}

export const ruleError = (code: RuleProblemCode, place: Place): RuleProblem =>
  problem("error", code, place);
export const ruleWarning = (code: RuleProblemCode, place: Place): RuleProblem =>
  problem("warning", code, place);

const problem = (
  severity: RuleProblem["severity"],
  code: RuleProblemCode,
  { file, line, key = "", value = "", expected }: Place,
): RuleProblem => ({
  severity,
  code,
  ...(file === undefined ? {} : { file }),
  line,
  key: shown(key),
  value: shown(value),
  ...(expected ? { expected } : {}),
});

const shown = (text: string): string => {
  const clean = text.replace(/\p{Cc}/gu, "\ufffd");
  const max = limits.shownValueCharsMax;
  return clean.length <= max ? clean : `${clean.slice(0, max - 1)}…`;
};

export const isError = (p: RuleProblem): boolean => p.severity === "error";

/** The dossier's own file first, in the order of lines; errors kept before warnings when there are too many to show. */
export const sortAndCut = (problems: readonly RuleProblem[]): readonly RuleProblem[] => {
  const files = ["", ...new Set(problems.flatMap((p) => p.file ?? []))];
  return problems
    .toSorted((a, b) => Number(isError(b)) - Number(isError(a)))
    .slice(0, limits.ruleProblemsMax)
    .toSorted(
      (a, b) => files.indexOf(a.file ?? "") - files.indexOf(b.file ?? "") || a.line - b.line,
    );
};
