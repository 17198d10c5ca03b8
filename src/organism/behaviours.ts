/**
 * What the organism does, chosen by the address that one writes to: `accept@`, `refuse@`… The word is
 * the local part up to `+`, without digits at its end, so that `accept2@` and `accept+essai@` behave
 * like `accept@`. This table is the whole of it; help texts are printed from it.
 */
export interface Behaviour {
  /** One line for people. */
  readonly says: { readonly fr: string; readonly en: string };
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
  accept: {
    ...usual,
    says: {
      fr: "accuse réception : toutes les déclarations sont enregistrées",
      en: "acknowledges: every declaration is registered",
    },
  },
  refuse: {
    ...usual,
    verdicts: "none",
    says: { fr: "refuse toutes les déclarations", en: "refuses every declaration" },
  },
  partial: {
    ...usual,
    verdicts: "two-of-three",
    says: {
      fr: "refuse une déclaration sur trois (positions 2, 5, 8…)",
      en: "refuses one declaration in three (positions 2, 5, 8…)",
    },
  },
  late: {
    ...usual,
    when: "late",
    says: { fr: "accuse réception, mais tard", en: "acknowledges, but late" },
  },
  silent: {
    ...usual,
    answer: "none",
    says: { fr: "accepte le pli et ne répond jamais", en: "takes the mail and never answers" },
  },
  garbled: {
    ...usual,
    damaged: true,
    says: {
      fr: "renvoie un accusé abîmé, illisible",
      en: "sends a damaged acknowledgement that cannot be read",
    },
  },
  twice: {
    ...usual,
    answer: "receipt-twice",
    says: { fr: "envoie deux fois le même accusé", en: "sends the same acknowledgement twice" },
  },
  levels: {
    ...usual,
    answer: "levels",
    says: {
      fr: "envoie trois accusés, niveaux 1, 2 et 3 (DUCS)",
      en: "sends three acknowledgements, levels 1, 2 and 3 (DUCS)",
    },
  },
  portal: {
    ...usual,
    answer: "portal",
    says: {
      fr: "répond comme un portail : ADS, ACS qui accepte, puis ARS qui accepte (DPAE)",
      en: "answers like a portal: ADS, an ACS that accepts, then an ARS that accepts (DPAE)",
    },
  },
  "portal-refuse": {
    ...usual,
    answer: "portal",
    verdicts: "none",
    says: {
      fr: "répond comme un portail : ADS, ACS qui accepte, puis ARS qui refuse (DPAE)",
      en: "answers like a portal: ADS, an ACS that accepts, then an ARS that refuses (DPAE)",
    },
  },
  bounce: {
    ...usual,
    answer: "bounce",
    says: {
      fr: "accepte, puis renvoie un avis de non-remise 5.1.1",
      en: "accepts, then returns a non-delivery notice 5.1.1",
    },
  },
  451: {
    ...usual,
    atDot: "later-twice",
    says: { fr: "diffère deux fois (451), puis accepte", en: "defers twice (451), then accepts" },
  },
  550: {
    ...usual,
    atRcpt: "refuse",
    says: { fr: "refuse l'adresse (550 5.1.1)", en: "refuses the address (550 5.1.1)" },
  },
  554: {
    ...usual,
    atDot: "refuse",
    says: {
      fr: "refuse le pli après l'avoir reçu (554)",
      en: "refuses the mail once it has received it (554)",
    },
  },
  "drop-at-dot": {
    ...usual,
    atDot: "drop-once",
    says: {
      fr: "reçoit le pli, coupe sans répondre la première fois ; l'accusé vient quand même",
      en: "receives the mail, hangs up without an answer the first time; the acknowledgement comes all the same",
    },
  },
  slow: {
    ...usual,
    atDot: "slow",
    says: { fr: "répond 250 après quelques secondes", en: "answers 250 after a few seconds" },
  },
  unsigned: {
    ...usual,
    stamp: "none",
    says: {
      fr: "accuse réception sans Authentication-Results",
      en: "acknowledges without Authentication-Results",
    },
  },
  failed: {
    ...usual,
    stamp: "failed",
    says: {
      fr: "accuse réception, mais DKIM, SPF et DMARC échouent",
      en: "acknowledges, but DKIM, SPF and DMARC fail",
    },
  },
  forged: {
    ...usual,
    stamp: "foreign",
    says: {
      fr: "accuse réception sous un Authentication-Results étranger",
      en: "acknowledges under a foreign Authentication-Results",
    },
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
