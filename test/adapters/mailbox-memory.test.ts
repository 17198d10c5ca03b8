import type { TestContext } from "node:test";
import type { House } from "../contract/mailbox.contract.ts";
import { absentFolder, mailboxContract } from "../contract/mailbox.contract.ts";
import { mailboxSentContract } from "../contract/mailbox-sent.contract.ts";
import { memoryMailbox, sentFolder } from "../support/memory-mailbox.ts";

const house = (_t: TestContext): Promise<House> => {
  const folders = ["INBOX", absentFolder, "Junk"];
  const mailbox = memoryMailbox({ identity: "urssaf", folders, existing: ["INBOX", "Junk"] });
  return Promise.resolve({
    mailbox,
    deliver: (raw, to) => Promise.resolve(mailbox.deliver(raw, to)),
    content: (folder) => Promise.resolve(mailbox.content(folder).map((raw) => ({ raw }))),
    renumberJunk: () => Promise.resolve(mailbox.renumber("Junk")),
    makeSent: () => Promise.resolve(mailbox.renumber(sentFolder)),
  });
};

mailboxContract("memory", house);
mailboxSentContract("memory", house);
