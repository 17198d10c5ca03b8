/**
 * A profile that a user wrote as JSON, or everything that is wrong with it. A profile decides where
 * a SIRET is read: one hole in its table and a file would be sent for somebody else.
 */
import { zoneNumber } from "./layout.ts";
import { type DpaeProfile, kinds, type ProfileZone, type Role } from "./profile.ts";

type Json = Readonly<Record<string, unknown>>;

const zonesMax = 500;
const recordLengthMax = 10_000;

/** Without these no hire can be told from another, and no record from another file. */
const neededRoles: readonly Role[] = [
  "constant",
  "length",
  "version",
  "siret",
  "employer",
  "urssaf",
  "family",
  "given",
  "nir",
  "bornOn",
  "hireDate",
  "hireHour",
];

export const loadDpaeProfile = (
  json: unknown,
): { readonly profile: DpaeProfile } | { readonly problems: readonly string[] } => {
  if (!isObject(json)) return { problems: ["profil : un objet JSON est attendu"] };
  const problems: string[] = [];
  knownKeys(json, { keys: profileKeys, at: "" }, problems);
  const zones = zonesOf(json["zones"], problems);
  const profile: DpaeProfile = {
    name: text(json, "name", problems),
    source: text(json, "source", problems),
    official: json["official"] === true,
    recordLength: whole(json, { key: "recordLength", at: "" }, problems),
    messageLength: whole(json, { key: "messageLength", at: "" }, problems),
    version: text(json, "version", problems),
    zones,
  };
  if (typeof json["official"] !== "boolean") problems.push("official : true ou false attendu");
  if (problems.length === 0) coherent(profile, problems);
  return problems.length === 0 ? { profile } : { problems };
};

const profileKeys = [
  "$comment",
  "name",
  "source",
  "official",
  "recordLength",
  "messageLength",
  "version",
  "zones",
];
const zoneKeys = [
  "number",
  "name",
  "from",
  "length",
  "role",
  "kind",
  "values",
  "codes",
  "required",
  "byOrganism",
  "label",
];

/** The zones fill the record without hole or overlap, and the roles that we need are there once. */
const coherent = (profile: DpaeProfile, problems: string[]): void => {
  let next = 1;
  for (const [index, zone] of profile.zones.entries()) {
    if (zone.from !== next) {
      problems.push(`zones[${index}] « ${zone.name} » : commence en ${zone.from}, attendu ${next}`);
      return;
    }
    next += zone.length;
  }
  if (next - 1 !== profile.recordLength) {
    problems.push(`recordLength : ${profile.recordLength}, mais les zones font ${next - 1}`);
  }
  if (profile.messageLength >= profile.recordLength) {
    problems.push("messageLength : plus petit que recordLength attendu");
  }
  const roles = profile.zones.flatMap((zone) => zone.role ?? []);
  for (const role of neededRoles) {
    const times = roles.filter((one) => one === role).length;
    if (times !== 1) problems.push(`zones : le rôle « ${role} » est attendu une fois, vu ${times}`);
  }
};

const zonesOf = (list: unknown, problems: string[]): readonly ProfileZone[] => {
  if (!Array.isArray(list) || list.length === 0 || list.length > zonesMax) {
    problems.push(`zones : de 1 à ${zonesMax} zones sont attendues`);
    return [];
  }
  return list.flatMap((item: unknown, index) => {
    if (isObject(item)) return zoneOf(item, index, problems);
    problems.push(`zones[${index}] : un objet est attendu`);
    return [];
  });
};

const zoneOf = (json: Json, index: number, problems: string[]): ProfileZone => {
  const at = `zones[${index}].`;
  knownKeys(json, { keys: zoneKeys, at }, problems);
  const role = oneOf(json, { key: "role", at, known: Object.keys(zoneNumber) }, problems);
  const kind = oneOf(json, { key: "kind", at, known: kinds }, problems);
  for (const key of ["required", "byOrganism"]) {
    if (!["undefined", "boolean"].includes(typeof json[key])) {
      problems.push(`${at}${key} : true ou false attendu`);
    }
  }
  const values = texts(json["values"]);
  if (json["values"] !== undefined && values === undefined) {
    problems.push(`${at}values : une liste de textes attendue`);
  }
  const { label, codes } = json;
  if (codes !== undefined && !isCodes(codes))
    problems.push(`${at}codes : un objet de textes attendu, comme {"1": "CDD"}`);
  return {
    number: index,
    name: text(json, "name", problems, at),
    from: whole(json, { key: "from", at }, problems),
    length: whole(json, { key: "length", at }, problems),
    ...(role === undefined ? {} : { role: role as Role }),
    ...(kind === undefined ? {} : { kind: kind as (typeof kinds)[number] }),
    ...(values === undefined ? {} : { values }),
    ...(isCodes(codes) ? { codes } : {}),
    ...(json["required"] === true ? { required: true } : {}),
    ...(json["byOrganism"] === true ? { byOrganism: true } : {}),
    ...(typeof label === "string" ? { label } : {}),
  };
};

const isCodes = (codes: unknown): codes is Readonly<Record<string, string>> =>
  isObject(codes) && Object.values(codes).every((one) => typeof one === "string");

const texts = (list: unknown): readonly string[] | undefined =>
  Array.isArray(list) && list.every((item) => typeof item === "string") ? list : undefined;

const text = (json: Json, key: string, problems: string[], at = ""): string => {
  const value = json[key];
  if (typeof value === "string" && value.trim() !== "") return value;
  problems.push(`${at}${key} : un texte est attendu`);
  return "";
};

const whole = (
  json: Json,
  where: { readonly key: string; readonly at: string },
  problems: string[],
): number => {
  const value = json[where.key];
  if (typeof value === "number" && Number.isInteger(value) && value > 0) {
    if (value <= recordLengthMax) return value;
  }
  problems.push(`${where.at}${where.key} : un nombre entier de 1 à ${recordLengthMax} est attendu`);
  return 0;
};

const oneOf = (
  json: Json,
  about: { readonly key: string; readonly at: string; readonly known: readonly string[] },
  problems: string[],
): string | undefined => {
  const value = json[about.key];
  if (value === undefined) return undefined;
  if (typeof value === "string" && about.known.includes(value)) return value;
  problems.push(`${about.at}${about.key} : une de ${about.known.join(", ")} est attendue`);
  return undefined;
};

const knownKeys = (
  json: Json,
  about: { readonly keys: readonly string[]; readonly at: string },
  problems: string[],
): void => {
  for (const key of Object.keys(json)) {
    if (!about.keys.includes(key)) problems.push(`${about.at}${key} : clé inconnue`);
  }
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
