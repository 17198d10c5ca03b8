/** The family of organisms that a return's form is for: form types as one product numbers them (formats.md §6, [1]). */
import { familyOf } from "./payment.ts";
import type { Family } from "./payment-modes.ts";
import type { Payment } from "./stated-payment.ts";

/** The creditor of a social reference is the manual's own word; the form's number is one product's. */
export const familyFor = (payments: readonly Payment[], form: string): Family | undefined =>
  familyOf(payments) ?? formFamily(form);

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
