/** What became of the files that were put into a dossier's `AR/`. Part of `facts.ts`. */
import type { DepositId, ReceiptId, Sha256 } from "../ids.ts";

export type FilingFact =
  | {
      readonly is: "delivery-begun";
      readonly deposit: DepositId;
      readonly receipt: ReceiptId;
      readonly name: string;
      readonly sha256: Sha256;
    }
  | {
      readonly is: "delivered";
      readonly deposit: DepositId;
      readonly receipt: ReceiptId;
      readonly name: string;
      readonly sha256: Sha256;
      /** It was there already: this journal was restored from a backup that is older than the delivery. */
      readonly before?: true;
    }
  | {
      /** A person asks that a file which was put into `AR/` and taken from there be put there once more. */
      readonly is: "refile-ordered";
      readonly deposit: DepositId;
      readonly receipt: ReceiptId;
      readonly by: string;
      readonly reason: string;
    };
