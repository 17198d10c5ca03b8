/**
 * The journal is older than the mailbox: what it lacks is written down, and a person says of each whether it
 * was sent (mail.md F30).
 */
import { isToldAlready, openMissing } from "../domain/behind.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { FactOf } from "../domain/facts.ts";
import { byNumber, type DepositId, depositOf } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { judgeOrder } from "../domain/order.ts";
import type { SituationIs } from "../domain/rollup.ts";
import type { JournalReader, JournalTransactor } from "../ports/journal.ts";
import { agentFacts } from "./agent-facts.ts";
import type { World } from "./world.ts";

export interface Reconciling {
  /** A Message-ID, its readable part (`d12.m1`), or `all`. */
  readonly which: string;
  readonly as: FactOf<"reconciled">["as"];
  readonly by: string;
  readonly reason: string;
}

export interface Reconciled {
  readonly resolved: readonly string[];
  /** Deposits that bear the number of one that was sent: a person says what they are. */
  readonly held: readonly DepositId[];
  /** How many are still open. */
  readonly left: number;
}

const behindFacts = (journal: Pick<JournalReader, "facts">) =>
  agentFacts(journal, "journal-behind", "reconciled");

export const missingNow = async (world: { readonly journal: Pick<JournalReader, "facts"> }) =>
  openMissing(await behindFacts(world.journal));

/** Named once, whatever cites it. */
export const recordBehind = (
  world: Pick<World, "journal">,
  missing: readonly FactOf<"journal-behind">[],
): Promise<void> =>
  world.journal.transact(async (t) => {
    const told = await agentFacts(t, "journal-behind");
    for (const fact of missing)
      if (!isToldAlready(told, fact.messageIdHeader)) await t.append(fact);
  });

export const reconcile = (
  world: Pick<World, "journal">,
  request: Reconciling,
): Promise<Reconciled> =>
  world.journal.transact(async (t) => {
    const open = openMissing(await behindFacts(t));
    const chosen = open.filter((m) => isMeant(m.messageIdHeader, request.which));
    const { as, by, reason } = request;
    const held: DepositId[] = [];
    for (const { messageIdHeader, known, number, because } of chosen) {
      await t.append({ is: "reconciled", messageIdHeader, as, by, reason });
      if (as === "not-sent") continue;
      if (known) await confirm(t, known, { by, reason });
      else if (because === "journal-head") held.push(...(await holdWaiting(t, { by, reason })));
      else {
        if (await holdNamesake(t, `D${number}`, { by, reason })) held.push(`D${number}`);
        held.push(...(await holdWaiting(t, { by, reason, of: standsThere })));
      }
    }
    const resolved = chosen.map((m) => m.messageIdHeader);
    return { resolved, held, left: open.length - chosen.length };
  });

/**
 * The backup may have had the deposit before its mail was made: it would be made anew, and leave a second time. It may as well
 * be another file that was given the number since. Nobody but a person can tell: it waits for one.
 */
const holdNamesake = async (
  t: JournalTransactor,
  id: DepositId,
  who: { readonly by: string; readonly reason: string },
): Promise<boolean> => {
  const deposit = await t.deposit(id);
  const order = { order: "hold", reason: who.reason } as const;
  if (!deposit || judgeOrder(deposit, order).is === "refused") return false;
  await t.append({ is: "ordered", deposit: id, order: "hold", ...who });
  return true;
};

/** The lost lines may have sent any of what waits: each is looked at by a person. */
const holdWaiting = async (
  t: JournalTransactor,
  {
    of = () => true,
    ...who
  }: {
    readonly by: string;
    readonly reason: string;
    readonly of?: (deposit: Deposit) => boolean;
  },
): Promise<readonly DepositId[]> => {
  const held: DepositId[] = [];
  const hold = async (some: readonly Deposit[]): Promise<void> => {
    for (const deposit of some)
      if (goesByItself(deposit) && of(deposit) && (await holdNamesake(t, deposit.id, who)))
        held.push(deposit.id);
  };
  // Of several mails of a file, the one in trouble speaks for the deposit: another waits behind it.
  for (const query of waitingMails) await hold(await t.find(query, limits.queuedAtStartMax));
  for (let before: DepositId | undefined; ; ) {
    const about = { by: "search", states: unsent, ...(before ? { before } : {}) } as const;
    const some = await t.find(about, limits.batchMax);
    await hold(some);
    before = some.at(-1)?.id;
    if (!before) return held.sort(byNumber);
  }
};

const waitingMails = [
  { by: "send", at: Number.MAX_SAFE_INTEGER },
  { by: "cut-attempt" },
  { by: "uncertain" },
] as const;

/** Something may leave without another word of a person: by its client's silence, or by `incertain=renvoyer`, too. */
const goesByItself = ({ stage, messages }: Deposit): boolean => {
  if (messages.length === 0) return stage.is !== "held" || stage.hold.tacit !== undefined;
  return messages.some(
    (m) =>
      m.stage.is === "queued" ||
      m.stage.is === "sending" ||
      (m.stage.is === "uncertain" && m.frozen.resends),
  );
};

/**
 * Of a dossier that keeps its files (`originals: leave`), all of them look new to a journal that has forgotten them: the mail
 * that left may be of any, whatever number it has here.
 */
const standsThere = ({ original }: Deposit): boolean =>
  original !== "in-place" && original.became === "left";

/** Of what no mail was made yet. */
const unsent: readonly SituationIs[] = ["pris-en-charge", "retenu"];

/** A mail that the journal has and that left after the backup: it must not leave again. */
const confirm = async (
  t: JournalTransactor,
  message: NonNullable<FactOf<"journal-behind">["known"]>,
  who: { readonly by: string; readonly reason: string },
): Promise<void> => {
  const deposit = depositOf(message);
  const found = (await t.deposit(deposit))?.messages.find((m) => m.id === message);
  if (found?.stage.is === "queued")
    await t.append({ is: "ordered", deposit, message, order: "confirm", ...who });
};

const isMeant = (header: string, which: string): boolean =>
  which === "all" || header === which || header.startsWith(`<${which.toLowerCase()}.`);
