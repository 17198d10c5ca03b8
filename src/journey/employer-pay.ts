/** How the employers of a file pay their wages, where a calendar asks it and the register knows. */
import {
  asksPay,
  type EmployerPay,
  type LegalCalendar,
} from "../domain/calendar/legal-calendar.ts";
import type { Declaration } from "../domain/declaration.ts";
import { clientHash } from "../domain/due/series.ts";
import { employerHash, valueOf } from "../domain/register/entry.ts";
import { payIn } from "../domain/register/pay.ts";
import { type RegisterReading, standing } from "./register.ts";
import type { World } from "./world.ts";

/** Nothing is read when no calendar depends on it. */
export const employerPay = async (
  world: RegisterReading & { readonly agent: Pick<World["agent"], "key"> },
  about: {
    readonly declarations: readonly Declaration[];
    readonly legal: readonly LegalCalendar[];
  },
): Promise<ReadonlyMap<string, EmployerPay>> => {
  const found = new Map<string, EmployerPay>();
  if (!about.legal.some(asksPay)) return found;
  const sirets = about.declarations.flatMap((d) => (d.kind === "ducs" ? [d.siret] : []));
  for (const siret of new Set(sirets)) {
    const employer = employerHash(world.agent.key, siret);
    const rows = await standing(world, { by: "employer", employer });
    const row = rows.find((e) => e.table === "employeurs");
    if (!row) continue;
    found.set(siret, payIn(row));
  }
  return found;
};

/** The same of every employer of the register, by SIRET: needs no key, for whoever reads seldom. */
export const allEmployersPay = async (
  register: RegisterReading,
  legal: readonly LegalCalendar[],
): Promise<ReadonlyMap<string, EmployerPay>> => {
  if (!legal.some(asksPay)) return new Map();
  const rows = await standing(register, { by: "all", table: "employeurs" });
  return new Map(rows.map((row) => [valueOf(row, "siret"), payIn(row)]));
};

/** By the name that series give to a client. */
export const clientsPay = async (
  register: RegisterReading & { readonly key: Uint8Array },
  legal: readonly LegalCalendar[],
): Promise<ReadonlyMap<string, EmployerPay>> => {
  const found = await allEmployersPay(register, legal);
  return new Map([...found].map(([siret, pay]) => [clientHash(register.key, siret), pay]));
};
