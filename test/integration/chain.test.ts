/** The whole agent against the organism: modes, duplicates, behaviours, what people and programs find (mail.md F28, F46). */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { SituationIs } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { dpae, edifact } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const organismFor = () =>
  startOrganism({ users: [clientUser], delayMs: 20, lateMs: 500, slowMs: 300 });

test("test, then réel, with the same file: simulated, then sent; a third time, a duplicate", async (t) => {
  await using organism = await organismFor();
  const folder = await agentFolder(t, clientOf(organism), { mode: "test" });
  writeFileSync(folder.dossier("mapibox.cfg"), rules("accept@organisme.test"));
  const drop = () => writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const trial = await startAgent(t, folder.settings);
  drop();
  await folder.until(1, "simule");
  await trial.stop();
  assert.equal(organism.deliveries().length, 0);
  folder.settle({ dossiers: { cirso: { mode: "reel", quietSeconds: 0.2 } } });
  await startAgent(t, folder.settings);
  drop();
  await folder.until(2, "enregistre");
  drop();
  await folder.until(3, "doublon");
  assert.equal(organism.deliveries().length, 1);
});

test("what people and programs find after a partial refusal", async (t) => {
  await using organism = await organismFor();
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("partial@organisme.test"));
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE"));
  await folder.until(1, "partiel");
  const statut = await waitUntil("the .statut to tell the refusal", () => {
    const path = folder.dossier("dpae.txt.statut");
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    return text.includes("etat=partiel") ? text : undefined;
  });
  assert.match(statut, /^enregistrees=2\r$/mu);
  assert.match(statut, /^refusees=1\r$/mu);
  const ar = readFileSync(folder.dossier("AR/dpae.txt"), "latin1");
  assert.equal(ar.split("\r\n").filter((line) => line.slice(429, 431) === "00").length, 2);
  const [html] = globSync("**/*.html", { cwd: folder.reports });
  const report = readFileSync(join(folder.reports, html ?? ""), "utf8");
  for (const words of ["IMAGINAIRE", "2 enregistrées", "1 refusée"])
    assert.ok(report.includes(words), words);
  const log = readFileSync(join(folder.folder, "facteur.log"), "utf8");
  for (const secret of ["IMAGINAIRE", "ALBERTINE"]) assert.equal(log.includes(secret), false);
});

test("each behaviour of the organism ends as it should, and never with two dots", async (t) => {
  await using organism = await organismFor();
  const cases: readonly (readonly [string, SituationIs, number])[] = [
    ["accept", "enregistre", 1],
    ["refuse", "refuse", 1],
    ["late", "enregistre", 1],
    ["silent", "remis", 1],
    ["twice", "enregistre", 1],
    ["bounce", "non-remis", 1],
    ["451", "enregistre", 3],
    ["550", "refuse-par-le-serveur", 0],
    ["554", "refuse-par-le-serveur", 1],
    ["drop-at-dot", "enregistre", 1],
    ["slow", "enregistre", 1],
    ["garbled", "a-lire", 1],
    ["unsigned", "enregistre-a-confirmer", 1],
    ["forged", "enregistre-a-confirmer", 1],
  ];
  const folder = await agentFolder(t, clientOf(organism));
  await startAgent(t, folder.settings);
  for (const [index, [behaviour, expected, dots]] of cases.entries()) {
    writeFileSync(folder.dossier("mapibox.cfg"), rules(`${behaviour}@organisme.test`));
    writeFileSync(folder.dossier("dpae.txt"), dpae(`FICTIVE${"ABCDEFGHIJKLMNOP"[index]}`));
    const deposit = await folder.until(index + 1, expected);
    const header = deposit.messages[0]?.frozen.messageIdHeader ?? "";
    assert.equal(organism.dots(header), dots, behaviour);
  }
});

test("a DUCS goes through its three levels; the deposit is registered by the third only", async (t) => {
  await using organism = await organismFor();
  const folder = await agentFolder(t, clientOf(organism));
  folder.settle({ receipts: { profiles: ["organisme-demo"] } });
  writeFileSync(folder.dossier("mapibox.cfg"), rules("levels@organisme.test"));
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("lot.edi"), edifact(["A1", "A2"]));
  const deposit = await folder.until(1, "enregistre");
  assert.deepEqual(new Set(deposit.receipts.map((r) => r.level)), new Set([1, 2, 3]));
  assert.equal(deposit.declarations.length, 2);
});

test("reports and .statut that were deleted come back the same; an AR that was consumed does not", async (t) => {
  await using organism = await organismFor();
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("accept@organisme.test"));
  const first = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  await folder.until(1, "enregistre");
  await waitUntil("the AR", () => existsSync(folder.dossier("AR/dpae.txt")));
  const reportOf = () => globSync("**/D1_*", { cwd: folder.reports });
  await waitUntil("the report to tell it", () =>
    reportOf().some((f) =>
      readFileSync(join(folder.reports, f), "utf8").includes("Accusé R1 rangé"),
    ),
  );
  await first.stop();
  const files = [
    folder.dossier("dpae.txt.statut"),
    ...reportOf().map((f) => join(folder.reports, f)),
  ];
  const before = files.map((f) => readFileSync(f, "utf8"));
  const { rmSync } = await import("node:fs");
  for (const f of [...files, folder.dossier("AR/dpae.txt")]) rmSync(f);
  await startAgent(t, folder.settings);
  await waitUntil("the derived files", () => files.every((f) => existsSync(f)));
  assert.deepEqual(
    files.map((f) => readFileSync(f, "utf8")),
    before,
  );
  assert.equal(existsSync(folder.dossier("AR/dpae.txt")), false);
});
