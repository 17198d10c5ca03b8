/** What only one of the two mailbox protocols can do: a key that does nothing would be a promise not kept. */
import type { Draft, SettingsInFile } from "../file-shape.ts";
import type { Complaint } from "../problems.ts";

export const checkMailboxes = (draft: Draft<SettingsInFile>): readonly Complaint[] =>
  Object.entries(draft.identities ?? {}).flatMap(([name, identity]): readonly Complaint[] => {
    const mailbox = identity?.mailbox;
    if (!mailbox) return [];
    const path = ["identities", name, "mailbox"];
    const { protocol, moveMatchedTo, deleteAfterDays } = mailbox;
    if (protocol === "pop3")
      return moveMatchedTo === undefined
        ? []
        : [{ code: "imap-only", path: [...path, "moveMatchedTo"], value: moveMatchedTo }];
    return deleteAfterDays === undefined
      ? []
      : [{ code: "pop3-only", path: [...path, "deleteAfterDays"], value: deleteAfterDays }];
  });
