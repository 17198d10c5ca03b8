/** Whose account it is: which deposits and which of their declarations may stand in it. Nothing of another client does. */
import type { Declaration } from "../declaration.ts";
import type { Deposit } from "../deposit.ts";
import type { ReceiptId } from "../ids.ts";
import { type Entry, valueOf } from "../register/entry.ts";

export interface AccountScope {
  /** As the person named it. */
  readonly named: string;
  /** Absent: of every dossier. */
  readonly dossiers?: readonly string[];
  /** Absent: every employer of these dossiers is this client. */
  readonly sirets?: readonly string[];
  /** Its row in the register, when it has one. */
  readonly employer?: Entry;
}

export interface KnownDossier {
  readonly name: string;
  readonly client?: string;
}

/** A SIRET, the `client` of dossiers, or a dossier's name; undefined when nobody is called so. */
export const accountScope = (
  named: string,
  known: { readonly dossiers: readonly KnownDossier[]; readonly entries: readonly Entry[] },
): AccountScope | undefined => {
  const employers = known.entries.filter((e) => e.table === "employeurs");
  const siret = named.replaceAll(/\s/gu, "");
  if (/^\d{14}$/u.test(siret)) {
    const employer = employers.find((e) => valueOf(e, "siret") === siret);
    return { named: siret, sirets: [siret], ...(employer ? { employer } : {}) };
  }
  const dossiers = known.dossiers
    .filter((d) => d.client === named || d.name === named)
    .map((d) => d.name);
  const own = employers.filter((e) => valueOf(e, "client") === named);
  if (dossiers.length === 0 && own.length === 0) return undefined;
  const [employer] = own;
  return {
    named,
    ...(dossiers.length > 0 ? { dossiers } : {}),
    ...(own.length > 0 ? { sirets: own.map((e) => valueOf(e, "siret")) } : {}),
    ...(employer ? { employer } : {}),
  };
};

export const isInScope = ({ sirets }: AccountScope, d: Pick<Declaration, "siret">): boolean =>
  sirets === undefined || sirets.includes(d.siret);

/** One deposit of the account, and what of it may be handed over. */
export interface AccountDeposit {
  readonly deposit: Deposit;
  /** The client's own; empty when its content was purged. */
  readonly declarations: readonly Declaration[];
  /** Nothing of the file is about somebody else. */
  readonly whole: boolean;
  /** Receipts that speak of nobody else. */
  readonly receipts: readonly ReceiptId[];
}
