/** From what an acknowledgement says to verdicts on the declarations of one deposit. */
import { type Declaration, plain } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { declarationId } from "../../domain/ids.ts";
import type { Verdict } from "../../domain/verdict.ts";
import type { ReceiptLine, ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import { contentOf } from "../content.ts";
import type { World } from "../world.ts";

export interface Understood {
  readonly verdicts: readonly Verdict[];
  readonly level?: 1 | 2 | 3;
  readonly reader?: { readonly profile: string; readonly official: boolean };
}

export const verdictsFor = async (
  world: Pick<World, "store" | "agent">,
  deposit: Deposit,
  readings: readonly ReceiptReading[],
): Promise<Understood> => {
  const { declarations } = await contentOf(world, deposit);
  const lines = readings.flatMap((r) => r.lines);
  const verdicts = lines.flatMap((line) =>
    positionsOf({ world, deposit, declarations, line }).map((p) => verdictOf(deposit, p, line)),
  );
  const [first] = readings;
  // Something came back about this deposit and nothing in it was understood: a person reads it.
  if (verdicts.length === 0)
    return {
      verdicts: declarations.map((d) => ({
        declaration: declarationId(deposit.id, d.position),
        is: "to-read",
      })),
    };
  const levels = lines.flatMap((l) => l.level ?? []);
  return {
    verdicts,
    ...(levels[0] && levels.every((l) => l === levels[0]) ? { level: levels[0] } : {}),
    ...(first ? { reader: { profile: first.profile, official: first.official } } : {}),
  };
};

const positionsOf = (about: {
  readonly world: Pick<World, "agent">;
  readonly deposit: Deposit;
  readonly declarations: readonly Declaration[];
  readonly line: ReceiptLine;
}): readonly number[] => {
  const { line, deposit, declarations } = about;
  switch (line.about.by) {
    case "all":
      return declarations.map((d) => d.position);
    case "key": {
      const wanted = keyedHash(about.world.agent.key, line.about.key);
      const keys = deposit.recognised?.keys ?? [];
      return keys.flatMap((key, index) => (key === wanted ? [index + 1] : []));
    }
    case "reference": {
      const wanted = plain(line.about.reference);
      return declarations
        .filter((d) => d.kind === "ducs" && plain(d.reference) === wanted)
        .map((d) => d.position);
    }
  }
};

const verdictOf = (deposit: Deposit, position: number, line: ReceiptLine): Verdict => ({
  declaration: declarationId(deposit.id, position),
  is: line.is,
  ...(line.level ? { level: line.level } : {}),
  ...(line.code === undefined ? {} : { code: line.code }),
  ...(line.number === undefined ? {} : { number: line.number }),
});
