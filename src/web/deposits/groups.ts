/** The states of deposits as people count them: eight groups, each state in one. */
import type { SituationIs } from "../../domain/rollup.ts";
import type { Tone } from "../../domain/situations.ts";

export const groups = [
  "leaving",
  "sent",
  "registered",
  "refused",
  "read",
  "uncertain",
  "held",
  "ended",
] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<SituationIs, Group>> = {
  "pris-en-charge": "leaving",
  "a-envoyer": "leaving",
  "envoi-en-cours": "leaving",
  "nouvel-essai": "leaving",
  remis: "sent",
  "en-attente": "sent",
  enregistre: "registered",
  refuse: "refused",
  partiel: "refused",
  rejete: "refused",
  incomplet: "refused",
  "refuse-par-le-serveur": "refused",
  "non-remis": "refused",
  corrompu: "refused",
  "a-lire": "read",
  "enregistre-a-confirmer": "read",
  "refuse-a-confirmer": "read",
  contradictoire: "read",
  incertain: "uncertain",
  retenu: "held",
  "en-attente-de-regle": "held",
  suspendu: "held",
  doublon: "ended",
  simule: "ended",
  annule: "ended",
  remplace: "ended",
  "declare-autrement": "ended",
};

export const statesOf = (...wanted: readonly Group[]): readonly SituationIs[] =>
  (Object.keys(groupOf) as SituationIs[]).filter((is) => wanted.includes(groupOf[is]));

export const isGroup = (text: string | null): text is Group => groups.some((g) => g === text);

export const groupTone: Readonly<Record<Group, Tone>> = {
  leaving: "waiting",
  sent: "waiting",
  registered: "good",
  refused: "bad",
  read: "attention",
  uncertain: "attention",
  held: "attention",
  ended: "neutral",
};
