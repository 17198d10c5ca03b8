/**
 * What a key of a rule file is: its meaning, its values and its reader, side by side, so that the reference
 * (`facteur config describe`, docs/rules-keys.md) cannot say anything else than the reader does.
 */
export interface Told {
  readonly fr: string;
  readonly en: string;
}

export const told = (fr: string, en: string): Told => ({ fr, en });

export type Parsed<T> =
  | { readonly value: T }
  /** `code` when the mistake has words of its own; `expected` says what should stand there. */
  | {
      readonly wrong: Told;
      readonly code?:
        | "adresse-invalide"
        | "expression-invalide"
        | "caractere-interdit"
        | "texte-trop-long";
    };

export interface RuleKey<T> {
  readonly told: Told;
  /** What may stand after the `=`. */
  readonly values: Told;
  readonly example: string;
  /** What holds without the key. */
  readonly absent: Told;
  /** Two lines that say different things are an error, and not only a warning: who, to whom, how far. */
  readonly grave?: true;
  readonly parse: (text: string) => Parsed<T>;
}

export const key = <T>(is: RuleKey<T>): RuleKey<T> => is;

export type ValueOf<K> = K extends RuleKey<infer T> ? T : never;

export const wrong = (fr: string, en: string): { readonly wrong: Told } => ({
  wrong: told(fr, en),
});
