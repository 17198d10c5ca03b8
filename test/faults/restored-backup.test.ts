/** mail.md F30: an old backup of the data folder is restored; the mailbox knows more than the journal. */
import assert from "node:assert/strict";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/** What the agent found that its restored journal does not know. */
const bothMissed = (data: string) =>
  waitUntil("both to be missed", async () => {
    await using journal = readJournal(join(data, "journal.db"));
    const facts = (await journal?.facts({ agent: true }, 100)) ?? [];
    const behind = facts.flatMap((f) => (f.is === "journal-behind" ? [f] : []));
    return behind.length === 2 ? behind : undefined;
  });

test("F30: what the restored journal lacks is named, nothing leaves, and a person resolves it", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const client = clientOf(organism);
  const folder = await agentFolder(t, client);
  const data = join(folder.folder, "data");
  const backup = join(folder.folder, "sauvegarde");
  const drop = (family: string) => writeFileSync(folder.dossier("dpae.txt"), dpae(family));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());

  const first = await startAgent(t, folder.settings);
  drop("FICTIVE");
  await folder.until(1, "enregistre");
  await first.stop();

  // The server is away: D2 waits when the backup is made.
  const identity = { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...client };
  const away = { ...client.submission, port: 1 };
  folder.settle({ identities: { cabinet: { ...identity, submission: away } } });
  const second = await startAgent(t, folder.settings);
  drop("IMAGINAIRE");
  await waitUntil("D2 to be tried", async () => {
    const [, deposit] = await folder.deposits();
    return deposit?.messages[0]?.attempts[0]?.ended;
  });
  await second.stop();
  cpSync(data, backup, { recursive: true });

  folder.settle({});
  const third = await startAgent(t, folder.settings);
  drop("SUPPOSEE");
  await folder.until(2, "enregistre");
  await folder.until(3, "enregistre");
  await third.stop();
  assert.equal(organism.deliveries().length, 3);

  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  await startAgent(t, folder.settings);
  const missing = await bothMissed(data);
  assert.deepEqual(
    missing.map((m) => [m.number, m.known, m.because] as const).toSorted(([a], [b]) => a - b),
    [
      [2, "D2.M1", "mail"],
      [3, undefined, "mail"],
    ],
  );
  drop("INVENTE");
  const queued = await waitUntil("the new file to be ready", async () =>
    (await folder.deposits()).find(
      (d) => d.stage.is === "frozen" && d.id !== "D1" && d.id !== "D2",
    ),
  );
  assert.equal(queued.id, "D4", "numbered above what the mailbox has seen");

  const status = await facteur("status", "--config", folder.settings);
  assert.equal(status.code, 1);
  assert.match(status.out, /\[sending-locked\]/u);
  const audit = (...args: string[]) => facteur("audit", ...args, "--config", folder.settings);
  const named = await audit("--reconcile");
  assert.equal(named.code, 1);
  for (const { messageIdHeader } of missing) assert.ok(named.out.includes(messageIdHeader));
  assert.equal((await audit("--reconcile", "d3.m1", "--as", "sent")).code, 2, "no reason");
  const why = ["--as", "sent", "--by", "dupont", "--reason", "vu dans la boîte"];
  assert.equal((await audit("--reconcile", "d9.m1", ...why)).code, 1);
  assert.match((await audit("--reconcile", "d3.m1", ...why)).out, /^1 réglé\. Encore 1/u);
  assert.equal(organism.deliveries().length, 3, "nothing left while it was locked");

  assert.match((await audit("--reconcile", "all", ...why)).out, /Les envois reprennent/u);
  await waitUntil("the new file to be registered", async () =>
    (await folder.deposits())
      .find((d) => d.id === "D4")
      ?.declarations.every((x) => x.is === "registered"),
  );
  const ids = organism.deliveries().map((d) => d.messageIdHeader);
  assert.equal(ids.length, 4);
  assert.equal(new Set(ids).size, 4, "nothing was sent twice");
  const after = await audit();
  assert.equal(after.code, 0, after.out);
});

