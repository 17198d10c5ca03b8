/**
 * Whether anything may be sent at all. Not before each mailbox, and what it says was sent, was looked at once, because a
 * restored backup shows only there; not while the mailbox knows of mails that the journal does not (mail.md F30); and not while a copy
 * of this agent runs elsewhere (mail.md F12).
 */
import type { Missing } from "../domain/behind.ts";
import type { Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { missingNow, recordBehind } from "../journey/reconcile.ts";
import { behindHeader } from "../journey/understand/behind.ts";
import type { World } from "../journey/world.ts";
import { type Mailbox, MailboxFault } from "../ports/mailbox.ts";
import type { Problems } from "./problems.ts";

export interface SendLockOptions {
  readonly world: Pick<World, "journal" | "clock" | "log" | "agent">;
  readonly problems: Problems;
  /** Identities whose mailbox is watched. */
  readonly watched: readonly string[];
  readonly sentBox: (identity: string) => Mailbox | undefined;
}

/** What the problem is about, as `facteur status` shows it. */
const about = "journal";

export class SendLock {
  readonly #options: SendLockOptions;
  #missing: readonly Missing[] = [];
  #unseen = new Set<string>();
  #until = 0;
  /** The journal's newest fact as this start found it: what was sent later is not in a backup that was restored. */
  #end: Instant | undefined;
  readonly #copied = new Set<string>();

  constructor(options: SendLockOptions) {
    this.#options = options;
  }

  /** A new journal has nothing to compare. Before anything is written. */
  async start(): Promise<void> {
    const { world, watched } = this.#options;
    this.#end ??= (await world.journal.head())?.at;
    // What the journal itself lacks is told by its first commit.
    await world.journal.transact(async () => undefined);
    await this.refresh();
    if (this.#end === undefined) return;
    this.#unseen = new Set(watched);
    this.#until = world.clock.monotonic() + limits.firstLookMsMax;
  }

  /** A legal deadline does not wait for a mailbox that cannot be reached. */
  closed(): boolean {
    if (this.#missing.length > 0 || this.#copied.size > 0) return true;
    return this.#unseen.size > 0 && this.#options.world.clock.monotonic() < this.#until;
  }

  /** Whether a copy of this agent holds the dossier, and so has what waits here; answers whether that is new. */
  copied(dossier: string, is: boolean): boolean {
    if (is === this.#copied.has(dossier)) return false;
    if (is) this.#copied.add(dossier);
    else this.#copied.delete(dossier);
    return true;
  }

  isCopied(dossier: string): boolean {
    return this.#copied.has(dossier);
  }

  /** The mailbox was read to its end: at the first time, the sent mails are compared with the journal too. */
  async looked(identity: string): Promise<void> {
    if (!this.#unseen.has(identity)) return;
    await this.#lookAmongSent(identity);
    this.#unseen.delete(identity);
  }

  /** After something was found missing, or resolved. */
  async refresh(): Promise<void> {
    const { world, problems } = this.#options;
    const missing = await missingNow(world);
    if (missing.length === this.#missing.length) return;
    this.#missing = missing;
    problems.clear(about, "sending-locked");
    if (missing.length === 0) return;
    const shown = missing.slice(0, limits.missingShownMax).map((m) => m.messageIdHeader);
    problems.raise("sending-locked", about, `${missing.length}: ${shown.join(" ")}`);
  }

  async #lookAmongSent(identity: string): Promise<void> {
    const { world, sentBox } = this.#options;
    const since = Math.min(this.#end ?? 0, world.clock.now());
    const found: Missing[] = [];
    for (const header of await listed(sentBox(identity), since)) {
      const behind = await behindHeader(world, header);
      if (behind) found.push({ is: "journal-behind", identity, ...behind, because: "sent-folder" });
    }
    if (found.length === 0) return;
    await recordBehind(world, found);
    await this.refresh();
  }
}

/** A folder that cannot be reached now says nothing. */
const listed = async (mailbox: Mailbox | undefined, since: Instant): Promise<readonly string[]> => {
  try {
    return (await mailbox?.sentSince?.(since)) ?? [];
  } catch (cause) {
    if (cause instanceof MailboxFault) return [];
    throw cause;
  }
};
