/** Declarations of one file against each other, and against what was sent before. */
import { hashTable } from "../../foundation/hash-table.ts";
import { businessKey, type Declaration, identifierOf, plain } from "../declaration.ts";
import { type Finding, type Place, shown } from "../finding.ts";
import { limits } from "../limits.ts";

/** Declarations of one file against each other, as they come. */
export interface Together {
  see(declared: Declaration): void;
  findings(): readonly Finding[];
}

/**
 * The same declaration twice, two with one identifier, several organisms in one file. Of a declaration only
 * two hashes are kept, so that a long file needs a few megabytes.
 */
export const together = (countMax: number = limits.comparedMax): Together => {
  const twice = { found: [] as Finding[], more: 0 };
  const alike = { found: [] as Finding[], more: 0 };
  const keys = hashTable(countMax);
  const identifiers = hashTable(countMax);
  let organism: string | undefined;
  let mixed: Finding | undefined;
  const tell = (into: typeof twice, finding: Finding): void => {
    if (into.found.length < limits.findingsPerCodeMax) into.found.push(finding);
    else into.more += 1;
  };
  return {
    see: (declared) => {
      const same = keys.seenAt(businessKey(declared), declared.position);
      const identifier = identifierOf(declared);
      const other = identifier && identifiers.seenAt(identifier, declared.position);
      if (other) {
        // Each declaration has a unique identifier (seed 002 §2.3; formats.md §4).
        const value = shown(declared.kind === "ducs" ? declared.reference : "");
        const expected = `déjà en déclaration ${other}`;
        const place = placeIn(declared);
        tell(alike, {
          code: "identifiant-en-double",
          severity: "blocking",
          place,
          value,
          expected,
        });
      } else if (same) {
        const expected = `déjà en déclaration ${same}`;
        tell(twice, { code: "doublon", severity: "warning", place: placeIn(declared), expected });
      }
      if (mixed || declared.kind !== "ducs" || declared.recipient === "") return;
      organism ??= declared.recipient;
      mixed = mixedWith(organism, declared);
    },
    findings: () => [
      ...[alike, twice]
        .flatMap(({ found, more }) =>
          found.map((one, at) => (more > 0 && at === found.length - 1 ? { ...one, more } : one)),
        )
        .sort((a, b) => (a.place.declaration ?? 0) - (b.place.declaration ?? 0)),
      ...(mixed ? [mixed] : []),
      ...(keys.isFull() ? [notCompared(countMax)] : []),
    ],
  };
};

const notCompared = (countMax: number): Finding => ({
  code: "doublons-non-controles",
  severity: "not-checked",
  place: {},
  expected: `≤ ${countMax}`,
});

/**
 * A lot is homogeneous with respect to the electronic address (formats.md §4). A file names
 * organisms, not addresses, and several may share one: hence a warning.
 */
const mixedWith = (first: string, declared: Declaration): Finding | undefined => {
  if (declared.kind !== "ducs" || declared.recipient === first) return undefined;
  if (plain(declared.recipient) === plain(first)) return undefined;
  const about = { value: shown(declared.recipient), expected: shown(first) };
  return { code: "lot-heterogene", severity: "warning", place: placeIn(declared), ...about };
};

/** `sent`: business keys of declarations that left before. */
export const checkAlreadySent = (
  declarations: readonly Declaration[],
  sent: ReadonlySet<string>,
): readonly Finding[] =>
  declarations
    .filter((declared) => sent.has(businessKey(declared)))
    .map((declared) => ({
      code: "deja-envoye",
      severity: "warning",
      place: placeIn(declared),
    }));

/** `used`: identifier (as `plain` gives it) of earlier declarations to their business key. */
export const checkIdentifiersUnused = (
  declarations: readonly Declaration[],
  used: ReadonlyMap<string, string>,
): readonly Finding[] =>
  declarations.flatMap((declared) => {
    const identifier = identifierOf(declared);
    const before = identifier === undefined ? undefined : used.get(identifier);
    // The same declaration again is a replacement, which is another finding.
    if (before === undefined || before === businessKey(declared)) return [];
    const value = declared.kind === "ducs" ? shown(declared.reference) : "";
    const place = placeIn(declared);
    return [{ code: "identifiant-deja-utilise", severity: "warning", place, value } as const];
  });

/** The position says where in every format; `at` is a line or a segment, by the format. */
const placeIn = (declared: Declaration): Place => ({ declaration: declared.position });
