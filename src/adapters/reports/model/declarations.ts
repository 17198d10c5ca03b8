/** The table of declarations: whom or what each one concerns, and what the organism said of it. */

import { parsePeriod, periodText } from "../../../domain/calendar/period.ts";
import type { Contribution, Declaration, Hire } from "../../../domain/declaration.ts";
import {
  type DeclarationState,
  type GradedVerdict,
  isDenied,
  isSaidByOthers,
} from "../../../domain/declaration-state.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { formText } from "../../../domain/due/series-text.ts";
import type { FactOf } from "../../../domain/facts.ts";
import { declarationId, type ReceiptId } from "../../../domain/ids.ts";
import type { Message } from "../../../domain/message.ts";
import { frenchDate } from "../../../domain/paris-time.ts";
import type {
  ReportAnswer,
  ReportDeclaration,
  ReportModel,
} from "../../../domain/report/deposit.ts";
import { withoutNir } from "../../../domain/without-nir.ts";
import { printable } from "./printable.ts";
import { saidOfCode } from "./said-of-code.ts";
import { otherMeansText } from "./timeline-words.ts";
import { authenticity, spacedSiret, verdictWord, when } from "./words.ts";

type Verdict = ReportDeclaration["verdict"];

/** One row per declaration, whether its content, its state or both are known. */
export const declarationRows = (
  deposit: Deposit,
  declarations: readonly Declaration[],
  texts: ReadonlyMap<ReceiptId, string> = new Map(),
): ReportModel["declarations"] => {
  const count = Math.max(deposit.declarations.length, ...declarations.map((d) => d.position), 0);
  // A file may hold thousands: looked up, never searched.
  const contents = new Map(declarations.map((d) => [d.position, d]));
  const states = new Map(deposit.declarations.map((d) => [d.position, d]));
  const messages = new Map(
    deposit.messages.flatMap((m) => m.frozen.declarations.map((id) => [id, m])),
  );
  return Array.from({ length: count }, (_, index) => {
    const position = index + 1;
    const content = contents.get(position);
    const state = states.get(position);
    return {
      id: declarationId(deposit.id, position),
      position,
      ...(content === undefined
        ? { who: "(contenu non disponible)", details: [] }
        : describe(content)),
      verdict: verdict({
        state,
        message: state && messages.get(state.id),
        otherwise: deposit.otherwise.findLast(
          (o) => state !== undefined && o.declarations.includes(state.id),
        ),
      }),
      answers: (state?.verdicts ?? []).map((v) => answer(v, texts)),
    };
  });
};

/** Whose declaration it is, in a few words: where a clerk looks for it in the payroll program. */
export const subjectOf = (d: Declaration): string => {
  const { who } = describe(d);
  if (d.kind === "dpae") return who;
  const [employer, organism] = [d.employer || d.siret, d.recipientName || d.recipient].map(
    printable,
  );
  return organism === "" ? (employer ?? "") : `${employer} (${organism})`;
};

export const describe = (d: Declaration): Pick<ReportDeclaration, "who" | "details"> => {
  const told = d.kind === "dpae" ? describeHire(d) : describeContribution(d);
  // A misaligned hire can put a NIR in any field; a return's reference may look like one and is not.
  const shown = (text: string): string =>
    d.kind === "dpae" ? withoutNir(printable(text)) : printable(text);
  const details = told.details
    .map(([label, value]) => ({ label, value: shown(value) }))
    .filter(({ value }) => value !== "");
  return { who: shown(told.who) || "(sans nom)", details };
};

interface Told {
  readonly who: string;
  readonly details: readonly (readonly [string, string])[];
}

const describeHire = (d: Hire): Told => ({
  who: `${d.person.family} ${d.person.given}`,
  details: [
    ["Naissance", frenchDate(d.person.born)],
    ["Embauche", [frenchDate(d.hireDate), d.hireHour].filter((t) => t !== "").join(" à ")],
    ["Employeur", d.employer],
    ["SIRET", spacedSiret(d.siret)],
  ],
});

const describeContribution = (d: Contribution): Told => ({
  who: d.recipientName === "" ? d.recipient : `${d.recipientName} (${d.recipient})`,
  details: [
    ["Formulaire", formText(d.form).replace(/^formulaire /u, "")],
    ["Période", periodShown(d.period)],
    ["Référence", d.reference],
    ["Employeur", d.employer],
    ["SIRET", spacedSiret(d.siret)],
  ],
});

/** `avril 2026 (202621)`: in words, and as the file writes it. */
const periodShown = (code: string): string => {
  const period = parsePeriod(code);
  return period ? `${periodText(period)} (${code})` : code;
};

