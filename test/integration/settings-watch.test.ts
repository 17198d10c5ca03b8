/** F82: the settings file changes under a running agent: it keeps the old ones, and says what the new ones are worth. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { problemOver, problemTold } from "../support/problems.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

test("F82 settings that change under a running agent: wrong ones are told and not taken, right ones wait for a restart", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const before = readFileSync(folder.settings, "utf8");
  await startAgent(t, folder.settings);

  writeFileSync(folder.settings, before.replace('"scanSeconds":0.5', '"scanSecondes":0.5'));
  const refused = await problemTold(folder, "settings-refused");
  assert.match(refused.said, /scanSecondes/u);
  const status = await facteur("status", "--config", folder.settings);
  assert.equal(status.code, 78, "a command refuses what the agent would refuse");
  writeFileSync(folder.dossier("un.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");

  writeFileSync(folder.settings, before.replace('"scanSeconds":0.5', '"scanSeconds":0.75'));
  const changed = await problemTold(folder, "settings-changed");
  assert.equal(changed.said, "scanSeconds");
  await problemOver(folder, "settings-refused");
  const waiting = await facteur("status", "--config", folder.settings);
  assert.equal(waiting.code, 0, waiting.out);
  assert.match(waiting.out, /\[settings-changed\]/u);

  writeFileSync(folder.settings, before);
  await problemOver(folder, "settings-changed");
});
