/**
 * Watches the nesting of an interchange (UNB … UNZ), its groups (UNG … UNE) and messages (UNH … UNT):
 * order, counts and control references. A wrong one means that the file was damaged or badly
 * assembled, whatever its declarations look like.
 */

import { shown } from "../../domain/finding.ts";
import { limits } from "../../domain/limits.ts";
import { type HashTable, hashTable } from "../../foundation/hash-table.ts";
import type { FindingList } from "../finding-list.ts";
import { part, type Segment } from "./segments.ts";

/** What a segment is to the reader of messages. */
export type Step = "opens-message" | "in-message" | "closes-message" | "other";

export interface Envelope {
  /** Segments inside an open message that nobody looks at need not be seen: they are counted by their numbers. */
  see(segment: Segment): Step;
  /** The file ends here; false when something was still open. */
  finish(): boolean;
  /** The identifier that the declarations of a lot share: the interchange's, else the group's. */
  lot(): string;
}

interface Level {
  readonly reference: string;
  /** What the closing segment counts: the messages, or the groups. */
  count: number;
}

interface Interchange extends Level {
  groups: number;
  /** The references of its messages. */
  readonly messages: HashTable;
}

interface OpenedMessage {
  readonly reference: string;
  /** The number of its UNH; of one later for each segment inside that is none of its own. */
  from: number;
}

interface Open {
  interchange?: Interchange;
  group?: Level | undefined;
  message?: OpenedMessage | undefined;
}

export const envelope = (findings: FindingList): Envelope => {
  const open: { now: Open } = { now: {} };
  return {
    see: (segment) => step(segment, open, findings),
    finish: () => open.now.interchange === undefined,
    lot: () => open.now.interchange?.reference || open.now.group?.reference || "",
  };
};

const step = (segment: Segment, open: { now: Open }, findings: FindingList): Step => {
  const { now } = open;
  const complain = (expected: string): void => wrongPlace(segment, expected, findings);
  switch (segment.tag) {
    case "UNB":
      if (now.interchange !== undefined) complain("UNZ");
      open.now = {
        interchange: {
          reference: part(segment, 4),
          count: 0,
          groups: 0,
          messages: hashTable(limits.comparedMax),
        },
      };
      return "other";
    case "UNG":
      if (now.interchange === undefined || now.group || now.message) complain("UNE");
      if (now.interchange) now.interchange.groups += 1;
      if (now.message) now.message.from += 1;
      now.group = { reference: part(segment, 4), count: 0 };
      return "other";
    case "UNH": {
      if (now.interchange === undefined) complain("UNB");
      if (now.message) complain("UNT");
      if (now.interchange) now.interchange.count += 1;
      if (now.group) now.group.count += 1;
      const reference = part(segment, 0);
      unique({ reference, at: segment.number }, now.interchange?.messages, findings);
      now.message = { reference, from: segment.number };
      return "opens-message";
    }
    case "UNT":
    case "UNE":
    case "UNZ":
      return close(segment, open, findings);
    default:
      if (now.message !== undefined) return "in-message";
      complain("UNH");
      return "other";
  }
};

/** ISO 9735: 0062 tells a message from all others of its interchange; a CONTRL answers by it. */
const unique = (
  { reference, at }: { readonly reference: string; readonly at: number },
  messages: HashTable | undefined,
  findings: FindingList,
): void => {
  if (messages?.seenAt(reference, at) !== undefined)
    findings.add({
      code: "identifiant-en-double",
      severity: "blocking",
      place: { segment: at, element: 1, field: "UNH, référence" },
      value: shown(reference),
    });
};

const close = (segment: Segment, open: { now: Open }, findings: FindingList): Step => {
  const { now } = open;
  if (segment.tag === "UNT") {
    if (now.message === undefined) {
      wrongPlace(segment, "UNH", findings);
      return "other";
    }
    const { reference, from } = now.message;
    compare(segment, { reference, count: segment.number - from + 1 }, findings);
    now.message = undefined;
    return "closes-message";
  }
  if (now.message) wrongPlace(segment, "UNT", findings);
  now.message = undefined;
  if (segment.tag === "UNE") {
    if (now.group === undefined) wrongPlace(segment, "UNG", findings);
    else compare(segment, now.group, findings);
    now.group = undefined;
    return "other";
  }
  if (now.group) wrongPlace(segment, "UNE", findings);
  if (now.interchange === undefined) wrongPlace(segment, "UNB", findings);
  else {
    // ISO 9735: UNZ counts the groups when there are any, else the messages.
    const { reference, groups, count } = now.interchange;
    compare(segment, { reference, count: groups > 0 ? groups : count }, findings);
  }
  open.now = {};
  return "other";
};

const wrongPlace = (segment: Segment, expected: string, findings: FindingList): void =>
  findings.add({
    code: "structure-invalide",
    severity: "blocking",
    place: { segment: segment.number },
    value: shown(segment.tag),
    expected,
  });

const compare = (segment: Segment, level: Level, findings: FindingList): void => {
  const wrong = { code: "compte-inexact", severity: "blocking" } as const;
  const stated = part(segment, 0);
  if (!/^\d{1,9}$/u.test(stated) || Number(stated) !== level.count) {
    const place = { segment: segment.number, field: `${segment.tag}, compte` };
    findings.add({ ...wrong, place, value: shown(stated), expected: String(level.count) });
  }
  const reference = part(segment, 1);
  if (reference !== level.reference) {
    const place = { segment: segment.number, field: `${segment.tag}, référence` };
    findings.add({ ...wrong, place, value: shown(reference), expected: shown(level.reference) });
  }
};
