/**
 * What may stand in a cell of the register, and how people write it. Each reader answers with the one text that is kept, or
 * with what was expected and what to do, in both languages. An empty cell is never given to a reader.
 */
import { isDay } from "../calendar/zoned-time.ts";
import { isSiret, ribKey } from "../identifiers.ts";

export interface Told {
  readonly fr: string;
  readonly en: string;
}

export type CellRead = { readonly value: string } | { readonly wrong: Told };

export interface CellKind {
  /** What people are told to write. */
  readonly told: Told;
  readonly read: (text: string) => CellRead;
  /** The only texts that may stand there, where they can be counted. */
  readonly words?: readonly string[];
}

const told = (fr: string, en: string): Told => ({ fr, en });

const cell = (about: Told, read: (text: string) => string | undefined): CellKind => ({
  told: about,
  read: (text) => {
    const value = read(text);
    return value === undefined ? { wrong: about } : { value };
  },
});

/** Longer is a paste gone wrong. */
const textCharsMax = 500;

export const text = cell(
  told("un texte d'une ligne, 500 signes au plus", "one line of text, at most 500 characters"),
  (given) =>
    given.length <= textCharsMax && !/[\p{Cc}\u2028\u2029]/u.test(given) ? given : undefined,
);

export const code = cell(
  told(
    "un nom court : lettres sans accent, chiffres, point, tiret, 40 signes au plus",
    "a short name: unaccented letters, digits, dot, hyphen, at most 40 characters",
  ),
  (given) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/u.test(given) ? given : undefined),
);

export const siret = cell(
  told(
    "14 chiffres dont la clé est juste ; recopiez-les du bordereau",
    "14 digits with a right key; copy them from the form",
  ),
  (given) => {
    const digits = given.replace(/[\s.\u00a0\u202f]/gu, "");
    return isSiret(digits) ? digits : undefined;
  },
);

export const day = cell(
  told("une date, AAAA-MM-JJ ou JJ/MM/AAAA", "a date, YYYY-MM-DD or DD/MM/YYYY"),
  (given) => {
    const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(given) ?? [];
    const iso = d && m && y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : given;
    return isDay(iso) ? iso : undefined;
  },
);

const yes = new Set(["oui", "o", "yes", "y", "1", "vrai", "true"]);
const no = new Set(["non", "n", "no", "0", "faux", "false"]);

export const flag: CellKind = {
  ...cell(told("oui ou non", "oui (yes) or non (no)"), (given) => {
    const plain = given.toLowerCase();
    if (yes.has(plain)) return "oui";
    return no.has(plain) ? "non" : undefined;
  }),
  words: ["oui", "non"],
};

export const whole = (from: number, to: number): CellKind =>
  cell(
    told(`un nombre entier, de ${from} à ${to}`, `a whole number, ${from} to ${to}`),
    (given) => {
      const digits = given.replace(/[\s\u00a0\u202f]/gu, "");
      const value = /^\d{1,15}$/u.test(digits) ? Number(digits) : undefined;
      return value !== undefined && value >= from && value <= to ? String(value) : undefined;
    },
  );

export const choice = (...words: readonly string[]): CellKind => ({
  ...cell(told(`un de : ${words.join(", ")}`, `one of: ${words.join(", ")}`), (given) => {
    const plain = given.toLowerCase();
    return words.find((word) => word.toLowerCase() === plain);
  }),
  words,
});

/** Several of them, separated by blanks; kept in the order of the words, each once. */
export const choices = (...words: readonly string[]): CellKind =>
  cell(
    told(
      `parmi ${words.join(", ")}, séparés par des espaces`,
      `among ${words.join(", ")}, separated by blanks`,
    ),
    (given) => {
      const named = given.toLowerCase().split(/[\s/]+/u);
      const kept = words.filter((word) => named.includes(word));
      return named.every((one) => kept.includes(one)) ? kept.join(" ") : undefined;
    },
  );

/** What files call an organism: one or several identifiers, separated by blanks. */
export const identifiers = cell(
  told(
    "un ou plusieurs identifiants, séparés par des espaces",
    "one or several identifiers, separated by blanks",
  ),
  (given) => {
    const all = [...new Set(given.split(/\s+/u))];
    return all.every((one) => /^[A-Za-z0-9._-]{1,35}$/u.test(one)) ? all.join(" ") : undefined;
  },
);

/** Enough to catch a wrong cell; whether somebody lives there only a mail tells. */
export const email = cell(
  told("une adresse de courriel, nom@domaine", "a mail address, name@domain"),
  (given) => (/^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,255}$/u.test(given) ? given : undefined),
);

export const telephone = cell(
  told(
    "un numéro de téléphone : chiffres, espaces, points, +",
    "a telephone number: digits, blanks, dots, +",
  ),
  (given) => (/^\+?[\d\s.()-]{4,25}$/u.test(given) ? given : undefined),
);

/** A RIB of 23 characters, its key right (seed 002 §7.5); kept without blanks. */
export const account = cell(
  told(
    "un RIB de 23 signes dont la clé est juste : banque 5, guichet 5, compte 11, clé 2",
    "a RIB of 23 characters with a right key: bank 5, branch 5, account 11, key 2",
  ),
  (given) => {
    const rib = given.replace(/[\s.\u00a0\u202f-]/gu, "").toUpperCase();
    if (!/^[0-9A-Z]{23}$/u.test(rib)) return undefined;
    const [bank, branch, number] = [rib.slice(0, 5), rib.slice(5, 10), rib.slice(10, 21)];
    return ribKey({ bank, branch, account: number }) === rib.slice(21) ? rib : undefined;
  },
);

/** The bytes of a scanned paper, kept in the store: a file's path becomes this when it is read. */
export const scan = cell(
  told(
    "le chemin d'un fichier (à côté de la table), ou sha256: et 64 signes d'un fichier déjà gardé",
    "the path of a file (beside the table), or sha256: and 64 characters of one that is kept already",
  ),
  (given) => (/^sha256:[0-9a-f]{64}$/u.test(given) ? given : undefined),
);
