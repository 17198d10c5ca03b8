/**
 * Collects findings up to a limit, so that a hostile file cannot make a report of a gigabyte. One
 * code cannot push out the others: beyond its share it is counted. What blocks is never pushed out by
 * what only warns.
 */
import type { Finding, Place, Severity } from "../domain/finding.ts";
import type { FindingCode } from "../domain/findings.ts";
import { limits } from "../domain/limits.ts";

export interface FindingList {
  add(finding: Finding): void;
  addAll(findings: readonly Finding[]): void;
  /** A place kept here for what is known later: the whole stands before its parts. */
  later(): (finding: Finding) => void;
  /** In the order of the file. */
  all(): readonly Finding[];
}

interface Kept {
  readonly order: number;
  readonly finding: Finding;
}

/** What was kept of one code and severity. */
interface Share {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly kept: Kept[];
  more: number;
}

export const findingList = (): FindingList => {
  // A file has a few codes, and may have a million findings of one.
  const shares: Share[] = [];
  let order = 0;
  const shareOf = ({ code, severity }: Finding): Share => {
    const known = shares.find((one) => one.code === code && one.severity === severity);
    if (known !== undefined) return known;
    const share = { code, severity, kept: [], more: 0 };
    shares.push(share);
    return share;
  };
  const add = (finding: Finding, at?: number): void => {
    const share = shareOf(finding);
    order += 1;
    share.more += finding.more ?? 0;
    if (share.kept.length >= limits.findingsPerCodeMax) share.more += 1;
    else {
      const { more: _counted, ...alone } = finding;
      share.kept.push({ order: at ?? order, finding: alone });
    }
  };
  return {
    add: (finding) => add(finding),
    later: () => {
      let at = order;
      return (finding) => {
        at += sliver;
        add(finding, at);
      };
    },
    addAll: (findings) => {
      for (const finding of findings) add(finding);
    },
    all: () =>
      shares
        .flatMap(counted)
        .sort((a, b) => rank(a) - rank(b) || a.order - b.order)
        .slice(0, limits.findingsMax)
        .sort((a, b) => a.order - b.order)
        .map((kept) => kept.finding),
  };
};

/** Between two whole numbers there is room for all that one place may hold. */
const sliver = 1e-6;

/** The last one kept says how many more there were. */
const counted = ({ kept, more }: Share): readonly Kept[] =>
  kept.map((one, index) =>
    more > 0 && index === kept.length - 1 ? { ...one, finding: { ...one.finding, more } } : one,
  );

const rank = ({ finding }: Kept): number => (finding.severity === "blocking" ? 0 : 1);

/** No writer of declarations writes a zero byte: a disk or a transfer left it there. */
export const zeroByte = (place: Place): Finding => ({
  code: "structure-invalide",
  severity: "blocking",
  place,
  value: "octet nul (fichier abîmé)",
});

/** Lines end with CRLF or LF (formats.md §1, §6); a return alone is how one old system ended them, or damage. */
export const loneReturn = (place: Place): Finding => ({
  code: "structure-invalide",
  severity: "blocking",
  place,
  value: "fin de ligne CR sans LF",
  expected: "CRLF ou LF",
});

/** In a file of fixed columns, a character of two bytes shifts everything after it. */
export const shiftedByUtf8: Finding = {
  code: "structure-invalide",
  severity: "blocking",
  place: {},
  value: "UTF-8",
  expected: "un octet par caractère",
};
