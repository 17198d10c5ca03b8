/**
 * Everything that outlives a process, in memory: two dossiers, a journal, a store, reports, the server's ledger, a
 * mailbox, a clock. Agents live on it, one after the other (`agent.ts`), and tests look at it from outside.
 */

import demoProfile from "../../../config/receipts/organisme-demo.json" with { type: "json" };
import { nodemailerComposer } from "../../../src/adapters/courier/nodemailer-composer.ts";
import { readMail } from "../../../src/adapters/mail-reader/read-mail.ts";
import type { WatchedMailbox } from "../../../src/daemon/mail-loop.ts";
import { frenchCalendar } from "../../../src/domain/calendar/working-days.ts";
import { nothingVerified } from "../../../src/domain/receipt/verification.ts";
import { formats } from "../../../src/formats/all.ts";
import { loadTextProfile } from "../../../src/formats/receipts/text/text-receipts.ts";
import { ClientHolds } from "../../../src/journey/client-holds.ts";
import { RuleBooks } from "../../../src/journey/rule/books.ts";
import type { Dossier, World } from "../../../src/journey/world.ts";
import type { Journal } from "../../../src/ports/journal.ts";
import type { Mailbox } from "../../../src/ports/mailbox.ts";
import type { ReportWriter } from "../../../src/ports/report-writer.ts";
import type { Store } from "../../../src/ports/store.ts";
import { type MemoryClock, memoryClock } from "../memory-clock.ts";
import {
  type CourierPlan,
  type MemoryCourier,
  memoryCourier,
  type Taken,
} from "../memory-courier.ts";
import { memoryJournal } from "../memory-journal.ts";
import { memoryLog } from "../memory-log.ts";
import { type MemoryMailbox, memoryMailbox, sentFolder } from "../memory-mailbox.ts";
import { memoryReports } from "../memory-reports.ts";
import { type MemorySpool, memorySpool } from "../memory-spool.ts";
import { type MemoryStore, memoryStore } from "../memory-store.ts";
import { sampleAgentKey } from "../samples.ts";
import { address, authservId, rules, smallOwner } from "../small-world.ts";

/** `cirso` is real, `essai` in test mode. */
export const dossierNames = ["cirso", "essai"] as const;
export type DossierName = (typeof dossierNames)[number];

export interface Estate {
  readonly clock: MemoryClock;
  readonly spools: Readonly<Record<DossierName, MemorySpool>>;
  readonly journal: Journal;
  readonly store: MemoryStore;
  readonly courier: MemoryCourier;
  readonly mailbox: MemoryMailbox;
  /** What an agent works on: the same things, on a disk that may be full. */
  readonly world: World;
  readonly watched: WatchedMailbox;
  readonly reports: Map<string, string>;
  readonly writer: ReportWriter;
  /** What the server will do next, one word per attempt; it accepts when there is none. */
  readonly plans: CourierPlan[];
  readonly disk: SmallDisk;
  /** Port calls begun so far, and those under way: at rest, neither changes. */
  readonly pulse: { calls: number; open: number };
}

export interface EstateOptions {
  /** Whether the provider keeps a copy of what it takes. */
  readonly savesSent: boolean;
  readonly journal?: (clock: MemoryClock) => Journal;
}

export const movedTo = "Traités";

/** A disk that is full or not; its reserve takes a few commits more. */
class SmallDisk {
  full = false;
  #reserve = 0;

  spare = async (): Promise<number> => (this.full ? 0 : 1e12);
  release = async (): Promise<void> => {
    this.#reserve = 20;
  };

