/** A rule as decided for one deposit: who sends what to whom, in which words. */

import type { ExpectedReceipts } from "../domain/expected-receipts.ts";
import type { Told } from "./key.ts";

/** A legacy file is one rule; `line` is 1-based. Texts are decoded and trimmed at the end. */
export interface Rule {
  /** `profil`: the identity's name or one of its legacy names; absent when the file has none. */
  readonly profile?: string;
  /** `a`: exactly one address. */
  readonly to: string;
  /** `sujet`: empty when the file has none. */
  readonly subject: string;
  /** `note`: empty when the file has none. */
  readonly note: string;
  /** `remplace=oui`: a declaration sent before is replaced without asking (seed 002 §2.5: the last one counts). */
  readonly replaces?: true;
  /** `chiffrement`: the sealing's name in the settings; absent: clear text. */
  readonly sealing?: string;
  /** `ar.*`; absent when the rule says nothing of receipts. */
  readonly receipts?: ExpectedReceipts;
}

export type RuleProblemCode =
  | "cle-inconnue"
  | "cle-non-prise-en-charge"
  | "cle-double"
  | "ligne-sans-egal"
  | "destinataire-absent"
  | "adresse-invalide"
  | "encodage-ambigu"
  | "encodage-inconnu"
  | "section-non-prise-en-charge"
  | "caractere-interdit"
  | "profil-inconnu"
  | "profil-ambigu"
  | "fichier-trop-gros"
  | "valeur-invalide"
  | "texte-trop-long";

export interface RuleProblem {
  readonly severity: "error" | "warning";
  readonly code: RuleProblemCode;
  /** 1-based; 0 when it concerns the whole file. */
  readonly line: number;
  readonly key: string;
  readonly value: string;
  /** What should stand there, when the code alone does not say it. */
  readonly expected?: Told;
}

export type RuleEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "windows-1252" | "cp850" | "ascii";

export interface RuleFile {
  readonly encoding: RuleEncoding;
  /** Absent when an error forbids to use the file. */
  readonly rule?: Rule;
  readonly problems: readonly RuleProblem[];
}
