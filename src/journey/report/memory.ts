/** What was done the last time an organism refused with the same code: the firm's own memory, from its journal. */
import { type Deposit, type DepositFact, foldDeposit } from "../../domain/deposit.ts";
import type { Recorded } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import type { RefusalMemory } from "../../domain/report-model.ts";
import { situation } from "../../domain/rollup.ts";
import type { JournalReader } from "../../ports/journal.ts";

export const refusalMemory = async (
  journal: JournalReader,
  deposit: Deposit,
): Promise<readonly RefusalMemory[]> => {
  const codes = refusedCodes(deposit);
  const to = deposit.ruled?.to.toLowerCase();
  if (codes.size === 0 || to === undefined) return [];
  const recent = await journal.find({ by: "recent" }, limits.correctedMax);
  const before = recent.filter(
    (d) => d.claimed.seq < deposit.claimed.seq && d.ruled?.to.toLowerCase() === to,
  );
  const found: RefusalMemory[] = [];
  const then = await asOf(
    journal,
    deposit.lastSeq,
    before.filter((d) => refusedCodes(d).size > 0),
  );
  for (const code of codes) {
    const met = then.filter((d) => refusedCodes(d).has(code));
    // The last time that somebody mended it tells more than the last time.
    const last = met.find((d) => d.corrected.length > 0) ?? met[0];
    if (!last) continue;
    const by = last.corrected.at(-1)?.by;
    const named = by === undefined ? undefined : await journal.deposit(by);
    const [correction] = named ? await asOf(journal, deposit.lastSeq, [named]) : [];
    found.push({
      code,
      deposit: last.id,
      at: last.claimed.at,
      times: met.length,
      ...(correction ? { correctedBy: correction.id, ended: situation(correction).is } : {}),
    });
  }
  return found;
};

/** As they were when the deposit's own last fact was written: its report, made again, says the same (I4). */
const asOf = async (
  journal: JournalReader,
  seq: number,
  deposits: readonly Deposit[],
): Promise<readonly Deposit[]> => {
  const found: Deposit[] = [];
  for (const { id } of deposits) {
    const facts = await journal.facts({ deposit: id }, limits.auditFactsMax);
    const until = facts.filter((f) => f.seq <= seq) as readonly Recorded<DepositFact>[];
    if (until.length > 0) found.push(foldDeposit(until));
  }
  return found;
};

const refusedCodes = (d: Deposit): ReadonlySet<string> =>
  new Set(
    d.receipts.flatMap((r) =>
      r.verdicts.flatMap((v) => (v.is === "refused" && v.code !== undefined ? [v.code] : [])),
    ),
  );
