/**
 * What the organism echoes, compared with what was sent (formats.md §7): a receipt that counts other declarations, or
 * another amount, speaks of something else, and registers nothing before a person has looked.
 */
import type { Content } from "../../domain/declaration.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";

export type Totals = "same" | "differ" | "silent";

export const compareTotals = (content: Content, readings: readonly ReceiptReading[]): Totals => {
  const answers = readings.map((reading) => compare(content, reading));
  if (answers.includes("differ")) return "differ";
  return answers.includes("same") ? "same" : "silent";
};

/** `same` only by an amount: everybody sends one declaration now and then. */
const compare = (content: Content, { echo, lines }: ReceiptReading): Totals => {
  const { declarations } = content;
  if (echo?.declarations !== undefined && echo.declarations !== declarations.length)
    return "differ";
  const sent = amountsOf(content);
  const total = [...sent.values()].reduce((sum, amount) => sum + amount, 0);
  if (echo?.amount !== undefined && sent.size === declarations.length) {
    const said = amountOf(echo.amount);
    return said === undefined || !equal(said, total) ? "differ" : "same";
  }
  const perLine = lines.flatMap((line) => (line.amount === undefined ? [] : [line.amount]));
  if (perLine.length === 0 || sent.size === 0) return "silent";
  const each = [...sent.values()];
  const known = (text: string): boolean => {
    const said = amountOf(text);
    return said !== undefined && each.some((amount) => equal(said, amount));
  };
  return perLine.every(known) ? "same" : "differ";
};

/** By position of the declaration; those without a readable amount are left out. */
const amountsOf = (content: Content): ReadonlyMap<number, number> =>
  new Map(
    (content.payments ?? []).flatMap(({ declaration, payments }) => {
      const amounts = payments.map((p) => amountOf(p.amount));
      return amounts.length === 0 || amounts.includes(undefined)
        ? []
        : [[declaration, amounts.reduce<number>((sum, a) => sum + (a ?? 0), 0)] as const];
    }),
  );

/** `1 234,50`, `1234.50`, `1234`: hundredths. */
const amountOf = (text: string): number | undefined => {
  const [, whole, part = ""] =
    /^(\d{1,15})(?:[.,](\d{1,2}))?$/u.exec(text.replaceAll(/[\s\u00a0\u202f]|EUR|€/gu, "")) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, "0"));
};

/** Some files hold whole euros and some hundredths (formats.md §6), and a receipt says neither. */
const equal = (a: number, b: number): boolean => a === b || a === b * 100 || b === a * 100;
