/**
 * A command that ends for a reason its user must know: lines for people, and the exit code that service
 * managers and scripts act on (design §7).
 */
export type Exit = 0 | 1 | 2 | 70 | 75 | 78;

/** In the person's language already, or, from where nobody knows it, in both. */
export type Said =
  | readonly string[]
  | { readonly fr: readonly string[]; readonly en: readonly string[] };

export class Refusal extends Error {
  readonly exit: Exit;
  readonly #english: string;

  constructor(exit: Exit, said: Said) {
    const { fr, en } = "fr" in said ? said : { fr: said, en: said };
    super(fr.join("\n"));
    this.name = "Refusal";
    this.exit = exit;
    this.#english = en.join("\n");
  }

  /** The message, in French unless English is asked for. */
  in(language: "fr" | "en"): string {
    return language === "en" ? this.#english : this.message;
  }
}
