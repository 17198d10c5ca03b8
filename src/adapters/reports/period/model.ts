/** Builds a period's reconciliation from facts alone: contents may have been erased long ago. */
import {
  forPeriod,
  parsePeriod,
  periodCode,
  periodName,
  periodText,
} from "../../../domain/calendar/period.ts";
import type { Family } from "../../../domain/checks/payment-modes.ts";
import { toCorrect } from "../../../domain/correction.ts";
import { type DeclarationState, mayBeThere } from "../../../domain/declaration-state.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { familyNames } from "../../../domain/due/series-text.ts";
import { type DepositId, declarationId } from "../../../domain/ids.ts";
import { mayHaveArrived } from "../../../domain/message.ts";
import type { MissingRow, PeriodModel, PeriodRow } from "../../../domain/report/period.ts";
import { byDeclaration, type RuledMail, timesOf } from "../../../domain/ruled-mails.ts";
import type { Tone } from "../../../domain/situations.ts";
import type { PeriodForPeople } from "../../../ports/reporter.ts";
import { printable } from "../model/printable.ts";

import { footerOf, headOf, type Told } from "../told.ts";

interface Line {
  readonly deposit: Deposit;
  /** Keyed hash of the declaration's business key. */
  readonly key: string;
  readonly organism: string;
  readonly form: string;
  readonly state?: DeclarationState;
  /** The one that carries it; absent when it was never ruled. */
  readonly mail?: RuledMail;
}

