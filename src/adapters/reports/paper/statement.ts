/** The statement for the client: what is about to be declared and debited, and how their agreement is given or understood. */
import type { AgreementStand } from "../../../domain/agreement/agreement.ts";
import type {
  StatedPay,
  StatedReturn,
  StatementContent,
} from "../../../domain/agreement/statement.ts";
import { parsePeriod, periodText } from "../../../domain/calendar/period.ts";
import { delayText } from "../../../domain/calendar/working-days.ts";
import { modeText } from "../../../domain/checks/payment-modes.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import type { Instant } from "../../../domain/ids.ts";
import { frenchDate, frenchDateTime, frenchDeadline } from "../../../domain/paris-time.ts";
import { printable } from "../model/printable.ts";
import { agentText, type Told } from "../told.ts";
import { amountText, none, unitNote } from "./amount.ts";
import type { Block, Paper } from "./paper.ts";

export interface StatementInput {
  readonly deposit: Deposit;
  readonly content: StatementContent;
  readonly stand: AgreementStand;
  /** The client's name, else the dossier's. */
  readonly client: string;
  readonly at: Instant;
}

export const statementPaper = (input: StatementInput, told: Told): Paper => {
  const { deposit, content, client, at } = input;
  const title = `${printable(client)} : état avant déclaration`;
  return {
    kicker: `État de ce qui va être déclaré et débité, dépôt ${deposit.id}`,
    title,
    running: `${title}, dépôt ${deposit.id}, ${frenchDateTime(at)}. Données personnelles.`,
    at,
    blocks: [
      answer(input, told),
      { is: "facts", rows: identity(input) },
      ...totals(content),
      ...content.returns.flatMap(returnBlocks),
      ...hires(content),
      ...unitNote(content.returns.flatMap((one) => one.payments)),
    ],
    footer: `${agentText(told)}, ${frenchDateTime(at)}`,
  };
};

const answer = ({ stand, deposit }: StatementInput, told: Told): Block => {
  const to = told.contact === undefined ? "à votre gestionnaire" : `à ${printable(told.contact)}`;
  const refuse = `En cas de désaccord, dites-le ${to} avant cette date : rien ne part.`;
  switch (stand.is) {
    case "not-asked":
      return {
        is: "answer",
        tone: "neutral",
        title: "Pour information",
        lines: ["Ce dépôt n'attend pas votre accord."],
      };
    case "explicit-only":
    case "too-late":
      return {
        is: "answer",
        tone: "attention",
        title: "Votre accord est demandé",
        lines: [
          `Rien ne part sans votre accord exprès, donné ${to}.`,
          ...(stand.is === "too-late"
            ? ["Le délai légal est trop proche pour que votre silence vaille accord."]
            : []),
        ],
      };
    case "to-give":
      return {
        is: "answer",
        tone: "attention",
        title: "Votre accord est demandé",
        lines: [
          `Donnez-le ${to}. Sans réponse de votre part, il sera tenu pour acquis ${delays(deposit)} après la remise de cet état.`,
          `En cas de désaccord, dites-le ${to} dans ce délai : rien ne part.`,
        ],
      };
    case "running":
    case "agreed":
      return {
        is: "answer",
        tone: "attention",
        title: "Votre accord est demandé",
        lines: [
          `Cet état vous a été remis le ${frenchDateTime(stand.given)}. Sans réponse de votre part, votre accord sera tenu pour acquis le ${frenchDeadline(stand.ends)}.`,
          refuse,
        ],
      };
  }
};

const delays = ({ stage }: Deposit): string =>
  (stage.is === "held" ? (stage.hold.tacit ?? []) : []).map(delayText).join(" et ");

const identity = ({ deposit, content }: StatementInput): readonly (readonly [string, string])[] => {
  const { name, sha256, dossier, at } = deposit.claimed;
  return [
    ["Fichier", printable(name)],
    ["Dossier", printable(dossier)],
    ["Pris en charge", frenchDateTime(at)],
    ["Déclarations", String(content.returns.length + content.hires.length)],
    ["SHA-256", sha256],
  ];
};

