/** Damages of the journal's file (a page of an index, or of the facts, that is none any more), and what no deposit's row tells. */
import { byHand, flipFirstByteOf, plant } from "./audited.ts";
import { type Planting, the } from "./planting.ts";

export const pagePlantings: readonly Planting[] = [
  {
    what: "a page of an index that cannot be read",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "deposits_work_of");
      return {};
    },
  },
  {
    what: "the page that finds a deposit's facts",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "facts_of_deposit");
      return {};
    },
  },
  {
    what: "a page of the facts themselves",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "facts");
      return {};
    },
  },
  {
    what: "a third party's token that is about something else",
    code: "stamp-wrong",
    alone: true,
    plant: (about, facts) => {
      const { seq, sha256 } = the(facts, "frozen", "D1");
      const hash = byHand(about, (db) =>
        String(db.prepare("SELECT hash FROM facts WHERE seq = ?").get(seq)?.["hash"]),
      );
      const stamped = { is: "head-stamped", head: seq, hash, authority: "x" } as const;
      return { seq: plant(about, { ...stamped, token: sha256 }) };
    },
  },
  {
    what: "a table of the register that nobody brought",
    code: "order-unsigned",
    alone: true,
    plant: (about, facts) => {
      const { content } = the(facts, "recognised", "D1");
      const changed = {
        is: "register-changed",
        content,
        changes: [],
        by: "",
        reason: "x",
      } as const;
      return { seq: plant(about, changed) };
    },
  },
];
