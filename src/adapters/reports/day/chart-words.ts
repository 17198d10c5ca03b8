/** The words of the charts: French in reports, which are filed; the page asks in its reader's language. */
export type ChartLanguage = "fr" | "en";

export interface ChartWords {
  readonly days: { readonly title: string; readonly caption: string };
  readonly states: Readonly<Record<"good" | "bad" | "attention" | "waiting" | "neutral", string>>;
  readonly registered: (count: number) => string;
  readonly refused: (count: number) => string;
  /** `12 : 10 enreg.` */
  readonly of: string;
  readonly delays: { readonly title: string; readonly caption: string };
  readonly half: string;
  readonly longest: string;
  readonly atMost: (half: string, most: string) => string;
  /** After a number of days. */
  readonly day: string;
}

export const chartWords: Readonly<Record<ChartLanguage, ChartWords>> = {
  fr: {
    days: {
      title: "Les déclarations, par jour de dépôt",
      caption: "Ce qu'elles sont devenues à ce jour.",
    },
    states: {
      good: "enregistrées",
      bad: "refusées",
      attention: "à confirmer ou à lire",
      waiting: "en attente",
      neutral: "non envoyées ou remplacées",
    },
    registered: (n) => `${n} enreg.`,
    refused: (n) => `${n} refus.`,
    of: " : ",
    delays: {
      title: "Délai des réponses définitives, par organisme",
      caption: "De la remise au serveur à l'accusé qui enregistre ou refuse.",
    },
    half: "la moitié des dépôts",
    longest: "le plus long",
    atMost: (half, most) => `${half}, au plus ${most}`,
    day: "j",
  },
  en: {
    days: {
      title: "Declarations, by day of deposit",
      caption: "What has become of them until now.",
    },
    states: {
      good: "registered",
      bad: "refused",
      attention: "to confirm or to read",
      waiting: "waiting",
      neutral: "not sent, or replaced",
    },
    registered: (n) => `${n} registered`,
    refused: (n) => `${n} refused`,
    of: ": ",
    delays: {
      title: "Delay of final answers, by organism",
      caption: "From the hand-over to the server to the receipt that registers or refuses.",
    },
    half: "half of the deposits",
    longest: "the longest",
    atMost: (half, most) => `${half}, at most ${most}`,
    day: "d",
  },
};
