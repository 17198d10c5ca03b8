/** The ENVELOPE that FETCH answers (RFC 3501 §7.4.2). */
import { fieldOf, fieldsOf } from "../fields.ts";
import { nstring } from "./sets.ts";

/** Sender and reply-to fall back on from. */
export const envelopeOf = (bytes: Uint8Array): string => {
  const fields = fieldsOf(bytes);
  const from = addresses(fieldOf(fields, "from"));
  const orFrom = (name: string): string => {
    const value = fieldOf(fields, name);
    return value === undefined ? from : addresses(value);
  };
  const parts = [
    nstring(fieldOf(fields, "date")),
    nstring(fieldOf(fields, "subject")),
    from,
    orFrom("sender"),
    orFrom("reply-to"),
    addresses(fieldOf(fields, "to")),
    addresses(fieldOf(fields, "cc")),
    addresses(fieldOf(fields, "bcc")),
    nstring(fieldOf(fields, "in-reply-to")),
    nstring(fieldOf(fields, "message-id")),
  ];
  return `(${parts.join(" ")})`;
};

/** Plain lists of `Name <box@host>` and `box@host`: groups and comments are not met here. */
const addresses = (value: string | undefined): string => {
  if (value === undefined) return "NIL";
  const each = value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/gu) ?? [];
  const structures = each.flatMap((text) => {
    const found = /^\s*(?<name>.*?)\s*<?(?<box>[^\s<>@"]+)@(?<host>[^\s<>@]+)>?\s*$/u.exec(text);
    if (found === null) return [];
    const { name = "", box = "", host = "" } = found.groups ?? {};
    const shown = name.replace(/^"|"$/gu, "").replace(/\\(.)/gu, "$1");
    return [`(${nstring(shown || undefined)} NIL ${nstring(box)} ${nstring(host)})`];
  });
  return structures.length === 0 ? "NIL" : `(${structures.join("")})`;
};
