/** Versions of formats and forms that an organism accepts until a date. The table is data. */
import { type Finding, type Place, shown } from "../finding.ts";

export interface AcceptedVersion {
  readonly version: string;
  /** YYYY-MM-DD, included; absent: no end is announced. */
  readonly until?: string;
}

/** An empty table says nothing: no organism's calendar ships with the program. */
export const checkVersion = (
  version: string,
  accepted: readonly AcceptedVersion[],
  about: { readonly today?: string; readonly place: Place },
): readonly Finding[] => {
  if (accepted.length === 0) return [];
  const { place, today } = about;
  const value = shown(version);
  const known = accepted.find((one) => one.version === version);
  if (known === undefined) {
    const expected = accepted.map((one) => one.version).join(", ");
    return [{ code: "version-inconnue", severity: "warning", place, value, expected }];
  }
  if (known.until === undefined || today === undefined || today <= known.until) return [];
  const expected = `jusqu'au ${known.until}`;
  return [{ code: "version-perimee", severity: "warning", place, value, expected }];
};
