/** A report in the form that the address asks for by its ending. */
import { type Answer, missing } from "../visit/visit.ts";
import type { Document } from "../world.ts";

export const documentAnswer = async (
  document: Document,
  asked: string,
  pdfName: string,
): Promise<Answer> => {
  switch (asked.slice(asked.lastIndexOf(".") + 1)) {
    case "html":
      return { is: "document", type: "text/html; charset=utf-8", bytes: document.html() };
    case "txt":
      return { is: "document", type: "text/plain; charset=utf-8", bytes: document.text() };
    case "json":
      return { is: "document", type: "application/json; charset=utf-8", bytes: document.json() };
    case "pdf":
      return {
        is: "document",
        type: "application/pdf",
        bytes: await document.pdf(),
        name: pdfName,
      };
    default:
      return missing;
  }
};
