/**
 * Reads acknowledgements that an organism writes as text for people, through a profile. Levels 1 and
 * 2 are at best `received`: only level 3, the definitive acquittal, may say `registered` (seed 002
 * §3.3.5). A refusal counts at any level. Words that the profile does not know are for a person.
 */
import { limits } from "../../../domain/limits.ts";
import { localTime } from "../local-time.ts";
import type { ReceiptLine, ReceiptReading } from "../receipt-format.ts";
import {
  type ExampleLine,
  type Level,
  type SampleFiles,
  shapeOf,
  type TextProfile,
} from "./text-profile.ts";

export type { TextProfile } from "./text-profile.ts";

/** Undefined when the text is not of this profile: no line states a level. */
export const parseTextReceipt = (
  text: string,
  profile: TextProfile,
): ReceiptReading | undefined => {
  const lines: ReceiptLine[] = [];
  let level: Level | undefined;
  let silent: Level | undefined;
  for (const line of cleanLines(text)) {
    const stated = levelOf(profile.level(line)?.["level"]);
    if (stated !== undefined) {
      if (silent !== undefined) lines.push(unclear(silent));
      level = stated;
      silent = stated;
    } else if (level !== undefined) {
      const found = lineOf(line, level, profile);
      if (found === undefined) continue;
      lines.push(found);
      silent = undefined;
    }
  }
  if (level === undefined) return undefined;
  if (silent !== undefined) lines.push(unclear(silent));
  return { profile: profile.name, official: profile.official, lines, ...wholeOf(text, profile) };
};

/** What the text says of the sending as a whole, by the profile's optional patterns. */
const wholeOf = (
  text: string,
  profile: TextProfile,
): Pick<ReceiptReading, "numbers" | "echo" | "stamp"> => {
  const lines = cleanLines(text);
  const first = (pattern: TextProfile["number"]) =>
    lines.map((line) => pattern(line)).find((found) => found !== undefined);
  const number = first(profile.number)?.["number"]?.trim() ?? "";
  const count = Number(first(profile.count)?.["count"] ?? "");
  const amount = first(profile.amount)?.["amount"]?.trim() ?? "";
  const stamp = first(profile.stamp);
  const local = localTime(stamp?.["date"] ?? "", stamp?.["hour"] ?? "");
  const echo = {
    ...(count > 0 ? { declarations: count } : {}),
    ...(amount === "" ? {} : { amount }),
  };
  return {
    ...(number === "" ? {} : { numbers: [number] }),
    ...(Object.keys(echo).length > 0 ? { echo } : {}),
    ...(local === undefined ? {} : { stamp: { local, by: "organism" } }),
  };
};

/** A level was announced and nothing that the profile knows was said. */
const unclear = (level: Level): ReceiptLine => ({ is: "to-read", level, about: { by: "all" } });

const lineOf = (line: string, level: Level, profile: TextProfile): ReceiptLine | undefined => {
  const one = profile.declaration(line);
  const reference = one?.["reference"]?.trim() ?? "";
  if (one !== undefined && reference !== "") {
    return { ...judge(one["words"] ?? "", level, profile), about: { by: "reference", reference } };
  }
  const whole = profile.deposit(line);
  if (whole === undefined) return undefined;
  return { ...judge(whole["words"] ?? "", level, profile), about: { by: "all" } };
};

const judge = (words: string, level: Level, profile: TextProfile): Omit<ReceiptLine, "about"> => {
  for (const negative of profile.negative) {
    const refusal = negative(words);
    if (refusal === undefined) continue;
    const code = refusal["code"] ?? "";
    return { is: "refused", level, ...(code === "" ? {} : { code }) };
  }
  if (!profile.positive[level].some((positive) => positive(words) !== undefined)) {
    return { is: "to-read", level };
  }
  return { is: level === 3 ? "registered" : "received", level };
};

const levelOf = (digit: string | undefined): Level | undefined =>
  digit === "1" ? 1 : digit === "2" ? 2 : digit === "3" ? 3 : undefined;

/** Composed accents, plain blanks: what mail programs change without meaning to. */
const cleanLines = (text: string): readonly string[] =>
  text
    .slice(0, limits.mailTextCharsMax)
    .normalize("NFC")
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(/[\u00a0\u202f\t]/gu, " ").trim());

/** A usable profile, or every problem of the JSON, its own examples included. */
export const loadTextProfile = (
  json: unknown,
  samples?: SampleFiles,
): { readonly profile: TextProfile } | { readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const profile = shapeOf(json, problems, samples);
  if (profile === undefined) return { problems };
  for (const [index, example] of profile.examples.entries()) {
    const read = (parseTextReceipt(example.text, profile)?.lines ?? []).map(comparable);
    const wanted = example.reads.map(comparableExample);
    if (JSON.stringify(read) === JSON.stringify(wanted)) continue;
    problems.push(
      `examples[${index}] : dans l'exemple n° ${index + 1}${example.file === undefined ? "" : ` (${example.file})`}, les motifs lisent ${shown(read)} et « reads » attend ${shown(wanted)}. ${remedyOf(read, wanted)}`,
    );
  }
  return problems.length === 0 ? { profile } : { problems };
};

const shown = (lines: readonly ExampleLine[]): string =>
  lines.length === 0 ? "rien" : JSON.stringify(lines);

const remedyOf = (read: readonly ExampleLine[], wanted: readonly ExampleLine[]): string => {
  if (read.length === 0)
    return "Aucune ligne ne suit « level » puis « declaration » ou « deposit » : corrigez ces motifs.";
  return read.length === wanted.length
    ? "Corrigez « positive » ou « negative » s'ils jugent mal, les groupes des motifs s'ils prennent un autre texte, ou « reads » s'il se trompe."
    : "Corrigez « declaration » ou « deposit », qui doivent prendre ces lignes et elles seules, ou « reads » s'il se trompe.";
};

const comparable = (line: ReceiptLine): ExampleLine =>
  comparableExample({
    is: line.is,
    ...(line.level === undefined ? {} : { level: line.level }),
    ...(line.about.by === "reference" ? { reference: line.about.reference } : {}),
    ...(line.code === undefined ? {} : { code: line.code }),
  });

/** One order of keys, so that two lines that say the same are the same text. */
const comparableExample = ({ is, level, reference, code }: ExampleLine): ExampleLine => ({
  is,
  ...(level === undefined ? {} : { level }),
  ...(reference === undefined ? {} : { reference }),
  ...(code === undefined ? {} : { code }),
});
