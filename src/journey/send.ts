/**
 * Queued → sending → accepted, queued again, refused or uncertain. The attempt is in the journal before
 * the first byte leaves, and the `dot` phase before the end of data is handed over: whatever kills us,
 * the journal tells whether the organism can have the message (mail.md §1).
 */
import type { Deposit } from "../domain/deposit.ts";
import { envelopeIdOf } from "../domain/envelope-id.ts";
import type { FactOf } from "../domain/facts.ts";
import type { Message } from "../domain/message.ts";
import type { Outcome } from "../domain/outcome.ts";
import { oneMoreTry, retryAt } from "../domain/retry.ts";
import { timesOfMessage } from "../domain/ruled-mails.ts";
import { inWindow } from "../domain/send-window.ts";
import { CorruptBlob } from "../ports/store.ts";
import { Unwritten, writeResult } from "./send/result.ts";
import type { World } from "./world.ts";

type Part = Pick<
  World,
  "journal" | "store" | "clock" | "senders" | "holds" | "retryMinutes" | "agent"
>;

/** `not-due`: another attempt, a receipt or a person came first; nothing was dialled. */
export type Sent = Outcome | { readonly is: "corrupt" } | { readonly is: "not-due" };

export const send = async (
  world: Part,
  deposit: Deposit,
  message: Message,
  signal: AbortSignal,
): Promise<Sent> => {
  const sender = world.senders.get(message.frozen.identity);
  if (!sender) return { is: "not-due" };
  const bytes = await frozenBytes(world, deposit, message);
  if (!bytes) return { is: "corrupt" };
  const about = { deposit: deposit.id, message: message.id, attempt: message.attempts.length + 1 };
  if (!(await begin(world, about))) return { is: "not-due" };
  let withheld = false;
  const answer = await sender.courier.deliver(
    {
      envelope: message.frozen.envelope,
      ...(message.frozen.essai ? { essai: message.frozen.essai } : {}),
      bytes,
      envelopeId: envelopeIdOf(world.agent.key, message.frozen.messageIdHeader),
      beforeDot: async () => {
        withheld = !(await dot(world, about));
        if (withheld) throw new Error("withheld");
      },
    },
    signal,
  );
  const outcome = withheld ? heldAtTheDot(answer) : oneMoreTry(message.attempts, answer);
  const result = ended(world, about, { outcome, deposit, message });
  try {
    await writeResult(world, result);
  } catch (cause) {
    throw new Unwritten(result, cause);
  }
  return outcome;
};

type About = Pick<FactOf<"attempt-begun">, "deposit" | "message" | "attempt">;

/** Writes the intent, unless another attempt, a receipt or a person came first. */
const begin = (world: Part, about: About): Promise<boolean> =>
  world.journal.transact(async (t) => {
    const now = await t.deposit(about.deposit);
    const current = now?.messages.find((m) => m.id === about.message);
    const next = current?.stage.is === "queued" && current.attempts.length + 1 === about.attempt;
    const due = now !== undefined && next && !world.holds.over(now).heldBy;
    if (due) await t.append({ is: "attempt-begun", ...about });
    return due;
  });

/**
 * The last moment at which a person can still stop it, or a receipt show that it arrived already: the dialogue takes its
 * time, and « suspendu » must not leave a second later. False: the dot is not given.
 */
const dot = (world: Part, about: About): Promise<boolean> =>
  world.journal.transact(async (t) => {
    const now = await t.deposit(about.deposit);
    const stage = now?.messages.find((m) => m.id === about.message)?.stage;
    const ours = stage?.is === "sending" && stage.attempt.number === about.attempt;
    const goes = now && ours && !now.heldBy && !world.holds.on(now.claimed.dossier);
    if (goes) await t.append({ is: "attempt-dot", ...about });
    return goes === true;
  });

const heldAtTheDot = ({ trace }: Outcome): Outcome => ({
  is: "later",
  because: { code: "send-withheld", phase: "data", said: "" },
  trace,
});

/** Verified against their hash: a corrupted message is never sent (mail.md F32). */
const frozenBytes = async (
  world: Part,
  deposit: Deposit,
  message: Message,
): Promise<Uint8Array | undefined> => {
  try {
    return await world.store.get(message.frozen.sha256);
  } catch (cause) {
    if (!(cause instanceof CorruptBlob)) throw cause;
    await world.journal.transact((t) =>
      t.append({ is: "message-corrupt", deposit: deposit.id, message: message.id }),
    );
    return undefined;
  }
};

const ended = (
  world: Pick<World, "clock" | "retryMinutes">,
  about: About,
  of: { readonly outcome: Outcome; readonly deposit: Deposit; readonly message: Message },
): FactOf<"attempt-ended"> => {
  const { outcome, deposit, message } = of;
  if (outcome.is !== "later") return { is: "attempt-ended", ...about, outcome };
  // What a person stopped has no server to wait for: it goes when they let it go.
  const again =
    outcome.because.code === "send-withheld"
      ? world.clock.now()
      : retryAt(about.attempt, world.clock.now(), world.retryMinutes);
  const next = Math.max(outcome.notBefore ?? 0, again);
  const { window } = message.frozen;
  return {
    is: "attempt-ended",
    ...about,
    outcome,
    next: window ? inWindow(next, window, timesOfMessage(deposit, message).deadline) : next,
  };
};

/**
 * After a crash: an attempt without an end is safe before the dot, uncertain from the dot on. Runs at
 * start, before anything is sent.
 */
export const recover = async (world: Part): Promise<number> => {
  let recovered = 0;
  for (;;) {
    const [deposit] = await world.journal.find({ by: "cut-attempt" }, 1);
    if (!deposit) return recovered;
    for (const message of deposit.messages) {
      if (message.stage.is !== "sending") continue;
      const { attempt } = message.stage;
      const dot = attempt.phase === "dot";
      const outcome: Outcome = {
        is: dot ? "uncertain" : "later",
        because: { code: "agent-stopped", phase: dot ? "dot" : "data", said: "" },
        trace: { server: "" },
      };
      const about = { deposit: deposit.id, message: message.id, attempt: attempt.number };
      await world.journal.transact((t) =>
        t.append({
          is: "attempt-ended",
          ...about,
          outcome,
          // Nothing left: there is no reason to make the clerk wait.
          ...(dot ? {} : { next: world.clock.now() }),
        }),
      );
      recovered += 1;
    }
  }
};
