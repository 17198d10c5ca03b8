/**
 * Every file of a bundle that proves something, by its path, as the rows of the journal name it. A manifest can be written anew by
 * whoever made the bundle; the rows, once a third party stamped them, cannot.
 */
import { type DepositFact, foldDeposit } from "../../domain/deposit.ts";
import type { EvidenceFault, EvidenceFile, ExtractRow } from "../../domain/evidence.ts";
import type { Recorded } from "../../domain/facts.ts";
import type { DepositId, Sha256 } from "../../domain/ids.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { safeName } from "../../foundation/safe-name.ts";
import { dialogueOf, evidenceIn, receiptText, seenPath } from "./texts.ts";

/** Folders whose files prove; the others are pages for people, the journal and its stamp. */
const proving = /^(?:original|envois|retours)\//u;

/** Files that no row names, or that are not what the row says. */
export const unnamed = (
  rows: readonly ExtractRow[],
  about: { readonly deposit: DepositId; readonly files: readonly EvidenceFile[] },
): readonly EvidenceFault[] => {
  const named = namedBy(factsIn(rows), about.deposit);
  const found = new Map(about.files.map((file) => [file.path, sha256(file.bytes)]));
  const wrong = [...found].filter(([path, hash]) => proving.test(path) && named.get(path) !== hash);
  const absent = [...named.keys()].filter((path) => !found.has(path));
  return [
    ...wrong.map(([path]) => ({ is: "unnamed", path }) as const),
    ...absent.map((path) => ({ is: "missing", path }) as const),
  ];
};

const factsIn = (rows: readonly ExtractRow[]): readonly Recorded[] =>
  rows.flatMap((row) =>
    "body" in row ? [{ ...(JSON.parse(row.body) as Recorded), seq: row.seq, at: row.at }] : [],
  );

const namedBy = (facts: readonly Recorded[], id: DepositId): ReadonlyMap<string, Sha256> => {
  const named = new Map<string, Sha256>();
  const own = facts.filter((f): f is Recorded<DepositFact> => "deposit" in f && f.deposit === id);
  // Rows of nobody follow each other as well: a bundle of none of the deposit's own proves nothing.
  if (own[0]?.is !== "claimed") throw new Error(`aucune ligne ne dit la prise du dépôt ${id}`);
  const deposit = foldDeposit(own);
  const { claimed } = deposit;
  // One that its size refused was never kept: the file in `rejetes/` is all there is of it.
  if (claimed.kept !== false) named.set(`original/${safeName(claimed.name)}`, claimed.sha256);
  for (const message of deposit.messages) {
    named.set(`envois/${message.id}.eml`, message.frozen.sha256);
    named.set(`envois/${message.id}.dialogue.txt`, sha256(dialogueOf(message)));
  }
  for (const receipt of new Set(deposit.receipts.map((r) => r.receipt))) {
    const about = facts.filter((f) => "receipt" in f && f.receipt === receipt);
    named.set(`retours/${receipt}.json`, sha256(receiptText(about)));
    const seen = evidenceIn(deposit.receipts, receipt);
    if (seen !== undefined) named.set(seenPath(receipt), seen);
    for (const fact of about) {
      if (fact.is === "receipt-stored") named.set(`retours/${receipt}.eml`, fact.sha256);
      if (fact.is === "receipt-classified" && fact.opened)
        named.set(`retours/${receipt}.ouvert.eml`, fact.opened.sha256);
    }
  }
  return named;
};
