/** Sources of receipts, seen by the daemon: folders, `AR/`, an answer of the DNS that comes late, two mailboxes. */
import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import { folderMailbox } from "../../src/adapters/mailbox/folder-mailbox.ts";
import type { WatchedMailbox } from "../../src/daemon/mail-loop.ts";
import { answerOrders } from "../../src/daemon/orders/orders.ts";
import { situation } from "../../src/domain/rollup.ts";
import { memoryMailbox } from "../support/memory-mailbox.ts";
import { noLogins } from "../support/no-logins.ts";
import { arriving, deadDns, type Sent, sentWorld, testDns } from "../support/received.ts";
import { dpae, dpaeAr } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { theDeposit } from "../support/small-world.ts";

const three = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");
const registered = dpaeAr(three, ["00", "00", "00"]);

const is = async ({ world }: Sent): Promise<string> => situation(await theDeposit(world, "D1")).is;

const arFolder = (folder: string): WatchedMailbox => ({
  identity: "cirso/AR",
  mailbox: folderMailbox({ identity: "cirso/AR", folder, mayBeMissing: true }),
  pollSeconds: 1,
  person: "une personne (dossier cirso)",
  inPlace: true,
});

const withFolder = async (t: TestContext) => {
  const folder = join(await scratch(t), "AR");
  const sent = await sentWorld(t);
  return { folder, sent };
};

test("a file that a person copies into AR/ closes with their word, and is not put there again", async (t) => {
  const { folder, sent } = await withFolder(t);
  const { until } = smallDaemon(t, sent.world, [], { folders: [arFolder(folder)] });
  mkdirSync(folder);
  writeFileSync(join(folder, "dpae.txt"), registered);
  await until("registered", async () => (await is(sent)) === "enregistre");
  const [receipt] = (await theDeposit(sent.world, "D1")).receipts;
  assert.deepEqual([receipt?.grade, receipt?.file], ["H", undefined]);
  assert.equal(sent.world.spool.files.has("AR/dpae.txt"), false);
});

test("what we put into AR/ ourselves is never read back", async (t) => {
  const { folder, sent } = await withFolder(t);
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const watched = { identity: "cabinet", mailbox, pollSeconds: 1 };
  const { until } = smallDaemon(t, sent.world, [watched], { folders: [arFolder(folder)] });
  mailbox.deliver(await arriving(sent, "040-dpae-tout-00"));
  await until("filed", () => sent.world.spool.files.has("AR/dpae.txt"));
  mkdirSync(folder);
  writeFileSync(join(folder, "dpae.txt"), sent.world.spool.files.get("AR/dpae.txt")?.bytes ?? "");
  writeFileSync(join(folder, "autre.txt"), dpaeAr(dpae("INCONNUE"), ["00"]));
  // The second file is looked at in the same look, so the first one was too.
  await until(
    "the other was read",
    async () => (await sent.world.journal.receipts({}, 9)).length > 1,
  );
  const receipts = await sent.world.journal.receipts({}, 9);
  assert.deepEqual(
    receipts.map((r) => r.stored.from.folder),
    ["INBOX", "fichier/autre.txt"],
  );
});

test("a folder of saved mails is a mailbox: links and half-written files are passed over", async (t) => {
  const { folder, sent } = await withFolder(t);
  mkdirSync(folder);
  writeFileSync(join(folder, "ar.eml"), await arriving(sent, "114-imputation-signee"));
  writeFileSync(join(folder, ".cache.eml"), await arriving(sent, "041-dpae-un-refus"));
  symlinkSync("/etc/hostname", join(folder, "lien.eml"));
  const mailbox = folderMailbox({ identity: "cabinet", folder });
  const { until } = smallDaemon(t, sent.world, [], {
    folders: [{ identity: "cabinet", mailbox, pollSeconds: 1, person: folder }],
  });
  await until("registered", async () => (await is(sent)) === "enregistre");
  const receipts = await sent.world.journal.receipts({}, 9);
  assert.deepEqual(
    receipts.map((r) => [r.stored.from.folder, r.matches[0]?.grade]),
    [["ar.eml", "A"]],
  );
});

