/** The kill matrix itself: one reference day per death, or per pair of deaths, and what each must come to. */
import assert from "node:assert/strict";
import type { Doom } from "../mortal.ts";
import { type Day, expected, referenceDay } from "./reference.ts";

type Kill = readonly Doom[];

export const whens = ["before", "after"] as const;

/** `37 after, 2 before`: dies after its 37th step, and the next life before its 2nd. */
const told = (kill: Kill): string => kill.map((d) => `${d.at} ${d.when}`).join(", ");

/** What `FACTEUR_KILL` names, to replay one. */
export const killNamed = (text: string): Kill =>
  text.split(",").map((part) => {
    const [, at, when] = /^\s*(\d+) (before|after)\s*$/u.exec(part) ?? [];
    if (!at || (when !== "before" && when !== "after"))
      throw new Error(`FACTEUR_KILL: « ${part} » is not like « 37 after »`);
    return { at: Number(at), when };
  });

/** Steps that are only the looks at a folder where nothing happens: one of them is enough. */
const isLook = (step: string): boolean => step === "spool.own";

/** What is written anew whenever it is missing, dozens of times a day. */
const isDerived = (step: string): boolean =>
  ["reports.write", "spool.note", "journal.reported"].includes(step);

/** The points of a day without a death: each step that does something, before and after it. */
export const pointsOf = (
  steps: readonly string[],
  derived: "each" | "every fifth" = "each",
): readonly Doom[] =>
  steps.flatMap((step, index) => {
    const passed = derived !== "each" && isDerived(step) && index % 5 !== 0;
    if (passed || (isLook(step) && index > 0)) return [];
    return whens.map((when) => ({ at: index + 1, when }));
  });

/** Dies as told; the promises are checked on the way. What is left is the same, or uncertain. */
export const survive = async (kill: Kill): Promise<Day> => {
  const again = `FACTEUR_KILL="${told(kill)}"`;
  try {
    const day = await referenceDay(...kill);
    assert.equal(day.deaths, kill.length, "it died as often as it was told");
    const others = day.verdicts.filter((verdict) => !expected.includes(verdict));
    // Uncertain only where the server does not hold the mail: an answer proves the others.
    assert.equal(others.filter((v) => v.endsWith(" incertain")).length, day.uncertain);
    assert.equal(others.length, day.uncertain, others.join(", "));
    assert.equal(day.verdicts.length, expected.length);
    return day;
  } catch (cause) {
    throw new Error(again, { cause });
  }
};
