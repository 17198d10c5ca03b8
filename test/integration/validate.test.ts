/** `facteur validate` as a program: exit codes, standard input, documents in files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { longer, naf5 } from "../support/naf5.ts";
import { edifact, hire } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";

const main = join(import.meta.dirname, "../../src/main.ts");
const facteur = (args: readonly string[], input?: Uint8Array) =>
  spawnSync(process.execPath, [main, "--lang", "fr", "validate", ...args], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
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
  assert.match(missing.stderr, /absent\.txt : aucun fichier de ce nom/u);
  assert.match(facteur([folder]).stderr, /c'est un dossier et non un fichier/u);
  assert.match(facteur(["--as", "nulle-part", sound]).stderr, /aucun fichier de ce nom/u);
  const torn = join(folder, "profil.json");
  writeFileSync(torn, "{");
  const unread = facteur(["--as", torn, sound]);
  assert.equal(unread.status, 78);
  assert.match(unread.stderr, /ligne 1, colonne \d+ : ce n'est pas du JSON/u);
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
  assert.match(text.stdout, /organisme destinataire, nom/u);
  assert.match(text.stdout, /REF42/u);
  assert.match(show("--clear", "--format", "html").stdout, /<!doctype html>/u);
  for (const more of [["--clear"], []]) {
    const output = join(folder.folder, `copie${more.length}.pdf`);
    assert.equal(show(...more, "--format", "pdf", "--output", output).status, 0);
    assert.equal(readFileSync(output).subarray(0, 5).toString(), "%PDF-");
  }
});

test("a user's own layout cuts what it judged: beside the settings, or named by --as", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const beside = join(dirname(folder.settings), "formats");
  mkdirSync(beside);
  writeFileSync(join(beside, "naf5.json"), JSON.stringify(naf5()));
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), longer(writeDpaeFlat([hire("DURAND")])));
  await folder.until(1, "en-attente-de-regle", "retenu", "rejete", "en-attente", "enregistre");
  await agent.stop();
  const clear = (...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      [main, "--lang", "fr", "--config", folder.settings, "show", "D1", "--clear", ...args],
      { encoding: "utf8" },
    );
  const named = clear();
  assert.equal(named.status, 0, named.stderr);
  assert.match(named.stdout, /184-188[^]*722CZ/u, "the five characters of this layout");
  const elsewhere = join(folder.folder, "naf5.json");
  renameSync(join(beside, "naf5.json"), elsewhere);
  assert.match(clear().stderr, /aucun format connu/u);
  assert.match(clear("--as", elsewhere).stdout, /722CZ/u);
  assert.equal(clear("--as", "nulle-part").status, 2);
  const usual = join(folder.folder, "usual.txt");
  writeFileSync(usual, writeDpaeFlat([hire("DURAND")]));
  const judged = spawnSync(
    process.execPath,
    [main, "--lang", "fr", "validate", "--as", elsewhere, usual],
    { encoding: "utf8" },
  );
  assert.equal(judged.status, 1, "another layout's verdict is no answer");
  assert.match(judged.stderr, /n'est pas de la description demandée .* il a été jugé par/u);
});

interface Judged {
  readonly files: readonly {
    readonly sha256: string;
    readonly declared: number;
    readonly conform: boolean;
    readonly findings: readonly { readonly code: string; readonly severity: string }[];
  }[];
}

const judged = (args: readonly string[]): Judged["files"][number] => {
  const done = facteur(["--format", "json", ...args]);
  const [file] = (JSON.parse(done.stdout) as Judged).files;
  assert.ok(file, done.stderr);
  return file;
};

const told = (args: readonly string[]): readonly string[] =>
  judged(args).findings.map((f) => `${f.code} ${f.severity}`);

test("without settings the report says what was not checked; in real mode a wrong SIRET blocks", async (t) => {
  const folder = await scratch(t);
  const file = join(folder, "dpae.txt");
  writeFileSync(
    file,
    writeDpaeFlat([hire("DURAND", { siret: "99999999800018", hireDate: "2020-01-02" })]),
  );
  assert.deepEqual(told([file]), [
    "siret-invalide warning",
    "embauche-commencee warning",
    "boites-inconnues not-checked",
    "versions-inconnues not-checked",
    "historique-non-consulte not-checked",
  ]);
  assert.ok(told(["--mode", "reel", file]).includes("siret-invalide blocking"));
});

test("a file that no mail can carry is read and judged all the same, with its hash", async (t) => {
  const folder = await scratch(t);
  const file = join(folder, "gros.txt");
  const sound = Buffer.from(writeDpaeFlat([hire("DURAND", { hireDate: "2020-01-02" })]));
  const bytes = Buffer.concat([
    ...Array.from({ length: 16_000 }, () => sound),
    Buffer.from(writeDpaeFlat([hire("MARTIN", { hireHour: "" })])),
  ]);
  writeFileSync(file, bytes);
  const found = judged([file]);
  assert.equal(found.sha256, createHash("sha256").update(bytes).digest("hex"));
  assert.equal(found.declared, 16_001);
  const blocking = found.findings.filter((f) => f.severity === "blocking").map((f) => f.code);
  assert.deepEqual(blocking, ["taille-excessive", "champ-manquant"]);
});

test("with the agent's settings, its mailboxes, tables, layouts and history count", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const file = join(folder.folder, "dpae.txt");
  writeFileSync(file, writeDpaeFlat([hire("DURAND", { hireDate: "2020-01-02" })]));
  const withSettings = (...more: readonly string[]) =>
    told([file, "--config", folder.settings, ...more]);
  assert.deepEqual(withSettings(), [
    "embauche-commencee warning",
    "versions-inconnues not-checked",
    "historique-non-consulte not-checked",
  ]);
  const checks = join(dirname(folder.settings), "checks");
  mkdirSync(checks);
  const versions = [{ format: "dpae-flat", version: "099" }];
  const table = { name: "essai", source: "test", official: false, versions };
  writeFileSync(join(checks, "versions.json"), JSON.stringify(table));
  assert.ok(withSettings().includes("version-inconnue warning"));
  const agent = await startAgent(t, folder.settings);
  await agent.stop();
  assert.deepEqual(withSettings(), ["version-inconnue warning", "embauche-commencee warning"]);
  writeFileSync(join(checks, "versions.json"), JSON.stringify({ ...table, versions: [{}] }));
  const refused = facteur([file, "--config", folder.settings]);
  assert.equal(refused.status, 78);
  assert.match(refused.stderr, /versions\.json : versions\[0\]\.format : absent/u);
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

test("--output where nothing can be written names the folder and what is wrong with it, and nothing hidden", async (t) => {
  const folder = await scratch(t);
  const sound = join(folder, "lot.edi");
  writeFileSync(sound, edifact(["R1"], true));
  for (const [output, said] of [
    [join(folder, "absent", "r.html"), /absent : ce dossier n'existe pas/u],
    [join(sound, "r.html"), /lot\.edi : ce n'est pas un dossier/u],
    [folder, /c'est un dossier : donnez le nom d.un fichier/u],
  ] as const) {
    const done = facteur(["--format", "html", "--output", output, sound]);
    assert.equal(done.status, 2, done.stderr);
    assert.match(done.stderr, said);
    assert.doesNotMatch(done.stderr, /tmp-facteur|ENO|EIS/u);
  }
});

test("--print hands the preparation report to the printing program, and says when it failed", async (t) => {
  const folder = await scratch(t);
  const wrong = join(folder, "dpae.txt");
  const out = join(folder, "imprime.pdf");
  const program = join(folder, "lp.mjs");
  const settings = join(folder, "facteur.json");
  writeFileSync(wrong, writeDpaeFlat([hire("DURAND", { hireHour: "" })]));
  writeFileSync(
    program,
    `import { writeFileSync } from "node:fs"; const c = []; for await (const x of process.stdin) c.push(x);
     writeFileSync(${JSON.stringify(out)}, Buffer.concat(c)); process.exitCode = Number(process.argv[2]);`,
  );
  const printing = (code: number) =>
    writeFileSync(
      settings,
      JSON.stringify({
        data: "data",
        spool: "spool",
        identities: {
          x: { address: "x@y.test", submission: { host: "localhost", port: 25, security: "none" } },
        },
        dossiers: { cirso: {} },
        printing: { command: [process.execPath, program, String(code)] },
      }),
    );
  printing(0);
  assert.equal(facteur(["--print", "--config", settings, wrong]).status, 1);
  assert.equal(readFileSync(out).subarray(0, 5).toString(), "%PDF-");
  printing(9);
  const failed = facteur(["--print", "--config", settings, wrong]);
  assert.equal(failed.status, 75);
  assert.match(failed.stderr, /Rien n'a été imprimé/u);
});
