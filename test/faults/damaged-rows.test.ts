/**
 * F32: a row that is still JSON and says what no fact says. The random bytes of test/faults/fuzz.test.ts rarely make one:
 * here each word of each row is taken away or made another thing, and the audit tells of it and goes on to its end.
 */

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { AuditEvent } from "../../src/journey/audit.ts";
import { auditAll, auditedJournal, byHand, factsOf, flipFirstByteOf } from "../support/audited.ts";
import { auditedFolder } from "../support/audited-folder.ts";
import { command } from "../support/command.ts";
import { bare } from "../support/planting.ts";

/** What stands in the place of the word; nothing takes it away. */
const others: readonly unknown[] = [undefined, null, 5, "odd-word", [], {}];

interface Heard {
  readonly told: readonly (number | undefined)[];
  readonly ended: boolean;
}

const nothing: Heard = { told: [], ended: false };

const toldOf = (events: readonly AuditEvent[]): Heard => ({
  told: events.flatMap((e) => (e.is === "violation" ? [e.violation.seq] : [])),
  ended: events.at(-1)?.is === "done",
});

test("each word of each row, gone or another thing: told, to the end of the audit", async (t) => {
  const sound = await auditedJournal(t);
  const facts = await factsOf(sound);
  const write = (seq: number, body: unknown): void =>
    byHand(sound, (db) => {
      db.exec("PRAGMA synchronous = OFF");
      db.prepare("UPDATE facts SET body = ? WHERE seq = ?").run(JSON.stringify(body), seq);
    });
  const met = new Set<string>();
  const unheard: string[] = [];
  let tried = 0;
  for (const fact of facts) {
    const body = bare(fact);
    const { seq } = fact;
    for (const [word, was] of Object.entries(body)) {
      // The first row of each kind stands for its others.
      if (met.has(`${fact.is} ${word}`)) continue;
      met.add(`${fact.is} ${word}`);
      for (const other of others) {
        if (JSON.stringify(other) === JSON.stringify(was)) continue;
        const damage = `${seq} ${fact.is}: ${word} = ${JSON.stringify(other)}`;
        write(seq, { ...body, [word]: other });
        tried += 1;
        const { told, ended } = await auditAll(sound).then(toldOf, () => nothing);
        if (!ended) unheard.push(`${damage}: stopped`);
        else if (!told.includes(seq)) unheard.push(`${damage}: not told`);
      }
    }
    write(fact.seq, body);
  }
  assert.deepEqual(unheard, []);
  assert.deepEqual(toldOf(await auditAll(sound)), { told: [], ended: true }, "as it was");
  t.diagnostic(`${tried} damages, each told`);
});

test("a message of which no line can be made: the command tells what is wrong, and has no stack", async (t) => {
  const folder = await auditedFolder(t);
  byHand(folder.about, (db) =>
    db.exec(
      "UPDATE facts SET body = json_remove(body, '$.envelope') WHERE json_extract(body, '$.is') = 'frozen' AND deposit = 1",
    ),
  );
  for (const json of [[], ["--json"]]) {
    const { code, out, err } = await folder.facteur("audit", ...json);
    assert.equal(code, 1, out + err);
    assert.match(out, /chain-broken/u);
    assert.match(out, /D2\.M1/u, "the others are told");
    assert.doesNotMatch(out + err, /^\s+at /mu, "no stack");
    if (json.length > 0) assert.equal(JSON.parse(out).clean, false);
  }
});

test("F32 a page of the journal's file that cannot be read: the commands say so and what to do, and never that it is a bug of ours", async (t) => {
  for (const name of ["facts", "facts_of_deposit", "deposits"]) {
    const folder = await auditedFolder(t);
    flipFirstByteOf(folder.about, name);
    const typed = (...args: readonly string[]) => command(["--config", folder.settings, ...args]);
    const audit = await typed("audit");
    assert.ok(audit.code === 1 || audit.code === 78, `${name}: ${audit.code} ${audit.err}`);
    assert.match(audit.out + audit.err, /file-damaged|journal\.db est endommagé/u, name);
    const proof = ["evidence", "D1", "--output", join(dirname(folder.settings), "preuve.zip")];
    for (const args of [["show", "D1"], ["list"], ["status"], proof]) {
      const { code, out, err } = await typed(...args);
      assert.ok([0, 1, 78].includes(code), `${name}, ${args[0]}: ${code} ${out}${err}`);
      assert.doesNotMatch(out + err, /^\s+at /mu, "no stack");
    }
  }
});
