/** Which language a visit is answered in: the one asked for, the one asked for before, the browser's, then the settings'. */
export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: unknown): text is Language =>
  languages.some((language) => language === text);

export const languageOf = (about: {
  readonly asked: string | undefined;
  readonly kept: string | undefined;
  /** Accept-Language, as the browser sends it. */
  readonly accepted: string | undefined;
  readonly usual: Language;
}): Language => {
  const chosen = [about.asked, about.kept].find(isLanguage);
  return chosen ?? accepted(about.accepted) ?? about.usual;
};

/** The best of ours that it names (RFC 9110 §12.5.4); a browser that names neither is answered as the settings say. */
const accepted = (header: string | undefined): Language | undefined => {
  const named = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters.map((p) => /^\s*q=([\d.]+)$/u.exec(p)?.[1]).find(Boolean);
    return { language: tag.slice(0, 2), weight: Number(weight ?? 1) };
  });
  return named
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
    .find(isLanguage);
};
