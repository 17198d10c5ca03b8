/**
 * Reads a `mapibox.cfg` as it is (seed 000, « Paramétrage email »; design §6). Every problem is
 * collected; one error is enough for the file not to be used, because a rule obeyed by halves sends
 * the wrong thing to the wrong place. Texts go out as they are: there are no templates here.
 * Never throws, whatever the bytes.
 */
import { isPlausibleAddress } from "../domain/address.ts";
import { limits } from "../domain/limits.ts";
import { type Decoded, decodeRuleBytes } from "./encoding.ts";
import { expectedOf, type ReceiptValues, receiptKeys } from "./keys/receipts.ts";
import { asKnownKey, isLaterKey, type KnownKey } from "./keys.ts";
import { type RuleLine, ruleLines } from "./lines.ts";
import type { Rule, RuleFile, RuleProblem } from "./rule.ts";
import { yesOrNoTold } from "./values.ts";

interface Value {
  readonly line: number;
  readonly text: string;
}

interface Values {
  readonly known: Map<KnownKey, Value>;
  readonly receipts: Map<ReceiptKey, Value>;
}

export const parseRuleFile = (bytes: Uint8Array): RuleFile => {
  if (bytes.length > limits.ruleBytesMax) {
    const value = `> ${limits.ruleBytesMax / 1024} Kio`;
    const problem = error({ code: "fichier-trop-gros", line: 0, key: "", value });
    return { encoding: "ascii", problems: [problem] };
  }
  const decoded = decodeRuleBytes(bytes);
  const problems = [...encodingProblems(decoded)];
  if (decoded.is !== "sure" && decoded.text === "") return { encoding: decoded.encoding, problems };
  const zero = decoded.text.indexOf("\0");
  // A zero byte means that this is no text file, or UTF-16 without its mark: no line can be trusted.
  if (zero >= 0) {
    const line = decoded.text.slice(0, zero).split(/\r\n|\n|\r/u).length;
    problems.push(error({ code: "caractere-interdit", line, key: "", value: "U+0000" }));
    return { encoding: decoded.encoding, problems };
  }
  const values: Values = { known: new Map(), receipts: new Map() };
  for (const line of ruleLines(decoded.text)) problems.push(...takeLine(values, line));
  problems.push(...recipientProblems(values.known.get("a")), ...textProblems(values.known));
  problems.push(...answerProblems(values.known.get("remplace")));
  const receipts = readReceipts(values.receipts);
  problems.push(...receipts.problems);
  const sorted = sortAndCut(problems);
  if (problems.some((p) => p.severity === "error"))
    return { encoding: decoded.encoding, problems: sorted };
  const expected = expectedOf(receipts.values);
  const rule = { ...ruleOf(values.known), ...(expected ? { receipts: expected } : {}) };
  return { encoding: decoded.encoding, rule, problems: sorted };
};

const ruleOf = (values: Values["known"]): Rule => {
  const profile = values.get("profil")?.text ?? "";
  return {
    // An empty `profil=` says nothing more than no `profil` at all.
    ...(profile === "" ? {} : { profile }),
    to: values.get("a")?.text ?? "",
    subject: values.get("sujet")?.text ?? "",
    note: values.get("note")?.text ?? "",
    ...(isYes(values.get("remplace")?.text) ? { replaces: true } : {}),
  };
};

const encodingProblems = (decoded: Decoded): readonly RuleProblem[] => {
  const place = { line: 0, key: "encodage" };
  switch (decoded.is) {
    case "sure":
      return [];
    case "ambiguous":
      return [error({ ...place, code: "encodage-ambigu", value: "" })];
    case "contradicted":
      return [error({ ...place, code: "encodage-inconnu", value: decoded.announced })];
  }
};

const takeLine = (values: Values, line: RuleLine): readonly RuleProblem[] => {
  switch (line.is) {
    case "section":
      return [error({ ...at(line), code: "section-non-prise-en-charge", value: line.text })];
    case "no-equals":
      return [warning({ ...at(line), code: "ligne-sans-egal", value: line.text })];
    case "entry":
      return takeEntry(values, line);
  }
};

const takeEntry = (
  values: Values,
  entry: Extract<RuleLine, { readonly is: "entry" }>,
): readonly RuleProblem[] => {
  const { line, value } = entry;
  if (isReceiptKey(entry.key))
    return takeReceipt(values.receipts, entry.key, { line, text: value });
  const key = asKnownKey(entry.key);
  if (key === undefined) {
    const place = { line, key: entry.written, value };
    return isLaterKey(entry.key)
      ? [error({ ...place, code: "cle-non-prise-en-charge" })]
      : [warning({ ...place, code: "cle-inconnue" })];
  }
  const before = values.known.get(key);
  values.known.set(key, { line, text: value });
  if (before === undefined) return [];
  // The last one wins, as in a program that reads line by line. But who sends, to whom, and how the
  // letters read is never chosen between two answers.
  const grave = key === "a" || key === "profil" || key === "encodage";
  const make = grave && before.text !== value ? error : warning;
  return [make({ code: "cle-double", line, key, value })];
};

