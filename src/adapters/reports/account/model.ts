/** An account to a client: each declaration with its result, what proves it, and which generation counts. */

import type { LetterField } from "../../../domain/account/letter.ts";
import type { AccountDeposit, AccountScope } from "../../../domain/account/scope.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import type { Instant } from "../../../domain/ids.ts";
import { frenchDate, frenchDateTime, parisDay } from "../../../domain/paris-time.ts";
import { valueOf } from "../../../domain/register/entry.ts";
import type { ReportDeclaration } from "../../../domain/report/deposit.ts";
import type { Tone } from "../../../domain/situations.ts";
import { declarationRows } from "../model/declarations.ts";
import { printable } from "../model/printable.ts";
import { spacedSiret } from "../model/words.ts";
import type { Told } from "../told.ts";

export interface AccountModel {
  readonly layout: 1;
  readonly client: string;
  readonly siret?: string;
  /** « du mois de novembre 2026 » */
  readonly period: string;
  readonly made: string;
  readonly counts: AccountCounts;
  readonly rows: readonly AccountRow[];
  /** Whose content was purged, or is shared with another client: told, not handed over. */
  readonly withheld: readonly string[];
}

export interface AccountCounts {
  /** Those that count. */
  readonly declarations: number;
  readonly registered: number;
  readonly refused: number;
  readonly otherwise: number;
  /** No mail that holds them has left, or the last word is that it did not arrive. */
  readonly unsent: number;
  /** Sent, and without a final answer that is proof. */
  readonly open: number;
}

export interface AccountRow {
  readonly deposit: string;
  readonly position: number;
  readonly taken: string;
  readonly who: string;
  readonly details: readonly string[];
  readonly is: ReportDeclaration["verdict"]["is"];
  /** By a receipt that proves it. */
  readonly proven: boolean;
  readonly state: string;
  readonly tone: Tone;
  /** « R5, 21 novembre 2026 à 10:12, authentifié… » */
  readonly proofs: readonly string[];
  /** False: a later declaration cancels and replaces it (seed 002 §2.5). */
  readonly counts: boolean;
  /** The deposit that took its place. */
  readonly replacedBy?: string;
}

export interface AccountInput {
  readonly scope: AccountScope;
  readonly period: string;
  readonly now: Instant;
  readonly found: readonly AccountDeposit[];
}

export const accountModel = (input: AccountInput): AccountModel => {
  const { scope, found } = input;
  const rows = found.flatMap(rowsOf);
  const siret = scope.sirets?.length === 1 ? scope.sirets[0] : undefined;
  return {
    layout: 1,
    client: printable(
      scope.employer ? valueOf(scope.employer, "raison_sociale") : nameIn(found) || scope.named,
    ),
    ...(siret === undefined ? {} : { siret }),
    period: input.period,
    made: frenchDateTime(input.now),
    counts: countsOf(rows),
    rows,
    withheld: found.flatMap(withheld),
  };
};

/** As the files call it, when they all agree. */
const nameIn = (found: readonly AccountDeposit[]): string => {
  const names = new Set(found.flatMap((f) => f.declarations.map((d) => d.employer)));
  const [only = ""] = names;
  return names.size === 1 ? only : "";
};

const rowsOf = ({ deposit, declarations, whole }: AccountDeposit): readonly AccountRow[] => {
  const own = new Set(declarations.map((d) => d.position));
  return declarationRows(deposit, declarations)
    .filter((row) => (declarations.length === 0 && whole) || own.has(row.position))
    .map((row) => rowOf(deposit, row));
};

const rowOf = (deposit: Deposit, row: ReportDeclaration): AccountRow => {
  const by =
    deposit.superseded.find((s) => s.declarations.includes(row.id))?.by ??
    deposit.corrected.find((s) => s.declarations.includes(row.id))?.by;
  return {
    deposit: deposit.id,
    position: row.position,
    taken: frenchDateTime(deposit.claimed.at),
    who: row.who,
    details: row.details
      .filter(({ label }) => shown.has(label))
      .map(({ label, value }) => `${label} : ${value}`),
    is: row.verdict.is,
    proven: row.verdict.proven,
    state: row.verdict.text,
    tone: row.verdict.tone,
    proofs: [
      // The client reads this: the mail server is not theirs.
      ...row.answers.map(
        (a) =>
          `${a.receipt}${a.level === undefined ? "" : `, niveau ${a.level}`}, ${a.arrived.text}, ${a.authenticity.replace("votre", "notre")}${a.number === undefined ? "" : `, n° ${a.number}`}`,
      ),
      ...deposit.otherwise
        .filter((said) => said.declarations.includes(row.id))
        .map((said) => `preuve du ${frenchDate(parisDay(said.at))}`),
    ],
    counts: by === undefined,
    ...(by === undefined ? {} : { replacedBy: by }),
  };
};

const shown: ReadonlySet<string> = new Set(["Embauche", "Formulaire", "Période", "Référence"]);

const countsOf = (rows: readonly AccountRow[]): AccountCounts => {
  const counting = rows.filter((r) => r.counts);
  const number = (is: AccountRow["is"], proven: boolean): number =>
    counting.filter((r) => r.is === is && r.proven === proven).length;
  const registered = number("registered", true);
  const refused = number("refused", true);
  const otherwise = number("otherwise", false);
  const unsent = counting.filter((r) => r.is === "not-sent" || r.is === "returned").length;
  return {
    declarations: counting.length,
    registered,
    refused,
    otherwise,
    unsent,
    open: counting.length - registered - refused - otherwise - unsent,
  };
};

const withheld = ({ deposit, declarations, whole }: AccountDeposit): readonly string[] => {
  if (!whole)
    return [
      `${deposit.id} : ce fichier et ses accusés parlent aussi d'autres employeurs ; seules vos déclarations en sont extraites.`,
    ];
  if (declarations.length === 0 || deposit.purges.length > 0)
    return [`${deposit.id} : des pièces ont été purgées à la fin de leur délai de conservation.`];
  return [];
};

/** « 10 enregistrées, 1 refusée » */
export const resultText = (c: AccountCounts): string => {
  const parts = [
    [c.registered, "enregistrée"],
    [c.refused, "refusée"],
    [c.otherwise, "déclarée autrement"],
    [c.open, "sans réponse définitive"],
    [c.unsent, "non transmise"],
  ] as const;
  const many = (n: number, word: string): string =>
    n < 2 || word.startsWith("sans") ? word : word.replace(/(ée|ise)\b/u, "$1s");
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${many(n, word)}`);
  return said.length === 0 ? "aucune déclaration" : said.join(", ");
};

export const letterValues = (
  model: AccountModel,
  about: {
    readonly scope: AccountScope;
    /** Who declares for the client; empty when the register does not say. */
    readonly declarant: string;
    readonly told: Told;
    readonly now: Instant;
  },
): Readonly<Record<LetterField, string>> => {
  const { scope, declarant, told, now } = about;
  const of = (column: string): string => (scope.employer ? valueOf(scope.employer, column) : "");
  const n = model.counts.declarations;
  return {
    cabinet: declarant || (told.contact ?? ""),
    client: model.client,
    siret: model.siret === undefined ? "" : spacedSiret(model.siret),
    destinataire: of("representant") || model.client,
    adresse: [of("adresse"), `${of("code_postal")} ${of("ville")}`.trim()]
      .filter(Boolean)
      .join("\n"),
    periode: model.period,
    date: frenchDate(parisDay(now)),
    nombre: `${n} ${n < 2 ? "déclaration" : "déclarations"}`,
    resultat: resultText(model.counts),
  };
};
