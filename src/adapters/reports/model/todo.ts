/** What the clerk does next: numbered, concrete, naming files, folders and dossiers. */
import { correctionOf } from "../../../domain/correction.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import type { PersonMeans } from "../../../domain/facts.ts";
import { type FaultCode, faults } from "../../../domain/faults.ts";
import { halfSentNext } from "../../../domain/half-sent.ts";
import type { DepositId, MessageId, ReceiptId } from "../../../domain/ids.ts";
import type { ReportDeclaration, ReportFinding } from "../../../domain/report-model.ts";
import type { Situation } from "../../../domain/rollup.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { situationText } from "../../../domain/situations.ts";
import { backFr } from "./part-words.ts";
import { printable } from "./printable.ts";

interface Known {
  readonly deposit: Deposit;
  readonly situation: Situation;
  readonly declarations: readonly ReportDeclaration[];
  readonly findings: readonly ReportFinding[];
}

/** What ends a hold, with the deposit's own number in its commands. */
export const heldNext = (because: FaultCode, id: DepositId): string =>
  faults[because].fr.next.replaceAll(/\bID\b/gu, id);

export const todo = (known: Known): readonly string[] =>
  corrected(known.deposit) ?? asItStands(known);

/** The way from a refusal to what became of it: what is corrected already is not asked for again. */
const corrected = (d: Deposit): readonly string[] | undefined => {
  const correction = correctionOf(d);
  if (correction === undefined) return undefined;
  const { by, left } = correction;
  const see = `Voyez le compte rendu du dépôt ${by} : il déclare de nouveau ce qui est refusé ici.`;
  if (left === 0) return [see, "Ne préparez pas d'autre fichier avant de l'avoir lu."];
  return [
    `Corrigez et redéposez ${left === 1 ? "la déclaration refusée qui n'y est pas" : `les ${left} déclarations refusées qui n'y sont pas`}.`,
    see,
  ];
};

