/**
 * The period of a return (seed 002 §6.2.1): SSAATM, where T is the quarter or 0 for a year, and M the month
 * of the quarter or 0; AATM in a Cpop. People also write `2026-T4`, `2026-10`, `2026`.
 */
import { months } from "../paris-time.ts";

export const periodicities = ["mensuelle", "trimestrielle", "annuelle"] as const;
export type Periodicity = (typeof periodicities)[number];

export interface Period {
  readonly year: number;
  /** 1…4; 0 for a year. */
  readonly quarter: number;
  /** 1…3, the month of the quarter; 0 for a quarter or a year. */
  readonly month: number;
}

export const parsePeriod = (text: string): Period | undefined => {
  const written = text.trim().toUpperCase();
  // Four digits that begin with a century of ours are a year; else AATM.
  if (/^(?:19|20)\d\d$/u.test(written)) return valid(Number(written), 0, 0);
  const [, century = "20", short, t, m] = /^(19|20)?(\d{2})([0-4])([0-3])$/u.exec(written) ?? [];
  if (short !== undefined) return valid(Number(`${century}${short}`), Number(t), Number(m));
  const [, year, quarter, month] =
    /^((?:19|20)\d{2})(?:-?T([1-4])|-(\d{2}))?$/u.exec(written) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return valid(Number(year), Number(quarter ?? 0), 0);
  const m12 = Number(month);
  return m12 < 1 || m12 > 12
    ? undefined
    : valid(Number(year), Math.ceil(m12 / 3), ((m12 - 1) % 3) + 1);
};

/** A month without a quarter is none. */
const valid = (year: number, quarter: number, month: number): Period | undefined =>
  quarter === 0 && month > 0 ? undefined : { year, quarter, month };

export const periodicityOf = (p: Period): Periodicity => {
  if (p.quarter === 0) return "annuelle";
  return p.month === 0 ? "trimestrielle" : "mensuelle";
};

/** `202641`: how a file writes it, and how two of them compare. */
export const periodCode = (p: Period): string => `${p.year}${p.quarter}${p.month}`;

/** `2026-T4`, `2026-10`, `2026`: for file names and commands. */
export const periodName = (p: Period): string => {
  if (p.quarter === 0) return String(p.year);
  return p.month === 0 ? `${p.year}-T${p.quarter}` : `${p.year}-${two(monthOf(p))}`;
};

/** `4e trimestre 2026`, `octobre 2026`, `année 2026` */
export const periodText = (p: Period): string => {
  if (p.quarter === 0) return `année ${p.year}`;
  if (p.month === 0) return `${p.quarter}${p.quarter === 1 ? "er" : "e"} trimestre ${p.year}`;
  return `${months[monthOf(p) - 1]} ${p.year}`;
};

/** « du mois d'avril 2026 » */
export const ofMonth = (p: Period): string => {
  const text = periodText(p);
  return `du mois ${/^[aeiouy]/u.test(text) ? "d'" : "de "}${text}`;
};

/** « pour le 4e trimestre 2026 », « pour octobre 2026 » */
export const forPeriod = (p: Period): string => {
  if (p.quarter === 0) return `pour l'${periodText(p)}`;
  return p.month === 0 ? `pour le ${periodText(p)}` : `pour ${periodText(p)}`;
};

/** The one `steps` before, of the same kind. */
export const periodBefore = (p: Period, steps: number): Period => {
  const per = { annuelle: 1, trimestrielle: 4, mensuelle: 12 }[periodicityOf(p)];
  const index = p.year * per + place(p) - steps;
  const year = Math.floor(index / per);
  const at = index - year * per;
  if (per === 1) return { year, quarter: 0, month: 0 };
  if (per === 4) return { year, quarter: at + 1, month: 0 };
  return { year, quarter: Math.floor(at / 3) + 1, month: (at % 3) + 1 };
};

/** The first day after it: `2027-01-01` for the last quarter of 2026. */
export const dayAfter = (p: Period): string => {
  const next = periodBefore(p, -1);
  if (next.quarter === 0) return `${next.year}-01-01`;
  const month = next.month === 0 ? (next.quarter - 1) * 3 + 1 : monthOf(next);
  return `${next.year}-${two(month)}-01`;
};

/** The period of this kind that was over most lately on that day. */
export const lastEnded = (day: string, kind: Periodicity): Period => {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const quarter = Math.ceil(month / 3);
  const current: Readonly<Record<Periodicity, Period>> = {
    annuelle: { year, quarter: 0, month: 0 },
    trimestrielle: { year, quarter, month: 0 },
    mensuelle: { year, quarter, month: ((month - 1) % 3) + 1 },
  };
  return periodBefore(current[kind], 1);
};

const monthOf = (p: Period): number => (p.quarter - 1) * 3 + p.month;
/** 0-based inside its year. */
const place = (p: Period): number => {
  if (p.quarter === 0) return 0;
  return p.month === 0 ? p.quarter - 1 : monthOf(p) - 1;
};
const two = (n: number): string => String(n).padStart(2, "0");
