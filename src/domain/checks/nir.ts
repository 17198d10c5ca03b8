/**
 * The social security number (NIR) against its own key and against what the declaration says of the
 * person. Only warnings: an employer declares the number that the employee gave.
 */
import { type Finding, masked, type Place } from "../finding.ts";
import { nirKey } from "../identifiers.ts";

export interface StatedNir {
  /** 13 characters. */
  readonly nir: string;
  /** 2 digits; absent in formats that carry none. */
  readonly key?: string;
  readonly sex?: "M" | "F";
  /** YYYY-MM-DD. */
  readonly born?: string;
}

/** An empty number is no finding: the employee may have none yet. */
export const checkNir = (stated: StatedNir, place: Place): readonly Finding[] => {
  const { nir, key } = stated;
  if (nir === "") return [];
  const value = masked(nir);
  const expectedKey = nirKey(nir);
  if (expectedKey === undefined) {
    return [
      {
        code: "nir-invalide",
        severity: "warning",
        place,
        value,
        expected: "13 chiffres (2A ou 2B en Corse)",
      },
    ];
  }
  if (key !== undefined && key !== expectedKey) {
    return [{ code: "nir-invalide", severity: "warning", place, value, expected: "clé exacte" }];
  }
  // 1 and 2: registered. 3 and 4, 7 and 8: being registered, or provisional. Others: nothing is known.
  const first = nir.charAt(0);
  if (!"123478".includes(first)) {
    const expected = "premier chiffre 1, 2, 3, 4, 7 ou 8";
    return [{ code: "nir-invalide", severity: "warning", place, value, expected }];
  }
  if (!"12".includes(first)) {
    return [{ code: "nir-provisoire", severity: "information", place, value }];
  }
  return agrees(stated) ? [] : [{ code: "nir-incoherent", severity: "warning", place, value }];
};

/** The month of birth is compared only when it is one: unknown months have other numbers. */
const agrees = ({ nir, sex, born }: StatedNir): boolean => {
  if (sex !== undefined && (sex === "M") !== (nir.charAt(0) === "1")) return false;
  const [, year, month] = /^\d\d(\d\d)-(\d\d)-\d\d$/u.exec(born ?? "") ?? [];
  if (year === undefined || month === undefined) return true;
  if (nir.slice(1, 3) !== year) return false;
  const stated = Number(nir.slice(3, 5));
  return stated < 1 || stated > 12 || stated === Number(month);
};
