/** What may be printed by itself (settings `printing.documents`). */
export const printedDocuments = ["rejets", "refus", "jour"] as const;
export type PrintedDocument = (typeof printedDocuments)[number];
