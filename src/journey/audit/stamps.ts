/**
 * The stamps of third parties in the journal (RFC 3161), held against its rows: whoever writes the whole chain anew can make it hang
 * together, and cannot make the authority say that it had seen the new one.
 */
import type { Violation } from "../../domain/audit/violation.ts";
import type { FactOf, Recorded } from "../../domain/facts.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";
import { type ReadToken, TimestampFault } from "../../ports/timestamper.ts";

export interface StampedWorld {
  readonly journal: Pick<JournalReader, "chain">;
  readonly store: Pick<Store, "get">;
  readonly readToken: ReadToken;
}

/** Undefined: the authority saw this row. A token that is lost or damaged was told with the other contents. */
export const stampViolation = async (
  { journal, store, readToken }: StampedWorld,
  { seq, head, token }: Recorded<FactOf<"head-stamped">>,
): Promise<Violation | undefined> => {
  const wrong = (said: string): Violation => ({
    code: "stamp-wrong",
    seq,
    detail: `seq ${head}: ${said}`,
  });
  const [row] = await journal.chain(head - 1, 1);
  if (row?.seq !== head) return wrong("-");
  try {
    await readToken(await store.get(token), row.hash);
    return undefined;
  } catch (cause) {
    if (cause instanceof TimestampFault) return wrong(cause.message);
    if (cause instanceof CorruptBlob) return undefined;
    throw cause;
  }
};
