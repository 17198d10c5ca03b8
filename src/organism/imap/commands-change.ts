/** STORE, COPY, MOVE, EXPUNGE with their UID forms, and APPEND (UIDPLUS, RFC 4315; MOVE, RFC 6851). */
import { sendFlags } from "./commands-fetch.ts";
import type { Folder } from "./mailboxes.ts";
import { type Numbered, Refusal, type Session } from "./session.ts";
import { parseDate } from "./sets.ts";
import { type Command, listOf, textOf, type Value } from "./syntax.ts";

const isUid = (command: Command): boolean => command.name.startsWith("UID ");

const flagNames = (value: Value | undefined): string[] => {
  const texts = value?.is === "list" ? value.items.map(textOf) : [textOf(value)];
  return texts.flatMap((text) => (text === undefined ? [] : [flagName(text)]));
};

/** System flags are written in any case: `\SEEN` is `\Seen`. */
const flagName = (text: string): string =>
  text.startsWith("\\") ? `\\${text.charAt(1).toUpperCase()}${text.slice(2).toLowerCase()}` : text;

export const store = (session: Session, command: Command): string => {
  const how = /^(?<sign>[+-]?)FLAGS(?<silent>\.SILENT)?$/iu.exec(textOf(command.args[1]) ?? "");
  if (how === null) throw new Refusal("BAD", "FLAGS, +FLAGS or -FLAGS");
  // Flags may come in a list or one after the other.
  const flags = command.args.slice(2).flatMap(flagNames);
  session.assertWritable();
  for (const numbered of session.select(textOf(command.args[0]), isUid(command))) {
    const own = numbered.mail.flags;
    if (how.groups?.["sign"] === "") own.clear();
    for (const flag of flags) {
      if (how.groups?.["sign"] === "-") own.delete(flag);
      else own.add(flag);
    }
    if (how.groups?.["silent"] === undefined) sendFlags(session, numbered, isUid(command));
  }
  return "OK done";
};

/** Only mails that are still there: another connection may have removed one that we still number. */
const present = (session: Session, command: Command): readonly Numbered[] => {
  const { folder } = session.opened;
  const chosen = session.select(textOf(command.args[0]), isUid(command));
  return chosen.filter(({ mail }) => folder.find(mail.uid) === mail);
};

const copyTo = (target: Folder, chosen: readonly Numbered[]): string => {
  const copies = chosen.map(({ mail }) => target.add(mail.bytes, mail.arrived, mail.flags));
  const from = chosen.map(({ mail }) => mail.uid).join(",");
  return `[COPYUID ${target.uidValidity} ${from} ${copies.map((mail) => mail.uid).join(",")}]`;
};

export const copy = (session: Session, command: Command): string => {
  const target = session.folder(textOf(command.args[1]), "[TRYCREATE]");
  const chosen = present(session, command);
  return chosen.length === 0 ? "OK nothing to copy" : `OK ${copyTo(target, chosen)} copied`;
};

export const move = (session: Session, command: Command): string => {
  session.assertWritable();
  const { folder } = session.opened;
  const target = session.folder(textOf(command.args[1]), "[TRYCREATE]");
  const chosen = present(session, command);
  if (chosen.length === 0) return "OK nothing to move";
  session.send(`* OK ${copyTo(target, chosen)} moved`);
  folder.remove(new Set(chosen.map(({ mail }) => mail.uid)));
  return "OK moved";
};

/** With UIDs, only those of them that are marked \Deleted. */
export const expunge = (session: Session, command: Command): string => {
  session.assertWritable();
  const { folder } = session.opened;
  const chosen = isUid(command)
    ? present(session, command).map(({ mail }) => mail)
    : [...folder.mails];
  const marked = chosen.filter((mail) => mail.flags.has("\\Deleted"));
  folder.remove(new Set(marked.map((mail) => mail.uid)));
  return "OK done";
};

/** `APPEND folder [(flags)] ["date"] {literal}`. */
export const append = (session: Session, command: Command, now: number): string => {
  const folder = session.folder(textOf(command.args[0]), "[TRYCREATE]");
  const [content, ...before] = command.args.slice(1).toReversed();
  if (content?.is !== "string") throw new Refusal("BAD", "a mail is expected");
  const flags = before.flatMap((value) => listOf(value).flatMap(flagNames));
  const date = before.map(textOf).find((text) => text !== undefined);
  const arrived = date === undefined ? now : parseDate(date);
  if (arrived === undefined) throw new Refusal("BAD", "the date cannot be read");
  const mail = folder.add(content.bytes, arrived, flags);
  return `OK [APPENDUID ${folder.uidValidity} ${mail.uid}] kept`;
};
