/** What people and servers do to the mailbox beside us: F60 it is renumbered, F63 mails are read, moved, deleted. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, filedIn, startAgent } from "../support/agent.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const rules = "a=accept@organisme.test\r\nsujet=DUE\r\n";

const begin = async (t: Parameters<typeof agentFolder>[0], folders: readonly string[]) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  t.after(() => organism[Symbol.asyncDispose]());
  const client = clientOf(organism);
  const folder = await agentFolder(t, { ...client, mailbox: { ...client.mailbox, folders } });
  writeFileSync(folder.dossier("mapibox.cfg"), rules);
  return { organism, folder, mailbox: organism.mailbox(clientUser.address), client };
};

test("F60 a mailbox that is renumbered under us: no AR is lost, none is filed twice", async (t) => {
  const { folder, mailbox } = await begin(t, ["INBOX"]);
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  for (const keep of ["keep", "empty"] as const) {
    mailbox.recreate("INBOX", keep);
    const n = (await folder.deposits()).length + 1;
    writeFileSync(folder.dossier(`suite${n}.txt`), dpae(`SUPPOSE ${n === 2 ? "DEUX" : "TROIS"}`));
    await folder.until(n, "enregistre");
  }
  const deposits = await waitUntil("all three to be filed", async () => {
    const all = await folder.deposits();
    return all.every((d) => d.deliveries.some((x) => x.is === "delivered")) ? all : undefined;
  });
  assert.equal(filedIn(folder.dossier()).length, 3);
  assert.deepEqual(
    deposits.map((d) => [
      d.receipts.length,
      d.deliveries.filter((x) => x.is === "delivered").length,
    ]),
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  );
});

test("F63 an AR that a person has read, and moved to the junk, is found all the same; one deleted later stays known", async (t) => {
  const { organism, folder, mailbox, client } = await begin(t, ["INBOX", "Indesirables"]);
  const { mailbox: _, ...sendingOnly } = client;
  const identity = { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...sendingOnly };
  folder.settle({ identities: { cabinet: identity } });
  const sending = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "remis");
  await waitUntil("the AR", () => mailbox.mails().length === 1);
  await sending.stop();
  const hands = new ImapFlow({
    host: "localhost",
    port: organism.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: clientUser.address, pass: clientUser.password },
    logger: false,
  });
  await hands.connect();
  await hands.mailboxCreate("Indesirables");
  await hands.mailboxOpen("INBOX");
  await hands.messageFlagsAdd("1:*", ["\\Seen"]);
  await hands.messageMove("1:*", "Indesirables");
  await hands.logout();
  const { address, submission } = client;
  const folders = ["INBOX", "Indesirables"];
  const whole = { ...client.mailbox, folders };
  folder.settle({ identities: { cabinet: { ...identity, address, submission, mailbox: whole } } });
  await startAgent(t, folder.settings);
  await folder.until(1, "enregistre");
  mailbox.remove(1, "Indesirables");
  writeFileSync(folder.dossier("deux.txt"), dpae("INVENTE"));
  await folder.until(2, "enregistre");
  assert.equal((await folder.deposits())[0]?.receipts.length, 1);
});
