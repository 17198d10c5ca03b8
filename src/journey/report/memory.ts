/** What was done the last time an organism refused with the same code: the firm's own memory, from its journal. */
import { type Deposit, type DepositFact, foldDeposit } from "../../domain/deposit.ts";
import type { Recorded } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import type { RefusalMemory } from "../../domain/report/deposit.ts";
import { situation } from "../../domain/rollup.ts";
import { addressOf, byDeclaration } from "../../domain/ruled-mails.ts";
import type { JournalReader } from "../../ports/journal.ts";

export const refusalMemory = async (
  journal: JournalReader,
  deposit: Deposit,
): Promise<readonly RefusalMemory[]> => {
  const refusals = refusalsOf(deposit);
  if (refusals.length === 0) return [];
  const addresses = new Set(refusals.map((r) => r.address));
  const recent = await journal.find({ by: "recent" }, limits.correctedMax);
  const before = recent.filter(
    (d) =>
      d.claimed.seq < deposit.claimed.seq &&
      refusalsOf(d).some(({ address }) => addresses.has(address)),
  );
  const found: RefusalMemory[] = [];
  const then = await asOf(journal, deposit.lastSeq, before);
  for (const { code, address } of refusals) {
    const met = then.filter((d) =>
      refusalsOf(d).some((r) => r.code === code && r.address === address),
    );
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

interface Refusal {
  readonly code: string;
  readonly address: string;
}

/** Each code once, of each organism that gave it: a code means what its own organism means by it. */
const refusalsOf = (d: Deposit): readonly Refusal[] => {
  const mails = byDeclaration(d);
  const all = d.receipts.flatMap((r) =>
    r.verdicts.flatMap(({ is, code, declaration }): readonly Refusal[] => {
      const mail = mails.get(declaration);
      return is === "refused" && code !== undefined && mail
        ? [{ code, address: addressOf(mail) }]
        : [];
    }),
  );
  return [...new Map(all.map((r) => [`${r.code} ${r.address}`, r])).values()];
};
