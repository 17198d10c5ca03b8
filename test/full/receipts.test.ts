/** Ten thousand mails in one mailbox, by IMAP and by POP3: each is read once, and the next look costs little. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import { takeReceipt } from "../../src/daemon/receipts.ts";
import { cleanup } from "../support/cleanup.ts";
import { freshMailbox, mailServer } from "../support/mailserver.ts";
import { plainImap } from "../support/plain-imap.ts";
import { statesOf } from "../support/receipt-scenario.ts";
import { arriving, sentWorld } from "../support/received.ts";
import { scratch } from "../support/scratch.ts";

const count = 10_000;
const never = new AbortController().signal;

test("ten thousand mails, of which three are about us", { timeout: 900_000 }, async (t) => {
  const server = await mailServer();
  if (!server) return t.skip("no test mail server was started (it needs Linux, root and apt)");
  const account = await freshMailbox(server);
  const folder = await scratch(t);
  let opened = 0;
  const worldOf = async () => {
    const sent = await sentWorld(t, {
      journal: (clock) => {
        const journal = sqliteJournal({ file: join(folder, `j${(opened += 1)}.db`), clock });
        cleanup(t, () => journal[Symbol.asyncDispose]());
        return journal;
      },
    });
    return sent;
  };
  const first = await worldOf();
  using plain = await plainImap({ port: server.ports.imap, ...account });
  const ours = new Map([
    [10, "041-dpae-un-refus"],
    [5_000, "001-acs-acceptee"],
    [9_999, "057-ducs-niveau-3"],
  ]);
  for (let n = 0; n < count; n += 1) {
    const name = ours.get(n);
    const raw = name
      ? await arriving(first, name)
      : Buffer.from(`From: x${n}@ailleurs.test\r\nSubject: ${n}\r\n\r\nBonjour.\r\n`);
    await plain.append("INBOX", raw);
  }
  const common = { ...account, identity: "cabinet", host: "localhost", security: "none" } as const;
  const imap = imapMailbox({ ...common, port: server.ports.imap, folders: ["INBOX"] });
  const pop3 = pop3Mailbox({ ...common, port: server.ports.pop3 });
  cleanup(t, () => imap[Symbol.asyncDispose]());
  for (const [mailbox, sent] of [
    [imap, first],
    [pop3, await worldOf()],
  ] as const) {
    const { world } = sent;
    let asked = 0;
    const look = async (): Promise<number> => {
      let given = 0;
      asked = 0;
      const known = async (ref: Parameters<typeof world.journal.mail>[0]) => {
        asked += 1;
        return (await world.journal.mail(ref)) !== undefined;
      };
      for await (const arrival of mailbox.arrivals(known, 0, never)) {
        await takeReceipt(world, arrival);
        given += 1;
      }
      return given;
    };
    assert.equal(await look(), count);
    assert.equal(await look(), 0);
    assert.equal((await world.journal.receipts({}, count * 2)).length, count);
    const states = await statesOf(sent);
    assert.equal(states["D1.2"], "refused");
    assert.equal(states["D2.1"], "registered");
    assert.equal(states["D3.1"], "received");
    if (mailbox !== imap) continue;
    // The folder has not changed: it is not even listed.
    assert.equal(await look(), 0);
    assert.equal(asked, 0);
  }
});
