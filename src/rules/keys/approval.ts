/** `validation`: who agrees to a deposit before it goes, and whether silence agrees (docs/approval.md). */
import type { ReceiptDelay } from "../../domain/receipt/expected.ts";
import { key, told } from "../key.ts";
import { choiceTold, delay, delayTold, oneOf } from "../values.ts";

const approvers = ["non", "oui", "client"] as const;

export const approvalKeys = {
  validation: key<(typeof approvers)[number]>({
    told: told(
      "Qui approuve chaque dépôt avant son départ : oui, une personne du bureau (facteur release) ; client, le client, sur l'état de ce qui va être déclaré et débité (facteur statement).",
      "Who approves each deposit before it goes: oui, a person of the office (facteur release); client, the client, on the statement of what is about to be declared and debited (facteur statement).",
    ),
    values: choiceTold(approvers),
    example: "client",
    absent: told("non", "non"),
    parse: oneOf(approvers),
  }),
  "validation.tacite": key<ReceiptDelay>({
    told: told(
      "Avec validation=client : sans réponse au bout de ce délai, compté depuis la remise de l'état au client (facteur statement --given), le client est d'accord ; jamais au-delà d'un délai légal.",
      "With validation=client: without an answer by the end of this delay, counted from when the client was given the statement (facteur statement --given), the client agrees; never past a legal deadline.",
    ),
    values: delayTold,
    example: "5 jours ouvrés",
    absent: told("seul un accord exprès libère le dépôt", "only an explicit agreement lets it go"),
    parse: delay,
  }),
} as const;
