/**
 * A profile says, as data, how one organism writes its acknowledgements as text: formats are not
 * harmonised (seed 002 §3.3.5), so a user corrects a profile without touching code. Its patterns run
 * in linear time. A profile carries examples, and is refused when it does not read them as it says.
 */
import { RE2JS } from "re2js";

export type Level = 1 | 2 | 3;

/** Named groups of the first match in a line, or undefined. */
export type Pattern = (line: string) => Readonly<Record<string, string>> | undefined;

export interface TextProfile {
  readonly name: string;
  /** Where the layout comes from, for the report. */
  readonly source: string;
  /** True only when the organism published the layout. */
  readonly official: boolean;
  /** Group `level`: the lines that follow are of this level. */
  readonly level: Pattern;
  /** Groups `reference` and `words`: what is said of one declaration. */
  readonly declaration: Pattern;
  /** Group `words`: what is said of the whole deposit. */
  readonly deposit: Pattern;
  /** Words that are good news at a level. What is good at level 2 proves nothing at level 3. */
  readonly positive: Readonly<Record<Level, readonly Pattern[]>>;
  /** Words of refusal at any level; group `code` when the organism gives one. */
  readonly negative: readonly Pattern[];
  /** Group `number`: the organism's own number for the sending; the next level may cite nothing else. */
  readonly number: Pattern;
  /** Group `count`: how many declarations it says it has. */
  readonly count: Pattern;
  /** Group `amount`: the total it says it has. */
  readonly amount: Pattern;
  /** Groups `date` and, where it is written, `hour`: when the organism says that it received. */
  readonly stamp: Pattern;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly text: string;
  /** File of the example beside the profile, when it has one: then its bytes are the text. */
  readonly file?: string;
  readonly reads: readonly ExampleLine[];
}

/** A line as an example states it; without `reference` it speaks of the whole deposit. */
export interface ExampleLine {
  readonly is: string;
  readonly level?: number;
  readonly reference?: string;
  readonly code?: string;
}

const patternCharsMax = 500;
const patternsMax = 50;
const examplesMax = 20;

type Json = Readonly<Record<string, unknown>>;
type Problems = string[];

/** Gives the text of a file beside the profile, or undefined when it cannot be read. */
export type SampleFiles = (name: string) => string | undefined;

/** The profile as the JSON states it, its examples not tried yet; problems name key and value. */
export const shapeOf = (
  json: unknown,
  problems: Problems,
  samples: SampleFiles = () => undefined,
): TextProfile | undefined => {
  if (!isObject(json)) {
    problems.push("profil : un objet JSON est attendu");
    return undefined;
  }
  knownKeys(json, shapeKeys, problems);
  const positive = isObject(json["positive"]) ? json["positive"] : {};
  knownKeys(positive, ["1", "2", "3"], problems);
  const profile: TextProfile = {
    name: text(json, "name", problems),
    source: text(json, "source", problems),
    official: json["official"] === true,
    level: pattern(json["level"], "level", { groups: ["level"], problems }),
    declaration: pattern(json["declaration"], "declaration", {
      groups: ["reference", "words"],
      problems,
    }),
    deposit: pattern(json["deposit"], "deposit", { groups: ["words"], problems }),
    positive: {
      1: patterns(positive["1"], "positive.1", problems),
      2: patterns(positive["2"], "positive.2", problems),
      3: patterns(positive["3"], "positive.3", problems),
    },
    negative: patterns(json["negative"], "negative", problems),
    number: optional(json["number"], "number", { groups: ["number"], problems }),
    count: optional(json["count"], "count", { groups: ["count"], problems }),
    amount: optional(json["amount"], "amount", { groups: ["amount"], problems }),
    stamp: optional(json["stamp"], "stamp", { groups: ["date"], problems }),
    examples: examples(json["examples"], problems, samples),
  };
  if (typeof json["official"] !== "boolean") problems.push("official : true ou false attendu");
  return problems.length === 0 ? profile : undefined;
};

