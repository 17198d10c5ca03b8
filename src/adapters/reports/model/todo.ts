/** What the clerk does next: numbered, concrete, naming files, folders and dossiers. */
import { correctionOf } from "../../../domain/correction.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import type { PersonMeans } from "../../../domain/facts.ts";
import { type FaultCode, faults } from "../../../domain/faults.ts";
import { halfSentNext } from "../../../domain/half-sent.ts";
import type { DepositId, MessageId, ReceiptId } from "../../../domain/ids.ts";
import type { ReportDeclaration, ReportFinding } from "../../../domain/report/deposit.ts";
import type { Situation } from "../../../domain/rollup.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { situationText } from "../../../domain/situations.ts";
import { printable } from "./printable.ts";
import type { TimelineLanguage } from "./timeline-words.ts";
import { type TodoWords, todoWords } from "./todo-words.ts";

interface Known {
  readonly deposit: Deposit;
  readonly situation: Situation;
  readonly declarations: readonly ReportDeclaration[];
  readonly findings: readonly ReportFinding[];
}

interface Telling extends Known {
  readonly w: TodoWords;
  readonly language: TimelineLanguage;
}

/** What ends a hold, with the deposit's own number in its commands. */
export const heldNext = (
  because: FaultCode,
  id: DepositId,
  language: TimelineLanguage = "fr",
): string => faults[because][language].next.replaceAll(/\bID\b/gu, id);

/** In French for reports, which are filed; the page asks in its reader's language. */
export const todo = (known: Known, language: TimelineLanguage = "fr"): readonly string[] => {
  const t = { ...known, w: todoWords[language], language };
  return corrected(t) ?? asItStands(t);
};

/** The way from a refusal to what became of it: what is corrected already is not asked for again. */
const corrected = ({ deposit, w }: Telling): readonly string[] | undefined => {
  const correction = correctionOf(deposit);
  if (correction === undefined) return undefined;
  const { by, left } = correction;
  return left === 0 ? [w.see(by), w.firstRead] : [w.correctLeft(left), w.see(by)];
};

const asItStands = (t: Telling): readonly string[] => {
  const { deposit: d, situation: s, w, language } = t;
  const { next } = situationText(s, language);
  switch (s.is) {
    case "rejete":
      return [...remedies(t.findings), w.dropCorrected(dossier(t))];
    case "en-attente-de-regle":
    case "retenu":
      return d.stage.is === "held" ? [heldNext(d.stage.hold.because, d.id, language)] : [next];
    case "partiel":
    case "refuse":
      return afterRefusal(t);
    case "enregistre-a-confirmer":
    case "refuse-a-confirmer":
      return [...readReceipt(t), next, ...unvouched(t), ...denied(t), ...perhapsReturned(t)];
    case "a-lire":
    case "contradictoire":
      return [...readReceipt(t), next, ...denied(t), ...perhapsReturned(t)];
    case "remis":
      return [next, silence(t)];
    case "incertain":
      return [next, w.proofSought, w.askForHelp, ...perhapsReturned(t)];
    case "doublon":
      return [next, w.sameBytes];
    case "pris-en-charge":
    case "incomplet":
    case "simule":
      return refusedInReal(t) ?? [next];
    case "a-envoyer":
    case "envoi-en-cours":
    case "nouvel-essai":
    case "refuse-par-le-serveur":
    case "non-remis":
      return [halfSentNext(d, language) ?? next];
    case "en-attente":
    case "enregistre":
    case "annule":
    case "remplace":
    case "declare-autrement":
    case "suspendu":
    case "corrompu":
      return [next];
  }
};

/** What to mend of a test that passed and that the real mode would reject. */
const refusedInReal = (t: Telling): readonly string[] | undefined => {
  const found = t.findings.filter((f) => f.blocksInReal);
  if (found.length === 0) return undefined;
  return [...remediesOf(found), t.w.dropCorrected(dossier(t))];
};

const dossier = ({ deposit, w }: Pick<Telling, "deposit" | "w">): string =>
  w.dossier(printable(deposit.claimed.dossier));

/** Each remedy once, in the order of the findings. */
const remedies = (found: readonly ReportFinding[]): readonly string[] =>
  remediesOf(found.filter((f) => f.severity === "blocking"));

const remediesOf = (found: readonly ReportFinding[]): readonly string[] => [
  ...new Set(found.map((f) => f.remedy)),
];

const perhapsReplaced = ({ deposit, w }: Telling): string =>
  ruledMails(deposit).every((mail) => (mail.expects?.filing ?? "remplacer") === "remplacer")
    ? w.perhapsReplaced
    : "";

