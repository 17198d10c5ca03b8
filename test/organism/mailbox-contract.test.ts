/** The product's mailbox on the organism's IMAP server: the promise that it keeps on a real Dovecot. */
import { imapMailbox } from "../../src/adapters/mailbox/imap-mailbox.ts";
import { absentFolder, type MakeHouse, mailboxContract } from "../contract/mailbox.contract.ts";
import { mailboxSentContract } from "../contract/mailbox-sent.contract.ts";
import { client, organism } from "./support.ts";

const house: MakeHouse = async (t) => {
  const served = await organism(t);
  const box = served.mailbox(client.address);
  const options = {
    identity: "urssaf",
    host: "localhost",
    port: served.imapPort,
    security: "none",
    login: client.address,
    password: client.password,
    folders: ["INBOX", absentFolder, "Junk"],
  } as const;
  const mailbox = imapMailbox(options);
  const wrongPassword = imapMailbox({ ...options, password: "faux-mot-de-passe" });
  t.after(async () => {
    await mailbox[Symbol.asyncDispose]();
    await wrongPassword[Symbol.asyncDispose]();
  });
  return {
    mailbox,
    deliver: (raw, to) => {
      box.append(raw, to?.folder, to?.arrived);
      return Promise.resolve();
    },
    content: (folder) =>
      Promise.resolve(
        box.mails(folder).map(({ bytes, flags }) => ({ raw: bytes, flags: flags.join(" ") })),
      ),
    renumberJunk: () => {
      box.recreate("Junk");
      return Promise.resolve();
    },
    cut: () => served.hangUp(),
    refused: [{ mailbox: wrongPassword, code: "mailbox-login" }],
  };
};

mailboxContract("the organism's IMAP server", house);
mailboxSentContract("the organism's IMAP server", house);
