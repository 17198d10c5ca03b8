/**
 * Whether a receipt came before, under other trace fields: by a second mailbox, a list, or somebody who kept a true one.
 * Such a repeat is about what the first was about, whoever else waits for the same words.
 */

import type { Deposit } from "../../domain/deposit.ts";
import type { DepositId, Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { believed } from "../../domain/receipt/believed.ts";
import {
  type Claims,
  type Correlation,
  correlate,
  type Sign,
  scoreOf,
} from "../../domain/receipt/correlation.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { keyedHash, sha256 } from "../../foundation/bytes.ts";
import type { ReadMail, ReadPart } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Finding } from "./asking.ts";

type Asking = Finding & Pick<World, "agent">;

interface Received {
  readonly mail: ReadMail;
  readonly file?: ReadPart;
}

export interface Repeat {
  /** Deposits that this very mail was matched with; empty when it comes for the first time. */
  readonly deposits: ReadonlyMap<DepositId, Deposit>;
  /** Whether what came first was proven: anybody may have written the same words before. */
  readonly proven: boolean;
}

export const repeated = async (world: Asking, received: Received): Promise<Repeat> => {
  const marks = mailMarks(world, received);
  const deposits = await bearing(world, marks);
  const proven = [...deposits.values()].some((deposit) =>
    deposit.receipts.some(
      (first) =>
        first.marks?.some((mark) => marks.includes(mark)) && believed(deposit, first) !== "not",
    ),
  );
  return { deposits, proven };
};

/**
 * About what the first was about. Where nothing proved the first, it leads no other away from the deposit that this one
 * names by itself: then a person says.
 */
export const withRepeat = ({ deposits, proven }: Repeat, claims: Claims): Correlation => {
  const itself = correlate(claims);
  if (deposits.size === 0) return itself;
  const before = [...deposits.keys()];
  const others =
    proven || itself.is !== "found" ? [] : itself.deposits.filter((id) => !deposits.has(id));
  if (others.length === 0) return { is: "found", deposits: before };
  const candidates = [...others, ...before].map((deposit) => {
    const signs = claims.signs.get(deposit) ?? new Set<Sign>();
    const again = deposits.has(deposit) ? ["repeat"] : [];
    return { deposit, score: scoreOf(signs), signs: [...[...signs].sort(), ...again] };
  });
  return { is: "ambiguous", candidates };
};

/** Deposits that a receipt with the same file was matched with: the organism may also say the same twice. */
export const alikeOf = async (
  world: Asking,
  { file }: Received,
): Promise<ReadonlySet<DepositId>> => {
  if (!file) return new Set();
  const query = { by: "delivered", sha256: sha256(file.bytes) } as const;
  // Receipts of before these marks are known by what stands in `AR/`.
  const delivered = await world.journal.find(query, limits.candidatesMax);
  const marked = await bearing(world, [fileMark(world, file)]);
  return new Set([...delivered.map((d) => d.id), ...marked.keys()]);
};

/** What tells this receipt when it comes again. */
export const repeatMarks = (world: Pick<World, "agent">, received: Received): readonly string[] => [
  ...mailMarks(world, received),
  ...(received.file ? [fileMark(world, received.file)] : []),
];

const bearing = async (
  world: Asking,
  marks: readonly string[],
): Promise<ReadonlyMap<DepositId, Deposit>> => {
  const found = new Map<DepositId, Deposit>();
  for (const mark of marks)
    for (const deposit of await world.journal.find({ by: "mark", mark }, limits.candidatesMax))
      found.set(deposit.id, deposit);
  return found;
};

/**
 * Its Message-ID together with what it brings, because some programs give one Message-ID to all their mails; and its DKIM
 * signatures, which are over its content and its date.
 */
const mailMarks = (world: Pick<World, "agent">, { mail, file }: Received): readonly string[] => {
  const content = sha256(file ? file.bytes : Buffer.from(mail.text.trim()));
  const ids = (mail.headers.get("message-id") ?? []).map((id) => `mail|${id.trim()}|${content}`);
  const signatures = signaturesOf(mail).flatMap((tags) => {
    const value = tags.get("b") ?? "";
    return value === "" ? [] : [`dkim|${value}`];
  });
  return [...ids, ...signatures].map((text) => keyedHash(world.agent.key, text));
};

const fileMark = (world: Pick<World, "agent">, file: ReadPart): string =>
  keyedHash(world.agent.key, `file|${sha256(file.bytes)}`);

/** Tags of each DKIM-Signature (RFC 6376 §3.2), without white space. */
const signaturesOf = (mail: ReadMail): readonly ReadonlyMap<string, string>[] =>
  (mail.headers.get("dkim-signature") ?? []).slice(0, limits.dkimSignaturesMax).map(
    (field) =>
      new Map(
        field.split(";").map((tag): [string, string] => {
          const [name = "", ...value] = tag.replaceAll(/\s/gu, "").split("=");
          return [name, value.join("=")];
        }),
      ),
  );

/**
 * When it was written, by the earliest of what it says of itself: its Date, the time of its signatures (`sealed`: that of S/MIME),
 * the organism's stamp. Whoever sends it again can add a later one, and cannot take these away without breaking the signature.
 */
export const writtenAt = (
  mail: ReadMail,
  readings: readonly ReceiptReading[],
  sealed?: Instant,
): Instant | undefined => {
  const dates = (mail.headers.get("date") ?? []).map((text) =>
    Date.parse(text.replaceAll(/\([^)]*\)/gu, "")),
  );
  const signed = signaturesOf(mail).map((tags) => Number(tags.get("t") ?? Number.NaN) * 1000);
  // No zone is told: `limits.receiptEarlyMs` allows for all of them.
  const stamps = readings.flatMap((r) => (r.stamp ? [Date.parse(`${r.stamp.local}Z`)] : []));
  const told = [...dates, ...signed, ...stamps, ...(sealed === undefined ? [] : [sealed])].filter(
    (at) => Number.isFinite(at),
  );
  return told.length > 0 ? Math.min(...told) : undefined;
};
