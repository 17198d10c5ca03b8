/** The technical log goes to strangers: nothing of a mail or of a person stands in it, even at its lowest level. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

test("after sending, acknowledgement and refusal, the log holds no subject, sender or name", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("partial@organisme.test"));
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  const deposit = await folder.until(1, "partiel");
  const file = join(folder.folder, "facteur.log");
  await waitUntil("the log to tell of it", () => readFileSync(file, "utf8").includes("received"));
  await agent.stop();
  const log = readFileSync(file, "utf8");
  assert.ok(deposit.receipts.length > 0);
  for (const { subject, sender } of deposit.receipts) {
    assert.ok(subject.length > 3 && sender.length > 3);
    for (const text of [subject, sender]) assert.equal(log.includes(text), false, text);
  }
  for (const name of ["FICTIVE", "IMAGINAIRE", "DUE"])
    assert.equal(log.includes(name), false, name);
});
