/**
 * The text of the demonstration organism's acknowledgements for DUCS files (and XML DPAE). THE LAYOUT IS
 * OURS: organisms do not publish theirs, and they are not harmonised (formats.md §7, [seed]). A profile
 * that reads it must say that it is the demonstration's. Lines end in CRLF; the text is UTF-8:
 *
 *   Accusé de réception de niveau 3
 *   Organisme : Organisme de démonstration (organisme.test)
 *   Numéro : DEMO-000012
 *   Fichier : lot.edi
 *   Message : <dpae.D1.x@cabinet.test>
 *   Reçu le : 2026-01-15T09:30:00.000Z
 *
 *   Déclaration REF0001 : INTEGREE
 *   Déclaration REF0002 : REJETEE motif 12
 *
 *   Présentation propre à l'organisme de démonstration : aucun organisme réel n'écrit ainsi.
 *
 * Level 1 (before reading) has `Flux reçu, non lu.` in the place of the declarations; level 2 says
 * `Déclaration REF0001 : LUE` for each; a file that cannot be read has `Fichier illisible : REJETE motif 90`.
 * The number is the same on the three levels of one sending. Codes 12 and 90 are invented.
 */
export interface DucsReceipt {
  readonly level: 1 | 2 | 3;
  readonly organism: string;
  readonly number: string;
  readonly fileName: string;
  /** The Message-ID of the mail that brought the file, with its angle brackets; may be empty. */
  readonly messageId: string;
  /** Milliseconds. */
  readonly receivedAt: number;
  readonly lines: readonly DucsReceiptLine[];
}

export interface DucsReceiptLine {
  /** The declaration's own reference (BGM 1004, internal reference), or its position in an XML DPAE. */
  readonly reference: string;
  readonly is: "integrated" | "rejected";
}

/** Invented for the demonstration. */
export const demoRejectionCode = "12";
const demoUnreadableCode = "90";

export const ducsReceiptText = (receipt: DucsReceipt): string =>
  [
    `Accusé de réception de niveau ${receipt.level}`,
    `Organisme : Organisme de démonstration (${receipt.organism})`,
    `Numéro : ${receipt.number}`,
    `Fichier : ${receipt.fileName}`,
    `Message : ${receipt.messageId}`,
    `Reçu le : ${new Date(receipt.receivedAt).toISOString()}`,
    "",
    ...said(receipt),
    "",
    "Présentation propre à l'organisme de démonstration : aucun organisme réel n'écrit ainsi.",
    "",
  ].join("\r\n");

const said = ({ level, lines }: DucsReceipt): readonly string[] => {
  if (level === 1) return ["Flux reçu, non lu."];
  if (lines.length === 0) return [`Fichier illisible : REJETE motif ${demoUnreadableCode}`];
  return lines.map(({ reference, is }) => `Déclaration ${reference} : ${outcome(level, is)}`);
};

const outcome = (level: 2 | 3, is: DucsReceiptLine["is"]): string => {
  if (level === 2) return "LUE";
  return is === "integrated" ? "INTEGREE" : `REJETEE motif ${demoRejectionCode}`;
};
