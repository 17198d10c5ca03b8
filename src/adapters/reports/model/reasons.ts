/** Why the situation is what it is, in the fewest lines that a clerk needs: names, codes, server lines. */
import { believed, speaksForOthers } from "../../../domain/believed.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { faults } from "../../../domain/faults.ts";
import { limits } from "../../../domain/limits.ts";
import type {
  ReportDeclaration,
  ReportFinding,
  ReportReason,
} from "../../../domain/report-model.ts";
import type { Situation } from "../../../domain/rollup.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { carriedText } from "./organisms.ts";
import { printable } from "./printable.ts";
import { orderText, otherwiseText, said } from "./timeline.ts";
import { when } from "./words.ts";

interface Known {
  readonly deposit: Deposit;
  readonly situation: Situation;
  readonly declarations: readonly ReportDeclaration[];
  readonly findings: readonly ReportFinding[];
}

export const reasons = (known: Known): readonly ReportReason[] => {
  switch (known.situation.is) {
    case "rejete":
      return shorten(known.findings.filter((f) => f.severity === "blocking").map(findingReason));
    case "en-attente-de-regle":
    case "retenu":
      return holdReasons(known.deposit);
    case "simule":
      return [...shorten(refusedInReal(known.findings)), ...simulated(known.deposit)];
    case "nouvel-essai":
    case "refuse-par-le-serveur":
    case "incertain":
    case "non-remis":
      return known.deposit.messages.flatMap(mailReasons);
    case "enregistre-a-confirmer":
      return shorten(known.deposit.receipts.flatMap((r) => doubtful(known.deposit, r)));
    case "refuse-a-confirmer":
    case "partiel":
    case "refuse":
    case "a-lire":
    case "contradictoire":
      return shorten([
        ...known.declarations.filter(needsAPerson).map(declarationReason),
        ...known.deposit.messages.flatMap(mailReasons),
        ...known.deposit.receipts.flatMap((r) => doubtful(known.deposit, r)),
      ]);
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
      return decisions(known.deposit);
  }
};

const shorten = (all: readonly ReportReason[]): readonly ReportReason[] => {
  const kept = all.slice(0, limits.reportReasonsMax);
  const more = all.length - kept.length;
  return more === 0 ? kept : [...kept, { text: `… et ${more} de plus dans le tableau ci-dessous` }];
};

const findingReason = (f: ReportFinding): ReportReason => ({
  text: `${capital(f.subject)} : ${f.what}`,
  ...(f.value === undefined ? {} : { detail: f.value }),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const holdReasons = (d: Deposit): readonly ReportReason[] =>
  d.stage.is === "held"
    ? [
        { text: faults[d.stage.hold.because].fr.what },
        ...d.stage.hold.details.map((line) => ({ text: printable(line) })),
      ]
    : [];

/** A test that passed, of a file that the real mode would reject. */
const refusedInReal = (found: readonly ReportFinding[]): readonly ReportReason[] =>
  found
    .filter((f) => f.blocksInReal)
    .map(findingReason)
    .map((reason, at) =>
      at === 0
        ? { ...reason, text: `Tel quel, le fichier serait rejeté en mode réel. ${reason.text}` }
        : reason,
    );

const simulated = (d: Deposit): readonly ReportReason[] =>
  ruledMails(d).flatMap((mail, _, all) => [
    {
      text: `En mode réel, le courrier ${all.length > 1 ? `${carriedText(mail)} ` : ""}partirait à`,
      detail: printable(mail.to),
    },
    { text: "Avec le sujet", detail: printable(mail.subject) || "(vide)" },
  ]);

const mailReasons = (m: Deposit["messages"][number]): readonly ReportReason[] => {
  if (m.returned !== undefined) {
    const detail = printable(`${m.returned.status} ${m.returned.said}`);
    return [{ text: "Avis de non-remise", detail }];
  }
  const outcome = m.attempts.at(-1)?.ended?.outcome;
  if (outcome === undefined || outcome.is === "accepted") return [];
  const first = { text: faults[outcome.because.code].fr.what, detail: printable(said(outcome)) };
  return m.stage.is === "queued"
    ? [first, { text: `Prochain essai : ${when(m.stage.due).text}` }]
    : [first];
};

const doubtful = (d: Deposit, r: Deposit["receipts"][number]): readonly ReportReason[] =>
  r.verdicts.length === 0 || believed(d, r) === "wholly"
    ? []
    : [{ text: `L'accusé ${r.receipt} ${doubtText(r)}`, detail: printable(r.gradeBecause) }];

const doubtText = (r: Deposit["receipts"][number]): string => {
  if (speaksForOthers(r)) return "parle de déclarations envoyées à un autre organisme";
  return r.grade === "F" ? "contredit son expéditeur" : "n'est pas authentifié";
};

const needsAPerson = (d: ReportDeclaration): boolean =>
  d.verdict.is === "refused" || d.verdict.is === "to-read" || d.verdict.is === "contradicted";

const declarationReason = (d: ReportDeclaration): ReportReason => {
  // The codes of the answers that made the verdict; of all of them when they contradict each other.
  const decisive = d.answers.filter(
    (a) => d.verdict.is === "contradicted" || a.is === d.verdict.is,
  );
  const codes = [...new Set(decisive.flatMap((a) => (a.code === undefined ? [] : [a.code])))];
  const code = codes.length === 0 ? "" : `, code ${codes.join(" puis ")}`;
  const said = [...new Set(decisive.flatMap((a) => a.said ?? []))].join(" ; ");
  const text = `Déclaration ${d.position}, ${d.who} : ${d.verdict.text}${code}`;
  return { text, ...(said === "" ? {} : { detail: said }) };
};

/** Who decided, when, why; or which deposit took the place of this one. */
const decisions = (d: Deposit): readonly ReportReason[] => [
  ...d.orders.map((o) => ({ text: `${orderText(o)}, le ${when(o.at).text}` })),
  ...d.otherwise.map((o) => ({ text: `${otherwiseText(o)}, le ${when(o.at).text}` })),
  ...d.superseded.map((s) => ({ text: `Remplacé par le dépôt ${s.by}, le ${when(s.at).text}` })),
];