  refuseWhenFull(what: "store" | "journal"): void {
    if (!this.full) return;
    if (what === "journal" && this.#reserve > 0) this.#reserve -= 1;
    else throw Object.assign(new Error(`ENOSPC: ${what}, on purpose`), { code: "ENOSPC" });
  }
}

export const estate = (options: EstateOptions): Estate => {
  const clock = memoryClock();
  const spools = { cirso: memorySpool(), essai: memorySpool() };
  for (const spool of Object.values(spools)) spool.drop("mapibox.cfg", rules());
  const plans: CourierPlan[] = [];
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const courier = memoryCourier({ plan: () => plans.shift() ?? "accepts" });
  const [journal, store] = [(options.journal ?? memoryJournal)(clock), memoryStore()];
  const disk = new SmallDisk();
  const pulse = { calls: 0, open: 0 };
  const saving = savingSent({ courier, mailbox, clock, saves: options.savesSent });
  const sender = {
    name: "cabinet",
    address,
    displayName: "Paie",
    legacyNames: ["Microsoft Outlook"],
    courier: counted(saving, pulse),
    authservId,
  };
  let nonce = 0;
  const world: World = {
    clock,
    log: memoryLog(),
    journal: counted(journalOn(disk, journal), pulse),
    store: counted(storeOn(disk, store), pulse),
    dossiers: new Map(dossierNames.map((name) => [name, dossierOf(name, spools[name], pulse)])),
    senders: new Map([[sender.name, sender]]),
    composer: counted(nodemailerComposer(), pulse),
    sealers: new Map(),
    holds: new ClientHolds(new Map()),
    books: new RuleBooks(),
    // In this thread: when everything is at rest can then be known, and a run replayed.
    mailReader: counted({ read: readMail, [Symbol.asyncDispose]: async () => undefined }, pulse),
    mailVerifier: {
      verify: async () => nothingVerified,
      open: async () => ({ is: "bare" }),
      openFile: async () => ({ is: "bare" }),
      keys: async () => "",
      [Symbol.asyncDispose]: async () => undefined,
    },
    textProfiles: [textProfile()],
    signers: new Map(),
    formats,
    known: { polled: [address], tables: [] },
    paths: [],
    retryMinutes: [0.1, 0.5],
    random: (bytes) => Buffer.alloc(bytes, (nonce += 1)),
    disk,
    agent: { owner: smallOwner, token: "a9e2".repeat(8), key: sampleAgentKey },
  };
  const reports = new Map<string, string>();
  return {
    clock,
    spools,
    journal,
    store,
    courier,
    mailbox,
    world,
    reports,
    plans,
    disk,
    pulse,
    writer: counted(memoryReports(reports), pulse),
    watched: watchedOf(mailbox, clock),
  };
};

const textProfile = () => {
  const loaded = loadTextProfile(demoProfile);
  if (!("profile" in loaded)) throw new Error(loaded.problems.join("\n"));
  return loaded.profile;
};

const dossierOf = (name: DossierName, spool: MemorySpool, pulse: Estate["pulse"]): Dossier => ({
  name,
  mode: name === "cirso" ? "reel" : "test",
  rules: "mapibox.cfg",
  quietSeconds: 1,
  incompleteMinutes: 0.2,
  originals: "move",
  calendar: frenchCalendar,
  legal: [],
  spool: counted(spool, pulse),
});

const watchedOf = (mailbox: MemoryMailbox, clock: MemoryClock): WatchedMailbox => ({
  identity: "cabinet",
  mailbox: { ...mailbox, hint: (ms, signal) => clock.wait(ms, signal) } satisfies Mailbox,
  pollSeconds: 2,
  moveMatchedTo: movedTo,
});

const journalOn = (disk: SmallDisk, journal: Journal): Journal => ({
  ...journal,
  transact: async (work) => {
    disk.refuseWhenFull("journal");
    return journal.transact(work);
  },
});

const storeOn = (disk: SmallDisk, store: Store): Store => ({
  ...store,
  put: async (bytes) => {
    disk.refuseWhenFull("store");
    return store.put(bytes);
  },
  putStream: async (chunks) => {
    disk.refuseWhenFull("store");
    return store.putStream(chunks);
  },
});

/** Whether the server holds the mail, whatever it said. */
export const isHeld = ({ plan }: Taken): boolean =>
  plan === "accepts" || plan === "drops-after-dot" || plan === "hangs-after-dot";

const savingSent = (about: {
  readonly courier: MemoryCourier;
  readonly mailbox: MemoryMailbox;
  readonly clock: MemoryClock;
  readonly saves: boolean;
}): MemoryCourier => ({
  ...about.courier,
  deliver: async (handover, signal) => {
    const outcome = await about.courier.deliver(handover, signal);
    const taken = about.courier.ledger().findLast((t) => t.envelopeId === handover.envelopeId);
    if (about.saves && taken && isHeld(taken))
      about.mailbox.deliver(taken.bytes, { folder: sentFolder, arrived: about.clock.now() });
    return outcome;
  },
});

type Method = (...args: unknown[]) => unknown;

/** The same port, whose calls can be counted. */
const counted = <T extends object>(port: T, pulse: Estate["pulse"]): T =>
  new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key === "filing") return counted(value as object, pulse);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        pulse.calls += 1;
        const answer = (value as Method).apply(target, args);
        if (!(answer instanceof Promise)) return answer;
        pulse.open += 1;
        return answer.finally(() => (pulse.open -= 1));
      };
    },
  });
