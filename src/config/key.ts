/**
 * What a key of the settings file may be. One tree of these (`schema.ts`) is the validation, the
 * defaults, the reference (`facteur config describe`) and the editor's JSON Schema.
 */
import type { Words } from "./words.ts";

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

interface Told {
  /** What the key is for, in a sentence. */
  readonly told: Words;
  readonly required?: true;
  /** Used when the key is absent. */
  readonly default?: Json;
  /** The default in words, when it depends on other keys. */
  readonly defaultTold?: Words;
  readonly example?: Json;
}

export interface TextKey extends Told {
  readonly is: "text";
  readonly oneOf?: readonly string[];
  /** Source of a regular expression that the whole text must match. */
  readonly pattern?: string;
  /** What the pattern means, for people. */
  readonly expected?: Words;
  readonly mayBeEmpty?: true;
}

export interface NumberKey extends Told {
  readonly is: "number" | "integer";
  readonly min?: number;
  /** Exclusive minimum. */
  readonly above?: number;
  readonly max?: number;
}

export interface FlagKey extends Told {
  readonly is: "flag";
}

export interface ListKey extends Told {
  readonly is: "list";
  readonly of: Key;
  readonly countMin?: number;
}

export interface GroupKey extends Told {
  readonly is: "group";
  readonly keys: Readonly<Record<string, Key>>;
  /** Exactly one of the keys must be there: a choice. */
  readonly exactlyOne?: true;
}

/** An object whose keys are names that people choose. */
export interface NamedKey extends Told {
  readonly is: "named";
  readonly each: GroupKey;
}

export type Key = TextKey | NumberKey | FlagKey | ListKey | GroupKey | NamedKey;

/** No text of the settings holds a control character: some of them become mail headers. */
export const cleanText = "^[^\\u0000-\\u001f\\u007f]*$";
