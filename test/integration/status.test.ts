/** `facteur status` says what is wrong, who is waited for, and what to do; its exit code says it to programs. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { hiresFile } from "../../src/demo/input.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

interface Told {
  readonly running: boolean;
  readonly healthy: boolean;
  readonly daemon?: {
    readonly problems: readonly {
      readonly code: string;
      readonly about: string;
      readonly next: string;
    }[];
  };
  readonly attention: readonly {
    readonly deposit: string;
    readonly state: string;
    readonly next: string;
  }[];
}

test("held and uncertain deposits are unhealthy, and each is told with what to do", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  // Without a mailbox no acknowledgement resolves the doubt.
  const { address, submission } = clientOf(organism);
  const folder = await agentFolder(t, { address, submission });
  const agent = await startAgent(t, folder.settings);
  // Somebody who begins later, whatever the day: the alarm of a hire that was not declared in time is another thing to see to.
  writeFileSync(folder.dossier("sans-regle.txt"), hiresFile(Date.now(), ["FICTIVE"]));
  await folder.until(1, "en-attente-de-regle");
  const held = await facteur("status", "--config", folder.settings);
  assert.equal(held.code, 1);
  assert.match(
    held.out,
    /1 dépôt attend une personne[\s\S]*D1 cirso\/sans-regle\.txt[\s\S]*→ Créez/u,
  );
  writeFileSync(folder.dossier("mapibox.cfg"), rules("drop-at-dot@organisme.test"));
  await folder.until(1, "incertain");
  const { code, out } = await facteur("status", "--json", "--config", folder.settings);
  const told = JSON.parse(out) as Told;
  assert.deepEqual([code, told.running, told.healthy], [1, true, false]);
  assert.deepEqual(
    told.attention.map((a) => [a.deposit, a.state]),
    [["D1", "incertain"]],
  );
  assert.match(told.attention[0]?.next ?? "", /facteur confirm/u);
  await facteur("confirm", "D1", "--config", folder.settings);
  // The alarm of a doubtful mail ends at the next search for proofs.
  await waitUntil("all to be well", async () => {
    const after = await facteur("status", "--json", "--config", folder.settings);
    return after.code === 0 && (JSON.parse(after.out) as Told).attention.length === 0;
  });
  await agent.stop();
});

test("a submission server that does not answer is unhealthy, and names the identity", async (t) => {
  const submission = { host: "localhost", port: 9, security: "none" };
  const folder = await agentFolder(t, { address: "paie@client.test", submission });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const told = await waitUntil("the fault to be told", async () => {
    const answer = await facteur("status", "--json", "--config", folder.settings);
    const value = JSON.parse(answer.out) as Told;
    return value.daemon && value.daemon.problems.length > 0 ? { ...value, ...answer } : undefined;
  });
  assert.equal(told.code, 1);
  const [problem] = told.daemon?.problems ?? [];
  assert.deepEqual([problem?.code, problem?.about], ["smtp-unreachable", "cabinet"]);
  assert.match(problem?.next ?? "", /identities/u);
  await agent.stop();
});
