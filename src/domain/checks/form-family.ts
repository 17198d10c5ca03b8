/** The family of organisms that a return's form is for: form types as one product numbers them (formats.md §6, [1]). */
import type { Family } from "./payment-modes.ts";

export const formFamily = (form: string): Family | undefined => {
  switch (form.slice(0, 2)) {
    case "91":
      return "urssaf";
    case "92":
      return "assedic";
    case "93":
      return "irc";
    default:
      return undefined;
  }
};
