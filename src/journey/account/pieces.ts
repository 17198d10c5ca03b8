/** The pieces of an account: the files as they were declared, the acknowledgements as they came, the proofs of what was declared otherwise. */
import type { AccountDeposit } from "../../domain/account/scope.ts";
import type { EvidenceFile } from "../../domain/evidence.ts";
import type { OtherMeans } from "../../domain/facts.ts";
import type { ReceiptId, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { purgedHashes } from "../../domain/removal/purge.ts";
import { safeName } from "../../foundation/safe-name.ts";
import type { AccountWorld } from "../account.ts";

/** What was purged since is left out: the report says so of its deposit. */
export const accountPieces = async (
  world: AccountWorld,
  found: readonly AccountDeposit[],
): Promise<readonly EvidenceFile[]> => {
  const files = new Map<string, EvidenceFile>();
  const add = (path: string, bytes: Uint8Array): void => void files.set(path, { path, bytes });
  for (const one of found) {
    const { deposit, whole } = one;
    const gone = purgedHashes(deposit);
    const { claimed } = deposit;
    if (whole && claimed.kept !== false && !gone.has(claimed.sha256))
      add(
        `declarations/${deposit.id}-${safeName(claimed.name)}`,
        await world.store.get(claimed.sha256),
      );
    for (const receipt of one.receipts)
      for (const [path, hash] of await receiptPieces(world, one, receipt))
        if (!gone.has(hash)) add(path, await world.store.get(hash));
    const own = new Set(one.declarations.map((d) => `${deposit.id}.${d.position}`));
    for (const [at, said] of deposit.otherwise.entries()) {
      if (!whole && !said.declarations.every((id) => own.has(id))) continue;
      if (gone.has(said.proof.sha256)) continue;
      const bytes = await world.store.get(said.proof.sha256);
      add(`preuves/${deposit.id}-${wayNames[said.means]}-${at + 1}${endingOf(bytes)}`, bytes);
    }
  }
  return [...files.values()];
};

const wayNames: Readonly<Record<OtherMeans, string>> = {
  paper: "papier",
  portal: "portail",
  fax: "telecopie",
};

const receiptPieces = async (
  { journal }: AccountWorld,
  { deposit }: AccountDeposit,
  receipt: ReceiptId,
): Promise<readonly (readonly [string, Sha256])[]> => {
  const facts = await journal.facts({ receipt }, limits.receiptFactsMax);
  if (facts.some((f) => f.is === "receipt-purged")) return [];
  const stored = facts.flatMap((f) => (f.is === "receipt-stored" ? [f] : []));
  const files = deposit.receipts.flatMap((r) =>
    r.receipt === receipt && r.file
      ? [[`accuses/${receipt}-${safeName(r.file.name)}`, r.file.sha256] as const]
      : [],
  );
  return [
    ...stored.map(
      // What a person brought is no mail: a scan, or a statement.
      (f) =>
        [
          `accuses/${receipt}.${f.from.mailbox === "personne" ? "apporte" : "eml"}`,
          f.sha256,
        ] as const,
    ),
    ...files,
  ];
};

/** What people open it with: a name could name somebody, and is not kept. */
const endingOf = (bytes: Uint8Array): string => {
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (head.startsWith("%PDF")) return ".pdf";
  if (head.startsWith("\x89PNG")) return ".png";
  if (head.startsWith("\xFF\xD8\xFF")) return ".jpg";
  return head.startsWith("II*") || head.startsWith("MM\0*") ? ".tif" : ".bin";
};
