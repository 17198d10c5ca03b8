/** `facteur show D12 --generations`: who declared the same before and after, and which one counts. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Generation } from "../../domain/generations.ts";
import { frenchDateTime, parisIso } from "../../domain/paris-time.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { type DeclarationGenerations, generationsFor } from "../../journey/report/generations.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Context } from "../command.ts";

interface GenerationWords {
  readonly head: (position: number, declarations: number) => string;
  readonly is: Readonly<Record<Generation["is"], string>>;
  readonly counts: string;
  readonly replacedBy: (deposit: string) => string;
  readonly none: string;
  readonly nothing: (id: string) => string;
}

const words: Readonly<Record<Context["language"], GenerationWords>> = {
  fr: {
    head: (position, n) => (n === 1 ? "Déclaration" : `Déclaration ${position}`),
    is: {
      unsent: "pas partie",
      waiting: "envoyée, sans réponse",
      received: "reçue",
      registered: "enregistrée",
      refused: "refusée",
      "to-read": "réponse à lire",
      contradicted: "réponses contradictoires",
      superseded: "annulée et remplacée",
      otherwise: "déclarée autrement",
    },
    counts: "compte",
    replacedBy: (deposit) => `remplacée par ${deposit}`,
    none: "aucune ne compte : rien de réel n'est chez l'organisme, ou il a tout refusé",
    nothing: (id) => `${id} : aucune déclaration n'a été lue dans ce dépôt.`,
  },
  en: {
    head: (position, n) => (n === 1 ? "Declaration" : `Declaration ${position}`),
    is: {
      unsent: "not sent",
      waiting: "sent, no answer",
      received: "received",
      registered: "registered",
      refused: "refused",
      "to-read": "answer to be read",
      contradicted: "contradictory answers",
      superseded: "cancelled and replaced",
      otherwise: "declared otherwise",
    },
    counts: "counts",
    replacedBy: (deposit) => `replaced by ${deposit}`,
    none: "none counts: the organism has nothing real, or refused it all",
    nothing: (id) => `${id}: no declaration was read in this deposit.`,
  },
};

export const showGenerations = async (
  { io, language }: Context,
  about: {
    readonly journal: Pick<JournalReader, "find">;
    readonly deposit: Deposit;
    readonly json: boolean;
  },
): Promise<Exit> => {
  const { journal, deposit, json } = about;
  const found = await generationsFor(journal, deposit);
  if (json)
    io.out(`${JSON.stringify({ deposit: deposit.id, declarations: found }, undefined, 2)}\n`);
  else if (found.length === 0) io.err(`${words[language].nothing(deposit.id)}\n`);
  else for (const one of found) io.out(blockOf(one, found.length, language));
  return found.length === 0 ? 1 : 0;
};

const blockOf = (
  { position, generations }: DeclarationGenerations,
  declarations: number,
  language: Context["language"],
): string => {
  const w = words[language];
  const dated = language === "fr" ? frenchDateTime : parisIso;
  const rows = generations.map((g) =>
    [
      `  ${g.declaration}`,
      dated(g.taken),
      g.mode === "reel" ? w.is[g.is] : `${w.is[g.is]} (${g.mode})`,
      ...(g.replacedBy === undefined ? [] : [w.replacedBy(g.replacedBy)]),
      ...(g.counts ? [`← ${w.counts}`] : []),
    ].join("  "),
  );
  const none = generations.some((g) => g.counts) ? [] : [`  ${w.none}`];
  return `${[w.head(position, declarations), ...rows, ...none].join("\n")}\n`;
};