test("a receipt whose DNS does not answer waits, says so, and registers when it answers", async (t) => {
  let dead = true;
  const verifier = mailVerifier({ resolve: (name) => (dead ? deadDns() : testDns(name)) });
  const sent = await sentWorld(t, { verifier });
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const { daemon, until } = smallDaemon(t, sent.world, [
    { identity: "cabinet", mailbox, pollSeconds: 1 },
  ]);
  mailbox.deliver(await arriving(sent, "114-imputation-signee"));
  await until("told", () => daemon.problems.list().some((p) => p.code === "receipt-pending"));
  assert.equal(await is(sent), "remis");
  dead = false;
  await until("registered", async () => (await is(sent)) === "enregistre");
  assert.deepEqual(
    daemon.problems.list().map((p) => p.code),
    [],
  );
});

test("the same mail in two folders is one receipt; mails of others raise no alarm", async (t) => {
  const sent = await sentWorld(t);
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX", "Junk", "Sent"] });
  const { daemon, until } = smallDaemon(t, sent.world, [
    { identity: "cabinet", mailbox, pollSeconds: 1 },
  ]);
  const ar = await arriving(sent, "040-dpae-tout-00");
  const ours = await sent.world.store.get(
    (await theDeposit(sent.world, "D1")).messages[0]?.frozen.sha256 ?? "",
  );
  for (const name of ["016-ars-autre-client", "097-liste", "100-publicite"])
    mailbox.deliver(await arriving(sent, name));
  mailbox.deliver(ar, { folder: "Junk" });
  mailbox.deliver(ar);
  mailbox.deliver(ours, { folder: "Sent" });
  await until("all were read", async () => (await sent.world.journal.receipts({}, 9)).length === 5);
  await until("registered", async () => (await is(sent)) === "enregistre");
  assert.equal((await theDeposit(sent.world, "D1")).receipts.length, 1);
  assert.deepEqual(daemon.problems.list(), []);
});

test("what waits for a person is told again after a restart, and no longer once it is answered", async (t) => {
  const sent = await sentWorld(t);
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const watched = { identity: "cabinet", mailbox, pollSeconds: 1 };
  const first = smallDaemon(t, sent.world, [watched]);
  mailbox.deliver(await arriving(sent, "015-ars-sans-references-numero-inconnu"));
  mailbox.deliver(await arriving(sent, "110-trop-de-parties"));
  const codes = (d: typeof first) =>
    d.daemon.problems
      .list()
      .map((p) => p.code)
      .sort();
  const wanted = ["mail-unreadable", "receipt-to-assign"];
  await first.until("both are told", () => codes(first).join() === wanted.join());
  await first.stop();
  const second = smallDaemon(t, sent.world, [watched]);
  await second.until("both are told again", () => codes(second).join() === wanted.join());
});

test("what a person confirms settles the earlier receipts that it explains: nobody is asked about them any more", async (t) => {
  const sent = await sentWorld(t);
  const mailbox = memoryMailbox({ identity: "cabinet", folders: ["INBOX"] });
  const { daemon, until } = smallDaemon(t, sent.world, [
    { identity: "cabinet", mailbox, pollSeconds: 1 },
  ]);
  const order = answerOrders({
    daemon,
    version: "0",
    settings: "facteur.json",
    stop: new AbortController(),
    logins: noLogins,
  });
  mailbox.deliver(await arriving(sent, "014-ars-sans-references-numero-connu"));
  await until("it is to assign", () => daemon.problems.list().length === 1);
  const unproved = (await arriving(sent, "001-acs-acceptee"))
    .toString("latin1")
    .replace(/^Authentication-Results[^\n]*\n/mu, "");
  mailbox.deliver(Buffer.from(unproved, "latin1"));
  await until(
    "both were read",
    async () => (await sent.world.journal.receipts({}, 9)).length === 2,
  );
  assert.deepEqual(
    daemon.problems.list().map((p) => [p.code, p.about]),
    [["receipt-to-assign", "R1"]],
  );
  const person = { by: "Mme Martin", means: "confirm" };
  await order("receipt", { is: "confirm", receipt: "R2", person });
  assert.deepEqual(daemon.problems.list(), []);
  const [first] = await sent.world.journal.receipts({}, 1);
  assert.deepEqual([first?.state, first?.matches[0]?.deposit], ["filed", "D3"]);
});
