/**
 * A firm's register as CSV: so many employers at four organisms each. SIRENs begin with 99 99, which no register gives;
 * keys are computed; people, accounts and organisms are invented.
 */
import { isSiret, ribKey } from "../../src/domain/identifiers.ts";

/** The SIRET of establishment 1 of the nth invented employer. */
export const employerSiret = (n: number): string =>
  withKey(`9999${String(n).padStart(5, "0")}0001`);

/** The firm itself. */
export const firmSiret = withKey("9998000000001");

function withKey(thirteen: string): string {
  for (let digit = 0; digit < 10; digit += 1)
    if (isSiret(`${thirteen}${digit}`)) return `${thirteen}${digit}`;
  throw new Error(`${thirteen} has no key`);
}

export const ribOf = (n: number): string => {
  const account = { bank: "99999", branch: "00001", account: String(n).padStart(11, "0") };
  return `${account.bank}${account.branch}${account.account}${ribKey(account)}`;
};

export const organismCodes = ["URSSAF-99", "ASSEDIC-99", "IRC-A", "IRC-B"] as const;

const organismIds = ["117", "99999999100013", "99999999200011", "99999999300019"] as const;

const csv = (head: string, rows: readonly string[]): string => [head, ...rows, ""].join("\r\n");

export const registerFirm = (employers: number): Readonly<Record<string, string>> => {
  const all = Array.from({ length: employers }, (_, n) => n);
  const each = (row: (n: number, code: string) => string): readonly string[] =>
    all.flatMap((n) => organismCodes.map((code) => row(n, code)));
  return {
    "organismes.csv": csv(
      "code;nom;famille;identifiants;declarations",
      organismCodes.map(
        (code, n) =>
          `${code};Organisme d'essai ${code};${["urssaf", "assedic", "irc", "irc"][n]};${organismIds[n]};`,
      ),
    ),
    "employeurs.csv": csv(
      "siret;raison_sociale;ville;jour_paie;decalage_paie",
      all.map((n) => `${employerSiret(n)};Société Fictive n° ${n};Évry;28;non`),
    ),
    "numeros.csv": csv(
      "siret;organisme;numero",
      each((n, code) => `${employerSiret(n)};${code};${code.slice(0, 2)}${n}`),
    ),
    "adhesions.csv": csv(
      "siret;organisme;demandee;accord;accord_le;debut_tests",
      each((n, code) => `${employerSiret(n)};${code};05/01/2026;oui;2026-01-20;2026-02-01`),
    ),
    "comptes.csv": csv(
      "siret;organisme;compte;titulaire;mode",
      each((n, code) => `${employerSiret(n)};${code};${ribOf(n)};Titulaire ${n};telereglement`),
    ),
    "mandats.csv": csv(
      "siret;mandataire;signe_le",
      all.map((n) => `${employerSiret(n)};${firmSiret};2026-01-02`),
    ),
  };
};
