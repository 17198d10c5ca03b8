/** The fallback kit (seed 002 §2.9): by when, to whom, with which cheque, then the clear copy to recopy the form from. */
import type { Deposit } from "../../../domain/deposit.ts";
import type { DeclarationId, Instant } from "../../../domain/ids.ts";
import type { KitDeclaration } from "../../../domain/kit.ts";
import { frenchDateTime, frenchDeadline } from "../../../domain/paris-time.ts";
import type { ClearDeclaration } from "../../../ports/examination.ts";
import { describe } from "../model/declarations.ts";
import { onlyText } from "../model/organisms.ts";
import { printable } from "../model/printable.ts";
import { spacedSiret } from "../model/words.ts";
import { amountText, unitNote } from "./amount.ts";
import { clearPaper } from "./clear.ts";
import type { Block, Paper } from "./paper.ts";

export const kitPaper = (about: {
  readonly deposit: Deposit;
  readonly kit: readonly KitDeclaration[];
  readonly clear: readonly ClearDeclaration[];
  readonly settled: readonly DeclarationId[];
  readonly deadline?: Instant;
  readonly now: Instant;
  readonly agent: string;
}): Paper => {
  const { deposit, kit, clear, settled, now, agent } = about;
  if (settled.length > 0 && kit.length === 0) return nothingLeft(about);
  const copy = clearPaper(deposit, clear, agent);
  return {
    ...copy,
    kicker: `À déclarer autrement que par courrier électronique, dépôt ${deposit.id}`,
    running: `Déclarer autrement : ${printable(deposit.claimed.name)}, dépôt ${deposit.id}. Données personnelles.`,
    at: now,
    blocks: [
      answer(about),
      ...leftOut(settled),
      ...groups(kit).flatMap(group),
      { is: "heading", level: 1, text: "Ensuite", listed: false },
      { is: "list", items: afterwards(deposit) },
      { is: "heading", level: 1, text: "Ce qu'il faut recopier", listed: false },
      ...copy.blocks,
    ],
    footer: `Établi le ${frenchDateTime(now)}. ${agent}.`,
  };
};

/** Recopied all the same, they would be declared twice. */
const nothingLeft = ({ deposit, now, agent }: Parameters<typeof kitPaper>[0]): Paper => ({
  ...clearPaper(deposit, [], agent),
  kicker: `À déclarer autrement que par courrier électronique, dépôt ${deposit.id}`,
  at: now,
  blocks: [
    {
      is: "answer",
      tone: "good",
      title: "Rien à déclarer autrement",
      lines: [
        "Chaque déclaration de ce dépôt est enregistrée, remplacée, ou déjà déclarée autrement : une fois de plus ferait un double.",
      ],
    },
  ],
  footer: `Établi le ${frenchDateTime(now)}. ${agent}.`,
});

const leftOut = (settled: readonly DeclarationId[]): readonly Block[] =>
  settled.length === 0
    ? []
    : [
        {
          is: "text",
          text: `Ne redéclarez pas ${onlyText(settled)} du fichier : ${settled.length > 1 ? "elles sont enregistrées, remplacées, ou déjà déclarées" : "elle est enregistrée, remplacée, ou déjà déclarée"} autrement. Cette feuille ne montre que le reste.`,
        },
      ];

const answer = ({
  deposit: { recognised },
  deadline,
  now,
}: Pick<Parameters<typeof kitPaper>[0], "deposit" | "deadline" | "now">): Block => {
  if (deadline === undefined)
    return {
      is: "answer",
      tone: "attention",
      title: "À déclarer dès que possible",
      lines: [
        "Facteur ne connaît pas l'échéance : aucun calendrier ne la donne. Voyez celui de l'organisme.",
      ],
    };
  const late = deadline <= now;
  return {
    is: "answer",
    tone: late ? "bad" : "attention",
    title: late
      ? "Échéance passée : à déclarer tout de suite"
      : `À déclarer avant le ${frenchDeadline(deadline)}`,
    lines: [
      ...(late ? [`L'échéance était le ${frenchDeadline(deadline)}.`] : []),
      ...(recognised?.format.startsWith("ducs")
        ? [
            "La déclaration et son paiement sont dus à cette date, quel que soit le moyen (cahier des charges DUCS-EDI, §2.9).",
          ]
        : []),
    ],
  };
};

/** One block per organism. */
const groups = (kit: readonly KitDeclaration[]): readonly (readonly KitDeclaration[])[] => {
  const found = new Map<string, KitDeclaration[]>();
  for (const one of kit) {
    const known = found.get(one.organism);
    if (known) known.push(one);
    else found.set(one.organism, [one]);
  }
  return [...found.values()];
};

const group = (all: readonly KitDeclaration[]): readonly Block[] => {
  const [first] = all;
  if (!first) return [];
  const rows: readonly (readonly [string, string])[] = [
    [
      "Adresse",
      first.address.join(", ") ||
        "inconnue : voyez l'organisme, ou `facteur register set contacts` (usage secours)",
    ],
    ["Téléphone", first.telephone],
    ["Télécopie", first.fax],
  ];
  return [
    {
      is: "heading",
      level: 1,
      text: printable(first.organism) || "Organisme non nommé",
      listed: false,
    },
    {
      is: "facts",
      rows: rows
        .filter(([, value]) => value !== "")
        .map(([label, value]) => [label, printable(value)]),
    },
    {
      is: "table",
      head: ["Déclaration", "Employeur", "À payer"],
      widths: [34, 30, 36],
      rows: all.map((one) => [
        {
          text: `${one.declaration.position}. ${describe(one.declaration).who}`,
          notes: describe(one.declaration)
            .details.filter(({ label }) =>
              ["Formulaire", "Période", "Référence", "Embauche"].includes(label),
            )
            .map(({ label, value }) => `${label} : ${value}`),
        },
        {
          text: printable(one.declaration.employer),
          notes: [
            `SIRET ${spacedSiret(one.declaration.siret)}`,
            ...(one.number === "" ? [] : [`n° à l'organisme : ${printable(one.number)}`]),
          ],
        },
        paying(one),
      ]),
    },
    ...unitNote(all.flatMap((one) => one.payments)),
    ...(all.some((one) => one.payments.length > 0) ? [cheque] : []),
  ];
};

const paying = ({ payments }: KitDeclaration) => {
  const [first] = payments;
  if (!first) return { text: "rien dans le fichier" };
  return {
    text: payments.map((p) => amountText(p.amount)).join(" + "),
    notes: payments.flatMap((p) => [
      `prévu par ${p.mode}`,
      p.reference === ""
        ? "référence sociale inconnue : il y faut le numéro de l'employeur à l'organisme"
        : `référence : ${printable(p.reference)}`,
    ]),
  };
};

const cheque: Block = {
  is: "text",
  text: "Par chèque : écrivez la référence, clé comprise, au dos du chèque, et joignez-le à la déclaration. Par virement : dans sa référence commerciale (§6.3.2).",
};

const afterwards = (d: Deposit): readonly string[] => [
  "Sans bordereau : demandez-en un vierge à l'organisme, qui peut le télécopier dans les 24 heures (§2.9).",
  "Gardez la preuve : copie signée et récépissé postal, reçu du portail, ou rapport de télécopie.",
  `Dites-le à Facteur : facteur declared ${d.id} --means paper --file PREUVE --reason "…" (ou portal, fax). Ce qui attend encore ne partira plus, et les alarmes cessent.`,
];
