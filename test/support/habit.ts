/** An employer that made a return every quarter, and did not make this one. */
import type { TestContext } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { keyedHash } from "../../src/foundation/bytes.ts";
import { claimed } from "./facts.ts";
import { siret } from "./samples.ts";
import { type SmallWorld, smallWorld } from "./small-world.ts";

export const organism = "99999999800027";
const dates = [
  { period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-15" },
  { period: { year: 2027, quarter: 1, month: 0 }, due: "2027-04-15" },
];
export const legal: readonly LegalCalendar[] = [
  { name: "essai", source: "essai", mark: "exemple", family: "urssaf", hour: "12:00", dates },
];

/** A return in each of four quarters, then none: the fifth is due tomorrow. */
export const habit = async (t: TestContext): Promise<SmallWorld> => {
  const world = smallWorld(t, { legal });
  const client = keyedHash(world.agent.key, `siret|${siret}`).slice(0, 16);
  for (const [n, period] of ["202540", "202610", "202620", "202630"].entries()) {
    const deposit: DepositId = `D${n + 1}`;
    const hash = "a".repeat(64);
    await world.journal.transact(async (j) => {
      await j.append(claimed({ deposit }));
      await j.append({
        is: "recognised",
        deposit,
        format: "ducs-edifact",
        content: hash,
        keys: [],
        family: "urssaf",
        series: [{ dossier: "cirso", client, organism, form: "913", period }],
      });
    });
  }
  await world.clock.advance(Date.UTC(2027, 0, 14, 9) - world.clock.now());
  return world;
};
