/**
 * `<name>.statut`, beside the file that was dropped: a few `key=value` lines that a program from 1999 can
 * read and a person can open. ASCII only, CRLF, no quotes; keys may be added, never renamed.
 *
 * - `etat`            the situation's code (`enregistre`, `remis`, `rejete`…); `ignore` for a name that is no file
 * - `date`            when it became so: ISO 8601 with the Paris offset
 * - `prochaine_etape` what a person does next, as a code (`rien`, `attendre-l-ar`, `corriger-et-redeposer`…)
 * - `depot`           the deposit's id, to say over the telephone
 * - `mode`            `test` or `reel`
 * - `declarations`    how many the file holds
 * - `enregistrees`    how many are registered, proven; `a_confirmer`: registered or refused by an
 *                     unauthenticated receipt; `refusees`; `en_attente`: mailed, and
 *                     no final answer yet
 * - `rapport`         the HTML report, relative to the reports folder
 * - `doublon_de`      the deposit that already holds these bytes (only for `etat=doublon`); the counts and `etat_origine`
 *                     are then that deposit's: a file dropped twice is registered as soon as its first drop is
 * - `texte`           the answer in one French sentence, without accents
 * - `raison`          the fault's code (only for `etat=ignore`)
 */
import { type FaultCode, faults } from "../../domain/faults.ts";
import type { ReportModel } from "../../domain/report/deposit.ts";
import type { Situation } from "../../domain/rollup.ts";
import { situationText } from "../../domain/situations.ts";

/** `original`: of the deposit that a duplicate repeats. */
export const renderStatut = (model: ReportModel, original?: Situation): string => {
  const { deposit, situation } = model;
  const c = original?.counts ?? situation.counts;
  const unproven = c.registeredUnproven + c.refusedUnproven;
  return lines([
    ["etat", situation.is],
    ["date", situation.since.iso],
    ["prochaine_etape", situation.next],
    ["depot", deposit.id],
    ["mode", deposit.mode],
    ["declarations", c.total],
    ["enregistrees", c.registered],
    ["a_confirmer", unproven],
    ["refusees", c.refused],
    [
      "en_attente",
      model.mails.length === 0 && !original ? 0 : c.total - c.registered - c.refused - unproven,
    ],
    ["rapport", `${deposit.report}.html`],
    ...(deposit.duplicateOf === undefined ? [] : [["doublon_de", deposit.duplicateOf] as const]),
    ...(original === undefined ? [] : [["etat_origine", original.is] as const]),
    [
      "texte",
      original === undefined
        ? situation.sentence
        : `${situation.sentence} Ce dépôt-là : ${situationText(original, "fr").sentence}`,
    ],
  ]);
};

/** For a name in a dossier that is not a file we can take: folder, link, unreadable file. */
export const renderOddity = (name: string, fault: FaultCode): string =>
  lines([
    ["etat", "ignore"],
    ["raison", fault],
    ["nom", name],
    ["texte", `${faults[fault].fr.what} ${faults[fault].fr.next}`],
  ]);

const lines = (pairs: readonly (readonly [string, string | number])[]): string =>
  pairs.map(([key, value]) => `${key}=${ascii(String(value))}\r\n`).join("");

/** Accents go, typographic signs become plain ones, whatever is left becomes `?`. */
const ascii = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replace(/[«»“”]/gu, '"')
    .replaceAll("’", "'")
    .replaceAll("…", "...")
    .replace(/[^\x20-\x7e]/gu, "?")
    .trim();
