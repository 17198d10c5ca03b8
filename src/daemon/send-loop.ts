/** Hands over what is due, a bounded number of each identity at a time, one attempt per message. */
import type { Deposit } from "../domain/deposit.ts";
import type { FaultCode } from "../domain/faults.ts";
import type { Instant, MessageId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { Message } from "../domain/message.ts";
import { isDue, latestSetting } from "../domain/retry.ts";
import { timesOfMessage } from "../domain/ruled-mails.ts";
import { tlsReasons } from "../domain/tls-reason.ts";
import { asError } from "../foundation/errors.ts";
import { withhold } from "../journey/rule/since-frozen.ts";
import { Unwritten, writeResult } from "../journey/send/result.ts";
import { type Sent, send } from "../journey/send.ts";
import type { Daemon } from "./daemon.ts";
import { isCopied } from "./dossier-mark.ts";
import { searchDeferred } from "./proof-loop.ts";
import { Slots } from "./slots.ts";

export const sendLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const flying: Flying = {
    attempts: new Map(),
    slots: new Slots(daemon.parallel),
    strangers: new Set(),
    resting: new Map(),
  };
  while (!signal.aborted) {
    const clear = (await writeOwed(daemon)) && (await daemon.disk.roomFor(0)) !== "none";
    // Those who come after an identity that has no slot left are seen by the next look.
    if (clear && !daemon.lock.closed()) while (await launch(daemon, flying, signal));
    await daemon.bells.send.wait(limits.sendPollMs, daemon.world.clock, signal);
  }
  // A dialogue past its dot is finished, so that its answer is known (mail.md F33).
  await Promise.all(flying.attempts.values());
  await writeOwed(daemon);
};

/** Results that the journal did not take, before anything else is sent; true when none is left. */
const writeOwed = async (daemon: Daemon): Promise<boolean> => {
  const { owed } = daemon.disk;
  for (let result = owed[0]; result; result = owed[0]) {
    try {
      await writeResult(daemon.world, result);
    } catch (cause) {
      if (!(await daemon.disk.isCause(cause)))
        daemon.problems.raise("step-failed", result.message, asError(cause).message);
      return false;
    }
    owed.shift();
    daemon.problems.clear(result.message, "step-failed");
    daemon.world.log.event("info", "result-written", { message: result.message });
  }
  return true;
};

interface Flying {
  readonly attempts: Map<MessageId, Promise<void>>;
  readonly slots: Slots;
  /** Identities that the settings no longer name: their mails wait, and do not stand before the others. */
  readonly strangers: Set<string>;
  /** Mails that could not be begun, and until when (monotonic) the others go first. */
  readonly resting: Map<MessageId, number>;
}

/** Whether anything was begun, or found not to be ours to begin. */
const launch = async (daemon: Daemon, flying: Flying, signal: AbortSignal): Promise<boolean> => {
  const { world } = daemon;
  const { attempts, slots, strangers, resting } = flying;
  // An attempt that has not written its beginning yet is still among those that are due.
  for (let limit = daemon.parallel + attempts.size + resting.size; ; limit *= 2) {
    const at = world.clock.now();
    const setBy = latestSetting(at);
    const not = [...daemon.gate.closed(), ...slots.full(), ...strangers];
    const held = world.holds.dossiers();
    const due = await world.journal.find({ by: "send", at, setBy, not, held }, limit);
    if (daemon.disk.owed.length > 0 || signal.aborted) return false;
    let begun = false;
    for (const deposit of due)
      for (const message of deposit.messages)
        begun = launchOne(daemon, flying, { deposit, message, signal, at }) || begun;
    // One whose own message may not go yet does not keep those behind it waiting.
    if (begun || due.length < limit) return begun;
  }
};

const launchOne = (
  daemon: Daemon,
  flying: Flying,
  about: Beginning & { readonly at: Instant },
): boolean => {
  const { attempts, slots, strangers } = flying;
  const { deposit, message, at } = about;
  const { identity } = message.frozen;
  if (!mayGo(deposit, message, at)) return false;
  if (attempts.has(message.id) || rests(daemon, flying, message.id)) return false;
  if (!daemon.world.senders.has(identity)) {
    const isNew = !strangers.has(identity);
    strangers.add(identity);
    daemon.problems.raise("identity-gone", identity, `${deposit.id}, ${deposit.claimed.name}`);
    return isNew;
  }
  if (!slots.take(identity)) return false;
  if (daemon.gate.admits(identity)) begin(daemon, flying, about);
  else slots.giveBack(identity);
  return attempts.has(message.id);
};

const mayGo = (deposit: Deposit, message: Message, at: Instant): boolean => {
  const { window } = message.frozen;
  if (message.stage.is !== "queued") return false;
  if (!window) return isDue(message.stage, at);
  const { deadline } = timesOfMessage(deposit, message);
  return isDue(message.stage, at, { window, deadline });
};

