/** The sources of receipts, wired: each identity's mailbox by its protocol, its folder, and the `AR/` of each dossier. */
import { join } from "node:path";
import { folderMailbox } from "../adapters/mailbox/folder-mailbox.ts";
import { imapMailbox, type Skip } from "../adapters/mailbox/imap-mailbox.ts";
import { pop3Mailbox } from "../adapters/mailbox/pop3-mailbox.ts";
import type { Settings } from "../config/settings.ts";
import type { WatchedMailbox } from "../daemon/mail-loop.ts";
import { deletableBytes, keptBytes } from "../daemon/receipts.ts";
import { limits } from "../domain/limits.ts";
import type { World } from "../journey/world.ts";
import type { Log } from "../ports/log.ts";
import type { Mailbox } from "../ports/mailbox.ts";
import type { ArmedIdentity } from "./logins.ts";

export const watchedMailbox = (about: {
  readonly identity: ArmedIdentity;
  readonly mailbox: NonNullable<ArmedIdentity["mailbox"]>;
  readonly world: Pick<World, "journal" | "store" | "clock" | "log">;
}): WatchedMailbox => {
  const { identity, mailbox } = about;
  return {
    identity: identity.name,
    mailbox: mailboxOf(about),
    pollSeconds: mailbox.pollSeconds,
    sameLogin: isSameLogin(identity),
    ...(mailbox.moveMatchedTo === undefined ? {} : { moveMatchedTo: mailbox.moveMatchedTo }),
  };
};

const isSameLogin = ({ oauth, submission, mailbox }: ArmedIdentity): boolean =>
  oauth !== undefined ||
  (mailbox?.login !== undefined &&
    mailbox.login === submission.login &&
    JSON.stringify(mailbox.secret) === JSON.stringify(submission.secret));

const mailboxOf = ({ identity, mailbox, world }: Parameters<typeof watchedMailbox>[0]): Mailbox => {
  const onSkip = toldOnce(identity.name, world.log);
  // Where our own mails are put away they are looked for too: a restored backup has forgotten them (mail.md F30, F63).
  const folders = [...new Set([...mailbox.folders, ...[mailbox.moveMatchedTo ?? []].flat()])];
  if (mailbox.protocol === "imap")
    return imapMailbox({ ...mailbox, folders, identity: identity.name, onSkip });
  const days = mailbox.deleteAfterDays;
  return pop3Mailbox({
    ...mailbox,
    identity: identity.name,
    onSkip,
    kept: (ref) => keptBytes(world, ref),
    ...(days === undefined ? {} : { deletable: (ref) => deletableBytes(world, ref, days) }),
  });
};

/** A folder that is missing is missing at every look: said once. */
const toldOnce = (identity: string, log: Log): ((skip: Skip) => void) => {
  const told = new Set<string>();
  return (skip) => {
    const about = `${skip.folder} ${skip.uid ?? ""}`;
    if (!told.has(about)) log.event("warn", "mailbox-skip", { identity, ...skip });
    told.add(about);
  };
};

/** Folders where people, and other programs, put receipts. */
export const receiptFolders = (settings: Settings): readonly WatchedMailbox[] => [
  ...settings.identities.flatMap(({ name, receiptFolder }) =>
    receiptFolder === undefined
      ? []
      : [
          {
            identity: name,
            mailbox: folderMailbox({ identity: name, folder: receiptFolder }),
            pollSeconds: settings.scanSeconds,
            person: receiptFolder,
          },
        ],
  ),
  ...settings.dossiers.map(({ name, folder }) => ({
    identity: `${name}/AR`,
    mailbox: folderMailbox({
      identity: `${name}/AR`,
      folder: join(folder, "AR"),
      mayBeMissing: true,
    }),
    pollSeconds: Math.max(settings.scanSeconds, limits.folderLookMs / 1000),
    person: `une personne (dossier ${name})`,
    inPlace: true as const,
  })),
];
