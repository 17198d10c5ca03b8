/**
 * Recognised → checked or rejected. A blocking finding in one declaration rejects the whole deposit:
 * a file is one legal act (design §3).
 */
import type { Deposit } from "../domain/deposit.ts";
import { contentOf, putJson } from "./content.ts";
import { judge } from "./examine.ts";
import type { Facts, World } from "./world.ts";

export const check = async (world: Pick<World, "store">, deposit: Deposit): Promise<Facts> => {
  const { declarations, findings: read } = await contentOf(world, deposit);
  const findings = judge({
    declarations,
    findings: read,
    mode: deposit.claimed.mode,
    testFlag: deposit.recognised?.testFlag,
  });
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
