/**
 * Whether a person may say that declarations were made by another way than mail, and what that changes of their mail: what has
 * not left must not leave any more, or the organism would have it twice (seed 002 §2.5, §2.9). Pure.
 */
import type { DeclarationState } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";
import type { DeclarationId } from "./ids.ts";
import { declares, type Message } from "./message.ts";
import { judgeOrder } from "./order.ts";

export const otherwiseRefusals = {
  "unknown-deposit": {
    fr: "ce dépôt n'existe pas ; `facteur list` montre les derniers.",
    en: "there is no such deposit; `facteur list` shows the latest.",
  },
  "nothing-read": {
    fr: "aucune déclaration n'a pu être lue dans ce dépôt : il n'y a rien à dire déclaré.",
    en: "no declaration could be read in this deposit: there is nothing to say declared.",
  },
  "no-declaration": {
    fr: "ce dépôt n'a pas cette déclaration, ou un autre dépôt l'a remplacée.",
    en: "this deposit has no such declaration, or another deposit replaced it.",
  },
  duplicate: {
    fr: "ce dépôt est un doublon : dites-le du dépôt d'origine (`facteur show` le nomme).",
    en: "this deposit is a duplicate: say it of the original (`facteur show` names it).",
  },
  registered: {
    fr: "l'organisme l'a déjà enregistrée, par un accusé qui fait foi : une autre voie ferait un double.",
    en: "the organism has registered it, by a receipt that is proof: another way would be a double.",
  },
  already: {
    fr: "c'est déjà au journal, avec sa preuve.",
    en: "it is in the journal already, with its proof.",
  },
  "would-leave": {
    fr: "un courrier de ce dépôt peut encore partir avec cette déclaration : `facteur cancel` d'abord (ou dites-le de tout le dépôt, ce qui l'annule), sinon l'organisme l'aurait deux fois.",
    en: "a mail of this deposit may still leave with this declaration: `facteur cancel` first (or say it of the whole deposit, which cancels it), else the organism would have it twice.",
  },
} as const satisfies Record<string, { readonly fr: string; readonly en: string }>;

export type OtherwiseRefusal = keyof typeof otherwiseRefusals;

export type OtherwiseAnswer =
  | {
      readonly is: "allowed";
      readonly declarations: readonly DeclarationId[];
      /** Nothing of the deposit has left, and nothing may any more. */
      readonly cancels: boolean;
    }
  | { readonly is: "refused"; readonly because: OtherwiseRefusal };

export interface OtherwiseAsked {
  /** 1-based; absent: every declaration of the deposit that may be. */
  readonly position?: number;
  readonly reason: string;
}

export const judgeOtherwise = (deposit: Deposit, asked: OtherwiseAsked): OtherwiseAnswer => {
  if (deposit.stage.is === "duplicate") return no("duplicate");
  if (deposit.declarations.length === 0) return no("nothing-read");
  const alive = deposit.declarations.filter((d) => d.is !== "superseded");
  const meant = alive.filter((d) => asked.position === undefined || d.position === asked.position);
  if (meant.length === 0) return no("no-declaration");
  const left = meant.filter((d) => d.is !== "otherwise");
  if (left.length === 0) return no("already");
  const open = left.filter(mayBeOtherwise);
  if (open.length === 0) return no("registered");
  const declarations = open.map((d) => d.id);
  if (!mayStillLeave(deposit)) return { is: "allowed", declarations, cancels: false };
  const whole = declarations.length === alive.filter((d) => d.is !== "otherwise").length;
  const cancel = judgeOrder(deposit, { order: "cancel", reason: asked.reason });
  return whole && cancel.is === "allowed"
    ? { is: "allowed", declarations, cancels: true }
    : no("would-leave");
};

const no = (because: OtherwiseRefusal): OtherwiseAnswer => ({ is: "refused", because });

/** Whether another way is left for it at all: of what is registered, replaced or declared already, it would make a double. */
export const mayBeOtherwise = (d: DeclarationState): boolean =>
  d.is !== "superseded" && d.is !== "otherwise" && !isRegistered(d);

const isRegistered = (d: DeclarationState): boolean =>
  d.proven && (d.is === "registered" || d.is === "contradicted");

/** Whether something leaves without another order of a person. An uncertain mail is sent again by an order only, and that one is refused then. */
const mayStillLeave = ({ stage, messages }: Deposit): boolean => {
  switch (stage.is) {
    case "claimed":
    case "recognised":
    case "checked":
    case "ruled":
    case "held":
      return true;
    case "frozen":
      return messages.some((m) => declares(m) && isWaiting(m));
    case "incomplete":
    case "duplicate":
    case "rejected":
    case "simulated":
    case "cancelled":
      return false;
  }
};

const isWaiting = ({ stage }: Message): boolean => stage.is === "queued" || stage.is === "sending";
