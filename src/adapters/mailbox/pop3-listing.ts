/** What stands in a POP3 mailbox, and when a mail says that it arrived: POP3 itself tells no time. */
import { createHash } from "node:crypto";
import type { Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { Pop3Refusal, type Pop3Wire } from "./pop3-wire.ts";

export interface Listed {
  /** Its number in this connection only. */
  readonly number: number;
  /** Octets, as the server counts them. */
  readonly size: number;
  /** UIDL; absent where the server has none, gives one to two mails, or counts instead of naming. */
  readonly mark?: string;
  /** Its UIDL is a mere number. */
  readonly isNumbered?: true;
}

/** Some servers give the place in the list for a UIDL, against RFC 1939 §7: the same number is another mail's tomorrow. */
const isNumber = (mark: string): boolean => /^\d+$/u.test(mark);

/** Oldest first, as servers number them. */
export const listed = async (wire: Pop3Wire): Promise<readonly Listed[]> => {
  const sizes = pairs(await wire.askLines("LIST", limits.mailboxAnswerBytesMax));
  const marks = await uidls(wire);
  const counts = new Map<string, number>();
  for (const mark of marks.values()) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...sizes]
    .map(([number, size]) => {
      const mark = marks.get(number);
      const isAlone = mark !== undefined && counts.get(mark) === 1;
      const own = isAlone ? (isNumber(mark) ? { isNumbered: true as const } : { mark }) : {};
      return { number, size: Number(size), ...own };
    })
    .toSorted((a, b) => a.number - b.number);
};

/** UIDL is optional (RFC 1939 §7): without it, mails are told apart by their bytes. */
const uidls = async (wire: Pop3Wire): Promise<ReadonlyMap<number, string>> => {
  try {
    return pairs(await wire.askLines("UIDL", limits.mailboxAnswerBytesMax));
  } catch (cause) {
    if (cause instanceof Pop3Refusal) return new Map();
    throw cause;
  }
};

const pairs = (lines: Buffer): ReadonlyMap<number, string> =>
  new Map(
    [...lines.toString("latin1").matchAll(/^(\d{1,10}) (\S{1,200})/gmu)].map((found) => [
      Number(found[1]),
      found[2] ?? "",
    ]),
  );

/**
 * A name for a mail that its server only numbers: what its header says, without the fields that servers rewrite. Undefined
 * where the server does not know TOP, which is optional.
 */
export const nameByHeader = async (wire: Pop3Wire, number: number): Promise<string | undefined> => {
  const head = await headOf(wire, number);
  return head && nameOfHead(head);
};

const headOf = async (wire: Pop3Wire, number: number): Promise<Buffer | undefined> => {
  try {
    return await wire.askLines(`TOP ${number} 0`, limits.mailHeadersBytesMax);
  } catch (cause) {
    if (cause instanceof Pop3Refusal) return undefined;
    throw cause;
  }
};

const nameOfHead = (head: Buffer): string =>
  `head:${createHash("sha256")
    .update(lasting(head.toString("latin1")), "latin1")
    .digest("hex")}`;

const lasting = (fields: string): string =>
  fields.replace(/^(?:x-)?(?:status|uidl):.*\r?\n/gimu, "");

/** Known mails at the end of the list whose names are compared with what they named, at each look. */
const comparedAtEnd = 5;

/**
 * Mails that stand under the name of an earlier one, by their number here, with a name of their own: some servers give a
 * UIDL again once its mail is gone, against RFC 1939 §7, and a mail of the same size would never be read. New mails stand
 * at the end, so only the last known names are compared, as far back as they are other mails'. `kept`: the fields of what was
 * read under this name; undefined when nothing is known or kept of it.
 */
export const renamed = async (
  wire: Pop3Wire,
  list: readonly Listed[],
  kept: (mail: Listed) => Promise<string | undefined>,
): Promise<ReadonlyMap<number, string>> => {
  const others = new Map<number, string>();
  let same = 0;
  for (const mail of list.toReversed()) {
    if (same === comparedAtEnd) break;
    const before = await kept(mail);
    if (before === undefined) continue;
    const head = await headOf(wire, mail.number);
    // Without TOP nothing tells, short of the whole mail.
    if (!head) break;
    if (fieldsOf(head) === before) same += 1;
    else others.set(mail.number, nameOfHead(head));
  }
  return others;
};

/** A mail's header, without what servers rewrite. */
export const fieldsOf = (raw: Uint8Array): string => {
  const text = Buffer.from(raw.subarray(0, limits.mailHeadersBytesMax)).toString("latin1");
  const end = text.search(/\r?\n\r?\n/u);
  return lasting(`${end < 0 ? text.trimEnd() : text.slice(0, end)}\r\n`);
};

/** The topmost Received field is our own server's, and ends with its time (RFC 5321 §4.4). */
export const receivedAt = (raw: Uint8Array): Instant | undefined => {
  const head = Buffer.from(raw.subarray(0, limits.mailHeadersBytesMax)).toString("latin1");
  const end = head.search(/\r?\n\r?\n/u);
  const fields = (end < 0 ? head : head.slice(0, end)).replace(/\r?\n[ \t]+/gu, " ");
  const received = /^received:.*;([^;\r\n]*)$/imu.exec(fields)?.[1]?.trim();
  const at = received === undefined ? Number.NaN : Date.parse(received.replace(/\([^)]*\)/gu, ""));
  return Number.isNaN(at) ? undefined : at;
};
