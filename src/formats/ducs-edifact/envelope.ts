/**
 * Watches the nesting of an interchange (UNB … UNZ), its groups (UNG … UNE) and messages (UNH … UNT):
 * order, counts and control references. A wrong one means that the file was damaged or badly
 * assembled, whatever its declarations look like.
 */

import { shown } from "../../domain/finding.ts";
import { limits } from "../../domain/limits.ts";
import type { FindingList } from "../finding-list.ts";
import { part, type Segment } from "./segments.ts";

/** What a segment is to the reader of messages. */
export type Step = "opens-message" | "in-message" | "closes-message" | "other";

export interface Envelope {
  see(segment: Segment): Step;
  /** The same for one that stands inside an open message and that nobody looks at. */
  pass(): void;
  /** The file ends here; false when something was still open. */
  finish(): boolean;
  /** The last segment, where a torn file stops. */
  last(): number;
  /** The identifier that the declarations of a lot share: the interchange's, else the group's. */
  lot(): string;
}

interface Level {
  readonly reference: string;
  /** What the closing segment counts: segments of a message, messages of a group. */
  count: number;
}

interface Open {
  interchange?: Level & { groups: number; readonly messages: Set<string> };
  group?: Level | undefined;
  message?: Level | undefined;
}

export const envelope = (findings: FindingList): Envelope => {
  const open: { now: Open } = { now: {} };
  let last = 0;
  return {
    see: (segment) => {
      last = segment.number;
      return step(segment, open, findings);
    },
    last: () => last,
    pass: () => {
      last += 1;
      if (open.now.message) open.now.message.count += 1;
    },
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
        interchange: { reference: part(segment, 4), count: 0, groups: 0, messages: new Set() },
      };
      return "other";
    case "UNG":
      if (now.interchange === undefined || now.group || now.message) complain("UNE");
      if (now.interchange) now.interchange.groups += 1;
      now.group = { reference: part(segment, 4), count: 0 };
      return "other";
    case "UNH":
      if (now.interchange === undefined) complain("UNB");
      if (now.message) complain("UNT");
      if (now.interchange) now.interchange.count += 1;
      if (now.group) now.group.count += 1;
      unique(segment, now.interchange?.messages, findings);
      now.message = { reference: part(segment, 0), count: 1 };
      return "opens-message";
    case "UNT":
    case "UNE":
    case "UNZ":
      return close(segment, open, findings);
    default:
      if (now.message === undefined) complain("UNH");
      else now.message.count += 1;
      return now.message === undefined ? "other" : "in-message";
  }
};

/** ISO 9735: 0062 tells a message from all others of its interchange; a CONTRL answers by it. */
const unique = (
  segment: Segment,
  messages: Set<string> | undefined,
  findings: FindingList,
): void => {
  const reference = part(segment, 0);
  if (messages?.has(reference)) {
    findings.add({
      code: "identifiant-en-double",
      severity: "blocking",
      place: { segment: segment.number, element: 1, field: "UNH, référence" },
      value: shown(reference),
    });
  } else if (messages !== undefined && messages.size < limits.comparedMax) messages.add(reference);
};

const close = (segment: Segment, open: { now: Open }, findings: FindingList): Step => {
  const { now } = open;
  if (segment.tag === "UNT") {
    if (now.message === undefined) {
      wrongPlace(segment, "UNH", findings);
      return "other";
    }
    compare(segment, { ...now.message, count: now.message.count + 1 }, findings);
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
