/** Purges that took what they should not have, and losses that a purge does not explain. */
import { rmSync } from "node:fs";
import { plant } from "./audited.ts";
import { blob, type Planting, sql, the } from "./planting.ts";

const purgeOfD1 = { is: "purged", deposit: "D1", by: "dupont", reason: "essai" } as const;

export const purgePlantings: readonly Planting[] = [
  {
    what: "a purge of a deposit that was still open",
    code: "purged-early",
    plant: (about, facts) => {
      const { sha256, size } = the(facts, "claimed", "D1");
      const answered = the(facts, "receipt-matched", "D1");
      // As if the purge had stood where its only answer does.
      const removed = [{ kind: "originals", sha256, size }] as const;
      const fact = { ...purgeOfD1, kinds: ["originals"], removed } as const;
      sql(about, "UPDATE facts SET body = ? WHERE seq = ?", JSON.stringify(fact), answered.seq);
      return { deposit: "D1", seq: answered.seq };
    },
  },
  {
    what: "a purge of bytes that are not the deposit's",
    code: "purged-early",
    plant: (about, facts) => {
      const { sha256, size } = the(facts, "claimed", "D3");
      const removed = [{ kind: "originals", sha256, size }] as const;
      return { deposit: "D1", seq: plant(about, { ...purgeOfD1, kinds: ["originals"], removed }) };
    },
  },
  {
    what: "a purge that nobody signed",
    code: "order-unsigned",
    plant: (about) => ({
      deposit: "D1",
      seq: plant(about, { ...purgeOfD1, kinds: ["mails"], removed: [], by: "" }),
    }),
  },
  {
    what: "a receipt's mail purged before the deposit that it answers",
    code: "purged-early",
    plant: (about, facts) => {
      const { receipt, sha256, size } = the(facts, "receipt-stored");
      const signed = { by: "dupont", reason: "essai" } as const;
      const seq = plant(about, { is: "receipt-purged", receipt, sha256, size, ...signed });
      return { receipt, seq };
    },
  },
  {
    what: "a content removed that only another deposit's purge names",
    code: "blob-missing",
    plant: (about, facts) => {
      // D4 holds the same bytes as D1: the purge of one does not excuse the other's loss.
      const { sha256, size } = the(facts, "claimed", "D4");
      const removed = [{ kind: "originals", sha256, size }] as const;
      plant(about, { ...purgeOfD1, deposit: "D4", kinds: ["originals"], removed });
      rmSync(blob(about, sha256));
      return { deposit: "D1" };
    },
  },
  {
    what: "a content removed that its purge does not name",
    code: "blob-missing",
    plant: (about, facts) => {
      const { sha256 } = the(facts, "claimed", "D1");
      plant(about, { ...purgeOfD1, kinds: ["originals"], removed: [] });
      rmSync(blob(about, sha256));
      return { deposit: "D1" };
    },
  },
];
