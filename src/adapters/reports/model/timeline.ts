/** The deposit's life, one line per event, each with its time and its evidence. */
import type { Deposit } from "../../../domain/deposit.ts";
import type { FactOf, OrderName, OtherMeans } from "../../../domain/facts.ts";
import { faults } from "../../../domain/faults.ts";
import type { Instant } from "../../../domain/ids.ts";
import type { Attempt, Message } from "../../../domain/message.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { ReportEvent } from "../../../domain/report-model.ts";
import type { KeptKind } from "../../../domain/retention.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { printable } from "./printable.ts";
import { authenticity, formatText, when } from "./words.ts";

interface Event {
  /** The time shown. */
  readonly at: Instant;
  /** When we learnt it, where that differs: a mail server's stamp has no fraction of a second. */
  readonly learnt?: Instant;
  readonly what: string;
  readonly detail?: string;
}

export const timeline = (d: Deposit): readonly ReportEvent[] =>
  [...intake(d), ...ending(d), ...decisions(d), ...d.messages.flatMap(sending), ...answers(d)]
    // Stable: events of one instant keep the order of a deposit's life.
    .sort((a, b) => (a.learnt ?? a.at) - (b.learnt ?? b.at))
    .map(({ at, what, detail }) => ({
      at: when(at),
      what,
      ...(detail === undefined || detail === "" ? {} : { detail: printable(detail) }),
    }));

const intake = (d: Deposit): readonly Event[] => {
  const events: Event[] = [
    { at: d.claimed.at, what: "Fichier pris en charge", detail: d.claimed.name },
  ];
  if (d.claimed.continues !== undefined)
    events.push({
      at: d.claimed.at,
      what: `Suite du dépôt ${d.claimed.continues}, dont le fichier a changé après sa prise en charge`,
    });
  if (d.recognised !== undefined) {
    const n = d.recognised.keys.length;
    const what = `Contenu reconnu : ${formatText(d.recognised.format)}`;
    const detail = `${n} ${n < 2 ? "déclaration" : "déclarations"}`;
    events.push({ at: d.recognised.at, what, detail });
  }
  if (d.checked !== undefined) events.push({ at: d.checked.at, what: checkText(d.checked) });
  if (d.original !== "in-place" && d.original.to !== undefined)
    events.push({ at: d.original.at, what: "Fichier d'origine rangé", detail: d.original.to });
  if (d.ruled !== undefined) {
    const to = ruledMails(d).map((mail) => `a=${mail.to}`);
    const detail = `${d.ruled.rules.file} : ${to.join(" ; ")}`;
    events.push({ at: d.ruled.at, what: "Règle appliquée", detail });
  }
  return events;
};

const checkText = (checked: { readonly blocking: number; readonly warnings: number }): string => {
  const { blocking: b, warnings: w } = checked;
  if (b === 0 && w === 0) return "Contrôle : rien à signaler";
  return `Contrôle : ${b} ${b < 2 ? "erreur bloquante" : "erreurs bloquantes"}, ${w} ${w < 2 ? "avertissement" : "avertissements"}`;
};

/** The stages that have no fact of their own in the deposit. */
const ending = (d: Deposit): readonly Event[] => {
  const at = d.stageAt;
  switch (d.stage.is) {
    case "incomplete":
      return [{ at, what: "Fichier incomplet", detail: `coupé à l'octet ${d.stage.truncatedAt}` }];
    case "duplicate":
      return [{ at, what: "Reconnu comme doublon", detail: d.stage.of }];
    case "rejected":
      return [{ at, what: "Rejeté : rien n'est envoyé", detail: d.stage.codes.join(", ") }];
    case "held": {
      const what = `Mis en attente : ${faults[d.stage.hold.because].fr.what}`;
      return [{ at, what, detail: d.stage.hold.details.join(" ; ") }];
    }
    case "cancelled":
      return [];
    case "simulated":
      return [{ at, what: "Fin du test : rien n'est envoyé" }];
    case "claimed":
    case "recognised":
    case "checked":
    case "ruled":
    case "frozen":
      return [];
  }
};

const orderWords: Readonly<Record<OrderName, string>> = {
  hold: "Suspendu",
  release: "Libéré",
  retry: "Nouvel essai demandé",
  cancel: "Annulé",
  confirm: "Arrivée confirmée",
  resend: "Nouvel envoi ordonné",
};

/** « Suspendu par jeanne : contrat à vérifier ». */
export const orderText = (o: FactOf<"ordered">): string => {
  const answer = o.as && (o.as === "replacement" ? " (remplace)" : " (déclaration distincte)");
  return printable(
    `${orderWords[o.order]}${answer ?? ""} par ${o.by}${o.agreedBy === undefined ? "" : `, avec l'accord de ${o.agreedBy}`}${o.reason ? ` : ${o.reason}` : ""}`,
  );
};

export const otherMeansText: Readonly<Record<OtherMeans, string>> = {
  paper: "sur papier",
  portal: "sur le portail de l'organisme",
  fax: "par télécopie",
};