test("F30: what only the sent mails and the folder of put-away receipts know is missed too, and nothing leaves twice", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const client = clientOf(organism);
  const folder = await agentFolder(t, {
    ...client,
    mailbox: { ...client.mailbox, moveMatchedTo: "Traités" },
  });
  const data = join(folder.folder, "data");
  const backup = join(folder.folder, "sauvegarde");
  const rule = (text: string) => writeFileSync(folder.dossier("mapibox.cfg"), text);
  const drop = (family: string) => writeFileSync(folder.dossier("dpae.txt"), dpae(family));

  // The backup is made while D1 waits for a rule.
  rule("a=nobody\r\n");
  const first = await startAgent(t, folder.settings);
  drop("FICTIVE");
  await folder.until(1, "en-attente-de-regle");
  await first.stop();
  cpSync(data, backup, { recursive: true });

  // Then D1 leaves and is answered, and D2 leaves and is not.
  rule(rules());
  const second = await startAgent(t, folder.settings);
  await folder.until(1, "enregistre");
  rule(rules("silent@organisme.test"));
  drop("SUPPOSEE");
  await folder.until(2, "remis");
  const mailbox = organism.mailbox(clientUser.address);
  await waitUntil("the AR to be put away", () => mailbox.mails("Traités").length === 1);
  await second.stop();
  const [, unanswered] = organism.deliveries();
  mailbox.append(Buffer.from(`Message-ID: ${unanswered?.messageIdHeader}\r\n\r\nx\r\n`), "Sent");

  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  const third = await startAgent(t, folder.settings);
  const missing = await bothMissed(data);
  assert.deepEqual(
    missing.map((m) => [m.number, m.because, m.known] as const).toSorted(([a], [b]) => a - b),
    [
      [1, "mail", undefined],
      [2, "sent-folder", undefined],
    ],
  );
  await folder.until(1, "a-envoyer");
  const why = ["--as", "sent", "--by", "dupont", "--reason", "vu dans la boîte"];
  const answer = await facteur("audit", "--reconcile", "all", ...why, "--config", folder.settings);
  assert.match(answer.out, /Les envois reprennent[\s\S]*D1 attend ici.* suspendu/u);
  await folder.until(1, "suspendu");
  drop("INVENTE");
  const next = await folder.until(2, "remis");
  assert.equal(next.id, "D3", "numbered above what was sent");
  assert.equal(organism.deliveries().length, 3, "nothing left twice");
  await third.stop();
  assert.equal(mailbox.mails("Traités").length, 1, "what is put away already is left there");
  const audit = await facteur("audit", "--config", folder.settings);
  assert.equal(audit.code, 0, audit.out);
});

test("F30: files that stand in their dossier are taken again after a restoration, and wait for a person", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism), { originals: "leave" });
  const data = join(folder.folder, "data");
  const backup = join(folder.folder, "sauvegarde");
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const drop = (name: string, family: string) => writeFileSync(folder.dossier(name), dpae(family));
  const first = await startAgent(t, folder.settings);
  drop("a.txt", "FICTIVE");
  await folder.until(1, "enregistre");
  await first.stop();
  cpSync(data, backup, { recursive: true });
  const second = await startAgent(t, folder.settings);
  drop("b.txt", "IMAGINAIRE");
  await folder.until(2, "enregistre");
  drop("c.txt", "SUPPOSEE");
  await folder.until(3, "enregistre");
  await second.stop();
  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  await startAgent(t, folder.settings);
  await bothMissed(data);
  await folder.until(2, "a-envoyer");
  await folder.until(3, "a-envoyer");
  const why = ["--as", "sent", "--by", "dupont", "--reason", "vu dans la boîte"];
  const said = await facteur("audit", "--reconcile", "all", ...why, "--config", folder.settings);
  assert.equal(said.out.match(/est suspendu/gu)?.length, 2, said.out);
  drop("d.txt", "INVENTE");
  await folder.until(4, "enregistre");
  assert.deepEqual([organism.deliveries().length, (await folder.deposits()).length], [4, 4]);
});
