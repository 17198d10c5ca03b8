/**
 * A file against the tables and the settings: what its own bytes cannot show. What nobody told the agent
 * is said to be not checked, once a file.
 */
import {
  type EmployerPay,
  type LastPaymentDay,
  type LegalCalendar,
  lastPaymentDay,
} from "../calendar/legal-calendar.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import {
  type Content,
  type Contribution,
  type Declaration,
  type FormatName,
  plain,
} from "../declaration.ts";
import { returnAsked } from "../due/deadline.ts";
import type { Finding, Place } from "../finding.ts";
import type { CheckContext } from "./context.ts";
import { checkDeadline, checkImposedMode } from "./payment-known.ts";
import { checkReturnIsOurs } from "./return-address.ts";
import type { DeclaredPayments } from "./stated-payment.ts";
import type { CheckTable } from "./tables.ts";
import { checkVersion } from "./versions.ts";

/** What the agent knows besides the file. */
export interface Known {
  /** Addresses whose mail it reads; absent when no settings were read. */
  readonly polled?: readonly string[];
  readonly tables: readonly CheckTable[];
  /** Of legal deadlines: the dossier's, or those of the settings. */
  readonly legal?: readonly LegalCalendar[];
  /** How employers pay their wages, by SIRET: some calendars ask it. */
  readonly pay?: ReadonlyMap<string, EmployerPay>;
  /** Days of work of the dossier; absent: those of mainland France. */
  readonly working?: WorkCalendar;
}

export interface ReadFile extends Content {
  readonly format: FormatName;
}

export const againstKnown = (
  file: ReadFile,
  known: Known,
  context: CheckContext,
): readonly Finding[] => [
  ...returns(file, known, context),
  ...versions(file, known, context),
  ...(file.payments ?? []).flatMap((paid) => paymentFindings(file, paid, known)),
  ...unknownOf(file, known),
];

const returns = (file: ReadFile, { polled }: Known, context: CheckContext): readonly Finding[] => {
  if (file.returns === undefined || file.returns.length === 0) return [];
  if (polled === undefined) return [notChecked("boites-inconnues")];
  return file.returns.flatMap((stated) => checkReturnIsOurs(stated, polled, context));
};

/** The rows about an organism, else those about all; empty when no table speaks of it. */
const versions = (
  file: ReadFile,
  { tables }: Known,
  { today }: CheckContext,
): readonly Finding[] => {
  const stated = file.versions ?? [];
  if (stated.length === 0) return [];
  const found = stated.map(({ version, organism, place }) => {
    const rows = tables.flatMap((table) =>
      table.versions
        .filter((row) => row.format === file.format)
        .filter((row) => row.organism === undefined || plain(row.organism) === plain(organism))
        .map((row) => ({ row, table })),
    );
    const own = rows.filter(({ row }) => row.organism !== undefined);
    const chosen = own.length > 0 ? own : rows;
    const about = { place, ...(today === undefined ? {} : { today }) };
    const said = checkVersion(
      version,
      chosen.map(({ row }) => row),
      about,
    );
    return { spoken: chosen.length > 0, said: chosen[0] ? sourced(said, chosen[0].table) : said };
  });
  return found.some(({ spoken }) => spoken)
    ? found.flatMap(({ said }) => said)
    : [notChecked("versions-inconnues")];
};

const paymentFindings = (
  file: ReadFile,
  { declaration, payments }: DeclaredPayments,
  known: Known,
): readonly Finding[] => {
  const { tables } = known;
  const declared = file.declarations[declaration - 1];
  if (declared?.kind !== "ducs") return [];
  const last = lastDayFor(known, declared, payments);
  const yearly = yearlyFor(declared, tables);
  return [
    ...(last === undefined ? [] : dated(checkDeadline(payments, last.day), last)),
    ...(yearly === undefined
      ? []
      : tables
          .filter((table) => table.thresholds.length > 0)
          .flatMap((table) =>
            sourced(checkImposedMode(payments, yearly, table.thresholds), table),
          )),
  ];
};

/** The very day that the statement to the client tells. */
const lastDayFor = (
  { legal = [], pay, working }: Known,
  declared: Contribution,
  payments: DeclaredPayments["payments"],
): LastPaymentDay | undefined =>
  lastPaymentDay(legal, returnAsked(declared, payments, pay?.get(declared.siret)), working);

const isOrganism = (named: string, declared: Declaration): boolean =>
  declared.kind === "ducs" &&
  [declared.recipient, declared.recipientName].some((text) => plain(text) === plain(named));

const yearlyFor = (declared: Declaration, tables: readonly CheckTable[]): number | undefined => {
  const rows = tables
    .flatMap((table) => table.yearly)
    .filter((row) => row.siret === declared.siret)
    .filter((row) => row.organism === undefined || isOrganism(row.organism, declared));
  return (rows.find((row) => row.organism !== undefined) ?? rows[0])?.euros;
};

/** A declaration whose payment no table can judge; one line a file says it. */
const unknownOf = (file: ReadFile, known: Known): readonly Finding[] => {
  const { tables } = known;
  const paid = (file.payments ?? []).flatMap(({ declaration, payments }) => {
    const declared = file.declarations[declaration - 1];
    return declared?.kind === "ducs" ? [{ declared, payments }] : [];
  });
  const late = paid.find(
    ({ declared, payments }) =>
      payments.some(({ date }) => date !== "") &&
      lastDayFor(known, declared, payments) === undefined,
  );
  const poor = paid.find(({ declared }) => yearlyFor(declared, tables) === undefined);
  return [
    ...(late ? [notChecked("echeance-inconnue", { declaration: late.declared.position })] : []),
    ...(poor
      ? [notChecked("montant-annuel-inconnu", { declaration: poor.declared.position })]
      : []),
  ];
};

export const notChecked = (code: Finding["code"], place: Place = {}): Finding => ({
  code,
  severity: "not-checked",
  place,
});

/** A finding that a calendar decided says which one, when its dates are only examples, and a day that nobody works. */
const dated = (
  found: readonly Finding[],
  { calendar: { name, mark }, worked }: LastPaymentDay,
): readonly Finding[] => {
  const from = `${name}${mark === "exemple" ? ", dates d'exemple" : ""}`;
  const closed = worked ? "" : ", jour non ouvré";
  return found.map((one) => ({
    ...one,
    expected: `${one.expected ?? ""}${closed} (${from})`.trim(),
  }));
};

/** A finding that a table decided says which one. */
const sourced = (found: readonly Finding[], { name, official }: CheckTable): readonly Finding[] =>
  found.map((one) => ({
    ...one,
    expected: `${one.expected ?? ""} (${name}${official ? "" : ", table non officielle"})`.trim(),
  }));
