/** The rules of a dossier that has none yet: four lines, as people know them. */
export const ruleText = ({
  to,
  subject,
}: {
  readonly to: string;
  readonly subject: string;
}): string =>
  [
    "# Réponses attendues : retirez le # quand l'organisme les envoie (docs/rules.md).",
    `a=${to}`,
    `sujet=${subject}`,
    "note=Veuillez trouver ci-joint notre fichier de déclarations.",
    "#ar.attendus=1",
    "",
  ].join("\r\n");
