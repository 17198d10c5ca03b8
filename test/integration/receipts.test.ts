/** The same receipts by IMAP and by POP3 from a real Dovecot, with a mailbox that is deleted and made again. */
import { type TestContext, test } from "node:test";
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { pop3Mailbox } from "../../src/adapters/mailbox/pop3-mailbox.ts";
import { cleanup } from "../support/cleanup.ts";
import { doveadm, freshMailbox, mailServer } from "../support/mailserver.ts";
import { plainImap } from "../support/plain-imap.ts";
import { type House, runScenario } from "../support/receipt-scenario.ts";

const noServer = "no test mail server was started (it needs Linux, root and apt)";

const houseOf = async (t: TestContext, protocol: "imap" | "pop3"): Promise<House | undefined> => {
  const server = await mailServer();
  if (!server) return undefined;
  const account = await freshMailbox(server);
  const common = { ...account, identity: "cabinet", host: "localhost", security: "none" } as const;
  // POP3 reads INBOX and nothing else; another folder can be deleted while IMAP looks at it.
  const folder = protocol === "imap" ? "Accuses" : "INBOX";
  const plain = async () => plainImap({ port: server.ports.imap, ...account });
  const deliver = async (raw: Uint8Array): Promise<void> => {
    using client = await plain();
    await client.append(folder, raw);
  };
  if (protocol === "imap") await doveadm(server, "mailbox", "create", "-u", account.login, folder);
  const mailbox =
    protocol === "imap"
      ? imapMailbox({ ...common, port: server.ports.imap, folders: [folder, "INBOX", "\\Junk"] })
      : pop3Mailbox({ ...common, port: server.ports.pop3 });
  cleanup(t, () => mailbox[Symbol.asyncDispose]());
  return {
    mailbox,
    deliver,
    recreate: async () => {
      if (protocol === "pop3")
        await doveadm(server, "expunge", "-u", account.login, "mailbox", folder, "all");
      else {
        await doveadm(server, "mailbox", "delete", "-u", account.login, folder);
        await doveadm(server, "mailbox", "create", "-u", account.login, folder);
      }
    },
  };
};

for (const protocol of ["imap", "pop3"] as const)
  test(`receipts of every format by ${protocol}, and again after the mailbox was made anew`, async (t) => {
    const house = await houseOf(t, protocol);
    if (!house) return t.skip(noServer);
    await runScenario(t, house);
  });
