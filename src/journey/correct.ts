/**
 * The way from a refusal to its correction: a file that leaves and declares again what the organism refused, or what
 * the checks rejected, before is named in the refused deposit's own story, so that its report leads to it. The same key, or all
 * of its parts but one: what was wrong is often a part of the key itself.
 */
import { toCorrect } from "../domain/correction.ts";
import { type Contribution, type Declaration, type Hire, plain } from "../domain/declaration.ts";
import type { DeclarationState } from "../domain/declaration-state.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { DeclarationId } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { closest } from "../foundation/closest.ts";
import { contentOf } from "./content.ts";
import type { Facts, World } from "./world.ts";

/** Called when `deposit` is about to leave; facts are about the earlier ones. */
export const corrections = async (
  world: Pick<World, "journal" | "store">,
  deposit: Deposit,
): Promise<Facts> => {
  const recent = await world.journal.find({ by: "recent" }, limits.correctedMax);
  const refused = recent.filter(
    (d) =>
      d.claimed.dossier === deposit.claimed.dossier &&
      d.claimed.seq < deposit.claimed.seq &&
      openIn(d).length > 0,
  );
  if (refused.length === 0) return [];
  const now = await contentOf(world, deposit);
  const facts = [];
  for (const before of refused) {
    const declarations = await correctedIn(world, before, { deposit, now: now.declarations });
    if (declarations.length > 0)
      facts.push({ is: "corrected", deposit: before.id, declarations, by: deposit.id } as const);
  }
  return facts;
};

/** What another file corrects already leads on from there. */
const openIn = (d: Deposit): readonly DeclarationState[] => {
  const wrong = toCorrect(d);
  // Of two hundred that are asked for each file, hardly any.
  if (wrong.length === 0) return wrong;
  const led = new Set(d.corrected.flatMap((c) => c.declarations));
  return wrong.filter((s) => !led.has(s.id));
};

const correctedIn = async (
  world: Pick<World, "store">,
  before: Deposit,
  about: { readonly deposit: Deposit; readonly now: readonly Declaration[] },
): Promise<readonly DeclarationId[]> => {
  const keys = new Set(about.deposit.recognised?.keys ?? []);
  const refused = openIn(before);
  const same = refused.filter((s) => keys.has(keyAt(before, s.position)));
  if (same.length === refused.length) return refused.map((s) => s.id);
  // Its content may have been erased: then only the key can tell.
  const old = await contentOf(world, before).catch(() => undefined);
  // Who is declared again under the very same key corrects nobody else: a twin, hired in the same hour.
  const former = new Set(before.recognised?.keys);
  const others = about.now.filter((d) => !former.has(keyAt(about.deposit, d.position)));
  return refused
    .filter((s) => {
      const was = old?.declarations.find((d) => d.position === s.position);
      return same.includes(s) || (was && others.some((d) => resembles(was, d)));
    })
    .map((s) => s.id);
};

const keyAt = (d: Deposit, position: number): string => d.recognised?.keys[position - 1] ?? "";

/** The day of a hire and the period of a return must be the same: another contract, another quarter is no correction. */
const resembles = (a: Declaration, b: Declaration): boolean => {
  if (a.kind === "dpae" && b.kind === "dpae")
    return a.hireDate === b.hireDate && isLikeName(a, b) && almost(hireParts(a), hireParts(b));
  if (a.kind !== "ducs" || b.kind !== "ducs") return false;
  return a.period === b.period && almost(returnParts(a), returnParts(b));
};

/**
 * A slip in one of the two, a name completed, or both in each other's place: another name altogether is somebody else, born on the
 * same day as may happen. Who married, and has their NIR, keeps their key.
 */
const isLikeName = (a: Hire, b: Hire): boolean => {
  const [was, is] = [plainName(a), plainName(b)];
  if (was.family === is.given && was.given === is.family) return true;
  return isLikePart(was.family, is.family) && isLikePart(was.given, is.given);
};

const plainName = ({ person }: Hire) => ({
  family: plain(person.family),
  given: plain(person.given),
});

/** The same, written wrong by some letters, or one with more words than the other: `MARIE` and `MARIE CLAIRE`; none was written. */
const isLikePart = (a: string, b: string): boolean => {
  if (a === b || closest(a, [b]) !== undefined) return true;
  const [some, others] = [wordsOf(a), wordsOf(b)];
  return some.every((w) => others.includes(w)) || others.every((w) => some.includes(w));
};

const wordsOf = (name: string): readonly string[] => (name === "" ? [] : name.split(" "));

const hireParts = (d: Hire): readonly string[] => [
  plain(d.siret),
  plain(`${d.person.family} ${d.person.given}`),
  d.person.nir,
  d.person.born,
  d.hireHour,
];

const returnParts = (d: Contribution): readonly string[] => [
  plain(d.siret),
  plain(d.recipient),
  plain(d.form),
];

/** All the same but one at most. */
const almost = (a: readonly string[], b: readonly string[]): boolean =>
  a.filter((part, i) => part !== b[i]).length <= 1;
