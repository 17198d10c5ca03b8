/** Damages done by hand to a sound journal and its store, each with what the audit must say of it and where. */
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { linkHash } from "../../src/domain/chain.ts";
import type { Fact, FactOf } from "../../src/domain/facts.ts";
import { byHand, plant } from "./audited.ts";
import { pagePlantings } from "./page-plantings.ts";
import { bare, blob, type Planting, sql, the } from "./planting.ts";
import { purgePlantings } from "./purge-plantings.ts";
import { sendPlantings } from "./send-plantings.ts";

export const m1 = { deposit: "D1", message: "D1.M1" } as const;
export const accepted = { is: "accepted", reply: "250 Ok", trace: { server: "x" } } as const;

const behind = {
  is: "journal-behind",
  identity: "cabinet",
  messageIdHeader: "<d7.m1.x@employeur.test>",
  number: 7,
  because: "mail",
} as const;

export const plantings: readonly Planting[] = [
  ...pagePlantings,
  {
    what: "a fact edited",
    code: "chain-broken",
    alone: true,
    plant: (about, facts) => {
      const { seq } = the(facts, "ruled", "D1");
      sql(about, "UPDATE facts SET body = replace(body, 'DUE', 'DUF') WHERE seq = ?", seq);
      return { seq };
    },
  },
  {
    what: "a fact that is no JSON any more",
    code: "body-unreadable",
    plant: (about, facts) => {
      const { seq } = the(facts, "ruled", "D1");
      sql(about, "UPDATE facts SET body = substr(body, 1, 40) WHERE seq = ?", seq);
      return { seq };
    },
  },
  {
    what: "a fact dropped",
    code: "seq-hole",
    plant: (about, facts) => {
      const { seq } = the(facts, "original", "D2");
      sql(about, "DELETE FROM facts WHERE seq = ?", seq);
      return { seq: seq + 1 };
    },
  },
  {
    what: "two facts swapped",
    code: "chain-broken",
    plant: (about, facts) => {
      const { seq } = the(facts, "recognised", "D1");
      byHand(about, (db) => {
        db.exec(`UPDATE facts SET seq = -1 WHERE seq = ${seq};
          UPDATE facts SET seq = ${seq} WHERE seq = ${seq + 1};
          UPDATE facts SET seq = ${seq + 1} WHERE seq = -1`);
      });
      return { seq };
    },
  },
  ...purgePlantings,
  ...sendPlantings,
  {
    what: "the last fact dropped: the chain holds, the tables know more",
    code: "derived-differs",
    plant: (about, facts) => {
      const last = facts.at(-1);
      sql(about, "DELETE FROM facts WHERE seq = ?", last?.seq ?? 0);
      return { deposit: "D5" };
    },
  },
  {
    what: "an hour set back, rightly chained",
    code: "time-backwards",
    alone: true,
    plant: (about) => {
      const seq = plant(about, { is: "identity-resumed", identity: "cabinet" });
      byHand(about, (db) => {
        const before = db.prepare("SELECT hash FROM facts WHERE seq = ?").get(seq - 1);
        const row = db.prepare("SELECT body FROM facts WHERE seq = ?").get(seq);
        const link = { seq, at: 1_000, body: String(row?.["body"]) };
        db.prepare("UPDATE facts SET at = ?, hash = ? WHERE seq = ?").run(
          link.at,
          linkHash(String(before?.["hash"]), link),
          seq,
        );
      });
      return { seq };
    },
  },
  {
    what: "a fact that cannot follow",
    code: "impossible-fact",
    plant: (about) => ({
      seq: plant(about, { is: "attempt-begun", ...m1, attempt: 2 }),
      deposit: "D1",
      message: "D1.M1",
    }),
  },
  {
    what: "a derived row changed",
    code: "derived-differs",
    alone: true,
    plant: (about) => {
      sql(about, "UPDATE deposits SET send_due = 0 WHERE n = 2");
      return { deposit: "D2" };
    },
  },
  {
    what: "a report that is said to tell what has not happened",
    code: "derived-differs",
    alone: true,
    plant: (about) => {
      sql(about, "UPDATE deposits SET reported_seq = last_seq + 1 WHERE n = 2");
      return {};
    },
  },
  {
    what: "a derived row dropped",
    code: "derived-differs",
    plant: (about) => {
      sql(about, "DELETE FROM message_ids WHERE n = 2");
      return { deposit: "D2" };
    },
  },
  {
    what: "a derived row too many",
    code: "derived-differs",
    alone: true,
    plant: (about) => {
      sql(about, "INSERT INTO message_ids VALUES ('<d9.m1.x@employeur.test>', 1)");
      return {};
    },
  },
  {
    what: "a mail unknown to the table of mails",
    code: "derived-differs",
    alone: true,
    plant: (about) => {
      sql(about, "DELETE FROM mails WHERE receipt = 2");
      return { receipt: "R2" };
    },
  },
  {
    what: "a fact put under another deposit",
    code: "derived-differs",
    plant: (about, facts) => {
      sql(about, "UPDATE facts SET deposit = 3 WHERE seq = ?", the(facts, "ruled", "D5").seq);
      return {};
    },
  },
  {
    what: "stored content truncated",
    code: "blob-damaged",
    alone: true,
    plant: (about, facts) => {
      const { seq, deposit, message, sha256 } = the(facts, "frozen", "D1");
      truncateSync(blob(about, sha256), 100);
      return { seq, deposit, message };
    },
  },
  {
    what: "stored content deleted",
    code: "blob-missing",
    alone: true,
    plant: (about, facts) => {
      const { seq, deposit, content } = the(facts, "recognised", "D2");
      rmSync(blob(about, content));
      return { seq, deposit };
    },
  },
  {
    what: "a receipt's mail deleted",
    code: "receipt-without-raw",
    alone: true,
    plant: (about, facts) => {
      const { seq, receipt, sha256 } = the(facts, "receipt-stored");
      rmSync(blob(about, sha256));
      return { seq, receipt };
    },
  },
  {
    what: "a receipt's mail changed",
    code: "receipt-without-raw",
    alone: true,
    plant: (about, facts) => {
      const { seq, receipt, sha256 } = the(facts, "receipt-stored");
      writeFileSync(blob(about, sha256), "From: quelqu'un\r\n\r\n");
      return { seq, receipt };
    },
  },
  {
    what: "a receipt that nobody stored",
    code: "receipt-without-raw",
    plant: (about) => ({
      seq: plant(about, { is: "receipt-classified", receipt: "R9", class: "other", by: [] }),
      receipt: "R9",
    }),
  },
  {
    what: "the same bytes taken again and alive",
    code: "same-bytes-twice",
    plant: (about, facts) => {
      const deposit = "D6";
      const again = { ...bare(the(facts, "claimed", "D1")), deposit, name: "encore.txt" } as Fact;
      return { seq: plant(about, again), deposit };
    },
  },
  {
    what: "a second dot that nobody ordered",
    code: "dot-twice",
    plant: (about) => {
      plant(about, { is: "attempt-begun", ...m1, attempt: 2 });
      return { ...m1, seq: plant(about, { is: "attempt-dot", ...m1, attempt: 2 }) };
    },
  },
  {
    what: "a mail that only the mailbox knows",
    code: "journal-behind",
    alone: true,
    plant: (about) => ({ seq: plant(about, behind) }),
  },
  {
    what: "an answer of nobody to it",
    code: "order-unsigned",
    alone: true,
    plant: (about) => {
      plant(about, behind);
      const { messageIdHeader } = behind;
      const answer = { messageIdHeader, as: "sent", by: "", reason: "vue" } as const;
      return { seq: plant(about, { is: "reconciled", ...answer }) };
    },
  },
  {
    what: "registered, and no mail of it ever left",
    code: "registered-unsent",
    plant: (about, facts) => {
      const { receipt, seq } = the(facts, "receipt-matched", "D1");
      sql(
        about,
        "DELETE FROM facts WHERE deposit = 1 AND body LIKE '%\"attempt-%' AND seq < ?",
        seq,
      );
      return { deposit: "D1", seq, receipt };
    },
  },
  {
    what: "accepted without a dot",
    code: "answer-without-dot",
    plant: (about) => {
      plant(about, { is: "attempt-begun", ...m1, attempt: 2 });
      const end = { is: "attempt-ended", ...m1, attempt: 2, outcome: accepted } as const;
      return { ...m1, seq: plant(about, end) };
    },
  },
  {
    what: "proved by a receipt that is not its own",
    code: "no-evidence",
    plant: (about) => ({
      ...m1,
      seq: plant(about, { is: "message-proved", ...m1, by: "R2" }),
    }),
  },
  {
    what: "returned by a mail that never came",
    code: "no-evidence",
    plant: (about) => ({
      ...m1,
      seq: plant(about, { is: "message-returned", ...m1, by: "R9", status: "5.1.1", said: "" }),
    }),
  },
  {
    what: "an order of nobody",
    code: "order-unsigned",
    plant: (about) => ({
      ...m1,
      seq: plant(about, { is: "ordered", ...m1, order: "confirm", by: "", reason: "" }),
    }),
  },
  {
    what: "a delivery made twice",
    code: "delivered-twice",
    plant: (about, facts) => {
      const done = the(facts, "delivered", "D1");
      return { seq: plant(about, bare(done)), deposit: "D1", receipt: done.receipt };
    },
  },
  {
    what: "a delivery made twice, after one was asked for again",
    code: "delivered-twice",
    plant: (about, facts) => {
      const done = bare(the(facts, "delivered", "D1")) as FactOf<"delivered">;
      const { deposit, receipt } = done;
      plant(about, { is: "refile-ordered", deposit, receipt, by: "Mme Martin", reason: "perdu" });
      plant(about, { ...done, is: "delivery-begun" });
      plant(about, done);
      return { seq: plant(about, done), deposit: "D1", receipt };
    },
  },
  {
    what: "asked for again by nobody",
    code: "order-unsigned",
    plant: (about, facts) => {
      const { deposit, receipt } = the(facts, "delivered", "D1");
      const order = { is: "refile-ordered", deposit, receipt, by: "", reason: "perdu" } as const;
      return { seq: plant(about, order), deposit: "D1", receipt };
    },
  },
  {
    what: "asked for again, and never filed",
    code: "delivery-odd",
    plant: (about) => {
      const order = { is: "refile-ordered", deposit: "D1", receipt: "R2", by: "x", reason: "y" };
      return { seq: plant(about, order as Fact), deposit: "D1", receipt: "R2" };
    },
  },
  {
    what: "a delivery of other bytes, announced by nobody",
    code: "delivery-odd",
    plant: (about, facts) => {
      const done = bare(the(facts, "delivered", "D1")) as FactOf<"delivered">;
      const odd = { ...done, receipt: "R2", sha256: "0".repeat(64) } as const;
      return { seq: plant(about, odd), deposit: "D1", receipt: "R2" };
    },
  },
  {
    what: "a mail made in test mode",
    code: "frozen-in-test",
    plant: (about, facts) => {
      const mail = { ...bare(the(facts, "frozen", "D1")), deposit: "D5", message: "D5.M1" } as Fact;
      return { seq: plant(about, mail), deposit: "D5", message: "D5.M1" };
    },
  },
  {
    what: "a deposit rejected for no reason",
    code: "set-aside-unnamed",
    plant: (about) => ({
      seq: plant(about, { is: "rejected", deposit: "D3", codes: [] }),
      deposit: "D3",
    }),
  },
];
