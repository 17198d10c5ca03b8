/**
 * What one identity may do now: a rate that its provider accepts, and nothing while its login is
 * refused. A wrong password is told once and tried once an hour, never hammered (mail.md F47): the
 * provider would lock the account, and the legal deadline would find it locked.
 */

import type { Suspender } from "../domain/facts/agent.ts";
import type { FactOf } from "../domain/facts.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { World } from "../journey/world.ts";
import { type LoginMemory, loginMemory } from "./login-memory.ts";
import type { Problems } from "./problems.ts";
import { Rate } from "./rate.ts";

export interface GateOptions {
  readonly world: Pick<World, "clock" | "journal" | "senders">;
  readonly problems: Problems;
  /** Attempts per identity. */
  readonly perMinute: number;
  readonly perDay: number;
}

const dayMs = 86_400_000;

export class IdentityGate {
  readonly #options: GateOptions;
  readonly #rates = new Map<string, Rate>();
  readonly #suspended = new Map<string, { readonly until: number; readonly by: Suspender }>();
  /** Whose one try while the login is in doubt is under way. */
  readonly #trying = new Set<string>();
  readonly #mailboxAlone = new Set<string>();
  /** Whose mailbox refused the login, and until when it is not asked again (monotonic). */
  readonly #mailboxRefused = new Map<string, { readonly said: string; readonly until: number }>();

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Counts the attempts of the last day that the journal knows, so that a restart earns no second quota. */
  async remember(): Promise<void> {
    const { world } = this.#options;
    // A clock that was set back since says nothing of how long ago that was; what it cannot have seen is not counted.
    const now = Math.max(world.clock.now(), (await world.journal.head())?.at ?? 0);
    const begun = new Map<string, number[]>();
    const dotted = new Map<string, Instant>();
    const lately = { by: "recent", movedSince: now - dayMs } as const;
    for (const deposit of await world.journal.find(lately, limits.rateRememberedMax))
      for (const message of deposit.messages)
        for (const attempt of message.attempts)
          if (attempt.begun > now - dayMs && attempt.begun <= now) {
            const { identity } = message.frozen;
            const at = this.#now() - (now - attempt.begun);
            const instants = begun.get(identity) ?? [];
            instants.push(at);
            begun.set(identity, instants);
            if (attempt.phase === "dot")
              dotted.set(identity, Math.max(dotted.get(identity) ?? 0, attempt.begun));
          }
    for (const [identity, instants] of begun) this.#rateOf(identity).remember(instants);
    for (const [identity, memory] of await loginMemory(world.journal, now))
      if (world.senders.has(identity)) {
        this.#rememberLogin(identity, memory);
        // It died before it could say that the login was taken.
        if ((dotted.get(identity) ?? 0) > memory.since) await this.taken(identity);
      }
  }

