/** Declarations of one file against each other, and against what was sent before. */
import { businessKey, type Declaration, plain } from "../declaration.ts";
import { type Finding, type Place, shown } from "../finding.ts";

/** The same declaration twice, two with one identifier, several organisms in one file. */
export const checkTogether = (declarations: readonly Declaration[]): readonly Finding[] => [
  ...checkDoubles(declarations),
  ...checkRecipients(declarations),
];

const checkDoubles = (declarations: readonly Declaration[]): readonly Finding[] => {
  const found: Finding[] = [];
  const keys = new Map<string, Declaration>();
  const identifiers = new Map<string, Declaration>();
  for (const declared of declarations) {
    const key = businessKey(declared);
    const same = keys.get(key);
    keys.set(key, same ?? declared);
    const identifier = identifierOf(declared);
    const other = identifier === undefined ? undefined : identifiers.get(identifier);
    if (identifier !== undefined) identifiers.set(identifier, other ?? declared);
    if (other !== undefined) {
      found.push({
        // Each declaration has a unique identifier (seed 002 §2.3; formats.md §4).
        code: "identifiant-en-double",
        severity: "blocking",
        place: placeIn(declared),
        value: shown(declared.kind === "ducs" ? declared.reference : ""),
        expected: `déjà en déclaration ${other.position}`,
      });
    } else if (same !== undefined) {
      const expected = `déjà en déclaration ${same.position}`;
      found.push({ code: "doublon", severity: "warning", place: placeIn(declared), expected });
    }
  }
  return found;
};

const identifierOf = (declared: Declaration): string | undefined =>
  declared.kind === "ducs" && declared.reference !== "" ? plain(declared.reference) : undefined;

/**
 * A lot is homogeneous with respect to the electronic address (formats.md §4). A file names
 * organisms, not addresses, and several may share one: hence a warning.
 */
const checkRecipients = (declarations: readonly Declaration[]): readonly Finding[] => {
  let first: string | undefined;
  for (const declared of declarations) {
    if (declared.kind !== "ducs" || declared.recipient === "") continue;
    first ??= declared.recipient;
    if (plain(declared.recipient) === plain(first)) continue;
    const about = { value: shown(declared.recipient), expected: shown(first) };
    return [{ code: "lot-heterogene", severity: "warning", place: placeIn(declared), ...about }];
  }
  return [];
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
