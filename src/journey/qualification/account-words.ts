/** The words of the final account, in both languages. */
interface ChangeAccountWords {
  readonly title: string;
  readonly on: (day: string, declarant: string) => string;
  readonly steps: string;
  readonly due: string;
  readonly done: string;
  readonly pilots: (pilots: number, others: number) => string;
  readonly tests: (sent: number, accepted: number, refused: number) => string;
  readonly real: (files: number, declarations: number) => string;
  readonly answered: (registered: number, refused: number, waiting: number) => string;
  readonly difficulties: string;
  readonly noDifficulty: string;
  readonly gains: string;
  readonly median: (minutes: number) => string;
  readonly next: string;
  readonly nothingLeft: string;
}

/** `1 fichier`, `2 fichiers`, from two on. */
const many = (n: number, one: string): string => `${n} ${one}${n > 1 ? "s" : ""}`;

export const changeAccountWords: Readonly<Record<"fr" | "en", ChangeAccountWords>> = {
  fr: {
    title: "Compte rendu de basculement",
    on: (day, declarant) => `Établi le ${day}${declarant ? ` par ${declarant}` : ""}`,
    steps: "Étapes",
    due: "à faire pour le",
    done: "effectué",
    pilots: (pilots, others) => `Groupe pilote : ${pilots} ; autres employeurs : ${others}`,
    tests: (sent, accepted, refused) =>
      `Essais : ${many(sent, "envoyé")}, ${many(accepted, "accepté")}, ${many(refused, "refusé")}`,
    real: (files, declarations) =>
      `Réel : ${many(files, "fichier")}, ${many(declarations, "déclaration")}`,
    answered: (registered, refused, waiting) =>
      `${many(registered, "enregistrée")}, ${many(refused, "refusée")}, ${waiting} sans réponse`,
    difficulties: "Difficultés rencontrées",
    noDifficulty: "Aucune au journal.",
    gains: "Gains attendus et constatés",
    median: (minutes) => `De la prise du fichier au dernier accusé : ${minutes} min (médiane)`,
    next: "Prochaines déclarations : ce qui n'est pas encore qualifié",
    nothingLeft: "Tout ce que le registre décrit est qualifié.",
  },
  en: {
    title: "Account of the change",
    on: (day, declarant) => `Made on ${day}${declarant ? ` by ${declarant}` : ""}`,
    steps: "Steps",
    due: "to be done by",
    done: "done",
    pilots: (pilots, others) => `Pilot group: ${pilots}; other employers: ${others}`,
    tests: (sent, accepted, refused) =>
      `Tests: ${sent} sent, ${accepted} accepted, ${refused} refused`,
    real: (files, declarations) =>
      `Real: ${files} file${files === 1 ? "" : "s"}, ${declarations} declaration${declarations === 1 ? "" : "s"}`,
    answered: (registered, refused, waiting) =>
      `${registered} registered, ${refused} refused, ${waiting} unanswered`,
    difficulties: "Difficulties met",
    noDifficulty: "None in the journal.",
    gains: "Gains expected and found",
    median: (minutes) => `From taking the file to its last receipt: ${minutes} min (median)`,
    next: "Next declarations: what is not qualified yet",
    nothingLeft: "All that the register describes is qualified.",
  },
};