const asItStands = (known: Known): readonly string[] => {
  const { deposit: d, situation: s } = known;
  const next = situationText(s, "fr").next;
  switch (s.is) {
    case "rejete":
      return [...remedies(known.findings), `Déposez le fichier corrigé dans le ${dossier(d)}.`];
    case "en-attente-de-regle":
    case "retenu":
      return d.stage.is === "held" ? [heldNext(d.stage.hold.because, d.id)] : [next];
    case "partiel":
    case "refuse":
      return afterRefusal(d, s, known.declarations);
    case "enregistre-a-confirmer":
    case "refuse-a-confirmer":
    case "a-lire":
    case "contradictoire":
      return [...readReceipt(d), next, ...denied(d), ...perhapsReturned(d)];
    case "remis":
      return [next, silence(d)];
    case "incertain":
      return [
        next,
        "Une preuve est cherchée dans la boîte aux lettres : accusé de l'organisme ou avis de non-remise.",
        "Si rien n'est venu avant l'échéance, prévenez le service informatique : il décidera d'un nouvel envoi.",
        ...perhapsReturned(d),
      ];
    case "doublon":
      return [
        next,
        "Si vous vouliez envoyer une correction, relancez la préparation : le fichier déposé est le même, octet pour octet.",
      ];
    case "pris-en-charge":
    case "incomplet":
    case "simule":
      return refusedInReal(known) ?? [next];
    case "a-envoyer":
    case "envoi-en-cours":
    case "nouvel-essai":
    case "refuse-par-le-serveur":
    case "non-remis":
      return [halfSentNext(d, "fr") ?? next];
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
const refusedInReal = ({ deposit, findings }: Known): readonly string[] | undefined => {
  const found = findings.filter((f) => f.blocksInReal);
  if (found.length === 0) return undefined;
  return [...remediesOf(found), `Déposez le fichier corrigé dans le ${dossier(deposit)}.`];
};

const dossier = (d: Deposit): string => `dossier « ${printable(d.claimed.dossier)} »`;

/** Each remedy once, in the order of the findings. */
const remedies = (found: readonly ReportFinding[]): readonly string[] =>
  remediesOf(found.filter((f) => f.severity === "blocking"));

const remediesOf = (found: readonly ReportFinding[]): readonly string[] => [
  ...new Set(found.map((f) => f.remedy)),
];

/** A rule that replaces what was not consumed leaves only the newest AR under one name (docs/receipts.md). */
const maybeReplaced = (d: Deposit): string =>
  ruledMails(d).every((mail) => (mail.expects?.filing ?? "remplacer") === "remplacer")
    ? ", si aucun accusé plus récent n'a pris ce nom"
    : "";

/** Where the organism's answer stands: the filed AR, else its mail. */
const readReceipt = (d: Deposit): readonly string[] => {
  const filed = d.deliveries.findLast((x) => x.is === "delivered");
  if (filed !== undefined)
    return [`Lisez l'accusé AR/${printable(filed.name)} du ${dossier(d)}${maybeReplaced(d)}.`];
  const mail = d.receipts.findLast((r) => !isWord(r));
  if (mail !== undefined) {
    const named = mail.subject === "" ? `sans objet de ${mail.sender}` : `« ${mail.subject} »`;
    return [`Lisez le courrier ${printable(named)} dans la boîte aux lettres.`];
  }
  const said = [...new Set(d.receipts.map(whoseWord))];
  return said.length === 0 ? [] : [`Comparez ce qui a été enregistré : ${said.join(" ; ")}.`];
};

/** Recorded by a person, of what stands in no mailbox. */
const isWord = ({ person }: Deposit["receipts"][number]): boolean =>
  person !== undefined && person.means in words;

const words: Readonly<Partial<Record<PersonMeans, string>>> = {
  fax: "télécopie",
  phone: "téléphone",
  post: "courrier postal",
};

const whoseWord = ({ receipt, person }: Deposit["receipts"][number]): string =>
  person
    ? `${receipt}, ${words[person.means] ?? person.means}, par ${printable(person.by)}`
    : receipt;

/** What contradicts its sender is never « à confirmer »; a gateway may have broken it all the same, and a person can know. */
const denied = (d: Deposit): readonly string[] => {
  const vouched = new Set(d.receipts.flatMap((r) => (r.grade === "H" ? [r.receipt] : [])));
  const open = d.receipts.filter((r) => r.grade === "F" && !vouched.has(r.receipt));
  return [...new Set(open.map((r) => r.receipt))].map(
    (id) =>
      `L'accusé ${id} contredit son expéditeur : demandez à l'organisme s'il vient de lui. S'il en vient (une passerelle a pu l'abîmer), une personne peut en répondre en disant pourquoi : facteur receipt confirm ${id} --reason "…".`,
  );
};

/** Of a file that left whole. */
const perhapsReturned = (d: Deposit): readonly string[] =>
  doubtedReturns(d).map((id) => backFr(id, "redéposez le fichier"));

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
const unexplained = (declarations: readonly ReportDeclaration[]): readonly string[] => {
  const refusals = declarations
    .filter((d) => d.verdict.is === "refused")
    .flatMap((d) => d.answers.filter((a) => a.is === "refused" && a.said === undefined));
  const codes = [...new Set(refusals.flatMap((a) => a.code ?? []))];
  if (codes.length === 0) return [];
  const [code, its] =
    codes.length === 1 ? ["le code", "sa signification"] : ["les codes", "leur signification"];
  return [
    `L'accusé n'explique pas ${code} ${codes.join(", ")} : si le guide de l'organisme n'en dit rien, demandez-lui ${its}.`,
  ];
};

/** In one sentence, for the page of the day: what its own report says in several. */
export const refusalBriefly = (d: Deposit, { counts }: Situation): string => {
  const what =
    d.recognised?.format.startsWith("ducs") === true
      ? "la nouvelle déclaration entière"
      : counts.registered + counts.registeredUnproven > 0
        ? "les seules déclarations refusées"
        : "le fichier corrigé";
  return `Son compte rendu dit qui est refusé, et pourquoi : corrigez dans le logiciel de paie, puis déposez ${what} dans le ${dossier(d)}.`;
};

const afterRefusal = (
  d: Deposit,
  s: Situation,
  declarations: readonly ReportDeclaration[],
): readonly string[] => {
  const ducs = d.recognised?.format.startsWith("ducs") === true;
  const registered = s.counts.registered + s.counts.registeredUnproven > 0;
  return [
    ...readReceipt(d),
    ...unexplained(declarations),
    "Corrigez les déclarations refusées dans le logiciel de paie.",
    ducs
      ? // Seed 002 §2.5: a new declaration cancels and replaces the previous one in full.
        `Préparez la nouvelle déclaration entière et déposez-la dans le ${dossier(d)} : elle annule et remplace la précédente.`
      : `Préparez un nouveau fichier et déposez-le dans le ${dossier(d)}.`,
    ...(registered && !ducs
      ? ["N'y mettez que les déclarations refusées : les autres sont déjà enregistrées."]
      : []),
  ];
};

/** Seed 002 §3.3.5: every organism sends at least one receipt of a DUCS within 48 hours. */
const silence = (d: Deposit): string =>
  d.recognised?.format.startsWith("ducs") === true
    ? "Sans accusé au bout de 48 heures, le courrier n'est peut-être pas arrivé : appelez l'organisme."
    : "Si l'accusé n'arrive pas dans le délai habituel, appelez l'organisme.";