const totals = ({ totals: all }: StatementContent): readonly Block[] =>
  all.length === 0
    ? []
    : [
        { is: "heading", level: 1, text: "Par organisme", listed: false },
        {
          is: "table",
          head: ["Organisme", "Bordereaux", "À payer", "Dont débité par lui"],
          widths: [40, 12, 24, 24],
          rows: all.map((t) => [
            { text: named(t) },
            { text: String(t.returns) },
            { text: t.total ? amountText(t.total) : noTotal },
            {
              text: t.debited
                ? amountText(t.debited)
                : t.draws
                  ? noTotal
                  : "rien, d'après le fichier",
            },
          ]),
        },
      ];

const noTotal = "pas de total : voir le détail";

const named = (one: { readonly organism: string; readonly organismName: string }): string =>
  printable([one.organismName, one.organism].filter((text) => text !== "").join(", "));

const returnBlocks = (one: StatedReturn): readonly Block[] => [
  {
    is: "heading",
    level: 1,
    text: `${named(one)}, ${periodOf(one)}`,
    listed: true,
  },
  {
    is: "facts",
    rows: [
      ["Employeur", printable(`${one.employer} (SIRET ${one.siret})`)],
      ["Formulaire", printable(one.form) || none],
      ["Référence", printable(one.reference) || none],
      ["Échéance", dueText(one)],
      ...one.payments.flatMap(payRows),
      ...(one.payments.length === 0 ? [["Paiement", none] as const] : []),
    ],
  },
];

const periodOf = ({ period }: StatedReturn): string => {
  const read = parsePeriod(period);
  return read ? periodText(read) : `période ${printable(period) || none}`;
};

const dueText = ({ due, payBy, payByNotWorked, calendar }: StatedReturn): string => {
  const closed = payByNotWorked ? ", jour non ouvré" : "";
  const parts = [
    ...(due === undefined ? [] : [`à déclarer avant le ${frenchDeadline(due)}`]),
    ...(payBy === undefined ? [] : [`à payer au plus tard le ${frenchDate(payBy)}${closed}`]),
  ];
  return parts.length === 0
    ? "non connue : aucun calendrier ne la donne"
    : `${parts.join(", ")} (calendrier ${printable(calendar ?? "")})`;
};

const payRows = (p: StatedPay): readonly (readonly [string, string])[] => [
  ["Montant", `${amountText(p.amount)}, par ${printable(modeText(p.mode))}`],
  ["Compte", accountText(p)],
  ...(p.day === undefined ? [] : [["Date de paiement", frenchDate(p.day)] as const]),
  ...(p.socialReference === ""
    ? []
    : [["Référence sociale", printable(p.socialReference)] as const]),
  ...(p.cpop === "" ? [] : [["Cpop", printable(p.cpop)] as const]),
];

/** The qualifiers of the file (formats.md §4): OR the account to debit, BF the beneficiary's. */
const roles: ReadonlyMap<string, string> = new Map([
  ["OR", "à débiter"],
  ["BF", "à créditer, du bénéficiaire"],
]);

const accountText = ({ account }: StatedPay): string => {
  if (!account) return none;
  const { role, bank, branch, account: number } = account;
  const parts = [bank, branch, number].filter((text) => text.trim() !== "").join(" ");
  return `${printable(parts) || none} (${roles.get(role.trim()) ?? printable(role)})`;
};

const hires = ({ hires: all }: StatementContent): readonly Block[] =>
  all.length === 0
    ? []
    : [
        { is: "heading", level: 1, text: "Embauches à déclarer", listed: true },
        {
          is: "table",
          head: ["Employeur", "Salarié", "Embauche"],
          widths: [40, 35, 25],
          rows: all.map((h) => [
            { text: printable(h.employer), notes: [`SIRET ${printable(h.siret)}`] },
            { text: printable(h.person) },
            { text: `${frenchDate(h.day)} ${printable(h.hour)}`.trim() },
          ]),
        },
      ];
