/** Rule sets, declarations and decisions for tests, written as people write them. */
import type { Declaration } from "../../src/domain/declaration.ts";
import { knownAddresses } from "../../src/domain/wall.ts";
import type { Case, DecideContext } from "../../src/rules/decide.ts";
import { type Companion, type ReadSet, type RuleSet, readRuleSet } from "../../src/rules/set.ts";
import { contribution, hire } from "../support/samples.ts";

export const readSet = (
  text: string | Uint8Array,
  companions: Readonly<Record<string, string | Uint8Array>> = {},
): ReadSet => {
  const files = new Map<string, Companion>(
    Object.entries(companions).map(([path, content]) => [path, Buffer.from(content)]),
  );
  const root = Buffer.from(text);
  const first = readRuleSet({ root, companions: files });
  for (const path of first.wanted) files.set(path, "absent");
  return first.wanted.length === 0 ? first : readRuleSet({ root, companions: files });
};

export const codesOf = (read: ReadSet) =>
  read.problems.map((p) => [
    p.severity === "error" ? "E" : "W",
    p.code,
    ...(p.file === undefined ? [] : [p.file]),
    p.line,
    p.key,
  ]);

export const aHire = (more: Partial<ReturnType<typeof hire>> = {}): Declaration => ({
  ...hire("FICTIVE", more),
  position: 1,
  at: 1,
});

export const aDucs = (more: Partial<ReturnType<typeof contribution>> = {}): Declaration => ({
  ...contribution("REF1"),
  ...more,
  position: 1,
  at: 1,
});

export const caseOf = (declarations: readonly Declaration[], more: Partial<Case> = {}): Case => ({
  dossier: "cirso",
  fileName: "dpae.txt",
  mode: "reel",
  format: declarations[0]?.kind === "ducs" ? "ducs-edifact" : "dpae-flat",
  declarations: declarations.map((d, index) => ({ ...d, position: index + 1, at: index + 1 })),
  today: "2026-11-05",
  ...more,
});

export const identities = [{ name: "cabinet", legacyNames: ["Microsoft Outlook"] }];

export const contextOf = (...sets: readonly RuleSet[]): DecideContext => ({
  identities,
  known: knownAddresses(sets.flatMap((set) => set.addresses)),
  root: "mapibox.cfg",
});
