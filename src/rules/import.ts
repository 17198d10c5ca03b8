/**
 * What an old `mapibox.cfg` means, line by line, and the same as a section to grow from. Nothing of the file is
 * lost: comments and unknown lines stay where they stood.
 */
import { decodeRuleBytes } from "./encoding.ts";
import { type Told, told } from "./key.ts";
import { isFileKey, isRuleKey, legacyKeys, ruleKeyOf } from "./keys/all.ts";
import { fileKeys } from "./keys/file.ts";
import { type RuleLine, ruleLines, textOf } from "./lines.ts";
import type { RuleProblem } from "./problem.ts";
import type { RuleEncoding } from "./rule.ts";
import { readRuleSet } from "./set.ts";

export interface ImportedLine {
  readonly line: number;
  readonly text: string;
  readonly meaning: Told;
}

export interface Imported {
  readonly encoding: RuleEncoding;
  readonly lines: readonly ImportedLine[];
  readonly problems: readonly RuleProblem[];
  /** The file as one section, in UTF-8; the same text when it has sections already. */
  readonly suggestion: string;
}

export const importRules = (bytes: Uint8Array, section: string): Imported => {
  const { encoding, problems } = readRuleSet({ root: bytes, companions: new Map() });
  const lines = ruleLines(decodeRuleBytes(bytes).text);
  const sectioned = lines.some((line) => line.is === "section");
  return {
    encoding,
    problems,
    lines: lines.map((line) => ({ line: line.line, text: line.raw, meaning: meaningOf(line) })),
    suggestion: sectioned ? textOf(lines) : asSection(lines, section),
  };
};

const meaningOf = (line: RuleLine): Told => {
  switch (line.is) {
    case "blank":
      return told("", "");
    case "comment":
      return told("commentaire, gardé", "comment, kept");
    case "section":
      return told("section", "section");
    case "no-equals":
      return told("sans signe égal : ignorée", "no equals sign: ignored");
    case "entry": {
      if (isFileKey(line.key)) return fileKeys[line.key].told;
      if (isRuleKey(line.key)) return ruleKeyOf(line.key).told;
      return told("clé inconnue : ignorée", "unknown key: ignored");
    }
  }
};

/**
 * The old lines under a title. A line that the old file ignored becomes a comment, because a section refuses
 * what it does not know; `encodage` too, because the text is now UTF-8.
 */
const asSection = (lines: readonly RuleLine[], section: string): string => {
  const end = lines.find((line) => line.end !== "")?.end ?? "\n";
  const body = lines.map((line) => ({ ...line, raw: kept(line), end: line.end || end }));
  const first = body.findIndex((line) => line.is !== "blank" && line.is !== "comment");
  const at = first < 0 ? body.length : first;
  const title = { raw: `[${section}]`, end };
  return textOf([...body.slice(0, at), title, ...body.slice(at)]);
};

const kept = (line: RuleLine): string => {
  // The byte order mark and the end mark of DOS editors are no part of the text.
  const raw = line.raw.replaceAll("\ufeff", "").replaceAll("\u001a", "");
  const ignored =
    line.is === "no-equals" ||
    (line.is === "entry" &&
      (line.key === "encodage" || !legacyKeys.some((known) => known === line.key)) &&
      !isRuleKey(line.key));
  if (ignored) return `# ${raw}`;
  // In a section `{{…}}` would be a field; the old text meant the braces themselves.
  return line.is === "entry" ? raw.replaceAll("{{", "{ {") : raw;
};
