/** JSON values kept in the store, where personal data may be (never in the journal). */
import type { Content } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Finding } from "../domain/finding.ts";
import type { Sha256 } from "../domain/ids.ts";
import { isPurged } from "../domain/removal/purge.ts";
import type { Store } from "../ports/store.ts";

export const putJson = (world: { readonly store: Store }, value: unknown): Promise<Sha256> =>
  world.store.put(Buffer.from(JSON.stringify(value)));

const getJson = async <T>(world: { readonly store: Store }, hash: Sha256): Promise<T> =>
  JSON.parse(Buffer.from(await world.store.get(hash)).toString("utf8")) as T;

/** What recognition found; empty for a file that no format could read, or whose content was purged. */
export const contentOf = async (
  world: { readonly store: Store },
  deposit: Deposit,
): Promise<Content> =>
  deposit.recognised && !isPurged(deposit, "originals")
    ? getJson<Content>(world, deposit.recognised.content)
    : { declarations: [], findings: [] };

/** The hash of `[]`: of most files nothing is to be said, and that need not be read to be known. */
const noFindings: Sha256 = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";

export const findingsOf = async (
  world: { readonly store: Store },
  deposit: Deposit,
): Promise<readonly Finding[]> =>
  deposit.checked && deposit.checked.findings !== noFindings && !isPurged(deposit, "originals")
    ? getJson<readonly Finding[]>(world, deposit.checked.findings)
    : [];
