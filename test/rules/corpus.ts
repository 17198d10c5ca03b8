/** What each file of `test/fixtures/rules` must give, written by hand from seed 000 and design §6. */
import type { RuleProblemCode } from "../../src/rules/problem.ts";
import type { Rule, RuleEncoding } from "../../src/rules/rule.ts";

/** `E` for an error, `W` for a warning, then code, line and key. */
export type ExpectedProblem = readonly ["E" | "W", RuleProblemCode, number, string];

export interface Expected {
  readonly encoding: RuleEncoding;
  readonly rule?: Rule;
  readonly problems?: readonly ExpectedProblem[];
}

const seed = {
  profile: "Microsoft Outlook",
  to: "tempo.atd@cirso.example",
  subject: "Déclaration Unique d\u2019Embauche TEST01",
  note: "Veuillez trouver ci-joint notre fichier des DUE.",
};
const bare = { to: "dpae@organisme.example", subject: "", note: "" };

export const corpus: Readonly<Record<string, Expected>> = {
  "seed-windows-1252.cfg": { encoding: "windows-1252", rule: seed },
  "seed-utf-8.cfg": { encoding: "utf-8", rule: seed },
  "seed-utf-8-bom.cfg": { encoding: "utf-8-bom", rule: seed },
  "seed-utf-16le.cfg": { encoding: "utf-16le", rule: seed },
  "seed-lf.cfg": { encoding: "utf-8", rule: seed },
  "seed-lone-cr.cfg": { encoding: "windows-1252", rule: seed },
  // CP850 has no typographic apostrophe; the file ends with the Ctrl-Z of DOS editors.
  "seed-cp850.cfg": {
    encoding: "cp850",
    rule: { ...seed, subject: "Déclaration Unique d'Embauche TEST01" },
  },
  "upper-case-windows-1252.cfg": {
    encoding: "windows-1252",
    rule: {
      ...bare,
      subject: "DÉCLARATION À L\u2019EMBAUCHE N°12",
      note: "« Ci-joint » \u2014 l\u2019œuvre coûte 30 €, où\u00a0?",
    },
  },
  "upper-case-cp850.cfg": {
    encoding: "cp850",
    rule: {
      ...bare,
      subject: "DÉCLARATION À L'EMBAUCHE N°12",
      note: "« Ci-joint » où êtes-vous allé, là ?",
    },
  },
  "tie.cfg": { encoding: "cp850", problems: [["E", "encodage-ambigu", 0, "encodage"]] },
  "tie-settled-cp850.cfg": { encoding: "cp850", rule: { ...bare, subject: "il va là" } },
  "tie-settled-windows-1252.cfg": {
    encoding: "windows-1252",
    rule: { ...bare, subject: "A suivre\u2026" },
  },
  "unknown-encoding.cfg": {
    encoding: "ascii",
    problems: [["E", "encodage-inconnu", 0, "encodage"]],
  },
  "announced-utf-8-is-not.cfg": {
    encoding: "utf-8",
    problems: [["E", "encodage-inconnu", 0, "encodage"]],
  },
  "bom-against-announced.cfg": {
    encoding: "utf-8-bom",
    problems: [["E", "encodage-inconnu", 0, "encodage"]],
  },
  "utf-16be.cfg": { encoding: "utf-16le", problems: [["E", "encodage-inconnu", 0, "encodage"]] },
  "utf-16le-without-mark.cfg": {
    encoding: "ascii",
    problems: [["E", "caractere-interdit", 1, ""]],
  },
  "broken-utf-16le.cfg": {
    encoding: "utf-16le",
    problems: [
      ["E", "encodage-inconnu", 0, "encodage"],
      ["E", "caractere-interdit", 2, "sujet"],
    ],
  },
  "ascii-mixed-ends.cfg": {
    encoding: "ascii",
    rule: { ...bare, profile: "Paie", subject: "DPAE", note: "Bonjour" },
  },
  "keys-in-any-case.cfg": {
    encoding: "ascii",
    rule: { ...bare, profile: "Paie", subject: "DPAE du jour", note: "deux  blancs" },
  },
  "comments.cfg": { encoding: "ascii", rule: { ...bare, subject: "# 12 ; lot = 3" } },
  "first-equals-splits.cfg": {
    encoding: "ascii",
    rule: { to: "x=y@organisme.example", subject: "a=b=c", note: "=" },
  },
  "templates-stay-as-they-are.cfg": {
    encoding: "ascii",
    rule: { ...bare, subject: "DPAE {{date}} ${nom} %s" },
    problems: [["W", "modele-sans-section", 2, "sujet"]],
  },
  "only-recipient.cfg": { encoding: "ascii", rule: bare },
  "empty-profile.cfg": { encoding: "ascii", rule: bare },
  "tab-in-note.cfg": { encoding: "ascii", rule: { ...bare, note: "un\tdeux" } },
  "unknown-key.cfg": {
    encoding: "ascii",
    rule: { ...bare, profile: "Paie", subject: "DPAE" },
    problems: [["W", "cle-inconnue", 3, "sjet"]],
  },
  "line-without-equals.cfg": {
    encoding: "ascii",
    rule: bare,
    problems: [["W", "ligne-sans-egal", 2, ""]],
  },
  "header-injection-by-cr.cfg": {
    encoding: "ascii",
    rule: { ...bare, subject: "DPAE" },
    problems: [["W", "ligne-sans-egal", 3, ""]],
  },
  "double-subject.cfg": {
    encoding: "ascii",
    rule: { ...bare, subject: "deux" },
    problems: [["W", "cle-double", 3, "sujet"]],
  },
  "double-recipient-same.cfg": {
    encoding: "ascii",
    rule: bare,
    problems: [["W", "cle-double", 2, "a"]],
  },
  "double-recipient-other.cfg": { encoding: "ascii", problems: [["E", "cle-double", 2, "a"]] },
  "double-profile-other.cfg": { encoding: "ascii", problems: [["E", "cle-double", 2, "profil"]] },
  "missing-recipient.cfg": { encoding: "ascii", problems: [["E", "destinataire-absent", 0, "a"]] },
  "empty-recipient.cfg": { encoding: "ascii", problems: [["E", "destinataire-absent", 2, "a"]] },
  "empty.cfg": { encoding: "ascii", problems: [["E", "destinataire-absent", 0, "a"]] },
  "several-recipients.cfg": { encoding: "ascii", problems: [["E", "adresse-invalide", 1, "a"]] },
  "display-name.cfg": { encoding: "ascii", problems: [["E", "adresse-invalide", 1, "a"]] },
  "accented-address.cfg": { encoding: "utf-8", problems: [["E", "adresse-invalide", 1, "a"]] },
  "section.cfg": {
    encoding: "ascii",
    problems: [
      ["E", "cle-hors-section", 1, "a"],
      ["E", "destinataire-absent", 2, "a"],
    ],
  },
  "later-keys.cfg": {
    encoding: "ascii",
    problems: [
      ["E", "cle-inconnue", 5, "envoi.cadence"],
      ["E", "valeur-invalide", 6, "copie"],
    ],
  },
  "control-in-subject.cfg": {
    encoding: "ascii",
    problems: [["E", "caractere-interdit", 2, "sujet"]],
  },
  "scar-of-a-conversion.cfg": {
    encoding: "utf-8",
    problems: [["E", "caractere-interdit", 2, "sujet"]],
  },
  "zero-byte.cfg": { encoding: "ascii", problems: [["E", "caractere-interdit", 2, ""]] },
  "several-problems.cfg": {
    encoding: "ascii",
    problems: [
      ["W", "cle-inconnue", 2, "sjet"],
      ["W", "ligne-sans-egal", 3, ""],
      ["E", "adresse-invalide", 5, "a"],
      ["W", "cle-double", 7, "sujet"],
    ],
  },
};
