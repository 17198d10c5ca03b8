/**
 * Which order a person may give about a deposit, and about which of its messages. One pure table; who
 * and why are written beside it in the journal. Nothing here sends: an order only changes what is due.
 */
import { awaitsClient } from "./agreement/agreement.ts";
import { carriedBy } from "./declaration-state.ts";
import type { Deposit } from "./deposit.ts";
import { endedUnsent } from "./deposit.ts";
import type { OrderName, ReplaceAnswer } from "./facts.ts";
import type { DepositId, MessageId } from "./ids.ts";
import {
  awaitsConfirmation,
  declares,
  everDotted,
  type Message,
  type MessageStage,
  mayHaveLeft,
} from "./message.ts";
import type { Outcome } from "./outcome.ts";
import { isPurged } from "./removal/purge.ts";

export interface OrderRequest {
  readonly order: OrderName;
  readonly reason: string;
  readonly as?: ReplaceAnswer;
  /** With `release`: although the qualification is not complete. With `resend`: although somebody decided about that mail already. */
  readonly override?: true;
  /** The deposit's last line that whoever decides had before their eyes. */
  readonly seen?: number;
  /** With `release`: who agreed for the client. */
  readonly agreedBy?: string;
  /** Names one message; else the only one that the order fits. */
  readonly message?: MessageId;
}

export type OrderAnswer =
  | {
      readonly is: "allowed";
      readonly message?: MessageId;
      readonly undeclared?: readonly DepositId[];
    }
  | { readonly is: "refused"; readonly because: OrderRefusal };

export const orderRefusals = {
  moved: {
    fr: "ce dépôt a changé depuis qu'il a été affiché : rien n'est fait. Regardez ce qu'il en est, puis décidez.",
    en: "this deposit has changed since it was shown: nothing was done. See how it is now, then decide.",
  },
  "already-held": {
    fr: "ce dépôt est déjà suspendu.",
    en: "this deposit is suspended already.",
  },
  "nothing-waits": {
    fr: "tous les courriers de ce dépôt sont déjà partis : il n'y a plus rien à suspendre.",
    en: "every mail of this deposit has left: there is nothing to suspend any more.",
  },
  "nothing-held": {
    fr: "ce dépôt n'est ni suspendu ni en attente.",
    en: "this deposit is neither suspended nor held.",
  },
  "client-held": {
    fr: "tout ce client est suspendu : `facteur status` montre par qui et pourquoi, `facteur release --client NOM` (ou `--dossier NOM`) le libère.",
    en: "this whole client is suspended: `facteur status` shows by whom and why, `facteur release --client NAME` (or `--dossier NAME`) lets it go.",
  },
  "answer-needed": {
    fr: "ce dépôt reprend une déclaration déjà envoyée : dites --as replacement (il la remplace) ou --as separate (c'est une autre).",
    en: "this deposit repeats a declaration sent before: say --as replacement (it replaces it) or --as separate (it is another one).",
  },
  "answer-not-asked": {
    fr: "--as ne sert qu'à un dépôt retenu parce qu'il reprend une déclaration déjà envoyée.",
    en: "--as is only for a deposit held because it repeats a declaration sent before.",
  },
  "override-needed": {
    fr: "la qualification n'en est pas là ; ce dépôt partira de lui-même quand elle y sera (`facteur qualification`), ou avec --override et --reason.",
    en: "the qualification is not there yet; this deposit goes by itself once it is (`facteur qualification`), or with --override and --reason.",
  },
  "override-not-asked": {
    fr: "--override ne sert qu'à un dépôt retenu par un parcours de qualification, ou à renvoyer un courrier dont quelqu'un a déjà décidé.",
    en: "--override is only for a deposit held by a qualification path, or to send again a mail that somebody decided about already.",
  },
  "agreement-needed": {
    fr: "ce dépôt attend l'accord de son client : dites qui l'a donné et comment, --agreed-by NOM --reason \"…\" ; `facteur statement` imprime ce qui lui est soumis.",
    en: 'this deposit waits for its client\'s agreement: say who gave it and how, --agreed-by NAME --reason "…"; `facteur statement` prints what is submitted to them.',
  },
  "agreement-not-asked": {
    fr: "ce dépôt n'attend l'accord d'aucun client.",
    en: "this deposit waits for no client's agreement.",
  },
  ended: { fr: "ce dépôt est terminé, rien n'en partira.", en: "this deposit has ended unsent." },
  "may-have-left": {
    fr: "un courrier de ce dépôt est parti ou a pu partir : on ne peut plus l'annuler.",
    en: "a mail of this deposit left or may have left: it cannot be cancelled any more.",
  },
  "nothing-to-retry": {
    fr: "aucun courrier de ce dépôt n'attend ni n'a été refusé.",
    en: "no mail of this deposit waits or was refused.",
  },
  "nothing-uncertain": {
    fr: "aucun courrier de ce dépôt n'est incertain.",
    en: "no mail of this deposit is uncertain.",
  },
  "nothing-to-resend": {
    fr: "aucun courrier de ce dépôt n'est parti ni incertain.",
    en: "no mail of this deposit left or is uncertain.",
  },
  "decided-already": {
    fr: "quelqu'un a déjà confirmé l'arrivée de ce courrier, ou l'a déjà fait renvoyer (`facteur show` dit qui et quand) : le renvoyer encore ferait un double. S'il faut vraiment un exemplaire de plus, dites --override et pourquoi.",
    en: "somebody confirmed already that this mail arrived, or had it sent again (`facteur show` says who and when): once more would be a double. If one more copy is really needed, say --override and why.",
  },
  "resent-already": {
    fr: "quelqu'un a déjà fait renvoyer ce courrier (`facteur show` dit qui et quand) : il repart, ou attend de repartir.",
    en: "somebody had this mail sent again already (`facteur show` says who and when): it is leaving again, or waits to.",
  },
  answered: {
    fr: "l'organisme a répondu à ce courrier : il l'a, un second exemplaire serait un double.",
    en: "the organism answered this mail: they have it, a second copy would be a double.",
  },
  "reason-needed": {
    fr: 'dites pourquoi : --reason "…". La raison reste au journal.',
    en: 'say why: --reason "…". The reason stays in the journal.',
  },
  "under-way-elsewhere": {
    fr: "le même fichier est parti ou va partir dans un autre dépôt : `facteur list` le montre.",
    en: "the same file left or is about to leave in another deposit: `facteur list` shows it.",
  },
  "declared-since": {
    fr: "une déclaration de ce dépôt est reprise dans un autre, plus récent, qui est parti ou va partir (`facteur list` le montre) : l'envoyer maintenant ferait un double. Si les deux sont à envoyer, répondez pour l'autre --as separate, ou annulez-le.",
    en: "another, later deposit repeats a declaration of this one, and left or is about to leave (`facteur list` shows it): sending it now would be a double. If both are to be sent, answer for the other one --as separate, or cancel it.",
  },
  "declared-otherwise": {
    fr: "cela a été déclaré autrement (`facteur show` dit par qui) : l'envoyer maintenant ferait un double.",
    en: "this was declared otherwise (`facteur show` says by whom): sending it now would be a double.",
  },
  purged: {
    fr: "les octets de ce courrier ont été purgés : il ne peut plus repartir.",
    en: "the bytes of this mail were purged: it cannot leave again.",
  },
  "unknown-message": {
    fr: "ce courrier n'est pas de ce dépôt.",
    en: "this mail is not of this deposit.",
  },
} as const satisfies Record<string, { readonly fr: string; readonly en: string }>;

