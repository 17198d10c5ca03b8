/**
 * The journey with everything around it in memory, for tests of its steps. Each part passes the same
 * contract as the real one, so what holds here holds there.
 */
import type { TestContext } from "node:test";
import demoProfile from "../../config/receipts/organisme-demo.json" with { type: "json" };
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import { nodemailerComposer } from "../../src/adapters/courier/nodemailer-composer.ts";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { advance } from "../../src/daemon/advance.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import type { Owner } from "../../src/domain/dossier-owner.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import type { Mode } from "../../src/domain/mode.ts";
import { formats } from "../../src/formats/all.ts";
import { loadTextProfile } from "../../src/formats/receipts/text/text-receipts.ts";
import { claim, copy } from "../../src/journey/claim.ts";
import { ClientHolds } from "../../src/journey/client-holds.ts";
import { find, type Sightings } from "../../src/journey/find.ts";
import { keep, record } from "../../src/journey/receive.ts";
import { RuleBooks } from "../../src/journey/rule/books.ts";
import { send } from "../../src/journey/send.ts";
import { understand } from "../../src/journey/understand.ts";
import type { Dossier, World } from "../../src/journey/world.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { MailReader } from "../../src/ports/mail-reader.ts";
import type { MailVerifier } from "../../src/ports/mail-verifier.ts";
import { type MemoryClock, memoryClock } from "./memory-clock.ts";
import { type MemoryCourier, type MemoryCourierOptions, memoryCourier } from "./memory-courier.ts";
import { type MemoryDisk, memoryDisk } from "./memory-disk.ts";
import { memoryJournal } from "./memory-journal.ts";
import { memoryLog } from "./memory-log.ts";
import { type MemorySpool, memorySpool } from "./memory-spool.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";
import { sampleAgentKey } from "./samples.ts";

export interface SmallWorld extends World {
  readonly clock: MemoryClock;
  readonly disk: MemoryDisk;
  readonly store: MemoryStore;
  readonly spool: MemorySpool;
  readonly courier: MemoryCourier;
  readonly dossier: Dossier;
}

export const address = "paie@employeur.test";
export const authservId = "mx.fournisseur.test";
export const rules = (to = "accept@organisme.test"): string =>
  `profil=Microsoft Outlook\r\na=${to}\r\nsujet=DUE\r\nnote=Ci-joint.\r\n`;

/** Nobody publishes a key here, unless a test does. */
const noDns = (): Promise<never> =>
  Promise.reject(Object.assign(new Error("queryTxt ENOTFOUND"), { code: "ENOTFOUND" }));

export const smallWorld = (
  t: TestContext,
  options: {
    readonly mode?: Mode;
    readonly courier?: MemoryCourierOptions["plan"];
    readonly authserv?: boolean;
    /** Several worlds of one test may share one. */
    readonly mailReader?: MailReader;
    readonly legal?: readonly LegalCalendar[];
    readonly verifier?: MailVerifier;
    readonly signers?: ReadonlyMap<string, readonly string[]>;
    readonly journal?: (clock: MemoryClock) => Journal;
    readonly paths?: World["paths"];
  } = {},
): SmallWorld => {
  const clock = memoryClock();
  const spool = memorySpool({ ignore: ["*.exe"] });
  const courier = memoryCourier(options.courier ? { plan: options.courier } : {});
  const loaded = loadTextProfile(demoProfile);
  if (!("profile" in loaded)) throw new Error(loaded.problems.join("\n"));
  const mailReader = options.mailReader ?? mailReaderOf(t);
  let nonce = 0;
  const dossier: Dossier = {
    name: "cirso",
    mode: options.mode ?? "reel",
    rules: "mapibox.cfg",
    quietSeconds: 1,
    incompleteMinutes: 1,
    originals: "move",
    calendar: frenchCalendar,
    legal: options.legal ?? [],
    spool,
  };
  spool.drop("mapibox.cfg", rules());
  const sender = {
    name: "cabinet",
    address,
    displayName: "Paie",
    legacyNames: ["Microsoft Outlook"],
    courier,
    ...(options.authserv === false ? {} : { authservId }),
  };
  return {
    clock,
    spool,
    courier,
    dossier,
    mailReader,
    journal: (options.journal ?? memoryJournal)(clock),
    store: memoryStore(),
    log: memoryLog(),
    dossiers: new Map([["cirso", dossier]]),
    holds: new ClientHolds(new Map()),
    books: new RuleBooks(),
    senders: new Map([["cabinet", sender]]),
    composer: nodemailerComposer(),
    sealers: new Map(),
    mailVerifier: options.verifier ?? mailVerifier({ resolve: noDns }),
    textProfiles: [loaded.profile],
    signers: options.signers ?? new Map(),
    formats,
    known: { polled: [address], tables: [] },
    paths: options.paths ?? [],
    retryMinutes: [1, 5],
    random: (bytes) => Buffer.alloc(bytes, (nonce += 1)),
    disk: memoryDisk(),
    agent: { owner: smallOwner, token: "a9e2".repeat(8), key: sampleAgentKey },
  };
};

export const smallOwner: Owner = {
  agent: "a1b2c3d4e5f6",
  machine: "memory",
  data: "data",
  place: "here",
  start: "first",
};

export const mailReaderOf = (t: TestContext): MailReader => {
  const mailReader = workerMailReader();
  t.after(() => mailReader[Symbol.asyncDispose]());
  return mailReader;
};

/** Looks until everything that stands in the dossier was taken, letting time pass; returns the new deposits. */
export const takeAll = async (world: SmallWorld): Promise<readonly DepositId[]> => {
  const sightings: Sightings = new Map();
  const taken: DepositId[] = [];
  for (;;) {
    const look = await find(world, world.dossier, sightings);
    for (const file of look.settled) {
      const copied = await copy(world, world.dossier, file);
      const id = copied && (await claim(world, world.dossier, copied));
      if (id) taken.push(id);
    }
    if (look.settled.length === 0 && look.again === undefined) return taken;
    await world.clock.advance(Math.max(look.again ?? 0, 1));
  }
};

/** Takes the one file that stands there and drives it to the end of what the agent does alone. */
export const takeOne = async (world: SmallWorld): Promise<Deposit> => {
  const [id, second] = await takeAll(world);
  if (!id || second) throw new Error("expected exactly one file to take");
  await advance(world, id);
  return theDeposit(world, id);
};

export const theDeposit = async (world: World, id: DepositId): Promise<Deposit> => {
  const deposit = await world.journal.deposit(id);
  if (!deposit) throw new Error(`${id} is not in the journal`);
  return deposit;
};

/** One attempt for its first message. */
export const sendOne = async (world: SmallWorld, id: DepositId): Promise<string> => {
  const deposit = await theDeposit(world, id);
  const [message] = deposit.messages;
  if (!message) throw new Error(`${id} has no message`);
  return (await send(world, deposit, message, new AbortController().signal)).is;
};

let uid = 0;

/** A mail comes in; returns what was concluded of it. */
export const receiveOne = async (world: SmallWorld, raw: Uint8Array | string) => {
  uid += 1;
  const incoming = {
    ref: { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid },
    arrived: world.clock.now(),
    raw: Buffer.from(raw),
  };
  const { sha256 } = await keep(world, incoming);
  const conclusion = await understand(world, incoming);
  const written = await record(world, incoming, { sha256, conclusion });
  if (written.is === "overtaken") throw new Error("nobody asked whether it was overtaken");
  const { receipt } = written;
  for (const match of conclusion.matches) await advance(world, match.deposit);
  return { receipt, conclusion };
};
