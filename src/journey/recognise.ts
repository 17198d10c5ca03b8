/** Claimed → recognised: the content decides what the file is, and who it speaks of. */
import { businessKey, type Content } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { Finding } from "../domain/finding.ts";
import type { FindingCode } from "../domain/findings.ts";
import { limits } from "../domain/limits.ts";
import { recognise as formatOf } from "../formats/all.ts";
import { keyedHash } from "../foundation/bytes.ts";
import { putJson } from "./content.ts";
import type { Facts, World } from "./world.ts";

export const recognise = async (
  world: Pick<World, "store" | "agent">,
  deposit: Deposit,
): Promise<Facts> => {
  const { size, sha256 } = deposit.claimed;
  if (size > limits.depositBytesMax)
    return unusable(world, deposit, "taille-excessive", {
      value: megabytes(size),
      expected: `≤ ${megabytes(limits.depositBytesMax)}`,
    });
  if (size === 0) return unusable(world, deposit, "fichier-vide", {});
  const bytes = await world.store.get(sha256);
  const format = formatOf(bytes);
  if (!format) return unusable(world, deposit, "format-inconnu", {});
  const reading = format.read(bytes);
  const content: Content = { declarations: reading.declarations, findings: reading.findings };
  return [
    {
      is: "recognised",
      deposit: deposit.id,
      format: format.name,
      content: await putJson(world, content),
      keys: reading.declarations.map((d) => keyedHash(world.agent.key, businessKey(d))),
      ...(reading.testFlag ? { testFlag: reading.testFlag } : {}),
    },
  ];
};

/** A file that no format can read is rejected at once: there is nothing to check in it. */
const unusable = async (
  world: Pick<World, "store">,
  deposit: Deposit,
  code: FindingCode,
  more: Pick<Finding, "value" | "expected">,
): Promise<Facts> => {
  const findings: readonly Finding[] = [{ code, severity: "blocking", place: {}, ...more }];
  return [
    {
      is: "checked",
      deposit: deposit.id,
      findings: await putJson(world, findings),
      blocking: 1,
      warnings: 0,
    },
    { is: "rejected", deposit: deposit.id, codes: [code] },
  ];
};

const megabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo`;
