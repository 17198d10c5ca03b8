/** `facteur audit` as a person or a program calls it, beside a running agent too. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

test("audit tells dots, answers and receipts beside a running agent, and what was damaged", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const audit = (...args: string[]) => facteur("audit", "--config", folder.settings, ...args);
  assert.equal((await audit()).code, 1, "no journal yet");
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");

  const beside = await audit();
  assert.equal(beside.code, 0, beside.out + beside.err);
  assert.match(beside.out, /^D1\.M1 +cirso\/dpae\.txt +1 +250 .* R1 B$/mu);
  assert.match(beside.out, /Aucune violation/u);
  assert.equal(beside.err, "", "no progress where no terminal is");
  const page = JSON.parse((await audit("--json", "--since", "2020-01-01")).out);
  assert.deepEqual(Object.keys(page), [
    "since",
    "messages",
    "read",
    "head",
    "clean",
    "violations",
    "violationsNotShown",
    "hoursKnown",
  ]);
  assert.equal(page.since, "2019-12-31T23:00:00.000Z");
  assert.deepEqual(
    [page.clean, page.messages[0].message, page.messages[0].dots, page.messages[0].receipts[0].id],
    [true, "D1.M1", 1, "R1"],
  );
  const empty = JSON.parse((await audit("--json", "--since", "2100-01-01")).out);
  assert.deepEqual([empty.clean, empty.messages], [true, []]);
  assert.equal((await audit("--since", "hier")).code, 2);

  await agent.stop();
  const file = join(folder.folder, "data", "journal.db");
  const { seq } = page.head;
  {
    // The clock was set ahead for a moment.
    await using journal = sqliteJournal({ file, clock: { now: () => Date.now() + 86_400_000 } });
    await journal.transact((j) =>
      j.append({ is: "identity-suspended", identity: "cabinet", said: "535" }),
    );
  }
  assert.equal((await audit()).code, 1);
  assert.equal((await audit("--hours-known", String(seq))).code, 1, "not the newer ones");
  const known = await audit("--hours-known", String(seq + 9));
  assert.equal(known.code, 0, known.out);
  assert.match(known.out, /connues? de vous/u);
  assert.equal((await audit("--hours-known", "hier")).code, 2);
  const db = new DatabaseSync(join(folder.folder, "data", "journal.db"));
  db.exec("UPDATE facts SET body = replace(body, 'cirso', 'cirsx') WHERE seq = 1");
  db.close();
  const damaged = await audit("--lang", "en");
  assert.equal(damaged.code, 1);
  assert.match(damaged.out, /\[chain-broken, chain\] seq 1\n.*was changed/u);
  const told = JSON.parse((await audit("--json")).out);
  assert.equal(told.clean, false);
  assert.deepEqual([told.violations[0].code, told.violations[0].seq], ["chain-broken", 1]);
});
