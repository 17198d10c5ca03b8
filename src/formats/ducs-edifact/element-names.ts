/**
 * The elements of each segment by their places, in French: those of the UN directory D.95A (formats.md §5) and of the
 * envelope (ISO 9735). What a national qualifier means is not published, and is shown as it stands.
 */
import { paymentModes } from "../../domain/checks/payment-modes.ts";

/** A component that says what the others of its segment are about; it stands in their name. */
export const qualifier = "?";

export interface SegmentNames {
  readonly subject: string;
  /** By element, then by component; an empty name: the subject alone. */
  readonly elements: readonly (readonly string[])[];
  /** What qualifiers and codes mean, where that is known. */
  readonly codes?: Readonly<Record<string, string>>;
}

const agencies = ["liste de codes", "organisme de codification"] as const;
const lines = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => (at === 0 ? name : `${name}, ligne ${at + 1}`));

const parties = {
  DT: "déclarant",
  AE: "mandataire du déclarant",
  FR: "émetteur",
  MR: "organisme destinataire",
  FZ: "centre de regroupement",
  DC: "entité déclarée",
};

const moment = ["date", "heure"] as const;

const segments: Readonly<Record<string, SegmentNames>> = {
  UNB: {
    subject: "enveloppe du fichier",
    elements: [
      ["jeu de caractères", "version de la syntaxe"],
      ["expéditeur", "qualifiant de l'expéditeur"],
      ["destinataire", "qualifiant du destinataire"],
      [...moment],
      ["référence de l'interchange"],
      ["mot de passe"],
      ["référence d'application"],
      ["priorité"],
      ["demande d'accusé"],
      ["accord d'interchange"],
      ["indicateur de test"],
    ],
  },
  UNG: {
    subject: "enveloppe du groupe",
    elements: [
      ["type de message"],
      ["expéditeur", "qualifiant de l'expéditeur"],
      ["destinataire", "qualifiant du destinataire"],
      [...moment],
      ["référence du groupe"],
      ["organisme de contrôle"],
      ["version", "révision"],
    ],
  },
  UNH: {
    subject: "début du message",
    elements: [
      ["référence du message"],
      ["type", "version", "révision", "organisme", "code d'association"],
    ],
  },
  BGM: {
    subject: "référence de la déclaration",
    elements: [
      ["code du document", ...agencies, "nom du document"],
      [""],
      ["fonction"],
      ["réponse"],
    ],
  },
  GIS: { subject: "type de formulaire", elements: [["", ...agencies, "nature du traitement"]] },
  GEI: { subject: "type de formulaire", elements: [[qualifier], ["", ...agencies]] },
  DTM: { subject: "date ou période", elements: [[qualifier, "", "format"]] },
  QTY: { subject: "quantité", elements: [[qualifier, "", "unité"]] },
  RFF: {
    subject: "référence",
    elements: [[qualifier, "", "ligne", "version"]],
    codes: { PQ: "référence sociale du paiement", CR: "Cpop" },
  },
  CUX: { subject: "monnaie", elements: [] },
  NAD: {
    subject: "intervenant",
    elements: [
      [qualifier],
      ["identifiant", ...agencies],
      lines("nom et adresse", 5),
      lines("nom", 5),
      lines("rue", 4),
      ["ville"],
      ["subdivision"],
      ["code postal"],
      ["pays"],
    ],
    codes: parties,
  },
  PNA: { subject: "intervenant", elements: [[qualifier]], codes: parties },
  ADR: { subject: "adresse", elements: [] },
  CTA: { subject: "contact", elements: [["fonction"], ["service", "nom"]] },
  COM: { subject: "moyen de contact", elements: [["", "moyen"]] },
  ATT: { subject: "attribut", elements: [] },
  COT: { subject: "ligne de cotisation", elements: [[qualifier]] },
  DLI: { subject: "ligne de document", elements: [["indicateur"], ["numéro"]] },
  PCD: { subject: "taux", elements: [[qualifier, ""]] },
  MOA: { subject: "montant", elements: [[qualifier, "", "monnaie", "type de monnaie", "statut"]] },
  LOC: { subject: "lieu", elements: [[qualifier], [""]] },
  UNS: {
    subject: "séparation des sections",
    elements: [[""]],
    codes: { D: "détail", S: "récapitulatif" },
  },
  PAI: {
    subject: "mode de paiement",
    elements: [["", "", "", ...agencies, "canal"]],
    codes: Object.fromEntries([...paymentModes].map(([code, { label }]) => [code, label])),
  },
  FII: {
    subject: "compte bancaire",
    elements: [
      [qualifier],
      ["numéro et clé", "titulaire", "titulaire, suite", "monnaie"],
      ["banque", ...agencies, "guichet", ...agencies, "nom de la banque", "agence"],
      ["pays"],
    ],
    codes: { BF: "compte du bénéficiaire", OR: "compte à débiter" },
  },
  CNT: { subject: "total de contrôle", elements: [[qualifier, "", "unité"]] },
  AUT: { subject: "authentification", elements: [["résultat"], ["clé"]] },
  UNT: {
    subject: "fin de la déclaration",
    elements: [["nombre de segments"], ["référence du message"]],
  },
  UNE: { subject: "fin du groupe", elements: [["nombre de messages"], ["référence du groupe"]] },
  UNZ: {
    subject: "fin du fichier",
    elements: [["nombre de messages ou de groupes"], ["référence de l'interchange"]],
  },
};

/** A segment of another vocabulary keeps its tag for a name. */
export const namesOf = (tag: string): SegmentNames =>
  (Object.hasOwn(segments, tag) ? segments[tag] : undefined) ?? { subject: tag, elements: [] };