const answer = (v: GradedVerdict, texts: ReadonlyMap<ReceiptId, string>): ReportAnswer => {
  const text = texts.get(v.receipt.receipt) ?? "";
  const said = v.code === undefined || v.is === "registered" ? undefined : saidOfCode(text, v.code);
  return { ...plainAnswer(v), ...(said === undefined ? {} : { said }) };
};

const plainAnswer = (v: GradedVerdict): Omit<ReportAnswer, "said"> => ({
  receipt: v.receipt.receipt,
  is: v.is,
  ...(v.level === undefined ? {} : { level: v.level }),
  ...(v.code === undefined ? {} : { code: printable(v.code) }),
  ...(v.number === undefined ? {} : { number: printable(v.number) }),
  arrived: when(v.receipt.arrived),
  grade: v.grade,
  authenticity:
    v.grade === "F" && v.receipt.grade !== "F"
      ? "dit par un autre organisme que celui à qui elle a été envoyée"
      : authenticity(v.grade),
});

const verdict = (about: {
  readonly state: DeclarationState | undefined;
  readonly message: Message | undefined;
  readonly otherwise: FactOf<"declared-otherwise"> | undefined;
}): Verdict => {
  const { state, message, otherwise } = about;
  if (state === undefined) return { is: "not-sent", proven: false, ...notSent };
  const { is, proven } = state;
  const remark = dissent(state);
  const more = remark === undefined ? {} : { remark };
  switch (is) {
    case "waiting":
      return { proven, ...unanswered(message) };
    case "superseded":
      return { is, proven, tone: "neutral", text: "remplacée par un dépôt plus récent" };
    case "otherwise": {
      const way = otherwise === undefined ? "" : ` (${otherMeansText[otherwise.means]})`;
      return { is, proven, tone: "neutral", text: `déclarée autrement${way}` };
    }
    case "contradicted":
      return {
        is,
        proven,
        tone: "bad",
        text: otherwise === undefined ? "réponses contradictoires" : twice,
      };
    case "to-read":
      return {
        is,
        proven,
        tone: "attention",
        text: proven ? "à lire" : isDenied(state) ? deniedText(state) : unproven("à lire"),
        ...more,
      };
    case "received":
    case "registered":
    case "refused": {
      const text = proven ? byHand(state, verdictWord(is)) : unproven(verdictWord(is));
      return { is, proven, tone: proven ? tones[is] : "attention", text, ...more };
    }
  }
};

const tones = { received: "waiting", registered: "good", refused: "bad" } as const;
const returned = { is: "returned", tone: "bad", text: "revenue, non remise" } as const;
const notSent = { tone: "neutral", text: "non envoyée" } as const;
const twice =
  "enregistrée, et déclarée autrement : l'organisme l'a deux fois, dites-lui laquelle compte";
const denied = "à lire : l'AR contredit son expéditeur, il ne compte pas";
const others = "à lire : un autre organisme en parle, cela ne compte pas";
const deniedText = (state: DeclarationState): string => (isSaidByOthers(state) ? others : denied);
const unproven = (word: string): string => `${word} selon un AR non authentifié : à confirmer`;

/** Whether the only proof was put there by a person. */
const byHand = (state: DeclarationState, word: string): string => {
  const proofs = state.verdicts.filter((v) => v.is === state.is && v.closes);
  return proofs.every((v) => v.grade === "H") ? `${word} (accusé déposé par une personne)` : word;
};

/** What an unauthenticated receipt says beside a proven one: never decisive, never hidden. */
const dissent = (state: DeclarationState): string | undefined => {
  if (!state.proven) return undefined;
  const other = state.verdicts.find((v) => !v.closes && v.is !== state.is && v.is !== "received");
  return other === undefined
    ? undefined
    : `un AR non authentifié dit « ${verdictWord(other.is)} » : à vérifier`;
};

const unanswered = (message: Message | undefined): Pick<Verdict, "is" | "tone" | "text"> => {
  const stage = message?.stage;
  // What was damaged before it left again says nothing of the first copy.
  switch (stage?.is === "corrupt" ? message?.held?.is : stage?.is) {
    case "refused":
      // Something came back from beyond the server: the mail did leave.
      return message?.returned === undefined ? { is: "not-sent", ...notSent } : returned;
    case undefined:
    case "cancelled":
      return { is: "not-sent", ...notSent };
    case "queued":
    case "sending":
      return { is: "not-sent", tone: "waiting", text: "pas encore envoyée" };
    case "accepted":
      return { is: "waiting", tone: "waiting", text: "sans réponse de l'organisme" };
    case "uncertain":
      return { is: "waiting", tone: "attention", text: "envoi incertain" };
  }
};
