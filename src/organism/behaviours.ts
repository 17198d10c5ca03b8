/**
 * What the organism does, chosen by the address that one writes to: `accept@`, `refuse@`… The word is
 * the local part up to `+`, without digits at its end, so that `accept2@` and `accept+essai@` behave
 * like `accept@`. This table is the whole of it; help texts are printed from it.
 */
export interface Behaviour {
  /** One line for people. */
  readonly says: string;
  readonly atRcpt: "accept" | "refuse";
  readonly atDot: "accept" | "slow" | "later-twice" | "refuse" | "drop-once";
  readonly answer: "receipt" | "receipt-twice" | "levels" | "portal" | "bounce" | "none";
  readonly verdicts: Verdicts;
  readonly when: "soon" | "late";
  readonly damaged: boolean;
  readonly stamp: Stamp;
}

/** `two-of-three`: positions 2, 5, 8… are refused. */
export type Verdicts = "all" | "none" | "two-of-three";

/**
 * The Authentication-Results that the client's provider puts on top of the answer (RFC 8601): its own
 * with everything passed, its own with failures, none, or one that the sender wrote under another name.
 */
export type Stamp = "passed" | "failed" | "none" | "foreign";

const usual = {
  atRcpt: "accept",
  atDot: "accept",
  answer: "receipt",
  verdicts: "all",
  when: "soon",
  damaged: false,
  stamp: "passed",
} as const;

export const behaviours: Readonly<Record<string, Behaviour>> = {
  accept: { ...usual, says: "accuse réception : toutes les déclarations sont enregistrées" },
  refuse: { ...usual, verdicts: "none", says: "refuse toutes les déclarations" },
  partial: {
    ...usual,
    verdicts: "two-of-three",
    says: "refuse une déclaration sur trois (positions 2, 5, 8…)",
  },
  late: { ...usual, when: "late", says: "accuse réception, mais tard" },
  silent: { ...usual, answer: "none", says: "accepte le pli et ne répond jamais" },
  garbled: { ...usual, damaged: true, says: "renvoie un accusé abîmé, illisible" },
  twice: { ...usual, answer: "receipt-twice", says: "envoie deux fois le même accusé" },
  levels: { ...usual, answer: "levels", says: "envoie trois accusés, niveaux 1, 2 et 3 (DUCS)" },
  portal: {
    ...usual,
    answer: "portal",
    says: "répond comme un portail : ADS, ACS qui accepte, puis ARS qui accepte (DPAE)",
  },
  "portal-refuse": {
    ...usual,
    answer: "portal",
    verdicts: "none",
    says: "répond comme un portail : ADS, ACS qui accepte, puis ARS qui refuse (DPAE)",
  },
  bounce: { ...usual, answer: "bounce", says: "accepte, puis renvoie un avis de non-remise 5.1.1" },
  451: { ...usual, atDot: "later-twice", says: "diffère deux fois (451), puis accepte" },
  550: { ...usual, atRcpt: "refuse", says: "refuse l'adresse (550 5.1.1)" },
  554: { ...usual, atDot: "refuse", says: "refuse le pli après l'avoir reçu (554)" },
  "drop-at-dot": {
    ...usual,
    atDot: "drop-once",
    says: "reçoit le pli, coupe sans répondre la première fois ; l'accusé vient quand même",
  },
  slow: { ...usual, atDot: "slow", says: "répond 250 après quelques secondes" },
  unsigned: { ...usual, stamp: "none", says: "accuse réception sans Authentication-Results" },
  failed: { ...usual, stamp: "failed", says: "accuse réception, mais DKIM, SPF et DMARC échouent" },
  forged: {
    ...usual,
    stamp: "foreign",
    says: "accuse réception sous un Authentication-Results étranger",
  },
};

const word = (text: string): string =>
  Object.hasOwn(behaviours, text) ? text : text.replace(/\d+$/u, "");

/**
 * The behaviour of an address' local part, or undefined: then nobody lives there. A stamp word may
 * stand before another one: `unsigned+refuse@` refuses, without Authentication-Results.
 */
export const behaviourOf = (localPart: string): Behaviour | undefined => {
  const [first = "", second = ""] = localPart.toLowerCase().split("+");
  const base = Object.hasOwn(behaviours, word(first)) ? behaviours[word(first)] : undefined;
  const other = Object.hasOwn(behaviours, word(second)) ? behaviours[word(second)] : undefined;
  if (base === undefined || base.stamp === "passed" || other === undefined) return base;
  return { ...other, stamp: base.stamp };
};

/** Whether the declaration at this 1-based position is refused. */
export const refuses = (verdicts: Verdicts, position: number): boolean => {
  switch (verdicts) {
    case "all":
      return false;
    case "none":
      return true;
    case "two-of-three":
      return position % 3 === 2;
  }
};
