/** Why the situation is what it is, in the fewest lines that a clerk needs: names, codes, server lines. */

import type { Deposit } from "../../../domain/deposit.ts";
import { faults } from "../../../domain/faults.ts";
import { holdLineEn } from "../../../domain/hold/words.ts";
import { limits } from "../../../domain/limits.ts";
import { believed, speaksForOthers } from "../../../domain/receipt/believed.ts";
import type {
  ReportDeclaration,
  ReportFinding,
  ReportReason,
} from "../../../domain/report/deposit.ts";
import type { Situation } from "../../../domain/rollup.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { printable } from "./printable.ts";
import { type ReasonWords, reasonWords } from "./reason-words.ts";
import { orderText, otherwiseText, said } from "./timeline.ts";
import { type TimelineLanguage, timelineWords } from "./timeline-words.ts";

interface Known {
  readonly deposit: Deposit;
  readonly situation: Situation;
  /** These two name their values in the language that the reasons are told in. */
  readonly declarations: readonly ReportDeclaration[];
  readonly findings: readonly ReportFinding[];
}

interface Telling {
  readonly d: Deposit;
  readonly w: ReasonWords;
  readonly language: TimelineLanguage;
}

/** In French for reports, which are filed; the page asks in its reader's language. */
export const reasons = (
  known: Known,
  language: TimelineLanguage = "fr",
): readonly ReportReason[] => {
  const t: Telling = { d: known.deposit, w: reasonWords[language], language };
  switch (known.situation.is) {
    case "rejete":
      return shorten(
        known.findings.filter((f) => f.severity === "blocking").map((f) => findingReason(f, t)),
        t,
      );
    case "en-attente-de-regle":
    case "retenu":
      return holdReasons(t);
    case "simule":
      return [...shorten(refusedInReal(known.findings, t), t), ...simulated(t)];
    case "nouvel-essai":
    case "refuse-par-le-serveur":
    case "incertain":
    case "non-remis":
      return mailsReasons(t);
    case "enregistre-a-confirmer":
      return shorten(doubts(t), t);
    case "refuse-a-confirmer":
    case "partiel":
    case "refuse":
    case "a-lire":
    case "contradictoire":
      return shorten(
        [
          ...known.declarations.filter(needsAPerson).map((d) => declarationReason(d, t)),
          ...mailsReasons(t),
          ...doubts(t),
        ],
        t,
      );
    case "pris-en-charge":
    case "incomplet":
    case "doublon":
    case "a-envoyer":
    case "envoi-en-cours":
    case "remis":
    case "en-attente":
    case "enregistre":
    case "corrompu":
      return [];
    case "annule":
    case "remplace":
    case "declare-autrement":
    case "suspendu":
      return decisions(t);
  }
};

const shorten = (all: readonly ReportReason[], { w }: Telling): readonly ReportReason[] => {
  const kept = all.slice(0, limits.reportReasonsMax);
  const more = all.length - kept.length;
  return more === 0 ? kept : [...kept, { text: w.more(more) }];
};

const findingReason = (f: ReportFinding, { w }: Telling): ReportReason => ({
  text: w.finding(capital(f.subject), f.what),
  ...(f.value === undefined ? {} : { detail: f.value }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const holdReasons = ({ d, language }: Telling): readonly ReportReason[] =>
  d.stage.is === "held"
    ? [
        { text: faults[d.stage.hold.because][language].what },
        ...d.stage.hold.details.map((line) => heldLine(printable(line), language)),
      ]
    : [];

const heldLine = (line: string, language: TimelineLanguage): ReportReason => {
  if (language === "fr") return { text: line };
  const { text, isFrench } = holdLineEn(line);
  return isFrench ? { text, isFrench } : { text };
};

/** A test that passed, of a file that the real mode would reject. */
const refusedInReal = (found: readonly ReportFinding[], t: Telling): readonly ReportReason[] =>
  found
    .filter((f) => f.blocksInReal)
    .map((f) => findingReason(f, t))
    .map((reason, at) =>
      at === 0 ? { ...reason, text: `${t.w.rejectedInReal} ${reason.text}` } : reason,
    );

const simulated = ({ d, w }: Telling): readonly ReportReason[] =>
  ruledMails(d).flatMap((mail, _, all) => [
    { text: w.wouldGo(all.length > 1 ? mail : undefined), detail: printable(mail.to) },
    { text: w.withSubject, detail: printable(mail.subject) || w.empty },
  ]);

const mailsReasons = (t: Telling): readonly ReportReason[] =>
  t.d.messages.flatMap((m) => mailReasons(m, t));

const mailReasons = (
  m: Deposit["messages"][number],
  { w, language }: Telling,
): readonly ReportReason[] => {
  if (m.returned !== undefined) {
    const detail = printable(`${m.returned.status} ${m.returned.said}`);
    return [{ text: w.notDelivered, detail }];
  }
  const outcome = m.attempts.at(-1)?.ended?.outcome;
  if (outcome === undefined || outcome.is === "accepted") return [];
  const what = faults[outcome.because.code][language].what;
  const first = { text: what, detail: printable(said(outcome)) };
  return m.stage.is === "queued" ? [first, { text: w.nextTry(m.stage.due) }] : [first];
};

const doubts = (t: Telling): readonly ReportReason[] => t.d.receipts.flatMap((r) => doubtful(r, t));

const doubtful = (r: Deposit["receipts"][number], { d, w }: Telling): readonly ReportReason[] => {
  if (r.verdicts.length === 0 || believed(d, r) === "wholly") return [];
  const why = speaksForOthers(r) ? "others" : r.grade === "F" ? "denied" : "unproven";
  return [{ text: w.doubt(r.receipt, why), detail: printable(r.gradeBecause) }];
};

const needsAPerson = (d: ReportDeclaration): boolean =>
  d.verdict.is === "refused" || d.verdict.is === "to-read" || d.verdict.is === "contradicted";

const declarationReason = (d: ReportDeclaration, { w }: Telling): ReportReason => {
  // The codes of the answers that made the verdict; of all of them when they contradict each other.
  const decisive = d.answers.filter(
    (a) => d.verdict.is === "contradicted" || a.is === d.verdict.is,
  );
  const codes = [...new Set(decisive.flatMap((a) => (a.code === undefined ? [] : [a.code])))];
  const said = [...new Set(decisive.flatMap((a) => a.said ?? []))].join(" ; ");
  const text = `${w.declaration(d.position, d.who, d.verdict.text)}${codes.length === 0 ? "" : w.code(codes)}`;
  return { text, ...(said === "" ? {} : { detail: said }) };
};

/** Who decided, when, why; or which deposit took the place of this one. */
const decisions = ({ d, w, language }: Telling): readonly ReportReason[] => {
  const t = timelineWords[language];
  return [
    ...d.orders.map((o) => ({ text: `${orderText(o, t)}${w.on(o.at)}` })),
    ...d.otherwise.map((o) => ({ text: `${otherwiseText(o, t)}${w.on(o.at)}` })),
    ...d.superseded.map((s) => ({ text: `${t.superseded(s.by)}${w.on(s.at)}` })),
  ];
};
