/** `facteur receipt list`: what came back, what waits for a person and who may be meant. Exit 1 while something waits. */
import {
  answersNothingSent,
  type Receipt,
  type ReceiptState,
} from "../../domain/receipt/receipt.ts";
import type { Exit } from "../../foundation/refusal.ts";
import type { Context, Global } from "../command.ts";
import { reading } from "../reading.ts";
import { type ReceiptWords, receiptWords } from "./words.ts";

export interface ReceiptListOptions extends Global {
  readonly poison?: boolean;
  readonly toAssign?: boolean;
  readonly pending?: boolean;
  readonly json?: boolean;
  readonly limit: number;
}

export const receiptList = async (context: Context, options: ReceiptListOptions): Promise<Exit> => {
  await using reader = reading(context, options);
  const asked: readonly ReceiptState[] = [
    ...(options.poison ? (["poison"] as const) : []),
    ...(options.toAssign ? (["to-assign"] as const) : []),
    ...(options.pending ? (["pending"] as const) : []),
  ];
  // Without a choice: all that waits for somebody.
  const states: readonly ReceiptState[] =
    asked.length > 0 ? asked : ["to-assign", "poison", "pending"];
  const found: Receipt[] = [];
  for (const state of states)
    found.push(...(await reader.journal.receipts({ state }, options.limit)));
  const words = receiptWords[context.language];
  const { io } = context;
  if (options.json) io.out(`${JSON.stringify(found.map(summary), undefined, 2)}\n`);
  else if (found.length === 0) io.out(`${words.nothingWaits}\n`);
  else for (const receipt of found) io.out(`${lines(words, receipt).join("\n")}\n`);
  return found.length === 0 ? 0 : 1;
};

const summary = (receipt: Receipt) => ({
  id: receipt.id,
  state: receipt.state,
  class: receipt.classified?.class,
  by: receipt.classified?.by ?? [],
  arrived: new Date(receipt.stored.arrived).toISOString(),
  from: receipt.stored.from,
  sha256: receipt.stored.sha256,
  candidates: receipt.classified?.candidates ?? [],
});

const lines = (words: ReceiptWords, receipt: Receipt): readonly string[] => {
  const { mailbox, folder } = receipt.stored.from;
  const why = (receipt.classified?.by ?? []).join(", ");
  const arrived = new Date(receipt.stored.arrived).toISOString().slice(0, 16).replace("T", " ");
  const candidates = receipt.classified?.candidates ?? [];
  return [
    `${receipt.id}  ${arrived}  ${mailbox}/${folder}  ${words.states[receipt.state]}${why ? ` (${why})` : ""}`,
    ...(answersNothingSent(receipt)
      ? [
          `      ${words.neverSent(candidates.map((c) => c.deposit))}`,
          `      → facteur receipt assign ${receipt.id} --none`,
        ]
      : [
          ...candidates.map((c) => `      ${words.candidate(c)}`),
          ...(candidates[0]
            ? [`      → facteur receipt assign ${receipt.id} ${candidates[0].deposit}`]
            : []),
        ]),
  ];
};
