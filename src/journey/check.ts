/**
 * Recognised → checked or rejected. A blocking finding in one declaration rejects the whole deposit:
 * a file is one legal act (design §3). The reader judged the bytes; here they meet the dossier's mode, the
 * settings, the tables and what left before.
 */
import { dayOf, paris } from "../domain/calendar/zoned-time.ts";
import { againstKnown } from "../domain/checks/against-tables.ts";
import type { Deposit } from "../domain/deposit.ts";
import { againstHistory } from "./check/history.ts";
import { contentOf, putJson } from "./content.ts";
import { employerPay } from "./employer-pay.ts";
import { judge } from "./examine.ts";
import { calendarsNow, tablesNow } from "./register-calendars.ts";
import type { Facts, World } from "./world.ts";

export const check = async (
  world: Pick<World, "store" | "journal" | "agent" | "clock" | "known" | "dossiers">,
  deposit: Deposit,
): Promise<Facts> => {
  const content = await contentOf(world, deposit);
  const { mode } = deposit.claimed;
  const format = deposit.recognised?.format;
  const past = { journal: world.journal, store: world.store, key: world.agent.key };
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const legal = await calendarsNow(world, dossier?.legal ?? []);
  const known = {
    ...world.known,
    tables: await tablesNow(world, world.known.tables),
    legal,
    pay: await employerPay(world, { declarations: content.declarations, legal }),
    ...(dossier ? { working: dossier.calendar } : {}),
  };
  const context = { today: dayOf(world.clock.now(), dossier?.calendar.zone ?? paris), mode };
  const findings = [
    ...judge({ ...content, mode, testFlag: deposit.recognised?.testFlag }),
    ...(format === undefined ? [] : againstKnown({ ...content, format }, known, context)),
    ...(await againstHistory(past, content, deposit.id)),
  ];
  const blocking = findings.filter((f) => f.severity === "blocking");
  const checked = {
    is: "checked",
    deposit: deposit.id,
    findings: await putJson(world, findings),
    blocking: blocking.length,
    warnings: findings.filter((f) => f.severity === "warning").length,
  } as const;
  if (blocking.length === 0) return [checked];
  const codes = [...new Set(blocking.map((f) => f.code))];
  return [checked, { is: "rejected", deposit: deposit.id, codes }];
};
