/** Whoever has the machine writes the whole chain anew, and it hangs together: what a third party stamped does not. */
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { httpTimestamper } from "../../src/adapters/timestamp/http-timestamper.ts";
import { genesis, linkHash } from "../../src/domain/chain.ts";
import type { Fact } from "../../src/domain/facts.ts";
import { type Audited, auditedJournal, byHand, plant, violationsOf } from "../support/audited.ts";
import { scratch } from "../support/scratch.ts";
import { startAuthority } from "../support/timestamp-authority.ts";

/** Every hash anew from the first row on, the stamp's own too. */
const rewrite = (about: Audited, seq: number, change: (fact: Fact) => Fact): void =>
  byHand(about, (db) => {
    const rows = db.prepare("SELECT seq, at, body FROM facts ORDER BY seq").all();
    const hashes = [genesis];
    for (const row of rows) {
      const [own, at] = [Number(row["seq"]), Number(row["at"])];
      const fact = JSON.parse(String(row["body"])) as Fact;
      const right = fact.is === "head-stamped" ? { ...fact, hash: hashes[fact.head] ?? "" } : fact;
      const body = JSON.stringify(own === seq ? change(fact) : right);
      const hash = linkHash(hashes.at(-1) ?? "", { seq: own, at, body });
      hashes.push(hash);
      db.prepare("UPDATE facts SET body = ?, hash = ? WHERE seq = ?").run(body, hash, own);
    }
  });

test("a chain that was written anew up to its end is told by the stamp of a third party, and by nothing else", async (t) => {
  const about = await auditedJournal(t);
  await using authority = await startAuthority(await scratch(t));
  const head = byHand(about, (db) =>
    db.prepare("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1").get(),
  );
  const [seq, hash] = [Number(head?.["seq"]), String(head?.["hash"])];
  const token = await httpTimestamper(authority.url).stamp(hash);
  const kept = await fileStore({ data: dirname(about.store) }).put(token);
  const stamp = plant(about, {
    is: "head-stamped",
    head: seq,
    hash,
    authority: authority.url,
    token: kept,
  });
  assert.deepEqual(await violationsOf(about), []);
  // The server's answer becomes another one, an hour that nobody can check again.
  const changed = byHand(about, (db) =>
    Number(
      db
        .prepare("SELECT seq FROM facts WHERE json_extract(body, '$.outcome.is') = 'accepted'")
        .get()?.["seq"],
    ),
  );
  rewrite(about, changed, (fact) =>
    fact.is === "attempt-ended" && fact.outcome.is === "accepted"
      ? { ...fact, outcome: { ...fact.outcome, reply: "250 2.0.0 queued as FAKE" } }
      : fact,
  );
  const found = await violationsOf(about);
  assert.deepEqual(
    found.map(({ code, seq: at }) => [code, at]),
    [["stamp-wrong", stamp]],
  );
  assert.match(found[0]?.detail ?? "", /porte sur autre chose/u);
});