export const periodModel = (input: PeriodForPeople, told: Told): PeriodModel => {
  const groups = new Map<string, Line[]>();
  for (const deposit of input.deposits)
    for (const line of linesOf(deposit, periodCode(input.period))) {
      const key = JSON.stringify([deposit.claimed.dossier, line.organism, line.form]);
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
  const left = leftIn(input.deposits);
  const rows = [...groups.values()].map((lines) => rowOf(lines, { left, told })).toSorted(byPlace);
  const missing = input.missing.map((m) => ({
    dossier: printable(m.dossier),
    organism: printable(m.organism),
    name: printable(
      m.because === "adhesion" ? m.name : named({ addresses: [m.address ?? ""], ...m }, told),
    ),
    form: printable(m.form),
    clients: m.clients,
    because: m.because,
    who: m.because === "adhesion" ? m.who.map(printable) : [],
    before: m.before,
  }));
  return {
    layout: 1,
    period: periodName(input.period),
    periodText: periodText(input.period),
    ...headOf(input),
    forPeriod: forPeriod(input.period),
    answer: answer(rows, missing, forPeriod(input.period)),
    rows,
    missing,
    footer: footerOf(told),
  };
};

/** Returns of the period; hires belong to the month in which they were taken. */
const linesOf = (deposit: Deposit, code: string): readonly Line[] => {
  const { recognised } = deposit;
  if (recognised === undefined) return [];
  const mails = byDeclaration(deposit);
  const known = (i: number) => {
    const [state, mail] = [deposit.declarations[i], mails.get(declarationId(deposit.id, i + 1))];
    return { ...(state ? { state } : {}), ...(mail ? { mail } : {}) };
  };
  if (recognised.format.startsWith("dpae"))
    return recognised.keys.map((key, i) => ({
      deposit,
      key,
      organism: "DPAE",
      form: "",
      ...known(i),
    }));
  return (recognised.series ?? []).flatMap((s, i) => {
    const period = parsePeriod(s.period);
    return period && periodCode(period) === code
      ? [
          {
            deposit,
            key: recognised.keys[i] ?? "",
            organism: s.organism,
            form: s.form,
            ...known(i),
          },
        ]
      : [];
  });
};

/**
 * A declaration that was dropped again (a duplicate, a correction, a test that became real) counts once: as the
 * newest that left, else as the newest.
 */
const bestOf = (lines: readonly Line[]): readonly Line[] => {
  const best = new Map<string, Line>();
  for (const line of lines.toSorted((a, b) => weight(a) - weight(b))) best.set(line.key, line);
  return [...best.values()];
};

const weight = (line: Line): number => line.deposit.claimed.seq + (hasGone(line) ? 2 ** 40 : 0);

/** Of a file that left cut, one half may have been refused. */
const hasGone = ({ deposit, state }: Line): boolean =>
  state ? mayBeThere(deposit, state.id) : deposit.messages.some(mayHaveArrived);

interface Known {
  /** Whether a deposit may have left; true for those of another period. */
  readonly left: (id: DepositId) => boolean;
  readonly told: Told;
}

const leftIn = (deposits: readonly Deposit[]): Known["left"] => {
  const unsent = new Set(deposits.filter((d) => !d.messages.some(mayHaveArrived)).map((d) => d.id));
  return (id) => !unsent.has(id);
};

/** Refused or rejected, and declared again by a deposit that left: its correction is counted in its place. */
const correctedBy = ({ deposit, state }: Line, left: Known["left"]): DepositId | undefined =>
  state && toCorrect(deposit).includes(state)
    ? deposit.corrected.find((c) => c.declarations.includes(state.id) && left(c.by))?.by
    : undefined;

const rowOf = (lines: readonly Line[], { left, told }: Known): PeriodRow => {
  const [first] = lines;
  const counted = bestOf(lines.filter((l) => l.state?.is !== "superseded"));
  const alive = counted.filter((l) => correctedBy(l, left) === undefined);
  const corrections = lines.flatMap((l) => correctedBy(l, left) ?? []);
  const sent = alive.filter(hasGone);
  const proven = (is: DeclarationState["is"]): number =>
    alive.filter((l) => l.state?.is === is && l.state.proven).length;
  const level = (wanted: number): number => alive.filter((l) => levelOf(l.state) >= wanted).length;
  const registered = proven("registered");
  const refused = proven("refused");
  const otherwise = alive.filter((l) => l.state?.is === "otherwise");
  const waiting = sent.filter(
    (l) => l.state === undefined || l.state.is === "waiting" || l.state.is === "received",
  ).length;
  const both = otherwise.filter((l) => sent.includes(l)).length;
  const doubtful = sent.length - waiting - registered - refused - both;
  const counts = {
    produced: alive.length,
    sent: sent.length,
    level1: level(1),
    level2: level(2),
    level3: level(3),
    registered,
    refused,
    corrected: corrections.length,
    doubtful: Math.max(0, doubtful),
    waiting,
    otherwise: otherwise.length,
    unsent: alive.length - sent.length - (otherwise.length - both),
  };
  return {
    dossier: printable(first?.deposit.claimed.dossier ?? ""),
    organism: printable(first?.organism ?? ""),
    name: printable(nameOf(lines, told)),
    form: printable(first?.form ?? ""),
    ...counts,
    tone: toneOf(counts),
    ...(corrections.length > 0 ? { correctedBy: [...new Set(corrections)] } : {}),
    deposits: [...new Set(lines.map((l) => l.deposit.id))],
  };
};

const nameOf = (lines: readonly Line[], told: Told): string => {
  const family = lines
    .map((l) => timesOf(l.deposit, l.mail ?? {}).family)
    .find((f) => f !== undefined);
  const about = {
    addresses: lines.flatMap((l) => l.mail?.to ?? []),
    organism: lines[0]?.organism ?? "",
    ...(family === undefined ? {} : { family }),
  };
  return named(about, told);
};

interface Called {
  /** It was written to, newest last. */
  readonly addresses: readonly string[];
  readonly family?: Family;
  readonly organism: string;
}

/** As the settings call it, else by its family, else by its address, else by its number. */
const named = ({ addresses, family, organism }: Called, told: Told): string => {
  const known = addresses.filter((a) => a !== "").map((a) => a.toLowerCase());
  const name = known.map((a) => told.nameOf(a)).find((n) => !known.includes(n));
  return name ?? (family === undefined ? (known.at(-1) ?? organism) : familyNames[family]);
};

/** A final verdict stands for the levels below it, and only what is authenticated counts. */
const levelOf = (state: DeclarationState | undefined): number => {
  const proofs = (state?.verdicts ?? []).filter((v) => v.closes);
  return Math.max(
    0,
    ...proofs.map((v) => {
      if (v.is === "registered" || v.is === "refused") return 3;
      return v.level ?? (v.is === "received" ? 1 : 0);
    }),
  );
};

type RowCounts = Pick<
  PeriodRow,
  | "produced"
  | "sent"
  | "registered"
  | "refused"
  | "corrected"
  | "doubtful"
  | "waiting"
  | "otherwise"
  | "unsent"
>;

const toneOf = (r: RowCounts): Tone => {
  if (r.refused > 0) return "bad";
  if (r.doubtful > 0 || r.unsent > 0) return "attention";
  return r.waiting > 0 ? "waiting" : "good";
};

const byPlace = (a: PeriodRow, b: PeriodRow): number =>
  a.dossier.localeCompare(b.dossier, "fr") ||
  a.name.localeCompare(b.name, "fr") ||
  a.organism.localeCompare(b.organism, "fr") ||
  a.form.localeCompare(b.form, "fr");

const counted = (n: number, word: string): string => `${n} ${word}${n < 2 ? "" : "s"}`;

const answer = (
  rows: readonly PeriodRow[],
  lacking: readonly MissingRow[],
  period: string,
): PeriodModel["answer"] => {
  const sum = (key: keyof RowCounts): number => rows.reduce((n, r) => n + r[key], 0);
  const missing = lacking.length;
  const usual = lacking.every((m) => m.because === "habit") ? "habituelle" : "attendue";
  const produced = sum("produced");
  const corrected = sum("corrected");
  const lines = [
    [
      counted(produced, "produite"),
      counted(sum("sent"), "envoyée"),
      ...(sum("unsent") > 0 ? [counted(sum("unsent"), "non envoyée")] : []),
      ...(sum("otherwise") > 0 ? [`${counted(sum("otherwise"), "déclarée")} autrement`] : []),
      counted(sum("registered"), "enregistrée"),
      counted(sum("refused"), "refusée"),
      ...(sum("doubtful") > 0 ? [`${sum("doubtful")} à confirmer ou à lire`] : []),
      ...(sum("waiting") > 0 ? [`${sum("waiting")} en attente`] : []),
    ].join(", "),
    ...(corrected === 0
      ? []
      : [
          `${corrected} ${corrected < 2 ? "refusée ou rejetée puis déclarée de nouveau, comptée dans sa correction" : "refusées ou rejetées puis déclarées de nouveau, comptées dans leurs corrections"}`,
        ]),
  ].map((line) => `${line}.`);
  const gaps = missing + sum("unsent") + sum("refused") + sum("doubtful");
  if (gaps > 0)
    return {
      tone: sum("refused") + missing > 0 ? "bad" : "attention",
      title:
        missing > 0
          ? `${missing} ${missing < 2 ? `déclaration ${usual} manque` : `déclarations ${usual}s manquent`} ${period}`
          : "Le compte n'y est pas",
      lines,
    };
  if (produced === 0) return { tone: "neutral", title: `Aucune déclaration ${period}`, lines: [] };
  return sum("waiting") > 0
    ? { tone: "waiting", title: "Tout est parti, des accusés sont attendus", lines }
    : {
        tone: "good",
        title: `Le compte y est : tout est enregistré${sum("otherwise") > 0 ? " ou déclaré autrement" : ""}`,
        lines,
      };
};
