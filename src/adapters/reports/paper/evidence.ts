/** The first page of a proof bundle: what happened to the deposit, with what, and how a stranger checks it. */
import type { EvidenceFile } from "../../../domain/evidence.ts";
import type { Instant } from "../../../domain/ids.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { ReportModel } from "../../../domain/report/deposit.ts";
import { sha256 } from "../../../foundation/bytes.ts";
import { depositPaper } from "./deposit.ts";
import type { Paper } from "./paper.ts";

export const evidencePaper = (about: {
  readonly model: ReportModel;
  readonly files: readonly EvidenceFile[];
  readonly made: Instant;
}): Paper => {
  const { model, files, made } = about;
  const report = depositPaper(model, made);
  return {
    ...report,
    kicker: `Dossier de preuve du dépôt ${model.deposit.id}, établi le ${frenchDateTime(made)}`,
    running: `Dossier de preuve : ${report.running}. Données personnelles.`,
    blocks: [
      ...report.blocks,
      { is: "heading", level: 1, text: "Pièces jointes à ce dossier", listed: true },
      {
        is: "table",
        head: ["Pièce", "Octets", "SHA-256"],
        widths: [34, 12, 54],
        rows: files.map(({ path, bytes }) => [
          { text: path },
          { text: String(bytes.length) },
          // In two lines, so that it stays in its column.
          { text: sha256(bytes).slice(0, 32), notes: [sha256(bytes).slice(32)] },
        ]),
      },
      { is: "heading", level: 1, text: "Comment vérifier", listed: true },
      { is: "list", items: howToVerify },
    ],
  };
};

const howToVerify: readonly string[] = [
  "Sur n'importe quel ordinateur où Facteur est installé, sans réseau : facteur evidence verify FICHIER.zip",
  "Sans Facteur : l'empreinte SHA-256 de chaque pièce est dans manifeste.json (sha256sum, Get-FileHash ou certutil la recalculent).",
  "Chaque ligne de journal/extrait.ndjson porte une empreinte (hash) : SHA-256 de l'empreinte de la ligne précédente, de seq, de at et de l'empreinte du texte (body), séparés par un saut de ligne. Celle d'avant la première ligne est « before » dans le manifeste. Les lignes d'autres dépôts n'ont que l'empreinte de leur texte (bodyHash).",
  "Les courriers de retours/ sont tels que le serveur les a remis : une signature DKIM, S/MIME ou OpenPGP s'y vérifie encore, avec la clé vue à l'arrivée, même retirée depuis (retours/….vu.json ; le certificat S/MIME est dans le courrier lui-même).",
  "Ce que ce dossier ne prouve pas à lui seul : que le journal entier n'a pas été réécrit avant d'être extrait. L'empreinte finale (head) se compare à celle qu'un tiers a reçue à l'époque.",
];
