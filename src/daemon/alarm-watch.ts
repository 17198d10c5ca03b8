/**
 * What the clock's alarms are computed from, kept in step with the journal: only deposits that new facts
 * touch are read again, so that a look costs nothing when nothing happened.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { frenchCalendar, type WorkCalendar } from "../domain/calendar/working-days.ts";
import { paris } from "../domain/calendar/zoned-time.ts";
import type { Deposit } from "../domain/deposit.ts";
import { type AlarmNow, alarmsAt } from "../domain/due/alarms.ts";
import { type Awaited, awaitedOf } from "../domain/due/awaited.ts";
import { afterAlarms, type OpenAlarm } from "../domain/due/open-alarms.ts";
import {
  type Habits,
  type NotProduced,
  notProduced,
  type Produced,
  producedBy,
} from "../domain/due/series.ts";
import type { Recorded } from "../domain/facts.ts";
import type { DepositId, Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { answersTo } from "../domain/receipt/believed.ts";
import type { Entry } from "../domain/register/entry.ts";
import { calendarsOf } from "../domain/register/times.ts";
import { addressOf, ruledMails } from "../domain/ruled-mails.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import { clientsPay } from "../journey/employer-pay.ts";
import { standing } from "../journey/register.ts";
import type { World } from "../journey/world.ts";
import { unlessDamaged } from "../ports/journal-damage.ts";

export type AlarmParts = Pick<World, "journal" | "store" | "clock" | "dossiers"> & {
  readonly agent: { readonly key: Uint8Array };
};

export class AlarmWatch {
  readonly #parts: AlarmParts;
  readonly #awaited = new Map<DepositId, readonly Awaited[]>();
  readonly #heard = new Map<string, Instant>();
  /** By dossier. */
  readonly #produced = new Map<string, Produced[]>();
  /** Facts that were counted. */
  readonly #counted = new Set<number>();
  /** Of the register: some have a calendar, an hour or an opening of their own. */
  #organisms: readonly Entry[] = [];
  /** Of the register: some employers have other deadlines. */
  #pay: Habits["pay"];
  #open: readonly OpenAlarm[] = [];
  #missing: readonly NotProduced[] = [];
  /** The quarter of an hour and the number of returns for which `#missing` holds. */
  #missingFor = "";
  #after = 0;
  #started = false;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
  }

  get awaited(): readonly Awaited[] {
    return [...this.#awaited.values()].flat();
  }

  /** Reads what the journal has that this has not. */
  async refresh(): Promise<void> {
    if (!this.#started) await this.#start();
    for (;;) {
      const news = { after: this.#after, readable: true } as const;
      const facts = await this.#parts.journal.facts(news, limits.alarmBatchMax);
      const touched = new Set(facts.flatMap((f) => ("deposit" in f ? [f.deposit] : [])));
      for (const fact of facts) this.#produce(fact);
      if (facts.some((f) => f.is === "register-changed" || f.is === "register-forgotten"))
        await this.#readRegister();
      this.#open = afterAlarms(this.#open, facts);
      for (const id of touched) {
        const deposit = await unlessDamaged(this.#parts.journal.deposit(id));
        if (deposit) this.#take(deposit);
      }
      this.#after = facts.at(-1)?.seq ?? this.#after;
      if (facts.length < limits.alarmBatchMax) return;
    }
  }

  /** The alarms that were told and hold still. */
  get open(): readonly OpenAlarm[] {
    return this.#open;
  }

  at(now: Instant): readonly AlarmNow[] {
    return alarmsAt({
      now,
      awaited: this.awaited,
      heard: this.#heard,
      missing: this.#missingAt(now),
      zone: paris,
    });
  }

  /** What was waiting before this start, and which organisms spoke of late. */
  async #start(): Promise<void> {
    const { journal } = this.#parts;
    // Facts that come meanwhile are read again by the first refresh: taking a deposit twice is harmless.
    const recent = await journal.find({ by: "recent" }, limits.alarmHeardMax);
    for (const [n, deposit] of recent.entries()) {
      this.#take(deposit);
      if (n % limits.alarmPageMax === 0) await breathe();
    }
    for (let after: DepositId | undefined; ; ) {
      const page = await journal.find(
        { by: "awaiting", ...(after === undefined ? {} : { after }) },
        limits.alarmPageMax,
      );
      for (const deposit of page) this.#take(deposit);
      after = page.at(-1)?.id;
      if (page.length < limits.alarmPageMax) break;
      await breathe();
    }
    await this.#history();
    await this.#readRegister();
    this.#open = afterAlarms([], await agentFacts(journal, "alarm-raised", "alarm-ended"));
    this.#after = Math.max(0, ...recent.map((d) => d.lastSeq));
    this.#started = true;
  }

  /** Returns of the last sixteen months: five quarters and some. */
  async #history(): Promise<void> {
    for (let after = 0; ; ) {
      const facts = await this.#parts.journal.facts(
        { producing: true, after, readable: true },
        limits.alarmBatchMax,
      );
      for (const fact of facts) this.#produce(fact);
      after = facts.at(-1)?.seq ?? after;
      if (facts.length < limits.alarmBatchMax) return;
      // The journal answers without leaving its turn: everybody else has theirs here.
      await breathe();
    }
  }

  async #readRegister(): Promise<void> {
    const { journal, store, agent, dossiers } = this.#parts;
    const legal = [...dossiers.values()].flatMap((dossier) => dossier.legal);
    this.#organisms = await standing(this.#parts, { by: "all", table: "organismes" });
    this.#pay = await clientsPay({ journal, store, key: agent.key }, legal);
    this.#missingFor = "";
  }

  #produce(fact: Recorded): void {
    const all = fact.at < this.#parts.clock.now() - limits.seriesMs ? [] : producedBy(fact);
    if (all.length === 0) return;
    if (this.#counted.has(fact.seq)) return;
    this.#counted.add(fact.seq);
    for (const produced of all) {
      const known = this.#produced.get(produced.dossier);
      if (known) known.push(produced);
      else this.#produced.set(produced.dossier, [produced]);
    }
  }

  #take(deposit: Deposit): void {
    const awaited = awaitedOf(deposit, this.#calendarOf(deposit.claimed.dossier));
    if (awaited.length > 0) this.#awaited.set(deposit.id, awaited);
    else this.#awaited.delete(deposit.id);
    for (const mail of ruledMails(deposit))
      for (const arrived of answersTo(deposit, mail)) this.#hear(addressOf(mail), arrived);
  }

  #hear(address: string, arrived: Instant): void {
    this.#heard.set(address, Math.max(this.#heard.get(address) ?? 0, arrived));
  }

  #calendarOf(dossier: string): WorkCalendar {
    return this.#parts.dossiers.get(dossier)?.calendar ?? frenchCalendar;
  }

  /** Each dossier by its own working days and calendars. */
  #missingAt(now: Instant): readonly NotProduced[] {
    // Whole hours of any zone fall on a quarter of an hour: between two, only a new return changes it.
    const key = `${Math.floor(now / quarterMs)} ${this.#counted.size}`;
    if (key !== this.#missingFor) {
      this.#missing = this.#missingNow(now);
      this.#missingFor = key;
    }
    return this.#missing;
  }

  #missingNow(now: Instant): readonly NotProduced[] {
    const pay = this.#pay;
    return [...this.#parts.dossiers.values()].flatMap((dossier) =>
      notProduced({
        produced: this.#produced.get(dossier.name) ?? [],
        now,
        calendar: dossier.calendar,
        legal: calendarsOf(this.#organisms, dossier.legal),
        ...(pay ? { pay } : {}),
      }),
    );
  }
}

const quarterMs = 900_000;
