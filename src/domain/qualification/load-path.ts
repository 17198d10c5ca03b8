/** Qualification paths from their JSON: all of them, or every problem of each, with its place. */
import { organismFamilies } from "../register/kinds.ts";
import {
  againReasons,
  attestationStep,
  type PathStep,
  type QualificationPath,
  stepKinds,
} from "./path.ts";

type Json = Readonly<Record<string, unknown>>;

const pathKeys = [
  "$comment",
  "name",
  "title",
  "source",
  "declares",
  "worth",
  "again",
  "attestation",
  "steps",
];
const stepKeys = ["id", "says", "by", "source", "needed", "lasts", "sealed"];
const durationMax = 366;

class Problems {
  readonly list: string[] = [];

  keys(json: Json, at: string, known: readonly string[]): void {
    for (const key of Object.keys(json).filter((one) => !known.includes(one)))
      this.list.push(`${at}${key} : clé inconnue ; clés possibles : ${known.join(", ")}`);
  }

  text(value: unknown, at: string): string {
    if (typeof value === "string" && value.trim() !== "") return value;
    this.list.push(`${at} : un texte est attendu`);
    return "";
  }

  word<W extends string>(value: unknown, at: string, known: readonly W[]): W {
    const found = known.find((one) => one === value);
    if (!found) this.list.push(`${at} : ${JSON.stringify(value)}, attendu : ${known.join(", ")}`);
    return found ?? (known[0] as W);
  }

  words<W extends string>(value: unknown, at: string, known: readonly W[]): readonly W[] {
    if (Array.isArray(value)) return value.map((one, n) => this.word(one, `${at}[${n}]`, known));
    this.list.push(`${at} : une liste est attendue, parmi ${known.join(", ")}`);
    return [];
  }
}

const loadPath = (
  json: unknown,
): { readonly path: QualificationPath } | { readonly problems: readonly string[] } => {
  const problems = new Problems();
  if (!isObject(json)) return { problems: ["parcours : un objet JSON est attendu"] };
  problems.keys(json, "", pathKeys);
  const { attestation } = json;
  const path: QualificationPath = {
    name: nameOf(json["name"], "name", problems),
    title: problems.text(json["title"], "title"),
    source: problems.text(json["source"], "source"),
    declares: problems.words(json["declares"], "declares", ["dpae", "ducs"]),
    worth: worthOf(json["worth"], problems),
    again: problems.words(json["again"], "again", againReasons),
    ...(attestation === undefined
      ? {}
      : { attestation: problems.text(attestation, "attestation") }),
    steps: stepsOf(json["steps"], problems),
  };
  return problems.list.length > 0 ? { problems: problems.list } : { path };
};

const nameOf = (value: unknown, at: string, problems: Problems): string => {
  if (typeof value === "string" && /^[a-z0-9][a-z0-9-]{0,39}$/u.test(value)) return value;
  problems.list.push(`${at} : des lettres minuscules, chiffres et tirets, 40 au plus`);
  return "";
};

const worthOf = (value: unknown, problems: Problems): QualificationPath["worth"] => {
  if (!isObject(value)) {
    problems.list.push("worth : un objet est attendu, famille → organism ou family");
    return {};
  }
  problems.keys(value, "worth.", [...organismFamilies, "all"]);
  return Object.fromEntries(
    Object.entries(value).map(([family, worth]) => [
      family,
      problems.word(worth, `worth.${family}`, ["organism", "family"]),
    ]),
  );
};

const stepsOf = (value: unknown, problems: Problems): readonly PathStep[] => {
  if (!Array.isArray(value) || value.length === 0) {
    problems.list.push("steps : une liste d'étapes est attendue");
    return [];
  }
  const steps = value.map((one: unknown, n) => stepOf(one, `steps[${n}]`, problems));
  for (const [n, { id }] of steps.entries()) {
    if (id !== "" && steps.findIndex((other) => other.id === id) < n)
      problems.list.push(`steps[${n}].id : ${id} y est déjà`);
    if (id === attestationStep) problems.list.push(`steps[${n}].id : ${id} est un nom réservé`);
  }
  return steps;
};

const stepOf = (value: unknown, at: string, problems: Problems): PathStep => {
  const json = isObject(value) ? value : {};
  problems.keys(json, `${at}.`, stepKeys);
  for (const key of ["needed", "sealed"])
    if (json[key] !== undefined && typeof json[key] !== "boolean")
      problems.list.push(`${at}.${key} : true ou false`);
  const lasts = lastsOf(json["lasts"], `${at}.lasts`, problems);
  return {
    id: nameOf(json["id"], `${at}.id`, problems),
    says: problems.text(json["says"], `${at}.says`),
    by: problems.word(json["by"], `${at}.by`, stepKinds),
    source: problems.text(json["source"], `${at}.source`),
    needed: json["needed"] !== false,
    ...(lasts ? { lasts } : {}),
    ...(json["sealed"] === true ? { sealed: true } : {}),
  };
};

const lastsOf = (value: unknown, at: string, problems: Problems): PathStep["lasts"] => {
  if (value === undefined) return undefined;
  const { count, unit } = isObject(value) ? value : {};
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > durationMax)
    problems.list.push(`${at}.count : un nombre entier, de 1 à ${durationMax}`);
  return { count: Number(count), unit: problems.word(unit, `${at}.unit`, ["jours", "heures"]) };
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A later path of the same name takes the place of an earlier one. */
export const qualificationPaths = (
  files: readonly { readonly name: string; readonly json: unknown }[],
):
  | { readonly paths: readonly QualificationPath[] }
  | { readonly problems: readonly { readonly file: string; readonly said: string }[] } => {
  const paths = new Map<string, QualificationPath>();
  const problems: { file: string; said: string }[] = [];
  for (const { name, json } of files) {
    const loaded = loadPath(json);
    if ("path" in loaded) paths.set(loaded.path.name, loaded.path);
    else problems.push(...loaded.problems.map((said) => ({ file: name, said })));
  }
  return problems.length > 0 ? { problems } : { paths: [...paths.values()] };
};
