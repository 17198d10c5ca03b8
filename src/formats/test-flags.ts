/** A file may hold several envelopes, each with its test flag; a file must be of one kind only. */
import type { Place } from "../domain/finding.ts";
import type { FindingList } from "./finding-list.ts";
import type { Summary } from "./format.ts";

export type TestFlag = NonNullable<Summary["testFlag"]>;

export interface TestFlags {
  see(flag: TestFlag, place: Place): void;
  /** For the reading: empty when the file has no flag. A mixed file counts as a test. */
  result(): Pick<Summary, "testFlag">;
}

export const testFlags = (findings: FindingList): TestFlags => {
  let seen: TestFlag | undefined;
  return {
    see: (flag, place) => {
      if (seen !== undefined && seen !== flag) {
        findings.add({
          code: "structure-invalide",
          severity: "blocking",
          place: { ...place, field: "indicateur de test" },
          value: flag === "test" ? "test" : "réel",
          expected: flag === "test" ? "réel" : "test",
        });
      }
      seen = seen === "test" ? seen : flag;
    },
    result: () => (seen === undefined ? {} : { testFlag: seen }),
  };
};
