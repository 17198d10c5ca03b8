/** Where a mail to a client goes, or why it goes nowhere: in the words of the command that asked. */
import type { Addressee } from "../domain/address.ts";
import { Refusal } from "../foundation/refusal.ts";

export interface AddresseeWords {
  readonly noIdentity: string;
  readonly noAddress: string;
  readonly machine: (to: string) => string;
  readonly otherClients: (to: string) => string;
}

/** The address, or a refusal (exit 2) that says what to do. */
export const addressOf = (judged: Addressee, words: AddresseeWords): string => {
  switch (judged.is) {
    case "address":
      return judged.to;
    case "no-identity":
      throw new Refusal(2, [words.noIdentity]);
    case "no-address":
      throw new Refusal(2, [words.noAddress]);
    case "machine":
      throw new Refusal(2, [words.machine(judged.to)]);
    case "other-clients":
      throw new Refusal(2, [words.otherClients(judged.to)]);
  }
};
