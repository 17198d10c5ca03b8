/** A calendar from its JSON file: every problem at once, each with its place; nothing half-read. */
import { type Family, families } from "../checks/payment-modes.ts";
import {
  type Closing,
  closings,
  type LegalCalendar,
  type LegalDate,
  type Mark,
  marks,
  type NonWorking,
  nonWorkings,
} from "./legal-calendar.ts";
import { parsePeriod, periodCode } from "./period.ts";
import { isDay } from "./zoned-time.ts";

export type CalendarLoad =
  | { readonly calendar: LegalCalendar }
  | { readonly problems: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

const keys = new Set([
  "name",
  "source",
  "mark",
  "family",
  "organisms",
  "forms",
  "hour",
  "paymentHour",
  "opensDaysBefore",
  "closes",
  "shifted",
  "payDays",
  "nonWorking",
  "dtrDays",
  "dates",
]);
const hours = ["12:00", "24:00"] as const;

export const loadCalendar = (json: unknown): CalendarLoad => {
  if (!isFields(json)) return { problems: ["un objet JSON était attendu"] };
  const problems: string[] = [];
  for (const key of Object.keys(json))
    if (!keys.has(key)) problems.push(`${key} : clé inconnue (${[...keys].join(", ")})`);
  for (const key of ["name", "source"])
    if (typeof json[key] !== "string" || json[key] === "")
      problems.push(`${key} : un texte était attendu`);
  oneOf(json, "mark", marks, problems);
  oneOf(json, "family", families, problems);
  oneOf(json, "hour", hours, problems);
  if (json["paymentHour"] !== undefined) oneOf(json, "paymentHour", hours, problems);
  if (json["closes"] !== undefined) oneOf(json, "closes", closings, problems);
  const days = json["opensDaysBefore"];
  if (days !== undefined && !(Number.isInteger(days) && Number(days) >= 0 && Number(days) <= 366))
    problems.push("opensDaysBefore : un nombre de jours, de 0 à 366, était attendu");
  const pay = payOf(json, problems);
  const organisms = json["organisms"];
  if (organisms !== undefined && !isTexts(organisms))
    problems.push("organisms : une liste de textes était attendue");
  const forms = json["forms"];
  if (forms !== undefined && !isTexts(forms))
    problems.push("forms : une liste de textes était attendue");
  const dates = datesOf(json["dates"], problems);
  if (problems.length > 0) return { problems };
  return {
    calendar: {
      name: shown(json["name"]),
      source: shown(json["source"]),
      mark: json["mark"] as Mark,
      family: json["family"] as Family,
      hour: shown(json["hour"]),
      ...(json["paymentHour"] === undefined ? {} : { paymentHour: shown(json["paymentHour"]) }),
      ...(days === undefined ? {} : { opensDaysBefore: Number(days) }),
      ...(json["closes"] === undefined ? {} : { closes: json["closes"] as Closing }),
      ...pay,
      ...(isTexts(organisms) ? { organisms } : {}),
      ...(isTexts(forms) ? { forms } : {}),
      dates,
    },
  };
};

/** What depends on the employer's wages and on days that are not worked. */
const payOf = (
  json: Fields,
  problems: string[],
): Pick<LegalCalendar, "shifted" | "payDays" | "nonWorking" | "dtrDays"> => {
  const { shifted, payDays, dtrDays, nonWorking } = json;
  if (shifted !== undefined && typeof shifted !== "boolean")
    problems.push("shifted : true (décalage de paie) ou false était attendu");
  if (payDays !== undefined && !isDays(payDays))
    problems.push(
      "payDays : deux jours du mois, du premier au dernier, étaient attendus : [1, 10]",
    );
  if (nonWorking !== undefined) oneOf(json, "nonWorking", nonWorkings, problems);
  if (
    dtrDays !== undefined &&
    !(Number.isInteger(dtrDays) && Number(dtrDays) >= 0 && Number(dtrDays) <= 30)
  )
    problems.push("dtrDays : un nombre de jours ouvrés, de 0 à 30, était attendu");
  return {
    ...(typeof shifted === "boolean" ? { shifted } : {}),
    ...(isDays(payDays) ? { payDays } : {}),
    ...(nonWorking === undefined ? {} : { nonWorking: nonWorking as NonWorking }),
    ...(dtrDays === undefined ? {} : { dtrDays: Number(dtrDays) }),
  };
};

const isDays = (value: unknown): value is readonly [number, number] => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [first, last] = value as readonly unknown[];
  const isOne = (day: unknown): day is number =>
    typeof day === "number" && Number.isInteger(day) && day >= 1 && day <= 31;
  return isOne(first) && isOne(last) && first <= last;
};

const datesOf = (value: unknown, problems: string[]): readonly LegalDate[] => {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push("dates : une liste de dates était attendue");
    return [];
  }
  const seen = new Set<string>();
  return value.flatMap((one: unknown, index): LegalDate[] => {
    const place = `dates[${index}]`;
    if (!isFields(one)) {
      problems.push(`${place} : { "period", "due" } était attendu`);
      return [];
    }
    const period = parsePeriod(shown(one["period"]));
    const { due, payment } = one as { due?: unknown; payment?: unknown };
    if (!period) problems.push(`${place}.period : « ${shown(one["period"])} » ; 2026-T4, 2026-10…`);
    if (typeof due !== "string" || !isDay(due))
      problems.push(`${place}.due : « ${shown(due)} » n'est pas une date AAAA-MM-JJ`);
    if (payment !== undefined && (typeof payment !== "string" || !isDay(payment)))
      problems.push(`${place}.payment : « ${shown(payment)} » n'est pas une date AAAA-MM-JJ`);
    if (!period || typeof due !== "string") return [];
    if (seen.has(periodCode(period)))
      problems.push(`${place}.period : « ${shown(one["period"])} » y est déjà`);
    seen.add(periodCode(period));
    return [{ period, due, ...(typeof payment === "string" ? { payment } : {}) }];
  });
};

const oneOf = (json: Fields, key: string, known: readonly string[], problems: string[]): void => {
  const value = json[key];
  if (typeof value !== "string" || !known.includes(value))
    problems.push(`${key} : « ${shown(value)} » ; attendu : ${known.join(", ")}`);
};

const shown = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((v) => typeof v === "string" && v !== "");
