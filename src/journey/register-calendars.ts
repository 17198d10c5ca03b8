/** Legal calendars and accepted versions as the register has them now; where it says nothing, what was given comes back. */
import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import type { CheckTable } from "../domain/checks/tables.ts";
import { calendarsOf } from "../domain/register/times.ts";
import { versionTable } from "../domain/register/versions.ts";
import { type RegisterReading, standing } from "./register.ts";

export const calendarsNow = async (
  register: RegisterReading,
  legal: readonly LegalCalendar[],
): Promise<readonly LegalCalendar[]> =>
  legal.length === 0
    ? legal
    : calendarsOf(await standing(register, { by: "all", table: "organismes" }), legal);

/** The register's word on an organism goes before what other tables say of it. */
export const tablesNow = async (
  register: RegisterReading,
  tables: readonly CheckTable[],
): Promise<readonly CheckTable[]> => {
  const versions = await standing(register, { by: "all", table: "versions" });
  if (versions.length === 0) return tables;
  const organisms = await standing(register, { by: "all", table: "organismes" });
  return [versionTable([...organisms, ...versions]), ...tables];
};
