/** The words of `facteur explain`. */
import { delayText } from "../domain/calendar/working-days.ts";
import type { Mode } from "../domain/mode.ts";
import type { SendWindow } from "../domain/send-window.ts";
import type { Case } from "./decide.ts";
import type { Lang } from "./problem-text.ts";
import type { Approval } from "./rule.ts";

type Head = Case & { readonly count: number; readonly recognised: boolean };

interface ExplainWords {
  readonly head: (of: Head) => string;
  readonly rules: (file: string, encoding: string, rules: number, plan: number) => string;
  readonly blocking: (codes: readonly string[]) => string;
  readonly declarations: (positions: string) => string;
  readonly place: (rule: string, file: string, line: number) => string;
  readonly chosen: string;
  readonly later: string;
  readonly unmet: (key: string, wanted: string, found: string) => string;
  readonly nothing: string;
  readonly held: string;
  readonly decision: (mode: Mode, count: number) => string;
  readonly byPlan: (file: string, line: number) => string;
  readonly labels: Readonly<
    Record<
      | "declarations"
      | "to"
      | "from"
      | "subject"
      | "note"
      | "parts"
      | "sealing"
      | "copy"
      | "office"
      | "window"
      | "approval"
      | "replaces"
      | "uncertain"
      | "receipts",
      string
    >
  >;
  readonly none: string;
  readonly yes: string;
  readonly approval: (approval: Approval) => string;
  readonly resent: string;
  readonly realOnly: string;
  readonly window: (window: SendWindow) => string;
  readonly levels: (levels: string) => string;
  readonly noLevel: string;
  readonly boxes: (names: string) => string;
}

const fr: ExplainWords = {
  head: (of) =>
    `${of.fileName} : dossier ${of.dossier}, mode ${of.mode}, ${of.recognised ? `${of.format}, ${of.count} déclaration${of.count > 1 ? "s" : ""}` : "format inconnu"}`,
  rules: (file, encoding, rules, plan) =>
    `Règles : ${file} (${encoding}), ${rules} règle${rules > 1 ? "s" : ""}${plan > 0 ? `, ${plan} adresse${plan > 1 ? "s" : ""} au plan` : ""}`,
  blocking: (codes) => `Ce fichier serait rejeté avant d'être réglé : ${codes.join(", ")}`,
  declarations: (positions) =>
    /[-,]/u.test(positions) ? `Déclarations ${positions}` : `Déclaration ${positions}`,
  place: (rule, file, line) => `règle ${rule} (${file}${line > 0 ? `, ligne ${line}` : ""}) :`,
  chosen: "choisie",
  later: "conviendrait aussi, mais une règle plus haut l'a prise",
  unmet: (key, wanted, found) =>
    key === "si"
      ? `si=${wanted} est faux`
      : `${key}=${wanted}, trouvé ${found === "" ? "rien" : `« ${found} »`}`,
  nothing: "Aucune déclaration à envoyer.",
  held: "Retenu :",
  decision: (mode, count) =>
    mode === "test"
      ? `Simulé (mode test) : rien ne part. ${count > 1 ? `${count} courriers seraient faits :` : "Le courrier serait :"}`
      : `${count > 1 ? `${count} courriers partent` : "Un courrier part"}${mode === "essai" ? " en essai" : ""} :`,
  byPlan: (file, line) => `plan ${file}, ligne ${line}`,
  labels: {
    declarations: "Déclarations",
    to: "À",
    from: "Identité",
    subject: "Objet",
    note: "Note",
    parts: "Pièces",
    sealing: "Chiffrement",
    copy: "Copie à soi",
    office: "Copies bureau",
    window: "Heures d'envoi",
    approval: "Validation",
    replaces: "Remplace",
    uncertain: "Incertain",
    receipts: "Accusés",
  },
  none: "aucun",
  yes: "oui",
  approval: (a) => {
    if (a.by === "clerk") return "une personne du bureau (facteur release)";
    const tacit = a.tacit
      ? `, tacite après ${delayText(a.tacit)}`
      : ", exprès (facteur release --agreed-by)";
    return `l'accord du client${tacit}`;
  },
  resent: "renvoyé sans attendre une personne",
  realOnly: "(en réel seulement : un essai n'est copié à personne)",
  window: ({ after = "00:00", before = "24:00" }) => `de ${after} à ${before}`,
  levels: (levels) => `niveaux ${levels}`,
  noLevel: "aucun niveau ne clôt le dépôt",
  boxes: (names) => `boîtes ${names}`,
};

const en: ExplainWords = {
  head: (of) =>
    `${of.fileName}: dossier ${of.dossier}, mode ${of.mode}, ${of.recognised ? `${of.format}, ${of.count} declaration${of.count > 1 ? "s" : ""}` : "unknown format"}`,
  rules: (file, encoding, rules, plan) =>
    `Rules: ${file} (${encoding}), ${rules} rule${rules > 1 ? "s" : ""}${plan > 0 ? `, ${plan} address${plan > 1 ? "es" : ""} in the plan` : ""}`,
  blocking: (codes) => `This file would be rejected before it is ruled: ${codes.join(", ")}`,
  declarations: (positions) =>
    /[-,]/u.test(positions) ? `Declarations ${positions}` : `Declaration ${positions}`,
  place: (rule, file, line) => `rule ${rule} (${file}${line > 0 ? `, line ${line}` : ""}):`,
  chosen: "chosen",
  later: "would do as well, but a rule above took it",
  unmet: (key, wanted, found) =>
    key === "si"
      ? `si=${wanted} is false`
      : `${key}=${wanted}, found ${found === "" ? "nothing" : `“${found}”`}`,
  nothing: "No declaration to send.",
  held: "Held:",
  decision: (mode, count) =>
    mode === "test"
      ? `Simulated (mode test): nothing leaves. ${count > 1 ? `${count} mails would be made:` : "The mail would be:"}`
      : `${count > 1 ? `${count} mails leave` : "One mail leaves"}${mode === "essai" ? " as an essai" : ""}:`,
  byPlan: (file, line) => `plan ${file}, line ${line}`,
  labels: {
    declarations: "Declarations",
    to: "To",
    from: "Identity",
    subject: "Subject",
    note: "Note",
    parts: "Attachments",
    sealing: "Sealing",
    copy: "Copy to self",
    office: "Office copies",
    window: "Sending hours",
    approval: "Approval",
    replaces: "Replaces",
    uncertain: "Uncertain",
    receipts: "Receipts",
  },
  none: "none",
  yes: "yes",
  approval: (a) => {
    if (a.by === "clerk") return "a person of the office (facteur release)";
    const tacit = a.tacit
      ? `, tacit after ${delayText(a.tacit)}`
      : ", explicit (facteur release --agreed-by)";
    return `the client's agreement${tacit}`;
  },
  resent: "sent again without waiting for a person",
  realOnly: "(in real mode only: nothing of an essai is copied)",
  window: ({ after = "00:00", before = "24:00" }) => `from ${after} to ${before}`,
  levels: (levels) => `levels ${levels}`,
  noLevel: "no level closes the deposit",
  boxes: (names) => `mailboxes ${names}`,
};

export const explainWords: Readonly<Record<Lang, ExplainWords>> = { fr, en };
