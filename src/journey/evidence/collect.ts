/**
 * Gathers what proves one deposit: its bytes, the mails as they left, what the server answered, what came back, and the rows of
 * the journal that say so. Reads only.
 */
import type { Link } from "../../domain/chain.ts";
import { genesis } from "../../domain/chain.ts";
import type { Deposit } from "../../domain/deposit.ts";
import {
  type EvidenceFile,
  type ExtractRow,
  extractPath,
  type Manifest,
  manifestPath,
  stampedPath,
  stampPath,
  stubOf,
} from "../../domain/evidence.ts";
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { Instant, ReceiptId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { safeName } from "../../foundation/safe-name.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Store } from "../../ports/store.ts";
import { stampsOf } from "../stamp.ts";
import { dialogueOf, evidenceIn, receiptText, seenPath } from "./texts.ts";

export interface EvidenceWorld {
  readonly journal: JournalReader;
  readonly store: Pick<Store, "get">;
}

/** Everything but the pages for people and the manifest. Throws `CorruptBlob` when the store lost something. */
export const collectEvidence = async (
  world: EvidenceWorld,
  deposit: Deposit,
): Promise<readonly EvidenceFile[]> => {
  const { claimed, messages } = deposit;
  const receipts = [...new Set(deposit.receipts.map((r) => r.receipt))];
  const files: EvidenceFile[] = [];
  if (claimed.kept !== false) {
    const path = `original/${safeName(claimed.name)}`;
    files.push({ path, bytes: await world.store.get(claimed.sha256) });
  }
  for (const message of messages)
    files.push(
      { path: `envois/${message.id}.eml`, bytes: await world.store.get(message.frozen.sha256) },
      textFile(`envois/${message.id}.dialogue.txt`, dialogueOf(message)),
    );
  for (const receipt of receipts) {
    files.push(...(await receiptFiles(world, receipt)));
    const seen = evidenceIn(deposit.receipts, receipt);
    if (seen !== undefined)
      files.push({ path: seenPath(receipt), bytes: await world.store.get(seen) });
  }
  const rows = await rowsOf(world, deposit, receipts);
  const stamp = (await stampsOf(world)).find((s) => s.head >= Math.max(...rows));
  files.push(await extractOf(world, rows, stamp?.head));
  if (stamp)
    files.push(
      { path: stampPath, bytes: await world.store.get(stamp.token) },
      textFile(stampedPath, stamp.hash),
    );
  return files;
};

const textFile = (path: string, text: string): EvidenceFile => ({ path, bytes: Buffer.from(text) });

const receiptFiles = async (
  world: EvidenceWorld,
  receipt: ReceiptId,
): Promise<readonly EvidenceFile[]> => {
  const facts = await world.journal.facts({ receipt }, limits.auditFactsMax);
  const stored = facts.find(
    (f): f is Recorded<FactOf<"receipt-stored">> => f.is === "receipt-stored",
  );
  const told = textFile(`retours/${receipt}.json`, receiptText(facts));
  if (!stored) return [told];
  const files = [{ path: `retours/${receipt}.eml`, bytes: await world.store.get(stored.sha256) }];
  const opened = facts.findLast((f) => f.is === "receipt-classified" && f.opened !== undefined);
  // Whoever reads the bundle has no key of ours: what came out of the encryption stands beside it.
  if (opened?.is === "receipt-classified" && opened.opened)
    files.push({
      path: `retours/${receipt}.ouvert.eml`,
      bytes: await world.store.get(opened.opened.sha256),
    });
  return [...files, told];
};

/** The rows about the deposit and its receipts. */
const rowsOf = async (
  world: EvidenceWorld,
  deposit: Deposit,
  receipts: readonly ReceiptId[],
): Promise<ReadonlySet<number>> => {
  const own = new Set<number>();
  const filters = [{ deposit: deposit.id }, ...receipts.map((receipt) => ({ receipt }))];
  for (const filter of filters)
    for (const fact of await world.journal.facts(filter, limits.auditFactsMax)) own.add(fact.seq);
  return own;
};

/** From the first of them to the last, or to the row that was stamped. */
const extractOf = async (
  world: EvidenceWorld,
  own: ReadonlySet<number>,
  stamped: number | undefined,
): Promise<EvidenceFile> => {
  const [first, last] = [Math.min(...own), Math.max(...own, stamped ?? 0)];
  const rows: ExtractRow[] = [];
  for (let after = first - 1; after < last; ) {
    const links = await world.journal.chain(after, limits.auditBatchMax);
    if (links.length === 0) break;
    for (const link of links.filter((l) => l.seq <= last))
      rows.push(own.has(link.seq) ? link : stubOf(link));
    after = links.at(-1)?.seq ?? last;
  }
  return textFile(extractPath, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
};

export const manifestOf = async (
  world: EvidenceWorld,
  about: {
    readonly deposit: Deposit;
    readonly files: readonly EvidenceFile[];
    readonly made: Instant;
    readonly program: string;
  },
): Promise<EvidenceFile> => {
  const { deposit, files, made, program } = about;
  const extract = files.find((f) => f.path === extractPath);
  const rows = Buffer.from(extract?.bytes ?? [])
    .toString()
    .trimEnd()
    .split("\n");
  const first = JSON.parse(rows[0] ?? "") as Link;
  const last = JSON.parse(rows.at(-1) ?? "") as Link;
  const before = first.seq === 1 ? [] : await world.journal.chain(first.seq - 2, 1);
  const manifest: Manifest = {
    kind: "facteur-evidence",
    version: 1,
    deposit: deposit.id,
    made,
    program,
    before: before[0]?.hash ?? genesis,
    head: { seq: last.seq, hash: last.hash },
    files: Object.fromEntries(files.map((f) => [f.path, sha256(f.bytes)])),
  };
  return textFile(manifestPath, `${JSON.stringify(manifest, undefined, 2)}\n`);
};
