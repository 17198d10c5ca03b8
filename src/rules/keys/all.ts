/** Every key of a rule file, and where each may stand. */
import type { RuleKey } from "../key.ts";
import { fileKeys } from "./file.ts";
import { matchKeys } from "./match.ts";
import { receiptKeys } from "./receipts.ts";
import { sendKeys } from "./send.ts";

const ruleKeys = { ...matchKeys, ...sendKeys, ...receiptKeys } as const;
export type RuleKeyName = keyof typeof ruleKeys;
export type FileKeyName = keyof typeof fileKeys;

export const isRuleKey = (name: string): name is RuleKeyName => Object.hasOwn(ruleKeys, name);
export const isFileKey = (name: string): name is FileKeyName => Object.hasOwn(fileKeys, name);
export const isMatchKey = (name: string): name is keyof typeof matchKeys =>
  Object.hasOwn(matchKeys, name);

/** The four of the old program, how the file is written, and whether a repetition replaces (seed 000). */
export const legacyKeys = ["profil", "a", "sujet", "note", "encodage", "remplace"] as const;

/** `[adresse …]`: one line of a plan. */
export const addressKeys = [
  "famille",
  "organisme",
  "type",
  "environnement",
  "a",
  "partage",
  "marque",
] as const satisfies readonly RuleKeyName[];

export const allKeyNames: readonly string[] = [...Object.keys(fileKeys), ...Object.keys(ruleKeys)];

export const ruleKeyOf = (name: RuleKeyName): RuleKey<unknown> => ruleKeys[name];
