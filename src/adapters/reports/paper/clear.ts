/** The printable clear copy of a deposit (seed 002 §3.3.8): the only paper that shows personal values whole. */
import type { Deposit } from "../../../domain/deposit.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { ClearDeclaration } from "../../../ports/examination.ts";
import { fieldWord } from "../model/findings.ts";
import { printable } from "../model/printable.ts";
import type { Paper } from "./paper.ts";

export const clearPaper = (
  deposit: Deposit,
  declarations: readonly ClearDeclaration[],
  agent: string,
): Paper => {
  const { at, name, sha256, dossier } = deposit.claimed;
  const file = printable(name);
  return {
    kicker: `Copie en clair du dépôt ${deposit.id}`,
    title: file,
    running: `Copie en clair : ${file}, dépôt ${deposit.id}, ${frenchDateTime(at)}. Données personnelles.`,
    at,
    blocks: [
      {
        is: "facts",
        rows: [
          ["Dossier", printable(dossier)],
          ["Pris en charge", frenchDateTime(at)],
          ["SHA-256", sha256],
        ],
      },
      {
        is: "text",
        text: "Le contenu du fichier déposé, zone par zone ; les zones vides sont omises.",
      },
      { is: "contents" },
      ...declarations.flatMap((d) => [
        { is: "heading", level: 1, text: d.title, listed: true } as const,
        {
          is: "table",
          head: ["Place", "Zone", "Contenu"],
          widths: [16, 42, 42],
          aligned: true,
          rows: d.fields.map((f) => [
            { text: f.place },
            { text: fieldWord(f.label) },
            { text: printable(f.said ?? f.value) },
          ]),
        } as const,
      ]),
    ],
    footer: agent,
  };
};
