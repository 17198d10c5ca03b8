/** `facteur validate` as a program: exit codes, standard input, documents in files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { edifact, hire } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";

const main = join(import.meta.dirname, "../../src/main.ts");
const facteur = (args: readonly string[], input?: Uint8Array) =>
  spawnSync(process.execPath, [main, "--lang", "fr", "validate", ...args], {
    encoding: "utf8",
    ...(input ? { input } : {}),
  });

test("0 for a conform file, 1 for another, 1 for warnings when strict, 2 for wrong usage", async (t) => {
  const folder = await scratch(t);
  const sound = join(folder, "lot.edi");
  const wrong = join(folder, "dpae.txt");
  const late = join(folder, "tardive.txt");
  writeFileSync(sound, edifact(["R1"], true));
  writeFileSync(wrong, writeDpaeFlat([hire("DURAND", { hireHour: "" })]));
  writeFileSync(late, writeDpaeFlat([hire("DURAND", { hireDate: "2020-01-02" })]));
  assert.equal(facteur([sound]).status, 0, facteur([sound]).stdout);
  const refused = facteur([wrong]);
  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /heure d'embauche/u);
  assert.equal(facteur([late]).status, 0);
  assert.equal(facteur(["--strict", late]).status, 1);
  assert.equal(facteur([]).status, 2);
  assert.equal(facteur(["--format", "docx", sound]).status, 2);
  assert.equal(facteur(["--format", "pdf", sound]).status, 2);
  assert.equal(facteur(["--as", "nulle-part", sound]).status, 2);
  const missing = facteur([join(folder, "absent.txt"), wrong]);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /absent\.txt/u);
  assert.match(missing.stdout, /dpae\.txt/u, "the other file is judged all the same");
});

test("several files end in one report with a summary; standard input is a file too", async (t) => {
  const folder = await scratch(t);
  const sound = join(folder, "lot.edi");
  writeFileSync(sound, edifact(["R1"], true));
  const done = facteur(["--format", "json", sound, "-"], writeDpaeFlat([hire("DURAND")]));
  const model = JSON.parse(done.stdout) as { files: { file: string; format: string }[] };
  assert.deepEqual(
    model.files.map((f) => [f.file, f.format]),
    [
      ["lot.edi", "ducs-edifact"],
      ["entrée standard", "dpae-flat"],
    ],
  );
  assert.match(facteur([sound, sound]).stdout, /BILAN/u);
});

test("show --clear prints the declaration field by field, also as HTML and PDF", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("lot.edi"), edifact(["REF42"]));
  await folder.until(1, "en-attente-de-regle", "retenu");
  await agent.stop();
  const show = (...args: readonly string[]) =>
    spawnSync(process.execPath, [main, "--config", folder.settings, "show", "D1", ...args], {
      encoding: "utf8",
    });
  const text = show("--clear");
  assert.equal(text.status, 0, text.stderr);
  assert.match(text.stdout, /intervenant : organisme destinataire/u);
  assert.match(text.stdout, /REF42/u);
  assert.match(show("--clear", "--format", "html").stdout, /<!doctype html>/u);
  for (const more of [["--clear"], []]) {
    const output = join(folder.folder, `copie${more.length}.pdf`);
    assert.equal(show(...more, "--format", "pdf", "--output", output).status, 0);
    assert.equal(readFileSync(output).subarray(0, 5).toString(), "%PDF-");
  }
});

test("a PDF goes to the file asked for", async (t) => {
  const folder = await scratch(t);
  const sound = join(folder, "lot.edi");
  const output = join(folder, "rapport.pdf");
  writeFileSync(sound, edifact(["R1"], true));
  const done = facteur(["--format", "pdf", "--output", output, sound]);
  assert.equal(done.status, 0, done.stderr);
  assert.equal(readFileSync(output).subarray(0, 5).toString(), "%PDF-");
});