const rests = (daemon: Daemon, { resting }: Flying, id: MessageId): boolean => {
  const until = resting.get(id);
  if (until === undefined) return false;
  if (daemon.world.clock.monotonic() < until) return true;
  resting.delete(id);
  return false;
};

interface Beginning {
  readonly deposit: Deposit;
  readonly message: Message;
  readonly signal: AbortSignal;
}

const begin = (daemon: Daemon, flying: Flying, about: Beginning): void => {
  const { message } = about;
  const { attempts, slots } = flying;
  const attempt = attemptOne(daemon, about)
    .catch((cause: unknown) => unattempted(daemon, flying, { message, cause }))
    .then((more) => {
      attempts.delete(message.id);
      slots.giveBack(message.frozen.identity);
      daemon.sending = slots.taken;
      daemon.bells.work.ring();
      if (more) daemon.bells.send.ring();
    });
  attempts.set(message.id, attempt);
  daemon.sending = slots.taken;
};

/** Whether to look at once. */
const attemptOne = async (
  daemon: Daemon,
  { deposit, message, signal }: Beginning,
): Promise<boolean> => {
  await searchDeferred(daemon, deposit, message);
  if (await withhold(daemon.world, deposit, message)) {
    daemon.gate.giveBack(message.frozen.identity);
    daemon.world.log.event("warn", "withheld", { message: message.id });
    return true;
  }
  // Nothing but the journal stands between this look and the first byte.
  if (await isCopied(daemon, deposit.claimed.dossier)) {
    daemon.gate.giveBack(message.frozen.identity);
    return false;
  }
  return attempted(daemon, message, await send(daemon.world, deposit, message, signal));
};

/** Whether to look at once: what failed for no known reason waits for the next look. */
const unattempted = async (
  daemon: Daemon,
  { resting }: Flying,
  about: { readonly message: Message; readonly cause: unknown },
): Promise<boolean> => {
  const { message, cause } = about;
  const said = asError(cause).message;
  daemon.world.log.event("error", "attempt-failed", { message: message.id, said });
  if (!(cause instanceof Unwritten)) {
    // Nothing reached the server: it costs its identity nothing, and the others go first.
    daemon.gate.giveBack(message.frozen.identity);
    const until = daemon.world.clock.monotonic() + limits.unbegunRetryMs;
    resting.set(message.id, until);
    if (!(await daemon.disk.isCause(cause)))
      daemon.problems.raise("send-unbegun", message.id, said);
    return false;
  }
  daemon.disk.owed.push(cause.result);
  await daemon.disk.isCause(cause.cause);
  // It is for this moment that the reserve was kept.
  await daemon.disk.release();
  return true;
};

const afterLogin: ReadonlySet<Sent["is"]> = new Set(["accepted", "refused", "uncertain"]);

/** Whether to look at once: what was not due would not be due a moment later either. */
const attempted = async (daemon: Daemon, message: Message, sent: Sent): Promise<boolean> => {
  const fault = "because" in sent ? sent.because : undefined;
  const about = { message: message.id, is: sent.is, code: fault?.code, said: fault?.said };
  daemon.world.log.event("info", "attempt", about);
  const { identity } = message.frozen;
  if (fault?.code === "smtp-login") await daemon.gate.refused(identity, fault.said);
  else if (fault?.code === "login-expired")
    await daemon.gate.refused(identity, fault.said, "authorisation");
  // Whatever was answered to the message itself was answered after a login, and so is a silence after the dot.
  else if (afterLogin.has(sent.is)) await daemon.gate.taken(identity);
  else daemon.gate.untold(identity);
  if (sent.is === "accepted") daemon.trips.note(identity, "acceptedAt", daemon.world.clock.now());
  daemon.problems.clear(message.id, "send-unbegun");
  tellServer(daemon, message, sent);
  if (sent.is === "corrupt")
    daemon.problems.raise("store-corrupt", message.id, message.frozen.sha256);
  return sent.is !== "not-due";
};

const serverFaults: readonly FaultCode[] = [
  "smtp-unreachable",
  "smtp-tls",
  ...tlsReasons.map((reason) => `smtp-tls-${reason}` as const),
  "smtp-broken",
  "smtp-temporary",
  "login-unreachable",
];

/** What keeps an identity's mails from leaving, until one of them is answered (a refused login has its own alarm). */
const tellServer = (daemon: Daemon, message: Message, sent: Sent): void => {
  const { identity } = message.frozen;
  if (sent.is === "accepted" || sent.is === "refused")
    return daemon.problems.clear(identity, ...serverFaults);
  if (sent.is !== "later" || !serverFaults.includes(sent.because.code)) return;
  const tries = message.attempts.length + 1;
  if (sent.because.code === "smtp-temporary" && tries < limits.sendTemporaryToldAfter) return;
  daemon.problems.raise(sent.because.code, identity, sent.because.said);
};