export type OrderRefusal = keyof typeof orderRefusals;

/** Said after « cancel » of a deposit whose predecessors (`undeclared`) gave way to it and never left: nobody else would say it. */
export const undeclaredToo = {
  fr: (ids: readonly DepositId[]): string =>
    `Il remplaçait ${ids.join(", ")}, qui n'est pas parti non plus : plus rien ne déclare cela. Redéposez le bon fichier.`,
  en: (ids: readonly DepositId[]): string =>
    `It replaced ${ids.join(", ")}, which did not leave either: nothing declares this any more. Drop the right file again.`,
};

export const judgeOrder = (deposit: Deposit, request: OrderRequest): OrderAnswer => {
  if (request.seen !== undefined && request.seen !== deposit.lastSeq) return no("moved");
  if (request.message && !deposit.messages.some((m) => m.id === request.message))
    return no("unknown-message");
  if (isPurged(deposit, "mails") && (request.order === "retry" || request.order === "resend"))
    return no("purged");
  if (sends.has(request.order) && deposit.declarations.some((d) => d.is === "otherwise"))
    return no("declared-otherwise");
  switch (request.order) {
    case "hold":
      if (deposit.heldBy) return no("already-held");
      if (endedUnsent(deposit)) return no("ended");
      return nothingWaits(deposit) ? no("nothing-waits") : yes;
    case "release":
      return judgeRelease(deposit, request);
    case "cancel":
      if (endedUnsent(deposit)) return no("ended");
      if (deposit.messages.some((m) => m.stage.is !== "queued" || everDotted(m)))
        return no("may-have-left");
      if (deposit.declarations.some((d) => d.proven)) return no("may-have-left");
      return request.reason ? yes : no("reason-needed");
    case "retry":
      return about(deposit, request, { fits: retryable, else: "nothing-to-retry" });
    case "confirm":
      return judgeConfirm(deposit, request);
    case "resend":
      if (!request.reason) return no("reason-needed");
      return judgeResend(deposit, request);
  }
};

/** After these, a mail may leave. */
const sends: ReadonlySet<OrderName> = new Set(["release", "retry", "resend"]);

const yes: OrderAnswer = { is: "allowed" };
const no = (because: OrderRefusal): OrderAnswer => ({ is: "refused", because });

