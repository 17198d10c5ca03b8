/**
 * `{{name}}` in a subject or a note. Names are those of `fields.ts`; an unknown one is told when the file is
 * read, an empty or many-valued one when a deposit is ruled. What comes out is one line without controls
 * when it stands in a subject, whatever a declaration holds: no header can be added from a file.
 */
import { closest } from "../foundation/closest.ts";
import { type FieldName, type Fields, fieldNames, isFieldName, isPersonal } from "./fields.ts";
import { forbiddenInLine } from "./text.ts";

const slot = /\{\{([^{}]*)\}\}/gu;

/** Names written in the text, known or not, in order. */
export const slotsOf = (text: string): readonly string[] =>
  [...text.matchAll(slot)].map(([, name = ""]) => name.trim().toLowerCase());

export interface UnknownSlot {
  readonly name: string;
  readonly meant?: string;
}

export const unknownSlots = (text: string): readonly UnknownSlot[] =>
  slotsOf(text)
    .filter((name) => !isFieldName(name))
    .map((name) => {
      const meant = closest(name, fieldNames);
      return { name, ...(meant ? { meant } : {}) };
    });

/** Double braces that hold no field: one that was not closed, or one inside another. */
export const strayBraces = (text: string): readonly string[] =>
  text.replace(slot, "").match(/\{\{|\}\}/gu) ?? [];

/** Fields between single braces: they would leave as they are written. */
export const singleBraces = (text: string): readonly FieldName[] =>
  [...text.replace(slot, "").matchAll(/\{([^{}]*)\}/gu)]
    .map(([, name = ""]) => name.trim().toLowerCase())
    .filter((name) => isFieldName(name));

export const personalSlots = (text: string): readonly FieldName[] =>
  slotsOf(text).filter((name): name is FieldName => isFieldName(name) && isPersonal(name));

export type Rendered =
  | { readonly is: "text"; readonly text: string }
  | {
      readonly is: "unfilled";
      readonly name: string;
      readonly because: "empty" | "many" | "control";
      readonly values: readonly string[];
    };

/** `all`: the fields of each declaration of the mail, in order. */
export const render = (template: string, all: readonly Fields[]): Rendered => {
  let problem: Extract<Rendered, { readonly is: "unfilled" }> | undefined;
  const text = template.replace(slot, (_, written: string) => {
    const name = written.trim().toLowerCase();
    const found = isFieldName(name)
      ? valueOf(name, all)
      : { because: "empty" as const, values: [] };
    if ("text" in found) return found.text;
    problem ??= { is: "unfilled", name, ...found };
    return "";
  });
  return problem ?? { is: "text", text };
};

type Found =
  | { readonly text: string }
  | { readonly because: "empty" | "many" | "control"; readonly values: readonly string[] };

const valueOf = (name: FieldName, all: readonly Fields[]): Found => {
  if (name === "nombre") return { text: String(all.length) };
  const values = [...new Set(all.map((fields) => fields[name].trim()))];
  const [only = "", ...others] = values;
  if (others.length > 0) return { because: "many", values: values.slice(0, 5) };
  if (only === "") return { because: "empty", values: [] };
  if (forbiddenInLine.test(only)) return { because: "control", values: [] };
  return { text: name === "date" ? writtenDay(only) : only };
};

/** JJ/MM/AAAA, of YYYY-MM-DD: `{{date}}`. */
export const writtenDay = (day: string): string => day.split("-").toReversed().join("/");
