/** NAMESPACE, LIST, LSUB, SUBSCRIBE, STATUS, SELECT, EXAMINE, CREATE, DELETE, CLOSE, UNSELECT. */
import type { Folder } from "./mailboxes.ts";
import { Refusal, type Session } from "./session.ts";
import { quoted } from "./sets.ts";
import { type Command, listOf, textOf } from "./syntax.ts";

export const namespace = (session: Session): string => {
  session.send('* NAMESPACE (("" "/")) NIL NIL');
  return "OK done";
};

export const list = (session: Session, command: Command): string => {
  const { account } = session;
  const [reference = "", pattern = ""] = command.args.map(textOf);
  if (pattern === "") {
    session.send(`* ${command.name} (\\Noselect) "/" ""`);
    return "OK done";
  }
  const matches = folderPattern(reference + pattern);
  for (const folder of account.folders()) {
    if (!matches(folder.name)) continue;
    const parent = account.folders().some((f) => f.name.startsWith(`${folder.name}/`));
    const marks = [parent ? "\\HasChildren" : "\\HasNoChildren", account.specialUse(folder)];
    const flags = marks.filter((mark) => mark !== "").join(" ");
    session.send(`* ${command.name} (${flags}) "/" ${quoted(folder.name)}`);
  }
  return "OK done";
};

/** `*` is anything, `%` anything within one level; INBOX in any case. */
const folderPattern = (pattern: string): ((name: string) => boolean) => {
  const inbox = pattern.toUpperCase() === "INBOX";
  const source = pattern.replace(/[.*+?^${}()|[\]\\%]/gu, (char) => {
    if (char === "*") return ".*";
    return char === "%" ? "[^/]*" : `\\${char}`;
  });
  const expression = new RegExp(`^${source}$`, "u");
  return (name) => (inbox ? name === "INBOX" : expression.test(name));
};

export const subscribe = (session: Session, command: Command): string => {
  session.folder(textOf(command.args[0]));
  return "OK every folder is subscribed";
};

const unseen = (folder: Folder): number =>
  folder.mails.filter((mail) => !mail.flags.has("\\Seen")).length;

const statusItems: Readonly<Record<string, (folder: Folder) => number>> = {
  MESSAGES: (folder) => folder.mails.length,
  RECENT: () => 0,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: unseen,
  SIZE: (folder) => folder.mails.reduce((sum, mail) => sum + mail.bytes.length, 0),
};

export const status = (session: Session, command: Command): string => {
  const folder = session.folder(textOf(command.args[0]));
  const items = listOf(command.args[1]).flatMap((value) => {
    const name = textOf(value)?.toUpperCase() ?? "";
    const count = statusItems[name];
    return count === undefined ? [] : [`${name} ${count(folder)}`];
  });
  session.send(`* STATUS ${quoted(folder.name)} (${items.join(" ")})`);
  return "OK done";
};

const systemFlags = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

export const select = (session: Session, command: Command): string => {
  // RFC 3501 §6.3.1: the folder that was open is closed even when this one cannot be opened.
  session.close();
  const folder = session.folder(textOf(command.args[0]));
  const { readOnly, view } = session.open(folder, command.name === "EXAMINE");
  session.send(`* FLAGS (${systemFlags})`);
  session.send(`* ${view.length} EXISTS`);
  session.send("* 0 RECENT");
  const permanent = readOnly ? "" : `${systemFlags} \\*`;
  session.send(`* OK [PERMANENTFLAGS (${permanent})] flags that stay`);
  session.send(`* OK [UIDVALIDITY ${folder.uidValidity}] as long as the folder lives`);
  session.send(`* OK [UIDNEXT ${folder.uidNext}] the next one`);
  return readOnly ? "OK [READ-ONLY] open" : "OK [READ-WRITE] open";
};

export const create = (session: Session, command: Command): string => {
  const name = textOf(command.args[0]) ?? "";
  if (session.account.create(name) === undefined)
    throw new Refusal("NO", "[ALREADYEXISTS] the folder is there, or has no name");
  return "OK made";
};

export const remove = (session: Session, command: Command): string => {
  if (!session.account.delete(textOf(command.args[0]) ?? ""))
    throw new Refusal("NO", "[NONEXISTENT] no such folder, or INBOX");
  return "OK deleted";
};

/** CLOSE removes what is marked \Deleted, without a word (RFC 3501 §6.4.2). */
export const close = (session: Session): string => {
  const { folder, readOnly } = session.opened;
  const marked = folder.mails.filter((mail) => mail.flags.has("\\Deleted"));
  session.close();
  if (!readOnly) folder.remove(new Set(marked.map((mail) => mail.uid)));
  return "OK closed";
};

export const unselect = (session: Session): string => {
  session.opened.unwatch();
  session.close();
  return "OK closed";
};
