/**
 * The payment groups of one flat declaration. Acoss and Unédic write one group without suffix; an IRC
 * writes one per mode, each record with the mode's letter (formats.md §6, profile [1]).
 */
import type { OpenPayment, Payment } from "../../domain/checks/stated-payment.ts";
import type { Place } from "../../domain/finding.ts";
import { type Column, columns, field, type Placed } from "./record.ts";

/** PAI, FII, MOAPAI, RFFPQ, RFFCR, DTMPAI, and the same with C, V, P or Z last. */
const tags = /^(?:(PAI|FII|RFFPQ|RFFCR)([CVPZ]?)|(MOAPA|DTMPA)([ICVPZ]))$/u;

/** A declaration has one group per account; a hostile one has a million. */
const paymentsMax = 100;

export const paymentsOf = (records: readonly Placed[], declaration: number): readonly Payment[] => {
  const payments: OpenPayment[] = [];
  const open = new Map<string, OpenPayment>();
  for (const placed of records) {
    const { tag, record } = placed;
    const found = tags.exec(tag);
    if (found === null) continue;
    const kind = found[1] ?? found[3] ?? "";
    const suffix = (found[2] ?? found[4] ?? "").replace("I", "");
    if (kind === "PAI") {
      if (payments.length >= paymentsMax) break;
      const empty = { socialReference: "", cpop: "", amount: "", date: "" };
      const place = { ...placeIn(placed, columns.mode), field: "mode de paiement", declaration };
      const payment = { mode: field(record, columns.mode), ...empty, place, parts: {} };
      payments.push(payment);
      open.set(suffix, payment);
    } else take(kind, placed, open.get(suffix));
  }
  return payments;
};

export const placeIn = ({ line }: Placed, column: Column): Place => ({ line, column: column.from });

const take = (kind: string, placed: Placed, open: OpenPayment | undefined): void => {
  if (open === undefined) return;
  const { record } = placed;
  const { parts } = open;
  switch (kind) {
    case "FII":
      parts.account ??= placeIn(placed, columns.accountRole);
      parts.number ??= placeIn(placed, columns.account);
      open.account ??= {
        role: field(record, columns.accountRole),
        account: field(record, columns.account),
        bank: field(record, columns.bank),
        branch: field(record, columns.branch),
      };
      return;
    case "RFFPQ":
      open.socialReference ||= field(record, columns.partyReference);
      parts.socialReference ??= placeIn(placed, columns.partyReference);
      return;
    case "RFFCR":
      open.cpop ||= field(record, columns.partyReference);
      parts.cpop ??= placeIn(placed, columns.partyReference);
      return;
    case "MOAPA":
      open.amount ||= field(record, columns.amount);
      parts.amount ??= placeIn(placed, columns.amount);
      return;
    default:
      open.date ||= field(record, columns.paymentDate);
      parts.date ??= placeIn(placed, columns.paymentDate);
  }
};

/** MOATOT, when it stands there once. */
export const totalOf = (
  records: readonly Placed[],
): { readonly amount: string; readonly place: Place } | undefined => {
  const [total, ...more] = records.filter(({ tag }) => tag === "MOATOT");
  if (total === undefined || more.length > 0) return undefined;
  return { amount: field(total.record, columns.amount), place: placeIn(total, columns.amount) };
};
