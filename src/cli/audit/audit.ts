/**
 * `facteur audit [--since DATE] [--json]`: whether the promise held, message by message, then what breaks it.
 * Exit 0 when nothing does. Prints as it reads, so that a large journal needs no memory.
 */

import { readToken } from "../../adapters/timestamp/token.ts";
import { type Violation, violations } from "../../domain/audit/violation.ts";
import { limits } from "../../domain/limits.ts";
import { parisInstant } from "../../domain/paris-time.ts";
import { asError, isOfTheSystem } from "../../foundation/errors.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type AuditEvent, audit as auditJournal } from "../../journey/audit.ts";
import type { Context, Global } from "../command.ts";
import { reading } from "../reading.ts";
import { progressOf } from "../terminal/progress.ts";
import { messageJson, messageRow, row } from "./lines.ts";
import { type Answer, refuseForgotten } from "./reconcile.ts";
import { auditWords } from "./words.ts";

export interface AuditOptions extends Global {
  readonly since?: string;
  readonly json?: boolean;
  /** A number of a line: a person knows of the hours up to it, which a clock that was set ahead wrote. */
  readonly hoursKnown?: string;
}

type Done = Extract<AuditEvent, { readonly is: "done" }>;

type Told = Extract<AuditEvent, { readonly is: "message" }>;

interface Found {
  /** At most so many as are shown. */
  readonly violations: Violation[];
  count: number;
  /** Odd hours that whoever asks says they know: told, and no violation for them. */
  known: number;
}

/** What is written while the audit goes on, and at its end. */
interface Page {
  readonly message: (event: Told) => void;
  readonly end: (done: Done, found: Found) => void;
}

export const audit = async (context: Context, options: AuditOptions & Answer): Promise<Exit> => {
  refuseForgotten(context, options);
  const since = sinceOf(context, options);
  await using reader = reading(context, options);
  const { journal, store } = reader;
  const world = { journal, store, now: Date.now(), readToken };
  const page = options.json ? jsonPage(context, since) : textPage(context);
  const hoursKnown = hoursKnownOf(context, options);
  const found: Found = { violations: [], count: 0, known: 0 };
  const progress = progressOf(context);
  for await (const event of auditJournal(world, since)) {
    if (event.is === "progress")
      progress.show(() => `${event.done} ${auditWords[context.language].progress[event.of]}`);
    else progress.clear();
    if (event.is === "message") tell(page, event, found);
    if (event.is === "done") page.end(event, found);
    if (event.is === "violation") note(found, event.violation, hoursKnown);
  }
  return found.count === 0 ? 0 : 1;
};

/** Facts of a damaged journal may make a message of which no line can be made: then that is told. */
const tell = (page: Page, event: Told, found: Found): void => {
  try {
    page.message(event);
  } catch (cause) {
    if (isOfTheSystem(cause)) throw cause;
    const { deposit, message } = event;
    const place = { deposit: deposit.id, message: message.id };
    note(found, { code: "impossible-fact", ...place, detail: asError(cause).name }, 0);
  }
};

const note = (found: Found, violation: Violation, hoursKnown: number): void => {
  const { code, seq } = violation;
  if (code === "time-backwards" && seq !== undefined && seq <= hoursKnown) {
    found.known += 1;
    return;
  }
  found.count += 1;
  if (found.violations.length < limits.auditViolationsMax) found.violations.push(violation);
};

const hoursKnownOf = ({ language }: Context, { hoursKnown = "0" }: AuditOptions): number => {
  if (/^\d{1,15}$/u.test(hoursKnown)) return Number(hoursKnown);
  throw new Refusal(2, [auditWords[language].wrongHours(hoursKnown)]);
};

const sinceOf = (context: Context, { since }: AuditOptions): number | undefined => {
  if (since === undefined) return undefined;
  const at = parisInstant(since, "00:00");
  if (at === undefined) throw new Refusal(2, [auditWords[context.language].wrongSince(since)]);
  return at;
};

const textPage = ({ io, language }: Context): Page => {
  const words = auditWords[language];
  let rows = 0;
  return {
    message: ({ deposit, message }) => {
      const line = messageRow({ deposit, message }, words, io.columns);
      if (rows === 0) io.out(`${row(words.columns, io.columns)}\n`);
      rows += 1;
      io.out(`${line}\n`);
    },
    end: ({ head, counts }, { violations: found, count, known }) => {
      io.out(`${rows > 0 ? "\n" : ""}${words.read(counts)}\n${words.head(head.seq, head.hash)}\n`);
      if (known > 0) io.out(`${words.hoursKnownLines(known)}\n`);
      io.out(`${count === 0 ? words.clean : words.found(count)}\n`);
      for (const one of found) io.out(`${violationLines(one, language)}\n`);
      if (count > found.length) io.out(`${words.more(count - found.length)}\n`);
    },
  };
};

const violationLines = (found: Violation, language: "fr" | "en"): string => {
  const { breaks, [language]: text } = violations[found.code];
  const place = [
    found.seq === undefined ? undefined : `seq ${found.seq}`,
    found.message ?? found.deposit,
    found.receipt,
  ].filter((word) => word !== undefined);
  return [
    `  [${found.code}, ${breaks}] ${place.join(" · ")}`,
    `    ${text.what} (${found.detail})`,
    `    → ${text.next}`,
  ].join("\n");
};

/** One JSON object whose `messages` are written as they come; its keys stand in `docs/audit.md`. */
const jsonPage = ({ io, language }: Context, since: number | undefined): Page => {
  const from = since === undefined ? null : new Date(since).toISOString();
  let rows = 0;
  const open = (): void => {
    io.out(rows === 0 ? `{"since":${JSON.stringify(from)},"messages":[\n` : ",\n");
    rows += 1;
  };
  return {
    message: ({ deposit, message }) => {
      const line = JSON.stringify(messageJson(deposit, message));
      open();
      io.out(line);
    },
    end: ({ head, counts }, { violations: found, count, known }) => {
      if (rows === 0) open();
      const rest = {
        read: counts,
        head: { seq: head.seq, hash: head.hash },
        clean: count === 0,
        violations: found.map((one) => ({
          code: one.code,
          breaks: violations[one.code].breaks,
          seq: one.seq ?? null,
          deposit: one.deposit ?? null,
          message: one.message ?? null,
          receipt: one.receipt ?? null,
          detail: one.detail,
          what: violations[one.code][language].what,
          next: violations[one.code][language].next,
        })),
        violationsNotShown: count - found.length,
        hoursKnown: known,
      };
      io.out(`\n],${JSON.stringify(rest).slice(1)}\n`);
    },
  };
};
