/**
 * mail.md §6.3, the journal included: a real small disk has room for n pages and no more, for every n from none. A commit is
 * there or not there, never half, whatever the program was told; and it goes on when there is room again.
 */
import assert from "node:assert/strict";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readJournal, sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { chainStart, followChain } from "../../src/domain/audit/chain-check.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { codeOf } from "../../src/foundation/errors.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { scratch } from "../support/scratch.ts";
import { smallDisk } from "../support/small-disk.ts";

const pageBytes = 4096;
/** A commit of one deposit needs fewer. */
const pagesMax = 24;
const commitsPerRound = 3;

test("F31 the journal's disk has room for n pages, for every n", async (t) => {
  const folder = join(await scratch(t), "data");
  const disk = smallDisk(t, folder, 16);
  if (typeof disk === "string") return t.skip(disk);
  const file = join(folder, "journal.db");
  const clock = memoryClock();
  const journal = sqliteJournal({ file, clock });
  t.after(() => journal[Symbol.asyncDispose]());
  const believed: DepositId[] = [];
  let refused = 0;
  const claim = (): Promise<DepositId> =>
    journal.transact(async (tx) => {
      const id = await tx.nextDeposit();
      await tx.append(claimedFact(id, { name: "x".repeat(1500) }));
      return id;
    });
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const spare = join(folder, "pages");
    if (pages > 0) writeFileSync(spare, Buffer.alloc(pages * pageBytes, 1));
    disk.fill();
    rmSync(spare, { force: true });
    assert.equal(statfsSync(folder).bavail, pages, "as much room as was meant");
    for (let n = 0; n < commitsPerRound; n += 1)
      try {
        believed.push(await claim());
      } catch (cause) {
        assert.equal(codeOf(cause), "ENOSPC", String(cause));
        refused += 1;
      }
    // Whoever reads beside it sees each commit that was answered, and a chain without a hole.
    disk.empty();
    await using reader = readJournal(file);
    assert.ok(reader);
    let head = chainStart;
    for (const link of await reader.chain(0, 10_000)) {
      const step = followChain(head, link, clock.now());
      assert.deepEqual(step.violations, [], `${pages} pages`);
      head = step.head;
    }
    const there = (await reader.find({ by: "recent" }, 10_000)).map((d) => d.id);
    assert.deepEqual(there.toReversed(), believed, `${pages} pages`);
    believed.push(await claim());
  }
  t.diagnostic(`${refused} commits refused, ${believed.length} kept`);
  assert.ok(refused > 0);
});
