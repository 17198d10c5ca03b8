/** Gathers a period's reconciliation from the facts of recognition: contents are not opened. */
import {
  dayAfter,
  type Period,
  parsePeriod,
  periodBefore,
  periodCode,
} from "../domain/calendar/period.ts";
import { instantIn, paris } from "../domain/calendar/zoned-time.ts";
import type { Deposit } from "../domain/deposit.ts";
import { type NotProduced, type Produced, producedBy } from "../domain/due/series.ts";
import type { FactOf, Recorded } from "../domain/facts.ts";
import { byNumber, type DepositId, declarationId, type Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { byDeclaration, ruledMails } from "../domain/ruled-mails.ts";
import type { JournalReader } from "../ports/journal.ts";
import type { PeriodForPeople } from "../ports/reporter.ts";
import { type ExpectingWorld, expectedIn } from "./expected.ts";

export const gatherPeriod = async (
  world: ExpectingWorld & { readonly journal: JournalReader },
  about: { readonly period: Period; readonly now: Instant; readonly dossier?: string },
): Promise<PeriodForPeople> => {
  const { period, dossier } = about;
  const wanted = new Set(Array.from({ length: 5 }, (_, i) => periodCode(periodBefore(period, i))));
  const deposits = [...(await hiresOf(world.journal, about))];
  const produced: Produced[] = [];
  for (let after = 0; ; ) {
    const facts = await world.journal.facts({ producing: true, after }, limits.alarmBatchMax);
    for (const fact of facts) {
      if (fact.is === "return-otherwise" && (dossier ?? fact.dossier) === fact.dossier)
        produced.push(...producedBy(fact));
      if (fact.is !== "recognised" || !speaksOf(fact, wanted)) continue;
      const deposit = await world.journal.deposit(fact.deposit);
      if (!deposit || deposit.claimed.mode !== "reel") continue;
      if (dossier !== undefined && deposit.claimed.dossier !== dossier) continue;
      deposits.push(deposit);
      produced.push(...producedBy(fact));
    }
    after = facts.at(-1)?.seq ?? after;
    if (facts.length < limits.alarmBatchMax) break;
  }
  const code = periodCode(period);
  return {
    period,
    ...(dossier === undefined ? {} : { dossier }),
    made: about.now,
    deposits: deposits.filter((d) => isOf(d, code)).sort((a, b) => byNumber(a.id, b.id)),
    missing: (await expectedIn(world, { ...about, produced })).map((gap) => {
      const last = deposits.find((d) => d.id === gap.before[0]);
      const to = last && addressOfReturn(last, gap);
      return to === undefined ? gap : { ...gap, address: to };
    }),
  };
};

/** Where the mail that carried this return went. */
const addressOfReturn = (d: Deposit, { organism, form }: NotProduced): string | undefined => {
  const series = d.recognised?.series ?? [];
  const index = series.findIndex((s) => s.organism === organism && s.form === form);
  const mail = byDeclaration(d).get(declarationId(d.id, index + 1)) ?? ruledMails(d)[0];
  return mail?.to;
};

/** A hire has no period: it belongs to the month, quarter or year in which its file was taken. */
const hiresOf = async (
  journal: Pick<JournalReader, "find">,
  { period, dossier }: { readonly period: Period; readonly dossier?: string },
): Promise<readonly Deposit[]> => {
  const [from, to] = [periodBefore(period, 1), period].map((ended) =>
    instantIn(paris, dayAfter(ended), "00:00"),
  );
  if (from === undefined || to === undefined) return [];
  const asked = { by: "search", from, to, ...(dossier === undefined ? {} : { dossier }) } as const;
  const found: Deposit[] = [];
  for (let before: DepositId | undefined; ; ) {
    const query = { ...asked, ...(before === undefined ? {} : { before }) };
    const page = await journal.find(query, limits.batchMax);
    found.push(...page.filter((d) => isHire(d) && d.claimed.mode === "reel"));
    before = page.at(-1)?.id;
    if (page.length < limits.batchMax) return found;
  }
};

const isHire = (d: Deposit): boolean => d.recognised?.format.startsWith("dpae") === true;

const speaksOf = (fact: Recorded<FactOf<"recognised">>, wanted: ReadonlySet<string>): boolean =>
  (fact.series ?? []).some((s) => wanted.has(codeOf(s.period)));

const isOf = (d: Deposit, code: string): boolean =>
  isHire(d) || (d.recognised?.series ?? []).some((s) => codeOf(s.period) === code);

const codeOf = (text: string): string => {
  const period = parsePeriod(text);
  return period ? periodCode(period) : "";
};
