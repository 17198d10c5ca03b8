/**
 * A part of the document against the rules of its elements: order, presence, form. Warnings only,
 * because no schema is published; what tells a hire from another is checked elsewhere, and blocks.
 */

import { isDay } from "../../domain/calendar/zoned-time.ts";
import {
  calendarShown,
  codeShown,
  type Finding,
  masked,
  type Place,
  shown,
  strange,
} from "../../domain/finding.ts";
import { clockHour, isClockHour } from "../moments.ts";
import type { ElementRule } from "./rules.ts";
import { children, elementNames, lineAt, type Node, rawTexts } from "./tree.ts";

export interface PartOfTree {
  readonly node: Node | undefined;
  readonly rules: readonly ElementRule[];
  readonly place: Place;
  /** Elements that another check asks for: their absence and form are not told twice. */
  readonly told: ReadonlySet<string>;
}

/** Groups that repeat are checked one by one by the caller: their children are not entered here. */
export const checkPart = (part: PartOfTree): readonly Finding[] => {
  const names = elementNames(part.node);
  return [
    ...unknownNames(names, part),
    ...wrongOrder(names, part),
    ...part.rules.flatMap((rule) => checkElement(rule, part)),
  ];
};

/** At the element's own line, or where its group begins when it is not there. */
const at = (part: PartOfTree, field: string): Place => {
  const line = lineAt(part.node, [field]);
  return { ...part.place, ...(line === undefined ? {} : { line }), field };
};

const unknownNames = (names: readonly string[], part: PartOfTree): readonly Finding[] =>
  names
    .filter((name) => !part.rules.some((rule) => rule.name === name))
    .map((name) => ({
      code: "element-inconnu",
      severity: "warning",
      place: { ...at(part, name), field: shown(name) },
    }));

/** The first element that stands before one that should follow it. */
const wrongOrder = (names: readonly string[], part: PartOfTree): readonly Finding[] => {
  const ranks = names.map((name) => part.rules.findIndex((rule) => rule.name === name));
  const known = ranks.filter((rank) => rank >= 0);
  const index = known.findIndex((rank, i) => i > 0 && rank < (known[i - 1] ?? 0));
  const late = part.rules[known[index] ?? -1];
  const early = part.rules[known[index - 1] ?? -1];
  if (late === undefined || early === undefined) return [];
  const place = at(part, late.name);
  return [{ code: "ordre-inattendu", severity: "warning", place, expected: `avant ${early.name}` }];
};

const checkElement = (rule: ElementRule, part: PartOfTree): readonly Finding[] => {
  const texts = rawTexts(part.node, rule.name);
  const nodes = children(part.node, rule.name);
  const found: Finding[] = [];
  const place = at(part, rule.name);
  const { line } = place;
  const empty = nodes.length === 0 && texts.every((text) => text === "");
  if (empty && rule.must && !part.told.has(rule.name)) {
    found.push({ code: "champ-manquant", severity: "warning", place });
  }
  if (rule.many === true) return found;
  if (texts.length + nodes.length > 1) {
    found.push({ code: "ordre-inattendu", severity: "warning", place, expected: "une fois" });
  }
  const [text = ""] = texts;
  if (text !== "") found.push(...checkText(text, rule, place, part.told));
  const [node] = nodes;
  if (rule.children !== undefined && node !== undefined) {
    const inside = { ...part.place, ...(line === undefined ? {} : { line }) };
    found.push(...checkPart({ ...part, node, rules: rule.children, place: inside }));
  }
  return found;
};

const checkText = (
  text: string,
  rule: ElementRule,
  place: Place,
  told: ReadonlySet<string>,
): readonly Finding[] => {
  const value = masked(text);
  if (rule.values !== undefined && !rule.values.includes(text)) {
    const expected = rule.values.join(", ");
    const read = codeShown(text);
    return [{ code: "champ-invalide", severity: "warning", place, value: read, expected }];
  }
  if (rule.length !== undefined && text.length > rule.length) {
    const expected = `${rule.length} caractères`;
    return [{ code: "texte-trop-long", severity: "warning", place, value, expected }];
  }
  if (rule.exact !== undefined && text.length < rule.exact) {
    const expected = `${rule.exact} caractères`;
    return [
      { code: "champ-invalide", severity: "warning", place, value: codeShown(text), expected },
    ];
  }
  const expected = isTold(text, rule, told) ? undefined : form(text, rule);
  if (expected === undefined) return [];
  if (rule.holds === "name") {
    const about = { place, value: strange(text, nameText), expected };
    return [{ code: "caracteres-inattendus", severity: "information", ...about }];
  }
  // The date of birth is told elsewhere: what is left is the contract's.
  const calendar = rule.holds === "date" || rule.holds === "hour";
  const read = calendar ? calendarShown(text) : value;
  return [{ code: "champ-invalide", severity: "warning", place, value: read, expected }];
};

/** An hour without its seconds is one, and is not written as the form wants it. */
const isTold = (text: string, { name, holds }: ElementRule, told: ReadonlySet<string>): boolean =>
  told.has(name) && holds !== "name" && !(holds === "hour" && isClockHour(clockHour(text)));

const nameText = /^[A-Z'.& -]*$/u;

/** What the text should look like, when it does not. */
const form = (text: string, { holds }: ElementRule): string | undefined => {
  switch (holds) {
    case "digits":
      return /^\d+$/u.test(text) ? undefined : "chiffres";
    case "date":
      return isDay(text) ? undefined : "AAAA-MM-JJ";
    case "hour":
      return /^\d\d:\d\d:\d\d(?:\.\d+)?$/u.test(text) ? undefined : "HH:MM:SS";
    case "department":
      return /^(?:\d\d|2[AB])$/u.test(text) ? undefined : "01 à 98, 2A, 2B ; 99 à l'étranger";
    case "name":
      return nameText.test(text) ? undefined : "A-Z ' . & -";
    default:
      return undefined;
  }
};
