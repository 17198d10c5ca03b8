/** The rules of a dossier that has none yet: four lines, as people know them. */
export const ruleText = ({
  to,
  subject,
}: {
  readonly to: string;
  readonly subject: string;
}): string =>
  [
    `a=${to}`,
    `sujet=${subject}`,
    "note=Veuillez trouver ci-joint notre fichier de déclarations.",
    "# Niveaux d'accusés que l'organisme envoie : sans eux, rien n'est jamais clos (docs/rules.md).",
    "ar.attendus=1",
    "",
  ].join("\r\n");
