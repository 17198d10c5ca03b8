/**
 * One file made into several, each with some of its declarations and valid by itself (`decouper=oui`; seed 002
 * §3.3.2: a lot goes to one address). Segments and records are copied byte for byte; only counts are written
 * anew. The caller reads each part back before believing it.
 */
import type { Declaration, FormatName } from "../domain/declaration.ts";
import { recognise } from "./all.ts";
import { splitEdifact } from "./ducs-edifact/split.ts";
import type { Format } from "./format.ts";
import { readWhole } from "./read-whole.ts";

export type SplitAnswer =
  | { readonly is: "split"; readonly parts: readonly Uint8Array[] }
  /** The format has no way to be cut, or a part read back is not what it should be. */
  | { readonly is: "cannot"; readonly because: "format" | "differs" };

export const splitFile = (about: {
  readonly format: FormatName;
  readonly bytes: Uint8Array;
  /** The formats that read it. */
  readonly formats: readonly Format[];
  readonly declarations: readonly Declaration[];
  /** Positions of the declarations of each part. */
  readonly groups: readonly (readonly number[])[];
}): SplitAnswer => {
  const { format, bytes, formats, declarations, groups } = about;
  const cut = cutters[format];
  if (!cut) return { is: "cannot", because: "format" };
  const before = blockingIn(bytes, formats);
  const parts: Uint8Array[] = [];
  for (const positions of groups) {
    const wanted = declarations.filter((d) => positions.includes(d.position));
    const part = cut(bytes, wanted);
    if (!part || !reads(part, { format, formats, wanted }))
      return { is: "cannot", because: "differs" };
    // The whole file was checked before: what blocks only a part was broken by the cut.
    if (blockingIn(part, formats).some((code) => !before.includes(code)))
      return { is: "cannot", because: "differs" };
    parts.push(part);
  }
  return { is: "split", parts };
};

const blockingIn = (bytes: Uint8Array, formats: readonly Format[]): readonly string[] => {
  const format = recognise(bytes, formats);
  const findings = format ? readWhole(format, bytes).findings : [];
  return findings.filter((f) => f.severity === "blocking").map((f) => f.code);
};

type Cutter = (bytes: Uint8Array, wanted: readonly Declaration[]) => Uint8Array | undefined;

/** A flat DPAE repeats its envelope on each line (formats.md §1): a part is some of its lines. */
const cutLines: Cutter = (bytes, wanted) => {
  const lines = Buffer.from(bytes)
    .toString("latin1")
    .split(/(?<=\r\n|\n|\r(?!\n))/u);
  const kept = new Set(wanted.map((d) => d.at));
  return Buffer.from(lines.filter((_, index) => kept.has(index + 1)).join(""), "latin1");
};

const cutters: Readonly<Partial<Record<FormatName, Cutter>>> = {
  "dpae-flat": cutLines,
  "ducs-edifact": (bytes, wanted) => splitEdifact(bytes, new Set(wanted.map((d) => d.position))),
};

/** The proof: the same reader finds the same declarations, in the same order. */
const reads = (
  part: Uint8Array,
  about: {
    readonly format: FormatName;
    readonly formats: readonly Format[];
    readonly wanted: readonly Declaration[];
  },
): boolean => {
  const { format, formats, wanted } = about;
  const reader = recognise(part, formats);
  if (reader?.name !== format || reader.completeness(part).is === "truncated") return false;
  const { declarations } = readWhole(reader, part);
  return JSON.stringify(declarations.map(bare)) === JSON.stringify(wanted.map(bare));
};

const bare = (d: Declaration): object => ({ ...d, position: 0, at: 0 });
