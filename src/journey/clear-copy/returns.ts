/** The clear copies of both forms of the DUCS: what surrounds the declarations, each declaration, its fields. */
import type { ClearDeclaration, ClearField } from "../../ports/examination.ts";

/** Whom a declaration is for, and of whom, as it is read on the way. */
export interface Parties {
  declarant: string;
  organism: string;
}

export const returnPages = () => {
  const found: ClearDeclaration[] = [];
  let fields: ClearField[] = [];
  let parties: Parties = { declarant: "", organism: "" };
  let count = 0;
  const flush = (title: string, position?: number): void => {
    if (fields.length > 0)
      found.push({ title, ...(position === undefined ? {} : { position }), fields });
    fields = [];
  };
  return {
    /** The next fields are a new declaration's. */
    begin: (): void => {
      flush("Enveloppe");
      parties = { declarant: "", organism: "" };
      count += 1;
    },
    add: (more: readonly ClearField[]): void => {
      fields.push(...more);
    },
    party: (role: string, name: string): void => {
      if (role === "DT") parties.declarant ||= name;
      if (role === "MR") parties.organism ||= name;
    },
    end: (): void => flush(titleOf(count, parties), count),
    all: (): readonly ClearDeclaration[] => {
      flush("Fin du fichier");
      return found;
    },
  };
};

/** A name finds its page sooner than a number. */
const titleOf = (count: number, { declarant, organism }: Parties): string => {
  const whom = [declarant, organism && `(${organism})`].filter((one) => one !== "").join(" ");
  return whom === "" ? `Déclaration ${count}` : `Déclaration ${count} : ${whom}`;
};
