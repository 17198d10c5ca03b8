/**
 * HTML as values: `html` escapes everything that is put into it but what is HTML already, so that nothing can be forgotten.
 * What is absent, false or an empty list leaves no trace.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Html | string | number | false | undefined | readonly Part[];

export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, i) => text + shown(parts[i])).join(""));

/** For what another renderer of ours made, which escapes as well. */
export const trusted = (text: string): Html => new Html(text);

const shown = (part: Part): string => {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(shown).join("");
  return escaped(String(part));
};

/** Right in text and in quoted attributes alike. */
export const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
