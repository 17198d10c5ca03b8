/**
 * Moving one mail, and only that one: MOVE (RFC 6851) where the server offers it, else COPY, then
 * \Deleted, then UID EXPUNGE of that UID (RFC 4315). A plain EXPUNGE is never given: it would remove what
 * somebody else has marked. Without UIDPLUS the copied mail stays, marked \Deleted.
 */
import type { CopyResponseObject, ImapFlow } from "imapflow";
import type { MailRef } from "../../domain/facts.ts";
import { MailboxFault } from "../../ports/mailbox.ts";
import type { ImapSession } from "./imap-session.ts";

const byUid = { uid: true } as const;

export const moveMail = (
  session: ImapSession,
  ref: MailRef,
  folder: string,
): Promise<MailRef | undefined> =>
  session.turn(async (client) => {
    const box = await session.open(client, ref.folder, "write");
    if (String(box.uidValidity) !== ref.uidValidity)
      throw refused(`${ref.folder} was renumbered: UID ${ref.uid} may be another mail now`);
    const uid = String(ref.uid);
    const there = await client.search({ uid }, byUid);
    if (!there) throw refused(`SEARCH was refused in ${ref.folder}`);
    // Gone already: a person or an earlier try moved it, and there is nothing left to do.
    if (!there.includes(ref.uid)) return undefined;
    await client.mailboxCreate(folder);
    if (client.capabilities.has("MOVE")) {
      const moved = await client.messageMove(uid, folder, byUid);
      if (!moved) throw refused(`MOVE to ${folder} was refused`);
      return placeOf(ref, moved);
    }
    return placeOf(ref, await copyThenRemove(client, uid, folder));
  });

/** As COPYUID tells it; a server without UIDPLUS tells nothing. */
const placeOf = (ref: MailRef, { destination, uidValidity, uidMap }: CopyResponseObject) => {
  const uid = uidMap?.get(ref.uid);
  if (uid === undefined || uidValidity === undefined) return undefined;
  return { mailbox: ref.mailbox, folder: destination, uidValidity: String(uidValidity), uid };
};

const copyThenRemove = async (
  client: ImapFlow,
  uid: string,
  folder: string,
): Promise<CopyResponseObject> => {
  const copied = await client.messageCopy(uid, folder, byUid);
  if (!copied) throw refused(`COPY to ${folder} was refused`);
  const plus = client.capabilities.has("UIDPLUS");
  // COPYUID names the copy; a server that has UIDPLUS and names none has copied nothing.
  if (plus && copied.uidMap?.get(Number(uid)) === undefined)
    throw refused(`COPY to ${folder} made no copy`);
  const removed = plus
    ? await client.messageDelete(uid, byUid)
    : await client.messageFlagsAdd(uid, ["\\Deleted"], byUid);
  if (!removed) throw refused(`the mail was copied to ${folder} and could not be removed`);
  return copied;
};

const refused = (said: string): MailboxFault => new MailboxFault("mailbox-unreachable", said);