/** « Déclaré sur papier par jeanne : serveur en panne ». */
export const otherwiseText = (o: FactOf<"declared-otherwise">): string =>
  printable(`Déclaré ${otherMeansText[o.means]} par ${o.by}${o.reason ? ` : ${o.reason}` : ""}`);

const searchWords = { found: "trouvé", absent: "absent", "no-folder": "pas de dossier" } as const;

const kindWords: Readonly<Record<KeptKind, string>> = {
  originals: "original et sa lecture",
  mails: "courrier envoyé",
  receipts: "accusés",
  reports: "comptes rendus",
};

const meansWords = { mail: "courrier", paper: "papier", phone: "téléphone" } as const;

const decisions = (d: Deposit): readonly Event[] => [
  ...d.orders.map((o) => ({ at: o.at, what: orderText(o) })),
  ...d.purges.map((p) => ({
    at: p.at,
    what: `Purgé : ${p.kinds.map((kind) => kindWords[kind]).join(", ")}`,
    detail: `${p.removed.length} ${p.removed.length < 2 ? "contenu" : "contenus"}, ${p.removed.reduce((sum, r) => sum + r.size, 0)} octets, par ${p.by} : ${p.reason}`,
  })),
  ...(d.links ?? []).map((l) => ({
    at: l.at,
    what: `Lien d'accord fait pour le client (${l.to}), jusqu'au ${frenchDateTime(l.expires)}, par ${l.by}`,
    detail: l.reason,
  })),
  ...(d.given ?? []).map((g) => ({
    at: g.at,
    what: `État remis au client (${meansWords[g.how]}) par ${g.by}`,
    detail: g.reason,
  })),
  ...(d.tacitly
    ? [
        {
          at: d.tacitly.at,
          what: "Accord tacite du client : libéré sans réponse de sa part",
          detail: `état remis le ${frenchDateTime(d.tacitly.given)}, délai écoulé le ${frenchDateTime(d.tacitly.ended)}`,
        },
      ]
    : []),
  ...d.corrected.map((c) => ({ at: c.at, what: `Corrigé par le dépôt ${c.by}` })),
  ...d.otherwise.map((o) => ({
    at: o.at,
    what: otherwiseText(o),
    detail: `${o.declarations.length} ${o.declarations.length < 2 ? "déclaration" : "déclarations"} ; preuve gardée (${o.proof.size} octets, empreinte ${o.proof.sha256.slice(0, 16)})`,
  })),
  ...d.superseded.map((s) => ({ at: s.at, what: `Remplacé par le dépôt ${s.by}` })),
];

const sending = (m: Message): readonly Event[] => [
  { at: m.frozen.at, what: "Courrier préparé", detail: m.frozen.messageIdHeader },
  ...m.attempts.map(attempt),
  ...m.searches.map((s) => ({
    at: s.at,
    what: `Preuve cherchée dans les messages envoyés : ${searchWords[s.found]}`,
  })),
  ...(m.stage.is === "corrupt"
    ? [{ at: m.stage.at, what: `Envoi interdit : ${faults["store-corrupt"].fr.what}` }]
    : []),
  ...(m.returned === undefined
    ? []
    : [
        {
          at: m.returned.at,
          what: "Courrier revenu : non remis à l'organisme",
          detail: `${m.returned.status} ${m.returned.said}`,
        },
      ]),
];

const attempt = (a: Attempt): Event => {
  if (a.ended === undefined) return { at: a.begun, what: `Essai n° ${a.number} : en cours` };
  const { outcome, at } = a.ended;
  return { at, what: `Essai n° ${a.number} : ${outcomeText(outcome)}`, detail: said(outcome) };
};

const outcomeText = (o: Outcome): string => {
  switch (o.is) {
    case "accepted":
      return "remis au serveur d'envoi";
    case "later":
      return "non abouti, à réessayer";
    case "refused":
      return "refusé par le serveur d'envoi";
    case "uncertain":
      return "incertain, la connexion s'est rompue au dernier instant";
  }
};

/** The server and its own words. */
export const said = (o: Outcome): string =>
  `${o.trace.server} : ${o.is === "accepted" ? o.reply : o.because.said}`;

const answers = (d: Deposit): readonly Event[] => [
  ...d.receipts.map((r) => ({
    at: r.arrived,
    learnt: r.at,
    what: `Réponse ${r.receipt}${r.level === undefined ? "" : ` de niveau ${r.level}`} : ${authenticity(r.grade)}`,
    detail: r.subject,
  })),
  ...d.deliveries
    .filter((x) => x.is === "delivered")
    .map((x) => ({ at: x.at, what: `Accusé ${x.receipt} rangé`, detail: `AR/${x.name}` })),
  ...d.refilings.map((x) => ({
    at: x.at,
    what: `Accusé ${x.receipt} à ranger de nouveau, demandé par ${x.by}`,
    detail: x.reason,
  })),
];
