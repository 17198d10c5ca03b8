/**
 * Every situation in words and in tone: a title, the answer in one sentence, the next step. The records
 * are total, so a new situation cannot be left without words in either language.
 */
import type { DepositId } from "./ids.ts";
import type { Counts, Situation, SituationIs } from "./rollup.ts";
import { situationsInEnglish } from "./situations/en.ts";
import { situationsInFrench } from "./situations/fr.ts";

/** How it feels at a glance; a colour and a sign repeat it, never replace it. */
export type Tone = "good" | "waiting" | "attention" | "bad" | "neutral";

export interface SituationWords {
  readonly title: string;
  /** `of`: the deposit that already holds these bytes. */
  readonly sentence: (counts: Counts, of: DepositId | undefined) => string;
  readonly next: string;
  /** Of a mail that left before it was damaged. */
  readonly left?: { readonly sentence: string; readonly next: string };
}

export interface SituationText {
  readonly title: string;
  readonly sentence: string;
  readonly next: string;
}

export const situationText = (s: Situation, language: "fr" | "en"): SituationText => {
  const words = language === "fr" ? situationsInFrench : situationsInEnglish;
  const { title, sentence, next, left } = words[s.is];
  if (s.left && left) return { title, ...left };
  return { title, sentence: sentence(s.counts, s.of), next };
};

export const situationTitle = (is: SituationIs): string =>
  situationsInFrench[is].title.toLowerCase();

export const situationTone = (is: SituationIs): Tone => tones[is];

const tones: Readonly<Record<SituationIs, Tone>> = {
  "pris-en-charge": "waiting",
  incomplet: "bad",
  doublon: "neutral",
  rejete: "bad",
  "en-attente-de-regle": "attention",
  retenu: "attention",
  simule: "neutral",
  "a-envoyer": "waiting",
  "envoi-en-cours": "waiting",
  "nouvel-essai": "attention",
  remis: "waiting",
  incertain: "attention",
  "refuse-par-le-serveur": "bad",
  "non-remis": "bad",
  "en-attente": "waiting",
  enregistre: "good",
  "enregistre-a-confirmer": "attention",
  partiel: "bad",
  refuse: "bad",
  "refuse-a-confirmer": "attention",
  "a-lire": "attention",
  contradictoire: "bad",
  corrompu: "bad",
  annule: "neutral",
  remplace: "neutral",
  "declare-autrement": "neutral",
  suspendu: "attention",
};
