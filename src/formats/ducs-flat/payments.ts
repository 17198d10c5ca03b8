/**
 * The payment groups of one flat declaration. Acoss and Unédic write one group without suffix; an IRC
 * writes one per mode, each record with the mode's letter (formats.md §6, profile [1]).
 */
import type { Payment } from "../../domain/checks/payment.ts";
import { columns, field, type Placed } from "./record.ts";

type Open = { -readonly [key in keyof Payment]: Payment[key] };

/** PAI, FII, MOAPAI, RFFPQ, RFFCR, DTMPAI, and the same with C, V, P or Z last. */
const tags = /^(?:(PAI|FII|RFFPQ|RFFCR)([CVPZ]?)|(MOAPA|DTMPA)([ICVPZ]))$/u;

/** A declaration has one group per account; a hostile one has a million. */
const paymentsMax = 100;

export const paymentsOf = (records: readonly Placed[], declaration: number): readonly Payment[] => {
  const payments: Open[] = [];
  const open = new Map<string, Open>();
  for (const { tag, record, line } of records) {
    const found = tags.exec(tag);
    if (found === null) continue;
    const kind = found[1] ?? found[3] ?? "";
    const suffix = (found[2] ?? found[4] ?? "").replace("I", "");
    if (kind === "PAI") {
      if (payments.length >= paymentsMax) break;
      const empty = { socialReference: "", cpop: "", amount: "", date: "" };
      const place = { line, declaration, field: "paiement" };
      const payment = { mode: field(record, columns.mode), ...empty, place };
      payments.push(payment);
      open.set(suffix, payment);
    } else take(kind, record, open.get(suffix));
  }
  return payments;
};

const take = (kind: string, record: string, open: Open | undefined): void => {
  if (open === undefined) return;
  switch (kind) {
    case "FII":
      open.account ??= {
        role: field(record, columns.accountRole),
        account: field(record, columns.account),
        bank: field(record, columns.bank),
        branch: field(record, columns.branch),
      };
      return;
    case "RFFPQ":
      open.socialReference ||= field(record, columns.partyReference);
      return;
    case "RFFCR":
      open.cpop ||= field(record, columns.partyReference);
      return;
    case "MOAPA":
      open.amount ||= field(record, columns.amount);
      return;
    default:
      open.date ||= field(record, columns.paymentDate);
  }
};

/** MOATOT, when it stands there once. */
export const totalOf = (records: readonly Placed[]): string | undefined => {
  const [total, ...more] = records.filter(({ tag }) => tag === "MOATOT");
  return total === undefined || more.length > 0 ? undefined : field(total.record, columns.amount);
};
