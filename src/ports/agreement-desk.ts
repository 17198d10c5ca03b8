/** The signed link by which a client agrees, mailed under the firm's identity: what the command and the page both ask for. */
import type { Addressee } from "../domain/address.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Instant } from "../domain/ids.ts";
import type { Mailed } from "./client-mail.ts";

export interface AgreementDesk {
  /** For how many days a link counts. */
  readonly days: number;
  /** Undefined: the register's address, when all its employers have one and the same. */
  readonly addressee: (deposit: Deposit, typed?: string) => Promise<Addressee>;
  readonly mail: (link: {
    readonly to: string;
    readonly token: string;
    readonly expires: Instant;
    readonly at: Instant;
  }) => Promise<Mailed>;
}
