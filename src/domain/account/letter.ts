/** The personal letter of an account to the client (seed 002 §5.4): a text of the firm's own, with fields that are filled in. */
export const letterFields = [
  "cabinet",
  "client",
  "siret",
  "destinataire",
  "adresse",
  "periode",
  "date",
  "nombre",
  "resultat",
] as const;
export type LetterField = (typeof letterFields)[number];

export interface UnknownField {
  /** 1-based. */
  readonly line: number;
  readonly name: string;
}

export type Letter =
  | { readonly is: "written"; readonly paragraphs: readonly string[] }
  | { readonly is: "wrong"; readonly unknown: readonly UnknownField[] };

/** Paragraphs end at an empty line; a line on which every field is empty goes. */
export const writeLetter = (
  template: string,
  values: Readonly<Record<LetterField, string>>,
): Letter => {
  const lines = template.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  const unknown = lines.flatMap((text, at) =>
    namesIn(text)
      .filter((name) => !isField(name))
      .map((name) => ({ line: at + 1, name })),
  );
  if (unknown.length > 0) return { is: "wrong", unknown };
  const filled = lines.flatMap((text) => {
    const names = namesIn(text).filter(isField);
    const isRight = text.trimStart().startsWith(">");
    const written = text.replace(field, (_, name: string) => {
      const known = name.trim();
      // An address has lines of its own: they stand where its first one does.
      return isField(known) ? values[known].replaceAll("\n", isRight ? "\n> " : "\n") : "";
    });
    const isLost = names.length > 0 && names.every((name) => values[name] === "");
    const isBare = ["", ">"].includes(text.replace(field, "").trim());
    return isLost && isBare ? [] : [written.trimEnd()];
  });
  return {
    is: "written",
    paragraphs: filled
      .join("\n")
      .split(/\n{2,}/u)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ""),
  };
};

/** The same where nothing can stand at the right: in the text of a mail. */
export const letterAsMail = (paragraphs: readonly string[]): string =>
  `${paragraphs.map((one) => one.replaceAll(/^> ?/gmu, "")).join("\n\n")}\n`;

const field = /\{\{([^{}]*)\}\}/gu;

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(field)].map(([, name = ""]) => name.trim());

const isField = (name: string): name is LetterField => letterFields.some((one) => one === name);
