/**
 * How far what a receipt says is believed: each word by the rule of the mail that it speaks of (`ar.authenticite`). A file that
 * was cut went to several organisms, and one receipt may prove what it says of one and nothing of another.
 */
import type { Deposit } from "../deposit.ts";
import type { FactOf } from "../facts.ts";
import type { Instant } from "../ids.ts";
import { byDeclaration, type RuledMail, ruledMails } from "../ruled-mails.ts";
import type { AskableGrade } from "./expected.ts";
import { closes, type Grade, type Verdict } from "./verdict.ts";

type Receipt = FactOf<"receipt-matched">;

/** The grade of one word: its own where the sender may not speak of that mail, else the receipt's. */
export const gradeOf = (receipt: Pick<Receipt, "grade">, verdict: Verdict): Grade =>
  verdict.grade ?? receipt.grade;

/** Who writes the bounces that follow no standard (mail.md §4.6). */
const bounceSigns = new Set(["mailer-daemon", "x-failed-recipients"]);

/** It cites our Message-ID to say that the mail came back. Believed or not (docs/decisions/0042), it shows no arrival. */
export const tellsFailure = ({ returned, by }: Pick<Receipt, "returned" | "by">): boolean =>
  returned !== undefined || by.some((sign) => bounceSigns.has(sign));

/** « À lire » of a failure is no answer of the organism's, however little its rule asks for: only a person makes it one. */
const closesBy = (
  receipt: Pick<Receipt, "grade" | "returned" | "by">,
  verdict: Verdict,
  enough?: AskableGrade,
): boolean => {
  const grade = gradeOf(receipt, verdict);
  return closes(grade, enough) && (grade === "H" || !tellsFailure(receipt));
};

/** Whether a verdict of a receipt about the deposit is proven. */
export const provenIn = (
  d: Deposit,
): ((receipt: Pick<Receipt, "grade" | "returned" | "by">, verdict: Verdict) => boolean) => {
  const [first, ...others] = ruledMails(d);
  const mails = others.length > 0 ? byDeclaration(d) : undefined;
  return (receipt, verdict) =>
    closesBy(receipt, verdict, (mails?.get(verdict.declaration) ?? first)?.expects?.grade);
};

/** `partly`: some of what it says is proven, and some is not. */
export type Believed = "wholly" | "partly" | "not";

export const believed = (d: Deposit, receipt: Receipt): Believed => {
  if (receipt.verdicts.length === 0) return isVouchedFor(d, receipt) ? "wholly" : "not";
  const isProven = provenIn(d);
  const proven = receipt.verdicts.filter((verdict) => isProven(receipt, verdict)).length;
  if (proven === 0) return "not";
  return proven === receipt.verdicts.length ? "wholly" : "partly";
};

/** It says nothing of any declaration: enough for the mail that it answers, else for all. */
const isVouchedFor = (d: Deposit, receipt: Receipt): boolean => {
  const mails = ruledMails(d);
  const answered = mails.filter((m) => m.message?.id === receipt.message);
  const asked = answered.length > 0 ? answered : mails;
  return asked.length === 0
    ? closes(receipt.grade)
    : asked.every((mail) => closes(receipt.grade, mail.expects?.grade));
};

/** What proves something of a mail: a word of what it carries, or a receipt without words that answers it. */
export const proofsOf = (d: Deposit, mail: RuledMail): Deposit["receipts"] => {
  const own = new Set(mail.declarations);
  const enough = mail.expects?.grade;
  const alone = ruledMails(d).length === 1;
  return d.receipts.filter((r) =>
    r.verdicts.length === 0
      ? (alone || r.message === mail.message?.id) && closes(r.grade, enough)
      : r.verdicts.some((v) => own.has(v.declaration) && closesBy(r, v, enough)),
  );
};

/** When proven answers came. A delivery report is none: it brings no verdict. */
export const answersTo = (d: Deposit, mail: RuledMail): readonly Instant[] =>
  proofsOf(d, mail).flatMap((r) => (r.verdicts.length > 0 ? [r.arrived] : []));

/** The mails that a receipt speaks of: those of its verdicts, else the one that it answers. */
export const mailsSpokenOf = (d: Deposit, receipt: Receipt): readonly RuledMail[] => {
  const told = new Set(receipt.verdicts.map((v) => v.declaration));
  const mails = ruledMails(d);
  const spoken = mails.filter((m) => m.declarations.some((id) => told.has(id)));
  if (spoken.length > 0) return spoken;
  const answered = mails.filter((m) => m.message?.id === receipt.message);
  return answered.length > 0 ? answered : mails;
};

/** Signed by one organism, of what another was sent (`decouper=oui`). */
export const speaksForOthers = (receipt: Pick<Receipt, "grade" | "verdicts">): boolean =>
  receipt.grade !== "F" && receipt.verdicts.some((v) => gradeOf(receipt, v) === "F");
