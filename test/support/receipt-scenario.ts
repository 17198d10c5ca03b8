/** Receipts of every format by a real mail server: what memory concludes of them is what every protocol must. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { reconsider, takeReceipt } from "../../src/daemon/receipts.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import type { Mailbox } from "../../src/ports/mailbox.ts";
import { cleanup } from "./cleanup.ts";
import { arriving, type Sent, sentWorld } from "./received.ts";
import { smallDaemon } from "./small-daemon.ts";
import { theDeposit } from "./small-world.ts";
import { waitUntil } from "./wait-until.ts";

/** Receipts, bounces, forgeries, strangers and broken mails, in the order in which they are delivered. */
export const scenario = [
  "001-acs-acceptee",
  "104-limite-absente",
  "041-dpae-un-refus",
  "058-ducs-niveau-3-partiel",
  "018-aee-ok",
  "065-faux-sans-verdict",
  "068-faux-dkim-fail",
  "029-contrl-7-accepte",
  "017-ars-dernier-decide",
  "026-cco-sans-references-idflux",
  "016-ars-autre-client",
  "055-ducs-niveau-1",
  "114-imputation-signee",
  "079-dsn-delayed",
] as const;

const deposits: readonly DepositId[] = ["D1", "D2", "D3", "D4"];

export type States = Readonly<Record<string, string>>;

export const statesOf = async ({ world }: Sent): Promise<States> => {
  const all: Record<string, string> = {};
  for (const id of deposits)
    for (const d of (await theDeposit(world, id)).declarations)
      all[d.id] = `${d.is}${d.proven ? "" : " ?"}`;
  return all;
};

const classesOf = async ({ world }: Sent): Promise<readonly string[]> =>
  (await world.journal.receipts({}, 100_000)).map((r) => r.classified?.class ?? "").sort();

/** What memory says of the same mails. */
const expected = async (t: TestContext) => {
  const mailReader = workerMailReader();
  cleanup(t, () => mailReader[Symbol.asyncDispose]());
  const sent = await sentWorld(t, { mailReader });
  for (const [index, name] of scenario.entries()) {
    const taken = await takeReceipt(sent.world, {
      ref: { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid: index },
      arrived: Date.now(),
      raw: await arriving(sent, name),
    });
    if (taken.conclusion) await reconsider(sent.world, taken.conclusion);
  }
  return { states: await statesOf(sent), classes: await classesOf(sent) };
};

export interface House {
  readonly mailbox: Mailbox;
  readonly deliver: (raw: Uint8Array) => Promise<void>;
  /** Deletes the mailbox and makes it again, empty. */
  readonly recreate: () => Promise<void>;
}

export const runScenario = async (t: TestContext, house: House): Promise<void> => {
  const sent = await sentWorld(t);
  const { world } = sent;
  const wanted = await expected(t);
  smallDaemon(t, world, [{ identity: "cabinet", mailbox: house.mailbox, pollSeconds: 0.2 }]);
  const raws = await Promise.all(scenario.map((name) => arriving(sent, name)));
  for (const raw of raws) await house.deliver(raw);
  const received = async (): Promise<number> => (await world.journal.receipts({}, 1000)).length;
  await waitUntil("all mails are read", async () => (await received()) === scenario.length);
  assert.deepEqual(await statesOf(sent), wanted.states);
  assert.deepEqual(await classesOf(sent), wanted.classes);
  await house.recreate();
  for (const raw of raws) await house.deliver(raw);
  const late = await arriving(sent, "056-ducs-niveau-2");
  await house.deliver(late);
  await waitUntil("the new mail is read", async () => (await received()) > scenario.length);
  // The same mails under other numbers are the same receipts.
  assert.equal(await received(), scenario.length + 1);
  assert.deepEqual(await statesOf(sent), wanted.states);
};
