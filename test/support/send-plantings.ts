/** Mails that were made or sent as no rule and no person said. */
import { sha256 } from "../../src/foundation/bytes.ts";
import { plant } from "./audited.ts";
import { type Planting, sql, the } from "./planting.ts";

const m1 = { deposit: "D1", message: "D1.M1" } as const;

/** A rule as it was applied, which lies in the store of each copy to be damaged. */
export const sealingRule = Buffer.from(
  JSON.stringify({ to: "x@organisme.test", sealing: "cirso" }),
);

const change = (about: Parameters<Planting["plant"]>[0], seq: number, ...to: readonly string[]) => {
  for (const [path, value] of [to.slice(0, 2), to.slice(2)])
    if (path !== undefined && value !== undefined)
      sql(about, "UPDATE facts SET body = json_set(body, ?, ?) WHERE seq = ?", path, value, seq);
};

export const sendPlantings: readonly Planting[] = [
  {
    what: "a second dot that the agent gave itself, and no rule",
    code: "dot-twice",
    plant: (about) => {
      const again = { order: "resend", by: "facteur", reason: "incertain=renvoyer" } as const;
      plant(about, { is: "ordered", ...m1, ...again });
      plant(about, { is: "attempt-begun", ...m1, attempt: 2 });
      return { ...m1, seq: plant(about, { is: "attempt-dot", ...m1, attempt: 2 }) };
    },
  },
  {
    what: "a mail made for another organism",
    code: "frozen-elsewhere",
    plant: (about, facts) => {
      const { seq } = the(facts, "frozen", "D1");
      change(about, seq, "$.envelope.to[0]", "ailleurs@organisme.test");
      return { ...m1, seq };
    },
  },
  {
    what: "a recipient beside the organism",
    code: "frozen-elsewhere",
    plant: (about, facts) => {
      const { seq } = the(facts, "frozen", "D1");
      change(about, seq, "$.envelope.to[1]", "ailleurs@organisme.test");
      return { ...m1, seq };
    },
  },
  {
    what: "a mail in clear of a rule that seals",
    code: "clear-though-sealed",
    plant: (about, facts) => {
      const ruling = sha256(sealingRule);
      const { seq } = the(facts, "ruled", "D1");
      change(about, seq, "$.ruling", ruling, "$.messages[0].ruling", ruling);
      return { ...m1, seq: the(facts, "frozen", "D1").seq };
    },
  },
];
