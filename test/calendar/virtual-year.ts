/** A journal, a virtual clock and the product's own alarm round, driven minute by minute. */
import { type AlarmLoopParts, alarmRound } from "../../src/daemon/alarm-loop.ts";
import { AlarmWatch } from "../../src/daemon/alarm-watch.ts";
import { Problems } from "../../src/daemon/problems.ts";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { type Period, periodCode } from "../../src/domain/calendar/period.ts";
import { frenchCalendar, type WorkCalendar } from "../../src/domain/calendar/working-days.ts";
import { instantIn } from "../../src/domain/calendar/zoned-time.ts";
import type { Fact, FactOf, Recorded } from "../../src/domain/facts.ts";
import type { DepositId, Instant } from "../../src/domain/ids.ts";
import { parisIso } from "../../src/domain/paris-time.ts";
import type { ExpectedReceipts } from "../../src/domain/receipt/expected.ts";
import type { Grade } from "../../src/domain/receipt/verdict.ts";
import type { Dossier } from "../../src/journey/world.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryJournal } from "../support/memory-journal.ts";
import { memoryLog } from "../support/memory-log.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { memoryStore } from "../support/memory-store.ts";
import { sampleAgentKey } from "../support/samples.ts";

export const at = (day: string, hour: string): Instant => {
  const found = instantIn("Europe/Paris", day, hour);
  if (found === undefined) throw new Error(day);
  return found;
};

export interface Year {
  readonly now: () => Instant;
  readonly journal: Journal;
  /** Time goes on, minute by minute, looking at each. */
  until(to: Instant, step?: number): Promise<void>;
  send(more: Sending): Promise<DepositId>;
  answer(
    deposit: DepositId,
    is: "received" | "registered" | "to-read",
    level?: 1 | 2 | 3,
    grade?: Grade,
  ): Promise<void>;
  /** `raised 2026-11-05T08:00 ar-late organisme.test` */
  told(): Promise<readonly string[]>;
  /** Whether the mailbox was read up to now; true unless a test says otherwise. */
  mail: { looked: boolean; doubted: boolean; stamp: Instant };
}

export interface Sending {
  readonly to: string;
  readonly format?: FactOf<"recognised">["format"];
  readonly family?: FactOf<"recognised">["family"];
  readonly deadline?: Instant;
  readonly declarations?: number;
  readonly series?: Period;
  /** Whose return it is. */
  readonly client?: string;
  readonly expects?: ExpectedReceipts;
  /** Stays in the queue. */
  readonly unsent?: true;
}

const hash = "0".repeat(64);

export const year = (
  start: Instant,
  calendar: WorkCalendar = frenchCalendar,
  legal: readonly LegalCalendar[] = [],
): Year => {
  const clock = memoryClock(start);
  const journal = memoryJournal(clock);
  const log = memoryLog();
  const dossier: Dossier = {
    name: "ducs",
    mode: "reel",
    rules: "mapibox.cfg",
    quietSeconds: 1,
    incompleteMinutes: 1,
    originals: "move",
    calendar,
    legal,
    spool: memorySpool({ ignore: [] }),
  };
  const mail = { looked: true, doubted: false, stamp: 0 };
  const parts: AlarmLoopParts = {
    world: {
      journal,
      store: memoryStore(),
      clock,
      log,
      dossiers: new Map([["ducs", dossier]]),
      agent: { key: sampleAgentKey },
    },
    problems: new Problems({ clock, log }),
    mail: {
      lookedAt: () => (mail.looked ? clock.now() : undefined),
      newestStamp: () => mail.stamp,
      doubted: () => mail.doubted,
    },
    told: () => undefined,
  };
  const watch = new AlarmWatch(parts.world);
  let deposits = 0;
  let receipts = 0;
  const append = (...facts: readonly Fact[]) =>
    journal.transact(async (t) => {
      for (const fact of facts) await t.append(fact);
    });
  return {
    now: clock.now,
    journal,
    mail,
    async until(to, step = 60_000) {
      while (clock.now() < to) {
        await clock.advance(Math.min(step, to - clock.now()));
        await alarmRound(parts, watch);
      }
    },
    async send(more) {
      deposits += 1;
      const id: DepositId = `D${deposits}`;
      await append(...sendingFacts(id, more));
      await alarmRound(parts, watch);
      return id;
    },
    async answer(deposit, is, level, grade = "B") {
      receipts += 1;
      const found = await journal.deposit(deposit);
      if (!found) throw new Error(deposit);
      await append({
        is: "receipt-matched",
        receipt: `R${receipts}`,
        deposit,
        by: ["references"],
        grade,
        gradeBecause: "dkim=pass",
        verdicts: found.declarations.map((d) => ({
          declaration: d.id,
          is,
          ...(level === undefined ? {} : { level }),
        })),
        arrived: clock.now(),
        sender: "ar@organisme.test",
        subject: "AR",
      });
      await alarmRound(parts, watch);
    },
    told: async () =>
      (await journal.facts({ agent: true }, 10_000)).flatMap((f) => describe(f) ?? []),
  };
};

const describe = (f: Recorded): string | undefined => {
  const minute = parisIso(f.at).slice(0, 16);
  if (f.is === "alarm-raised") return `${minute} ${f.alarm} ${f.about} (${f.count})`;
  if (f.is === "alarm-ended") return `${minute} fin ${f.alarm} ${f.about}: ${f.because}`;
  return undefined;
};

const sendingFacts = (deposit: DepositId, more: Sending): readonly Fact[] => {
  const {
    to,
    format = "ducs-edifact",
    family,
    deadline,
    declarations = 1,
    series,
    client = "c1",
  } = more;
  const message = `${deposit}.M1` as const;
  const ids = Array.from({ length: declarations }, (_, i) => `${deposit}.${i + 1}` as const);
  const outcome = { is: "accepted", reply: "250 Ok", trace: { server: "smtp.test:25" } } as const;
  const file = { inode: "1", size: 1, mtimeNs: "1" };
  const claimed = { name: "x.edi", sha256: hash, size: 1, mode: "reel", file } as const;
  const sent: readonly Fact[] = [
    { is: "attempt-begun", deposit, message, attempt: 1 },
    { is: "attempt-dot", deposit, message, attempt: 1 },
    { is: "attempt-ended", deposit, message, attempt: 1, outcome },
  ];
  return [
    { is: "claimed", deposit, dossier: "ducs", ...claimed },
    {
      is: "recognised",
      deposit,
      format,
      content: hash,
      keys: ids,
      ...(deadline === undefined ? {} : { deadline }),
      ...(family === undefined ? {} : { family }),
      ...(series === undefined
        ? {}
        : {
            series: [
              {
                dossier: "ducs",
                client,
                organism: "ORG1",
                form: "DUC",
                period: periodCode(series),
              },
            ],
          }),
    },
    { is: "checked", deposit, findings: hash, blocking: 0, warnings: 0 },
    { is: "original", deposit, became: "left" },
    {
      is: "ruled",
      deposit,
      identity: "cabinet",
      to,
      subject: "DUCS",
      ruling: hash,
      rules: { file: "mapibox.cfg", sha256: hash, encoding: "ascii" },
      warnings: [],
      ...(more.expects ? { expects: more.expects } : {}),
    },
    {
      is: "frozen",
      deposit,
      message,
      sha256: hash,
      size: 1,
      messageIdHeader: `<${deposit}@client.test>`,
      date: 0,
      envelope: { from: "paie@client.test", to: [to] },
      identity: "cabinet",
      declarations: ids,
    },
    ...(more.unsent ? [] : sent),
  ];
};
