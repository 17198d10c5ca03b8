/** What the audit tells of one message: a line for people, an object with stable keys for programs. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Message } from "../../domain/message.ts";
import { oneLine } from "../terminal/one-line.ts";
import { cutTo, padTo } from "../terminal/width.ts";
import type { AuditWords } from "./words.ts";

const receiptsOf = (deposit: Deposit, message: Message): Deposit["receipts"] =>
  deposit.receipts.filter((r) => r.message === undefined || r.message === message.id);

const dotsOf = (message: Message): number =>
  message.attempts.filter((a) => a.phase === "dot").length;

/** Documented in `docs/audit.md`. */
export const messageJson = (deposit: Deposit, message: Message) => ({
  message: message.id,
  deposit: deposit.id,
  dossier: deposit.claimed.dossier,
  file: deposit.claimed.name,
  identity: message.frozen.identity,
  to: message.frozen.envelope.to[0] ?? "",
  messageId: message.frozen.messageIdHeader,
  state: message.stage.is,
  dots: dotsOf(message),
  attempts: message.attempts.map((a) => ({
    number: a.number,
    begun: iso(a.begun),
    phase: a.phase,
    ...(a.ended ? { ended: iso(a.ended.at), is: a.ended.outcome.is, said: saidOf(a) } : {}),
  })),
  receipts: receiptsOf(deposit, message).map((r) => ({
    id: r.receipt,
    arrived: iso(r.arrived),
    grade: r.grade,
    ...(r.level ? { level: r.level } : {}),
    verdicts: tally(r.verdicts.map((v) => v.is)),
  })),
});

const iso = (at: number): string => new Date(at).toISOString();

const saidOf = ({ ended }: Message["attempts"][number]): string => {
  if (!ended) return "";
  return ended.outcome.is === "accepted" ? ended.outcome.reply : ended.outcome.because.said;
};

const tally = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

const widths = [9, 30, 6, 42] as const;
/** What the file and the answer share of a narrow terminal; the receipts stand behind them. */
const fileShare = 0.4;
const receiptsMin = 12;

/** Columns of a fixed width: rows are printed as they are read, and nobody knows the longest one. */
export const row = (cells: readonly string[], columns: number | undefined): string => {
  const [message, file, dots, said] = fittedWidths(columns);
  const line = cells
    .map((cell, index) => {
      const width = [message, file, dots, said][index];
      return width === undefined ? cell : padTo(cutTo(cell, width), width);
    })
    .join(" ")
    .trimEnd();
  return columns === undefined ? line : cutTo(line, columns);
};

const fittedWidths = (columns: number | undefined): readonly [number, number, number, number] => {
  const [message, file, dots, said] = widths;
  const room = (columns ?? Number.POSITIVE_INFINITY) - message - dots - receiptsMin - widths.length;
  if (room >= file + said) return widths;
  const forFile = Math.max(8, Math.floor(room * fileShare));
  return [message, forFile, dots, Math.max(8, room - forFile)];
};

export const messageRow = (
  { deposit, message }: { readonly deposit: Deposit; readonly message: Message },
  words: AuditWords,
  columns: number | undefined,
): string =>
  row(
    [
      message.id,
      oneLine(`${deposit.claimed.dossier}/${deposit.claimed.name}`),
      String(dotsOf(message)),
      oneLine(answer(message, words)),
      receiptsOf(deposit, message)
        .map((r) => [r.receipt, r.grade, ...(r.level ? [`AR${r.level}`] : [])].join(" "))
        .join(", ") || words.none,
    ],
    columns,
  );

const answer = (message: Message, words: AuditWords): string => {
  const { stage } = message;
  switch (stage.is) {
    case "accepted": {
      if (stage.provedBy) return words.proved(stage.provedBy);
      if (stage.confirmedBy !== undefined) return words.confirmed(stage.confirmedBy);
      const ended = message.attempts.at(-1)?.ended?.outcome;
      return ended?.is === "accepted" ? ended.reply : words.seen;
    }
    case "refused":
      return words.refused(stage.said);
    case "uncertain":
      return words.uncertain;
    case "cancelled":
      return words.cancelled(stage.by);
    case "corrupt":
      return words.corrupt;
    case "queued":
    case "sending": {
      const last = message.attempts.at(-1);
      return (last && saidOf(last)) || words.waiting;
    }
  }
};
