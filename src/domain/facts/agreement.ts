/** How a client came to agree to what is about to be declared and debited (`validation=client`). Part of `facts.ts`. */
import type { DepositId, Instant, Sha256 } from "../ids.ts";

/** How a statement reached the client. */
export const statementMeans = ["mail", "paper", "phone"] as const;
export type StatementMeans = (typeof statementMeans)[number];

export type AgreementFact =
  | {
      /** A signed link was made for the client (docs/decisions/0048). Nothing runs from here: a mail sent is no mail read. */
      readonly is: "agreement-link";
      readonly deposit: DepositId;
      /** Hash of its secret: whoever reads the journal cannot use it. */
      readonly link: Sha256;
      /** Hash of all that it asks the client to agree to. */
      readonly statement: Sha256;
      readonly to: string;
      readonly expires: Instant;
      readonly by: string;
      readonly reason: string;
    }
  | {
      /** A person says that the client has the statement: from here a tacit agreement's delay runs. */
      readonly is: "statement-given";
      readonly deposit: DepositId;
      readonly how: StatementMeans;
      readonly by: string;
      /** To whom, or what was said. */
      readonly reason: string;
    }
  | {
      /** The delay ended without a word of the client (`validation.tacite`): no person decided. */
      readonly is: "tacitly-agreed";
      readonly deposit: DepositId;
      /** When the statement that counts was given, and when its delay ended. */
      readonly given: Instant;
      readonly ended: Instant;
    };
