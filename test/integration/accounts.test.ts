/** `facteur declared` as a person calls it: beside a running agent, and while none runs. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

test("what was declared on paper or a portal is told with its proof, beside the agent and without it", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("silent@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "remis");
  const scan = join(folder.folder, "bordereau.pdf");
  writeFileSync(scan, "%PDF-1.4 un bordereau signé");
  const run = (...args: string[]) => facteur(...args, "--config", folder.settings);
  const told = ["--file", scan, "--by", "Odile", "--reason", "serveur en panne"];
  for (const wrong of [
    ["D1", "--means", "paper", "--file", scan, "--by", "Odile"],
    ["D1", "--means", "pigeon", ...told],
    ["D1", "--means", "paper", "--reason", "sans preuve"],
    ["D1.2", "--declaration", "1", "--means", "paper", ...told],
  ])
    assert.equal((await run("declared", ...wrong)).code, 2, wrong.join(" "));
  const absent = await run(
    "declared",
    "D1",
    "--means",
    "fax",
    "--reason",
    "x",
    "--file",
    "rien.pdf",
  );
  assert.equal(absent.code, 1);
  assert.match(absent.err, /rien\.pdf/u);
  const one = await run("declared", "D1.2", "--means", "portal", ...told);
  assert.match(one.out, /1 déclaration faite autrement, preuve gardée/u, one.err);
  assert.match(
    (await run("declared", "D1.2", "--means", "portal", ...told)).err,
    /déjà au journal/u,
  );
  const pdf = join(folder.folder, "kit.pdf");
  assert.equal((await run("kit", "D1", "--output", pdf)).code, 0);
  assert.equal(readFileSync(pdf).subarray(0, 5).toString(), "%PDF-");
  assert.equal((await run("kit", "D1")).code, 2);
  assert.equal((await run("kit", "D9", "--output", pdf)).code, 1);
  await agent.stop();
  assert.match((await run("declared", "D1", "--means", "paper", ...told)).out, /preuve gardée/u);
  const shown = (await run("show", "D1")).out;
  assert.match(shown, /Déclaré autrement/iu);
  assert.match(shown, /sur papier/u);
  assert.match(shown, /sur le portail/u);
  assert.match(shown, /Odile/u);
  assert.equal((await run("audit")).code, 0);
  assert.match((await run("report", "day")).out, /Déclaré autrement/iu);
});