type ReceiptKey = keyof typeof receiptKeys;

const isReceiptKey = (key: string): key is ReceiptKey => Object.hasOwn(receiptKeys, key);

const takeReceipt = (
  values: Values["receipts"],
  key: ReceiptKey,
  value: Value,
): readonly RuleProblem[] => {
  const before = values.get(key);
  values.set(key, value);
  if (before === undefined) return [];
  return [warning({ code: "cle-double", line: value.line, key, value: value.text })];
};

const readReceipts = (
  entries: Values["receipts"],
): { readonly values: ReceiptValues; readonly problems: readonly RuleProblem[] } => {
  const problems: RuleProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, { line, text }] of entries) {
    const read = receiptKeys[key].parse(text);
    if ("value" in read) values[key] = read.value;
    else
      problems.push({
        ...error({
          code: read.code === "adresse-invalide" ? read.code : "valeur-invalide",
          line,
          key,
          value: text,
        }),
        expected: read.wrong,
      });
  }
  return { values, problems };
};

const recipientProblems = (to: Value | undefined): readonly RuleProblem[] => {
  if (to === undefined || to.text === "")
    return [error({ code: "destinataire-absent", line: to?.line ?? 0, key: "a", value: "" })];
  return isPlausibleAddress(to.text)
    ? []
    : [error({ code: "adresse-invalide", line: to.line, key: "a", value: to.text })];
};

const isYes = (text: string | undefined): boolean => text?.toLowerCase() === "oui";

/** `oui` or `non`: a word that is neither must not be taken for one of them. */
const answerProblems = (value: Value | undefined): readonly RuleProblem[] =>
  value === undefined || /^(?:oui|non)$/iu.test(value.text)
    ? []
    : [
        {
          ...error({
            code: "valeur-invalide",
            line: value.line,
            key: "remplace",
            value: value.text,
          }),
          expected: yesOrNoTold,
        },
      ];

const textProblems = (values: Values["known"]): readonly RuleProblem[] =>
  [
    { key: "profil", max: limits.subjectCharsMax, forbidden: forbiddenInLine },
    { key: "sujet", max: limits.subjectCharsMax, forbidden: forbiddenInLine },
    { key: "note", max: limits.noteCharsMax, forbidden: forbiddenInNote },
  ].flatMap(({ key, max, forbidden }) => {
    const value = values.get(key as KnownKey);
    if (value === undefined) return [];
    const { line, text } = value;
    const problems: RuleProblem[] = [];
    const found = forbidden.exec(text)?.[0];
    if (found !== undefined)
      problems.push(error({ code: "caractere-interdit", line, key, value: codePoint(found) }));
    if (text.length > max)
      problems.push(
        error({ code: "texte-trop-long", line, key, value: `${text.length} > ${max}` }),
      );
    return problems;
  });

/**
 * Controls could end a header early; U+2028 and U+2029 end a line for some readers; U+FFFD is the scar
 * of a conversion that lost a letter before the file came to us.
 */
const forbiddenInLine = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u;
/** A tabulation is harmless in a body. */
const forbiddenInNote = /[^\P{Cc}\t]|[\p{Cs}\u2028\u2029\ufffd]/u;

const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Told = Omit<RuleProblem, "severity">;

const error = (told: Told): RuleProblem => problem("error", told);
const warning = (told: Told): RuleProblem => problem("warning", told);

const problem = (severity: RuleProblem["severity"], told: Told): RuleProblem => ({
  severity,
  code: told.code,
  line: told.line,
  key: shown(told.key),
  value: shown(told.value),
});

const shown = (text: string): string => {
  const clean = text.replace(/\p{Cc}/gu, "\ufffd");
  const max = limits.shownValueCharsMax;
  return clean.length <= max ? clean : `${clean.slice(0, max - 1)}…`;
};

const at = (line: RuleLine): { readonly line: number; readonly key: string } => ({
  line: line.line,
  key: "",
});

/** In the order of the file, errors kept before warnings when there are too many to show. */
const sortAndCut = (problems: readonly RuleProblem[]): readonly RuleProblem[] =>
  problems
    .toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"))
    .slice(0, limits.ruleProblemsMax)
    .toSorted((a, b) => a.line - b.line);