/** Every mail has left, or will not: to be held, something must still be able to leave without another order. */
const nothingWaits = ({ stage, messages }: Deposit): boolean =>
  stage.is === "frozen" && !messages.some((m) => is(m, "queued", "sending", "uncertain"));

const judgeRelease = (deposit: Deposit, request: OrderRequest): OrderAnswer => {
  const asked = deposit.stage.is === "held" && deposit.stage.hold.because === "replaces";
  if (!deposit.heldBy && deposit.stage.is !== "held") return no("nothing-held");
  if (asked && !request.as && !deposit.heldBy) return no("answer-needed");
  if (request.agreedBy !== undefined && !awaitsClient(deposit)) return no("agreement-not-asked");
  if (request.agreedBy !== undefined && !request.reason) return no("reason-needed");
  if (awaitsClient(deposit) && request.agreedBy === undefined && !deposit.heldBy)
    return no("agreement-needed");
  const onPath = pathHolds.has(heldFor(deposit));
  if (request.override && !onPath) return no("override-not-asked");
  if (request.override && !request.reason) return no("reason-needed");
  const mayAskAgain = deposit.heldBy !== undefined || heldFor(deposit) === "step-awaits-ar";
  if (onPath && !request.override && !mayAskAgain) return no("override-needed");
  return request.as && !asked ? no("answer-not-asked") : yes;
};

/** Of several mails, the one that is in doubt is meant: a resending that somebody ordered is not taken back in passing. */
const judgeConfirm = (deposit: Deposit, request: OrderRequest): OrderAnswer => {
  const rule = { else: "nothing-uncertain" } as const;
  const doubtful = about(deposit, request, { ...rule, fits: (m) => is(m, "uncertain") });
  if (doubtful.is === "allowed") return doubtful;
  return about(deposit, request, { ...rule, fits: awaitsConfirmation });
};

/** Two people may decide about the same mail, the second of what was true before the first: that is a double nobody wanted. */
const judgeResend = (deposit: Deposit, request: OrderRequest): OrderAnswer => {
  const rule = { fits: resendable, else: "nothing-to-resend" } as const;
  const open = about(deposit, request, {
    ...rule,
    fits: (m) => resendable(m) && !isDecided(m),
  });
  if (open.is === "allowed") return request.override ? no("override-not-asked") : open;
  const decided = about(deposit, request, rule);
  if (decided.is === "allowed") return request.override ? decided : no("decided-already");
  const again = about(deposit, request, { ...rule, fits: leavesAgain });
  return again.is === "allowed" ? no("resent-already") : decided;
};

/** Somebody said that it arrived, or had it sent again since, and it was taken: what the server refused was not sent again. */
const isDecided = (m: Message): boolean => {
  if (m.stage.is !== "accepted") return false;
  if (m.orders.some((o) => o.order === "confirm")) return true;
  const again = m.orders.find((o) => o.order === "resend");
  // What came back since holds nothing any more: what was decided was about another copy.
  if (!again || !m.held) return false;
  const outcomes = m.attempts.filter((a) => a.begun >= again.at).map((a) => a.ended?.outcome.is);
  return outcomes.at(-1) !== "refused" || outcomes.some((is) => is && taken.has(is));
};

const leavesAgain = (m: Message): boolean => m.held !== undefined && is(m, "queued", "sending");

const taken: ReadonlySet<Outcome["is"]> = new Set(["accepted", "uncertain"]);

/** Holds of a qualification path, which a person overrides with a reason. */
const pathHolds: ReadonlySet<string> = new Set(["not-qualified", "step-first", "step-awaits-ar"]);

const heldFor = ({ stage }: Deposit): string => (stage.is === "held" ? stage.hold.because : "");

/** A refused mail may be asked for again by a person; a waiting one may go now. */
const retryable = (m: Message): boolean => is(m, "refused", "queued");
/** The same bytes, Message-ID and Date: a person takes the risk of a double (I2). */
const resendable = (m: Message): boolean => is(m, "uncertain", "accepted");

const is = (m: Message, ...stages: readonly MessageStage["is"][]): boolean =>
  stages.includes(m.stage.is);

/** By a receipt that proves it: what nothing authenticates, anybody may have written. */
const answered = (deposit: Deposit, message: Message): boolean =>
  declares(message) &&
  mayHaveLeft(message) &&
  carriedBy(deposit, message.frozen).some((d) => d.proven);

const about = (
  deposit: Deposit,
  request: OrderRequest,
  rule: { readonly fits: (m: Message) => boolean; readonly else: OrderRefusal },
): OrderAnswer => {
  const fitting = deposit.messages.filter(
    (m) => rule.fits(m) && (request.message === undefined || m.id === request.message),
  );
  // Sent again, what the organism has would be a second declaration (I2); a confirmation sends nothing.
  const open = request.order === "confirm" ? fitting : fitting.filter((m) => !answered(deposit, m));
  const [first] = open;
  if (first) return { is: "allowed", message: first.id };
  return no(fitting.length > 0 ? "answered" : rule.else);
};
