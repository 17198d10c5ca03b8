/**
 * What a person needs to declare by the traditional means, when mail cannot do it (seed 002 §2.9): to whom, where, by when, and
 * what to write on the cheque. From the file and the register; nothing is invented where both are silent.
 */

import { amountOf, type StatedAmount } from "./agreement/statement.ts";
import { parsePeriod, periodCode } from "./calendar/period.ts";
import { familyFor } from "./checks/form-family.ts";
import { type Family, paymentModes } from "./checks/payment-modes.ts";
import type { Payment } from "./checks/stated-payment.ts";
import type { Content, Declaration } from "./declaration.ts";
import { checkSocialReference, socialReference } from "./identifiers.ts";
import { type Entry, valueOf } from "./register/entry.ts";
import { organismOf } from "./register/view.ts";

export interface KitDeclaration {
  readonly declaration: Declaration;
  /** The organism as the register calls it; else as the file does. */
  readonly organism: string;
  /** Postal lines; empty when the register has none. */
  readonly address: readonly string[];
  readonly telephone: string;
  readonly fax: string;
  /** The employer's number at the organism; empty when nobody knows. */
  readonly number: string;
  readonly payments: readonly KitPayment[];
}

export interface KitPayment {
  /** As the file says it: « télérèglement ». */
  readonly mode: string;
  readonly amount: StatedAmount;
  /** To write on the back of a cheque, key in front; empty when it cannot be made. */
  readonly reference: string;
}

export const kitOf = (about: {
  readonly content: Pick<Content, "declarations" | "payments">;
  readonly entries: readonly Entry[];
  /** Where the mail of each position goes or would have gone; empty when it was never ruled. */
  readonly to: ReadonlyMap<number, string>;
}): readonly KitDeclaration[] => {
  const { content, entries, to } = about;
  return content.declarations.map((declaration) => {
    const known = organismOf(entries, { declaration, to: to.get(declaration.position) ?? "" });
    const desk = known && deskOf(entries, known.code);
    const of = (column: string): string => (desk ? valueOf(desk, column) : "");
    const number = entries.find(
      (e) =>
        e.table === "numeros" &&
        valueOf(e, "siret") === declaration.siret &&
        valueOf(e, "organisme") === known?.code,
    );
    const own = content.payments?.find((p) => p.declaration === declaration.position);
    const internal = number ? valueOf(number, "numero") : "";
    return {
      declaration,
      organism: known?.name ?? calledIn(declaration),
      address: [of("nom"), of("adresse"), `${of("code_postal")} ${of("ville")}`.trim()].filter(
        (line) => line !== "",
      ),
      telephone: of("telephone"),
      fax: of("fax"),
      number: internal,
      payments: (own?.payments ?? []).map((p) => ({
        mode: paymentModes.get(p.mode)?.label ?? p.mode,
        amount: amountOf(p.amount),
        reference: referenceOf(p, { declaration, internal, all: own?.payments ?? [] }),
      })),
    };
  });
};

const calledIn = (d: Declaration): string =>
  d.kind === "dpae" ? d.urssaf : d.recipientName || d.recipient;

/** For what could not be sent, else who manages. */
const deskOf = (entries: readonly Entry[], code: string): Entry | undefined => {
  const desks = entries.filter((e) => e.table === "contacts" && valueOf(e, "organisme") === code);
  const by = (usage: string) => desks.find((e) => valueOf(e, "usage") === usage);
  return by("secours") ?? by("gestion") ?? desks[0];
};

const creditors: Readonly<Partial<Record<Family, "S1" | "S2" | "S3">>> = {
  urssaf: "S1",
  assedic: "S2",
  irc: "S3",
};

/** The file's own when its key is right; else built as seed 002 §6.2.1 says, from the employer's number. */
const referenceOf = (
  payment: Payment,
  about: {
    readonly declaration: Declaration;
    readonly internal: string;
    readonly all: readonly Payment[];
  },
): string => {
  const { declaration: d, internal } = about;
  if (checkSocialReference(payment.socialReference) === "valid") return payment.socialReference;
  const period = d.kind === "ducs" ? parsePeriod(d.period) : undefined;
  const family = d.kind === "ducs" ? familyFor(about.all, d.form) : undefined;
  const creditor = family === undefined ? undefined : creditors[family];
  if (!period || !creditor) return "";
  const code = internal.toUpperCase().replaceAll(/[^0-9A-Z]/gu, "");
  return socialReference({ creditor, period: periodCode(period), internal: code }) ?? "";
};
