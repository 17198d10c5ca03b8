/** The end of a run: everything is healed, time passes, and what was begun must have come to an end. */

import assert from "node:assert/strict";
import { readToken } from "../../../src/adapters/timestamp/token.ts";
import type { Violation } from "../../../src/domain/audit/violation.ts";
import { type SituationIs, situation } from "../../../src/domain/rollup.ts";
import { audit } from "../../../src/journey/audit.ts";
import type { DerivedTables } from "../../../src/ports/derived.ts";
import type { JournalReader } from "../../../src/ports/journal.ts";
import { rules } from "../small-world.ts";
import type { Agent } from "./agent.ts";
import type { Estate } from "./estate.ts";
import type { Seen } from "./play.ts";
import { check } from "./promises.ts";

interface Ending {
  readonly estate: Estate;
  readonly agent: Agent;
  readonly seen: Seen;
}

/** Longer than any wait of the estate: a retry, a quiet time. A refused login waits for an hour, or for a person's `facteur probe`. */
const calmMs = 45_000;

export const atTheEnd = async (about: Ending): Promise<void> => {
  const { estate, agent, seen } = about;
  estate.disk.full = false;
  estate.mailbox.fail(undefined);
  estate.plans.length = 0;
  for (const spool of Object.values(estate.spools))
    if (!spool.files.has("mapibox.cfg")) spool.drop("mapibox.cfg", rules());
  await agent.pass(1);
  await agent.kill();
  await agent.pass(calmMs);
  for (const identity of agent.daemon.world.senders.keys())
    await agent.daemon.gate.proved(identity);
  // A doom that had not come yet may have come now: what it left is finished by the next life.
  await agent.pass(calmMs);
  await check(estate, seen);
  await everythingEnded(about);
  await rebuiltIdentically(about);
  await agent.stop();
  assert.deepEqual(await violationsOf(about), [], "audit");
};

/** Situations that only time is missing to. */
const passing: readonly SituationIs[] = [
  "pris-en-charge",
  "envoi-en-cours",
  "a-envoyer",
  "nouvel-essai",
];

const everythingEnded = async ({ estate, agent, seen }: Ending): Promise<void> => {
  for (const [dossier, { files }] of Object.entries(estate.spools)) {
    const standing = [...files.keys()].filter((f) => /^[^./]+\.txt$/u.test(f));
    const waiting = new Set(
      (await estate.journal.find({ by: "recent" }, 1000))
        .filter((d) => d.original === "in-place" || d.original.became !== "moved")
        .map((d) => d.claimed.name),
    );
    assert.deepEqual(
      standing.filter((name) => !waiting.has(name)),
      [],
      `${dossier}: files were left`,
    );
  }
  for (const deposit of await estate.journal.find({ by: "recent" }, 1000)) {
    const { is } = situation(deposit);
    if (!deposit.heldBy) assert.ok(!passing.includes(is), `${deposit.id} stays ${is}`);
  }
  // A person's to look at, and a clock that is wrong stays wrong.
  const told = ["receipt-to-assign", "mail-unreadable", ...(seen.clockSet ? ["clock-jump"] : [])];
  const odd = agent.daemon.problems.list().filter((p) => !told.includes(p.code));
  assert.deepEqual(odd, [], "nothing is wrong any more");
};

/** I4: what was derived is made again, the same. */
const rebuiltIdentically = async ({ estate, agent }: Ending): Promise<void> => {
  const derived = (): Record<string, string> => ({
    ...Object.fromEntries(estate.reports),
    ...Object.fromEntries(
      Object.entries(estate.spools).flatMap(([dossier, { files }]) =>
        [...files]
          .filter(([name]) => name.endsWith(".statut"))
          .map(([name, { bytes }]) => [`${dossier}/${name}`, Buffer.from(bytes).toString()]),
      ),
    ),
  });
  const before = derived();
  estate.reports.clear();
  for (const { files } of Object.values(estate.spools))
    for (const name of files.keys()) if (name.endsWith(".statut")) files.delete(name);
  await agent.kill();
  await agent.pass(10_000);
  assert.deepEqual(derived(), before, "I4 derived files");
};

const violationsOf = async ({ estate, seen }: Ending): Promise<readonly Violation[]> => {
  const found: Violation[] = [];
  const journal = { ...estate.journal, ...tablesOf(estate.journal) };
  const now = Number.MAX_SAFE_INTEGER;
  for await (const event of audit({ journal, store: estate.store, now, readToken }))
    if (event.is === "violation") found.push(event.violation);
  // The audit is right to tell of a clock that was set back.
  return found.filter((v) => v.code !== "time-backwards" || !seen.clockSet);
};

/** A journal that keeps no tables beside its facts has none that differ. */
const tablesOf = (journal: JournalReader & Partial<DerivedTables>): DerivedTables => ({
  drift: async (about) => (await journal.drift?.(about)) ?? [],
  damages: async (limit) => (await journal.damages?.(limit)) ?? [],
  strays: async (limit) => (await journal.strays?.(limit)) ?? [],
});
