/** Amounts of payments on paper: as the file writes them, with their unit when it is known. */
import type { StatedAmount } from "../../../domain/agreement/statement.ts";
import { printable } from "../model/printable.ts";
import type { Block } from "./paper.ts";

export const none = "non indiqué dans le fichier";

export const amountText = ({ written, unit }: StatedAmount): string => {
  if (written === "") return none;
  return unit === "euros" ? `${printable(written)} €` : `${printable(written)} (unité non établie)`;
};

/** Said once, plainly: nobody must take cents for euros. */
export const unitNote = (
  payments: readonly { readonly amount: StatedAmount }[],
): readonly Block[] =>
  payments.some(({ amount }) => amount.unit === "unknown" && amount.written !== "")
    ? [
        {
          is: "text",
          text: "Unité non établie : ce montant est celui du fichier, chiffre pour chiffre. Aucune source publiée ne dit si ce nombre entier compte des euros ou des centimes ; comparez-le au bordereau de votre logiciel de paie.",
        },
      ]
    : [];
