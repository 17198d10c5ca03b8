/**
 * Prints what the settings ask for, once each: the journal knows what the printing program took. A failure is a
 * health item; the document stays in the reports folder and is tried again.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { PrintedDocument } from "../domain/printed.ts";
import { situation } from "../domain/rollup.ts";
import { sha256 } from "../foundation/bytes.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import { forPeople } from "../journey/report.ts";
import type { World } from "../journey/world.ts";
import type { Printer } from "../ports/printer.ts";
import type { Reporter } from "../ports/reporter.ts";
import type { Problems } from "./problems.ts";

export interface Printing {
  readonly printer: Printer;
  readonly documents: readonly PrintedDocument[];
}

export interface PrintParts extends Printing {
  readonly world: Pick<World, "journal" | "store" | "clock" | "dossiers">;
  readonly reporter: Reporter;
  readonly problems: Problems;
}

const dayMs = 86_400_000;
const againMs = 300_000;

export const printLoop = async (parts: PrintParts, signal: AbortSignal): Promise<void> => {
  const printed = await printedAlready(parts);
  const failed = new Map<string, Instant>();
  while (!signal.aborted) {
    await printRound(parts, { printed, failed, signal });
    await parts.world.clock.wait(limits.printPollMs, signal);
  }
};

/** Rejected and refused deposits of the last day that were not printed. */
export const printRound = async (
  parts: PrintParts,
  about: {
    /** What was printed, and what is tried again when. */
    readonly printed: Set<string>;
    readonly failed: Map<string, Instant>;
    readonly signal: AbortSignal;
  },
): Promise<void> => {
  const { world } = parts;
  const now = world.clock.now();
  const wanted = (await world.journal.find({ by: "recent" }, limits.batchMax)).flatMap((d) => {
    const what = d.lastAt < now - dayMs ? undefined : documentOf(d);
    return what !== undefined && parts.documents.includes(what) ? [{ deposit: d, what }] : [];
  });
  for (const { deposit, what } of wanted) {
    const key = `${what} ${deposit.id}`;
    if (about.printed.has(key) || (about.failed.get(key) ?? 0) > now) continue;
    const pdf = await parts.reporter.paper(await forPeople(world, deposit));
    const done = await printOne(parts, { what, about: deposit.id, pdf, signal: about.signal });
    if (done) about.printed.add(key);
    else about.failed.set(key, now + againMs);
  }
};

const documentOf = (d: Deposit): PrintedDocument | undefined => {
  const { is } = situation(d);
  if (is === "rejete") return "rejets";
  return is === "refuse" || is === "partiel" ? "refus" : undefined;
};

export const printedAlready = async ({
  world,
}: Pick<PrintParts, "world">): Promise<Set<string>> => {
  const printed = await agentFacts(world.journal, "printed");
  return new Set(printed.map(({ what, about }) => `${what} ${about}`));
};

/** Whether the program took it; then, and only then, the journal says so. */
export const printOne = async (
  parts: Pick<PrintParts, "printer" | "problems" | "world">,
  document: {
    readonly what: PrintedDocument;
    readonly about: string;
    readonly pdf: Uint8Array;
    readonly signal: AbortSignal;
  },
): Promise<boolean> => {
  const { what, about, pdf, signal } = document;
  const end = await parts.printer.print(pdf, signal);
  if (end.is === "failed") {
    parts.problems.raise("print-failed", about, end.said);
    return false;
  }
  const { program } = parts.printer;
  await parts.world.journal.transact((t) =>
    t.append({ is: "printed", what, about, sha256: sha256(pdf), program }),
  );
  parts.problems.clear(about, "print-failed");
  return true;
};