  /** What was refused before this start still is: a restart is no new password (mail.md F47). */
  #rememberLogin(identity: string, memory: LoginMemory): void {
    const { suspended, by, refused } = memory;
    const { submission, mailbox } = refused;
    if (mailbox)
      this.#mailboxRefused.set(identity, {
        said: mailbox.said,
        until: this.#now() + mailbox.wait,
      });
    if (suspended === undefined) return;
    const until = this.#now() + (submission?.wait ?? 0);
    this.#suspended.set(identity, { until, by });
    this.#options.problems.raise("identity-suspended", identity, suspended);
  }

  /** Identities that may not begin an attempt now. */
  closed(): readonly string[] {
    const known = new Set([...this.#rates.keys(), ...this.#suspended.keys()]);
    return [...known].filter((identity) => !this.#isOpen(identity));
  }

  /** Whether an attempt of this identity may begin; when it may, it is counted. */
  admits(identity: string): boolean {
    if (!this.#isOpen(identity)) return false;
    // One try alone, while the login is in doubt.
    const suspended = this.#suspended.get(identity);
    if (suspended) {
      this.#trying.add(identity);
      this.#suspended.set(identity, { ...suspended, until: this.#now() + limits.loginRetryMs });
    }
    this.#rateOf(identity).count(this.#now());
    return true;
  }

  /** What `admits` counted did not begin: nothing of it reached the server. */
  giveBack(identity: string): void {
    this.#rateOf(identity).giveBack();
    this.untold(identity);
  }

  /** The attempt ended without a word about the login (no server, a slow one): the hour's one try is still to come. */
  untold(identity: string): void {
    const suspended = this.#suspended.get(identity);
    if (this.#trying.delete(identity) && suspended)
      this.#suspended.set(identity, { ...suspended, until: this.#now() });
  }

  #isOpen(identity: string): boolean {
    const now = this.#now();
    const suspended = this.#suspended.get(identity);
    if (suspended && now < suspended.until) return false;
    const { day, minute } = this.#rateOf(identity).since(now);
    return minute < this.#options.perMinute && day < this.#options.perDay;
  }

  /** The login was refused: one alarm, and no more attempts for an hour. */
  async refused(identity: string, said: string, by: Suspender = "sending"): Promise<void> {
    const known = this.#suspended.get(identity);
    // Of several that were under way together, one counts.
    const isTry = this.#trying.has(identity) || known?.by !== "sending";
    if (by !== "mailbox") this.#trying.delete(identity);
    // What the mailbox refused, now and every hour, leaves sending its own try: there are providers with one side closed.
    const until = by === "mailbox" ? this.#now() : this.#now() + limits.loginRetryMs;
    this.#suspended.set(identity, {
      until: Math.max(known?.until ?? 0, until),
      // Once sending itself was refused, only sending, or a person, says that all is well.
      by: known?.by === "sending" ? known.by : by,
    });
    if (by === "authorisation") this.#restMailbox(identity, said);
    if (!known) this.#options.problems.raise("identity-suspended", identity, said);
    await this.#options.world.journal.transact(async (t) => {
      if (by === "sending" && isTry)
        await t.append({
          is: "login-answered",
          identity,
          server: "submission",
          took: false,
          said,
        });
      if (!known) await t.append({ is: "identity-suspended", identity, said, because: by });
    });
  }

  /** The login was taken. */
  async taken(identity: string): Promise<void> {
    this.#trying.delete(identity);
    if (this.#suspended.get(identity)?.by === "mailbox") this.#mailboxAlone.add(identity);
    if (!this.#suspended.delete(identity)) return;
    this.#options.problems.clear(identity, "identity-suspended");
    await this.#options.world.journal.transact((t) =>
      t.append({ is: "identity-resumed", identity }),
    );
  }

  /** A person showed that both logins are taken. */
  async proved(identity: string): Promise<void> {
    await this.#mailboxTook(identity);
    await this.taken(identity);
  }

  /** What the mailbox refused, while it is not to be asked again: restarts do not hammer it either. */
  mailboxRests(identity: string): { readonly said: string; readonly ms: number } | undefined {
    const refused = this.#mailboxRefused.get(identity);
    const ms = (refused?.until ?? 0) - this.#now();
    return refused && ms > 0 ? { said: refused.said, ms } : undefined;
  }

  /** The mailbox refused its login, be it that of sending or one of its own. */
  async mailboxRefused(identity: string, said: string): Promise<void> {
    this.#restMailbox(identity, said);
    await this.#note({ identity, server: "mailbox", took: false, said });
  }

  /** The mailbox took the login. What the submission server itself refused is not proved by that. */
  async mailboxTaken(identity: string): Promise<boolean> {
    await this.#mailboxTook(identity);
    this.#mailboxAlone.delete(identity);
    if ((this.#suspended.get(identity)?.by ?? "sending") === "sending") return false;
    await this.taken(identity);
    this.#mailboxAlone.delete(identity);
    return true;
  }

  #restMailbox(identity: string, said: string): void {
    this.#mailboxRefused.set(identity, { said, until: this.#now() + limits.loginRetryMs });
  }

  async #mailboxTook(identity: string): Promise<void> {
    if (!this.#mailboxRefused.delete(identity)) return;
    await this.#note({ identity, server: "mailbox", took: true });
  }

  #note(answer: Omit<FactOf<"login-answered">, "is">): Promise<void> {
    return this.#options.world.journal.transact((t) =>
      t.append({ is: "login-answered", ...answer }),
    );
  }

  isSuspended(identity: string): boolean {
    return this.#suspended.has(identity);
  }

  /** Sending was taken with the login that the mailbox refuses: the mailbox's trouble is its own. */
  isMailboxAlone(identity: string): boolean {
    return this.#mailboxAlone.has(identity);
  }

  #rateOf(identity: string): Rate {
    const rate = this.#rates.get(identity) ?? new Rate();
    this.#rates.set(identity, rate);
    return rate;
  }

  #now(): Instant {
    return this.#options.world.clock.monotonic();
  }
}