const shapeKeys = [
  "$comment",
  "name",
  "source",
  "official",
  "level",
  "declaration",
  "deposit",
  "positive",
  "negative",
  "number",
  "count",
  "amount",
  "stamp",
  "examples",
];

const never: Pattern = () => undefined;

const optional: typeof pattern = (source, key, about) =>
  source === undefined ? never : pattern(source, key, about);

const pattern = (
  source: unknown,
  key: string,
  about: { readonly groups: readonly string[]; readonly problems: Problems },
): Pattern => {
  if (typeof source !== "string" || source === "" || source.length > patternCharsMax) {
    about.problems.push(`${key} : un motif de 1 à ${patternCharsMax} caractères est attendu`);
    return never;
  }
  try {
    const compiled = RE2JS.compile(source);
    const names = Object.keys(compiled.namedGroups());
    const missing = about.groups.filter((group) => !names.includes(group));
    for (const group of missing) about.problems.push(`${key} : le groupe « ${group} » manque`);
    return (line) => firstMatch(compiled, names, line);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    about.problems.push(
      `${key} : motif illisible « ${source} » (${said}). La syntaxe est celle de RE2, sans renvois (\\1) ni regards (?=…) : corrigez-le.`,
    );
    return never;
  }
};

const firstMatch = (
  compiled: RE2JS,
  names: readonly string[],
  line: string,
): Readonly<Record<string, string>> | undefined => {
  const matcher = compiled.matcher(line);
  if (!matcher.find()) return undefined;
  return Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? ""]));
};

const patterns = (list: unknown, key: string, problems: Problems): readonly Pattern[] => {
  if (!Array.isArray(list) || list.length > patternsMax) {
    problems.push(`${key} : une liste de ${patternsMax} motifs au plus est attendue`);
    return [];
  }
  return list.map((item, index) => pattern(item, `${key}[${index}]`, { groups: [], problems }));
};

const examples = (list: unknown, problems: Problems, samples: SampleFiles): readonly Example[] => {
  if (!Array.isArray(list) || list.length === 0 || list.length > examplesMax) {
    problems.push(`examples : de 1 à ${examplesMax} exemples sont attendus`);
    return [];
  }
  return list.flatMap((item: unknown, index) => {
    const found = isObject(item) ? exampleOf(item, samples) : "shape";
    if (typeof found !== "string") return found;
    problems.push(
      found === "shape"
        ? `examples[${index}] : « lines » (le texte de l'accusé, ligne par ligne) ou « file » (un fichier à côté), et « reads » (ce qui doit y être lu) sont attendus`
        : `examples[${index}].file : « ${found} » ne peut pas être lu à côté du profil : placez-y ce fichier, sans chemin dans son nom`,
    );
    return [];
  });
};

/** `"shape"`, or the name of a file that cannot be read. */
const exampleOf = (json: Json, samples: SampleFiles): Example | string => {
  const { lines, file, reads } = json;
  if (!Array.isArray(reads) || !reads.every(isExampleLine)) return "shape";
  if (typeof file === "string" && lines === undefined) {
    // Beside the profile and nowhere else: a profile is copied from one machine to another.
    const text = /[\\/]/u.test(file) ? undefined : samples(file);
    return text === undefined ? file : { text, file, reads };
  }
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) return "shape";
  return { text: lines.join("\n"), reads };
};

const isExampleLine = (json: unknown): json is ExampleLine =>
  isObject(json) &&
  typeof json["is"] === "string" &&
  ["undefined", "number"].includes(typeof json["level"]) &&
  ["undefined", "string"].includes(typeof json["reference"]) &&
  ["undefined", "string"].includes(typeof json["code"]);

const text = (json: Json, key: string, problems: Problems): string => {
  const value = json[key];
  if (typeof value === "string" && value.trim() !== "") return value;
  problems.push(`${key} : un texte est attendu`);
  return "";
};

const knownKeys = (json: Json, known: readonly string[], problems: Problems): void => {
  for (const key of Object.keys(json)) {
    if (!known.includes(key)) problems.push(`${key} : clé inconnue`);
  }
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
