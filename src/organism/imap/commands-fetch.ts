/** FETCH and UID FETCH. */
import { fieldsOf, splitMail } from "../fields.ts";
import { envelopeOf } from "./envelope.ts";
import type { Mail } from "./mailboxes.ts";
import { type Numbered, Refusal, type Session } from "./session.ts";
import { internalDate, nstring } from "./sets.ts";
import { type Command, textOf, type Value } from "./syntax.ts";

type Piece = string | Uint8Array;
type Item = (mail: Mail) => readonly Piece[];

const macros: Readonly<Record<string, readonly string[]>> = {
  ALL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"],
  FAST: ["FLAGS", "INTERNALDATE", "RFC822.SIZE"],
  FULL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"],
};

export const fetch = (session: Session, command: Command): string => {
  const byUid = command.name === "UID FETCH";
  const names = itemNames(command.args[1]);
  if (byUid && !names.some((name) => name.toUpperCase() === "UID")) names.unshift("UID");
  const items = names.map(itemOf);
  // A body that is not "peeked" at marks the mail as read (RFC 3501 §6.4.5).
  const marks =
    !session.opened.readOnly && names.some((n) => /^(?:BODY\[|RFC822(?:\.TEXT)?$)/iu.test(n));
  const noFlags = !names.some((name) => name.toUpperCase() === "FLAGS");
  for (const { number, mail } of session.select(textOf(command.args[0]), byUid)) {
    const tellFlags = marks && !mail.flags.has("\\Seen") && noFlags;
    if (marks) mail.flags.add("\\Seen");
    const told = tellFlags ? [...items, itemOf("FLAGS")] : items;
    const pieces = told.flatMap((item, i) => (i === 0 ? item(mail) : [" ", ...item(mail)]));
    session.send(`* ${number} FETCH (`, ...pieces, ")");
  }
  return "OK done";
};

/** Also what STORE answers: the flags of one mail. */
export const sendFlags = (session: Session, { number, mail }: Numbered, byUid: boolean): void => {
  const uid = byUid ? `UID ${mail.uid} ` : "";
  session.send(`* ${number} FETCH (${uid}${flagsOf(mail)})`);
};

const flagsOf = (mail: Mail): string => `FLAGS (${[...mail.flags].join(" ")})`;

const itemNames = (value: Value | undefined): string[] => {
  if (value?.is === "list") return value.items.flatMap((item) => textOf(item) ?? []);
  const name = textOf(value) ?? "";
  return [...(macros[name.toUpperCase()] ?? [name])];
};

const itemOf = (name: string): Item => {
  const upper = name.toUpperCase();
  switch (upper) {
    case "UID":
      return (mail) => [`UID ${mail.uid}`];
    case "FLAGS":
      return (mail) => [flagsOf(mail)];
    case "INTERNALDATE":
      return (mail) => [`INTERNALDATE "${internalDate(mail.arrived)}"`];
    case "RFC822.SIZE":
      return (mail) => [`RFC822.SIZE ${mail.bytes.length}`];
    case "ENVELOPE":
      return (mail) => [`ENVELOPE ${envelopeOf(mail.bytes)}`];
    case "BODY":
    case "BODYSTRUCTURE":
      return (mail) => [`${upper} ${structureOf(mail)}`];
    case "RFC822":
      return (mail) => literal("RFC822", mail.bytes);
    case "RFC822.HEADER":
      return (mail) => literal(upper, splitMail(mail.bytes).header);
    case "RFC822.TEXT":
      return (mail) => literal(upper, splitMail(mail.bytes).body);
    default:
      return sectionOf(name);
  }
};

const literal = (label: string, bytes: Uint8Array): readonly Piece[] => [
  `${label} {${bytes.length}}\r\n`,
  bytes,
];

/** Every mail is told as one plain text: nobody here asks for single parts. */
const structureOf = (mail: Mail): string => {
  const { body } = splitMail(mail.bytes);
  const lines = Buffer.from(body).toString("latin1").split("\r\n").length - 1;
  return `("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "8BIT" ${body.length} ${lines})`;
};

/** `BODY[section]<from.count>`: the answer names the section and the first byte only. */
const sectionOf = (name: string): Item => {
  const found =
    /^BODY(?:\.PEEK)?\[(?<section>[^\]]*)\](?:<(?<from>\d+)(?:\.(?<count>\d+))?>)?$/iu.exec(name);
  if (found === null) throw new Refusal("BAD", `cannot fetch ${name.slice(0, 80)}`);
  const { section = "", from, count } = found.groups ?? {};
  const content = contentOf(section);
  const start = Number(from ?? 0);
  const end = count === undefined ? undefined : start + Number(count);
  const label = `BODY[${section}]${from === undefined ? "" : `<${from}>`}`;
  return (mail) => literal(label, content(mail.bytes).subarray(start, end));
};

const contentOf = (section: string): ((bytes: Uint8Array) => Uint8Array) => {
  switch (section.toUpperCase()) {
    case "":
      return (bytes) => bytes;
    case "HEADER":
      return (bytes) => splitMail(bytes).header;
    case "TEXT":
    case "1":
      return (bytes) => splitMail(bytes).body;
    default:
      return someFields(section);
  }
};

const someFields = (section: string): ((bytes: Uint8Array) => Uint8Array) => {
  const found = /^HEADER\.FIELDS(?<not>\.NOT)? \((?<names>[^)]*)\)$/iu.exec(section);
  if (found === null) throw new Refusal("BAD", `no such section: ${nstring(section.slice(0, 80))}`);
  const names = new Set(
    (found.groups?.["names"] ?? "").split(" ").map((n) => n.replaceAll('"', "").toLowerCase()),
  );
  const wanted = found.groups?.["not"] === undefined;
  return (bytes) => {
    const kept = fieldsOf(bytes).filter((field) => names.has(field.name) === wanted);
    return Buffer.from(`${kept.map((field) => field.raw).join("")}\r\n`, "latin1");
  };
};
