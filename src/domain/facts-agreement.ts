/** How a client came to agree to what is about to be declared and debited (`validation=client`). Part of `facts.ts`. */
import type { DepositId, Instant } from "./ids.ts";

/** How a statement reached the client. */
export const statementMeans = ["mail", "paper", "phone"] as const;
export type StatementMeans = (typeof statementMeans)[number];

export type AgreementFact =
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
