/** An employer that made a return every quarter, and did not make the fourth of 2026: what a habit is missed by. */
import type { TestContext } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { clientHash } from "../../src/domain/due/series.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { claimed } from "./facts.ts";
import { siret } from "./samples.ts";
import { type SmallWorld, smallWorld } from "./small-world.ts";

/** As the files name it. */
export const organism = "99999999800027";
const dates = [
  { period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-15" },
  { period: { year: 2027, quarter: 1, month: 0 }, due: "2027-04-15" },
];
export const legal: readonly LegalCalendar[] = [
  { name: "essai", source: "essai", mark: "exemple", family: "urssaf", hour: "12:00", dates },
];

/** Returns of four quarters of each of these employers, then none; `D1` to `D4` are the first one's. */
export const fourQuarters = async (
  world: Pick<SmallWorld, "journal" | "agent">,
  ...sirets: readonly string[]
): Promise<void> => {
  let n = 0;
  for (const of of sirets)
    for (const period of ["202540", "202610", "202620", "202630"]) {
      n += 1;
      const deposit: DepositId = `D${n}`;
      const client = clientHash(world.agent.key, of);
      await world.journal.transact(async (j) => {
        await j.append(claimed({ deposit }));
        await j.append({
          is: "recognised",
          deposit,
          format: "ducs-edifact",
          content: "a".repeat(64),
          keys: [],
          family: "urssaf",
          series: [{ dossier: "cirso", client, organism, form: "913", period }],
        });
      });
    }
};

/** A return in each of four quarters, then none: the fifth is due tomorrow. */
export const habit = async (t: TestContext): Promise<SmallWorld> => {
  const world = smallWorld(t, { legal });
  await fourQuarters(world, siret);
  await world.clock.advance(Date.UTC(2027, 0, 14, 9) - world.clock.now());
  return world;
};