/** Where the organism's answer stands: the filed AR, else its mail. */
const readReceipt = (t: Telling): readonly string[] => {
  const { deposit: d, w } = t;
  const filed = d.deliveries.findLast((x) => x.is === "delivered");
  if (filed !== undefined)
    return [w.readFiled(printable(filed.name), dossier(t), perhapsReplaced(t))];
  const mail = d.receipts.findLast((r) => !isWord(r));
  if (mail !== undefined) return [w.readMail(printable(mail.subject), printable(mail.sender))];
  const said = [...new Set(d.receipts.map((r) => whoseWord(r, w)))];
  return said.length === 0 ? [] : [w.compare(said)];
};

/** Recorded by a person, of what stands in no mailbox. */
const isWord = ({ person }: Deposit["receipts"][number]): boolean =>
  person !== undefined && person.means in todoWords.fr.means;

const whoseWord = (
  { receipt, person }: Deposit["receipts"][number],
  { means, word }: TodoWords,
): string => {
  if (!person) return receipt;
  const told: Readonly<Partial<Record<PersonMeans, string>>> = means;
  return word(receipt, told[person.means] ?? person.means, printable(person.by));
};

/** What nothing authenticates, and nobody has answered for, proves nothing until somebody does. */
const unvouched = ({ deposit: d, w }: Telling): readonly string[] => {
  const vouched = new Set(d.receipts.flatMap((r) => (r.grade === "H" ? [r.receipt] : [])));
  const open = d.receipts.filter(
    (r) => r.grade === "C" && r.verdicts.length > 0 && !vouched.has(r.receipt),
  );
  return [...new Set(open.map((r) => r.receipt))].map(w.vouch);
};

/** What contradicts its sender is never « à confirmer »; a gateway may have broken it all the same, and a person can know. */
const denied = ({ deposit: d, w }: Telling): readonly string[] => {
  const vouched = new Set(d.receipts.flatMap((r) => (r.grade === "H" ? [r.receipt] : [])));
  const open = d.receipts.filter((r) => r.grade === "F" && !vouched.has(r.receipt));
  return [...new Set(open.map((r) => r.receipt))].map(w.denied);
};

/** Of a file that left whole. */
const perhapsReturned = ({ deposit, w }: Telling): readonly string[] =>
  doubtedReturns(deposit).map(w.back);

/** Receipts that say that a mail came back, and that nothing proves (docs/decisions/0042). */
export const doubtedReturns = (d: Deposit, message?: MessageId): readonly ReceiptId[] => {
  const vouched = new Set(d.receipts.flatMap((r) => (r.grade === "H" ? [r.receipt] : [])));
  const open = d.receipts.filter(
    (r) =>
      r.returned && !vouched.has(r.receipt) && (message === undefined || r.message === message),
  );
  return [...new Set(open.map((r) => r.receipt))];
};

/** Organisms do not publish their codes (formats.md §7): who does not find the reason in the receipt asks them. */
const unexplained = ({ declarations, w }: Telling): readonly string[] => {
  const refusals = declarations
    .filter((d) => d.verdict.is === "refused")
    .flatMap((d) => d.answers.filter((a) => a.is === "refused" && a.said === undefined));
  const codes = [...new Set(refusals.flatMap((a) => a.code ?? []))];
  return codes.length === 0 ? [] : [w.unexplained(codes)];
};

/** In one sentence, for the page of the day: what its own report says in several. */
export const refusalBriefly = (d: Deposit, { counts }: Situation): string => {
  const what = isDucs(d)
    ? "la nouvelle déclaration entière"
    : counts.registered + counts.registeredUnproven > 0
      ? "les seules déclarations refusées"
      : "le fichier corrigé";
  return `Son compte rendu dit qui est refusé, et pourquoi : corrigez dans le logiciel de paie, puis déposez ${what} dans le ${dossier({ deposit: d, w: todoWords.fr })}.`;
};

const isDucs = ({ recognised }: Deposit): boolean => recognised?.format.startsWith("ducs") === true;

const afterRefusal = (t: Telling): readonly string[] => {
  const { deposit, situation: s, w } = t;
  const ducs = isDucs(deposit);
  const registered = s.counts.registered + s.counts.registeredUnproven > 0;
  return [
    ...readReceipt(t),
    ...unexplained(t),
    w.correct,
    // Seed 002 §2.5: a new declaration cancels and replaces the previous one in full.
    ducs ? w.wholeAgain(dossier(t)) : w.newFile(dossier(t)),
    ...(registered && !ducs ? [w.onlyRefused] : []),
  ];
};

/** Seed 002 §3.3.5: every organism sends at least one receipt of a DUCS within 48 hours. */
const silence = ({ deposit, w }: Telling): string =>
  isDucs(deposit) ? w.silence.ducs : w.silence.other;
