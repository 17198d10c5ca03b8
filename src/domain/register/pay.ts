/** How an employer pays its wages, as its row of the register says. */
import type { EmployerPay } from "../calendar/legal-calendar.ts";
import { type Entry, valueOf } from "./entry.ts";

export const payIn = (employer: Entry): EmployerPay => {
  const [day, shifted] = [valueOf(employer, "jour_paie"), valueOf(employer, "decalage_paie")];
  return {
    ...(day === "" ? {} : { payDay: Number(day) }),
    ...(shifted === "" ? {} : { shifted: shifted === "oui" }),
  };
};
