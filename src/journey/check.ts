/**
 * Recognised → checked or rejected. A blocking finding in one declaration rejects the whole deposit:
 * a file is one legal act (design §3).
 */
import type { Deposit } from "../domain/deposit.ts";
import { type Finding, isBlocking } from "../domain/finding.ts";
import { contentOf, putJson } from "./content.ts";
import type { Facts, World } from "./world.ts";

export const check = async (world: Pick<World, "store">, deposit: Deposit): Promise<Facts> => {
  const { declarations, findings: read } = await contentOf(world, deposit);
  const findings: readonly Finding[] = [
    ...read,
    ...(declarations.length === 0 && !isBlocking(read) ? [nothingDeclared] : []),
    ...againstMode(deposit),
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

const nothingDeclared: Finding = { code: "sans-declaration", severity: "blocking", place: {} };

/**
 * A file that calls itself a test never goes out as real. The other way round nothing leaves, so a
 * real file in a test dossier is what the seed's « mode Test » is for (docs/decisions/0004).
 */
const againstMode = (deposit: Deposit): readonly Finding[] =>
  deposit.claimed.mode === "reel" && deposit.recognised?.testFlag === "test"
    ? [{ code: "indicateur-de-test", severity: "blocking", place: {}, value: "test" }]
    : [];
