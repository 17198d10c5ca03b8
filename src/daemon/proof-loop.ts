/**
 * Messages that may or may not have arrived. Receipts that prove them come by the mailbox and need
 * nothing here; this loop looks into the Sent folder, writes each search down, and calls a person at the
 * latest safe hour (mail.md §1).
 */
import { frenchCalendar } from "../domain/calendar/working-days.ts";
import type { Deposit } from "../domain/deposit.ts";
import { decisionHour } from "../domain/due/deadline.ts";
import type { DepositId, Instant, MessageId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { isDeferred, type Message } from "../domain/message.ts";
import { timesOfMessage } from "../domain/ruled-mails.ts";
import { giveOrder } from "../journey/order.ts";
import { askBeside } from "./beside-mailbox.ts";
import type { Daemon } from "./daemon.ts";

/** After so long, then again: providers save what they took within a minute. */
const searchAfterMs = [60_000, 600_000, 3_600_000, 6 * 3_600_000] as const;

export const proofLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const seen: Seen = new Map();
  while (!signal.aborted) {
    const doubtful = new Set<string>();
    for (const deposit of await daemon.world.journal.find({ by: "uncertain" }, limits.batchMax))
      for (const message of deposit.messages) {
        if (message.stage.is !== "uncertain") continue;
        doubtful.add(message.id);
        const since = sinceOf(seen, message, daemon.world.clock.now());
        await searchSent(daemon, { deposit, message, since });
        await escalate(daemon, { id: deposit.id, which: message.id, since });
      }
    for (const id of seen.keys()) if (!doubtful.has(id)) seen.delete(id);
    // Whoever raised it: this loop may have been started again since.
    daemon.problems.keepOnly("", doubtful, "message-uncertain");
    await daemon.world.clock.wait(limits.proofPollMs, signal);
  }
};

/** The earliest hour at which each doubtful message was seen: those of a clock set back since are not waited for again (F80). */
type Seen = Map<string, Instant>;

const sinceOf = (seen: Seen, { id, stage }: Message, now: Instant): Instant => {
  const since = Math.min(stage.is === "uncertain" ? stage.since : now, seen.get(id) ?? now, now);
  seen.set(id, since);
  return since;
};

const searchSent = async (
  daemon: Daemon,
  about: { readonly deposit: Deposit; readonly message: Message; readonly since: Instant },
): Promise<void> => {
  const { deposit, message, since } = about;
  const after = searchAfterMs[message.searches.filter((s) => s.at > since).length];
  if (after === undefined || daemon.world.clock.now() < since + after) return;
  await searchNow(daemon, deposit, message);
};

/** One search, written down. */
const searchNow = async (daemon: Daemon, deposit: Deposit, message: Message): Promise<void> => {
  const { identity, messageIdHeader } = message.frozen;
  // Undefined when the mailbox cannot be reached now: that is no answer.
  const found = await askBeside(daemon, identity, (mailbox) => mailbox.sent(messageIdHeader));
  if (!found) return;
  await daemon.world.journal.transact((t) =>
    t.append({
      is: "proof-searched",
      deposit: deposit.id,
      message: message.id,
      where: "sent-folder",
      found,
    }),
  );
  daemon.bells.work.ring();
};

/** Before a mail goes again of which the server said « later » after its dot (mail.md F41). */
export const searchDeferred = async (
  daemon: Daemon,
  deposit: Deposit,
  message: Message,
): Promise<void> => {
  if (isDeferred(message)) await searchNow(daemon, deposit, message);
};

/** As it is now: a search takes its time, and a person may have decided meanwhile. */
const escalate = async (
  daemon: Daemon,
  about: { readonly id: DepositId; readonly which: MessageId; readonly since: Instant },
): Promise<void> => {
  const { id, which, since } = about;
  const deposit = await daemon.world.journal.deposit(id);
  const message = deposit?.messages.find((m) => m.id === which);
  if (!deposit || message?.stage.is !== "uncertain") return;
  const { dossier, name } = deposit.claimed;
  const calendar = daemon.world.dossiers.get(dossier)?.calendar ?? frenchCalendar;
  const latest = decisionHour(since, timesOfMessage(deposit, message).deadline, calendar);
  if (daemon.world.clock.now() < latest) return;
  if (await resentByRule(daemon, deposit, message)) return;
  daemon.problems.raise("message-uncertain", message.id, `${dossier}/${name}`);
};

/** `incertain=renvoyer`: where the last declaration replaces the former, a second one costs nothing. Once only. */
const resentByRule = async (
  daemon: Daemon,
  deposit: Deposit,
  message: Message,
): Promise<boolean> => {
  const already = message.orders.some((o) => o.order === "resend" && o.by === agent);
  if (!message.frozen.resends || already) return false;
  const answer = await giveOrder(daemon.world, {
    deposit: deposit.id,
    message: message.id,
    order: "resend",
    // A proof, or a person, may have come in this very moment: then it is not uncertain any more.
    seen: deposit.lastSeq,
    by: agent,
    reason: "incertain=renvoyer",
  });
  daemon.bells.send.ring();
  return answer.is === "allowed";
};

/** Who decides when a rule did, as in the journal's other orders of the agent's own. */
const agent = "facteur";
