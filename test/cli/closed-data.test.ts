/** A person who may not look into the agent's data folder is told so, and not that no agent ever ran. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentFolder, clientOf } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { needsNobody, nobody, testWith } from "../support/machine.ts";

const test = testWith(needsNobody());

const told: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Vous n'avez pas le droit de lire .*\n.*sudo -u facteur/mu, ["status"]],
  [/^Vous n'avez pas le droit de lire /mu, ["store", "status"]],
  [/^Vous n'avez pas le droit de lire /mu, ["run"]],
  [/^You may not talk to the agent .*sudo -u facteur/mu, ["--lang", "en", "hold", "D1"]],
];

test("whoever may not read the agent's data is told whose command it is (78)", async (t) => {
  const { folder, settings } = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const data = join(folder, "data");
  mkdirSync(data);
  writeFileSync(join(data, "journal.db"), "");
  chmodSync(folder, 0o755);
  chmodSync(settings, 0o644);
  chmodSync(data, 0o000);
  cleanup(t, () => chmodSync(data, 0o700));
  for (const [said, words] of told) {
    const { status, stderr } = spawnSync(process.execPath, [main, ...words, "--config", settings], {
      ...nobody,
      encoding: "utf8",
      env: { ...plainEnv, HOME: folder, FACTEUR_TEST_PASSWORD: "x" },
    });
    assert.equal(status, 78, `${words.join(" ")}: ${stderr}`);
    assert.match(stderr, said, words.join(" "));
  }
});
