/** The commands about rules, on a real agent's folder: check, explain, import, rehearse, and a reload that is refused. */
import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runCli } from "../../src/cli/program.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { dpae, hire } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const facteur = async (folder: AgentFolder, ...argv: readonly string[]) => {
  const out: string[] = [];
  const code = await runCli({
    argv: ["--lang", "fr", "--config", folder.settings, ...argv],
    env: process.env,
    out: (text) => void out.push(text),
    err: (text) => void out.push(text),
    columns: undefined,
    attended: false,
  });
  return { code, out: out.join("") };
};

const server = { host: "localhost", security: "none", port: 2525 };

test("config check tells settings and rules at once, explain a file, import an old one", async (t) => {
  const folder = await agentFolder(
    t,
    { address: "paie@client.test", submission: server },
    { mode: "test" },
  );
  cpSync(new URL("../../config/examples/plan/", import.meta.url), folder.dossier(), {
    recursive: true,
  });
  assert.equal((await facteur(folder, "config", "check")).code, 0);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const told = await facteur(folder, "explain", folder.dossier("dpae.txt"));
  assert.equal(told.code, 0, told.out);
  assert.match(told.out, /→ règle \[dpae\]/u);
  assert.match(told.out, /À {15}dpae@organisme\.example/u);
  assert.match(told.out, /rien ne part/u);
  const json = JSON.parse(
    (await facteur(folder, "explain", "--json", folder.dossier("dpae.txt"))).out,
  ) as {
    decision: { messages: { rule: { to: string; subject: string } }[] };
  };
  assert.equal(json.decision.messages[0]?.rule.to, "dpae@organisme.example");
  writeFileSync(
    folder.dossier("regles/plan.csv"),
    "famille;environnement;adresse\nurssaf;production;x",
  );
  const wrong = await facteur(folder, "config", "check", "--json");
  assert.equal(wrong.code, 78);
  const { problems } = JSON.parse(wrong.out) as {
    problems: { severity: string; file: string; line: number; key: string; next: string }[];
  };
  assert.deepEqual(
    problems.filter((p) => p.severity === "error").map((p) => [p.file, p.line, p.key]),
    [
      ["plan.csv", 2, "environnement"],
      ["plan.csv", 2, "adresse"],
    ],
  );
  mkdirSync(join(folder.folder, "cirso"));
  const old = join(folder.folder, "cirso", "mapibox.cfg");
  writeFileSync(old, "profil=Microsoft Outlook\r\na=tempo@organisme.example\r\n");
  const saved = join(folder.folder, "section.cfg");
  assert.equal((await facteur(folder, "config", "import", old, "--output", saved)).code, 0);
  assert.equal(
    readFileSync(saved, "utf8"),
    "[cirso]\r\nprofil=Microsoft Outlook\r\na=tempo@organisme.example\r\n",
  );
});

test("a running agent keeps the old rules when the new ones are wrong and says so; rehearse shows what would change", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const rules = folder.dossier("mapibox.cfg");
  writeFileSync(rules, "[dpae]\na=accept@organisme.test\nsujet=DPAE un\n");
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("un.txt"), dpae("UN"));
  await folder.until(1, "enregistre");
  writeFileSync(rules, "[dpae]\na=accept\nsujet=DPAE deux\n");
  const status = await waitUntil("status says so", async () => {
    const { out } = await facteur(folder, "status");
    return out.includes("rules-refused") ? out : undefined;
  });
  assert.match(status, /mapibox\.cfg, ligne 2, a/u);
  writeFileSync(folder.dossier("deux.txt"), dpae("DEUX"));
  assert.equal((await folder.until(2, "enregistre")).ruled?.subject, "DPAE un");
  // Rejected by its checks: no rule was ever asked, and none would change it.
  writeFileSync(
    folder.dossier("trois.txt"),
    writeDpaeFlat([hire("TROIS", { siret: "99999999800018" })]),
  );
  await folder.until(3, "rejete");
  const candidate = join(folder.folder, "candidat.cfg");
  writeFileSync(candidate, "[dpae]\na=accept@organisme.test\nsujet=DPAE {{siret}}\n");
  const shown = await facteur(folder, "rehearse", "--last", "90d", "--rules", candidate);
  assert.equal(shown.code, 1);
  assert.match(
    shown.out,
    /- cabinet → accept@organisme\.test : DPAE un\n {2}\+ cabinet → accept@organisme\.test : DPAE 99999999800019/u,
  );
  assert.match(shown.out, /2 dépôts rejoués : 2 différents\./u);
  writeFileSync(rules, "[dpae]\na=accept@organisme.test\nsujet=DPAE un\n");
  assert.equal((await facteur(folder, "rehearse")).code, 0);
});

test("started on a wrong rule file, nothing leaves: status, config check and the report name file, line and remedy", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), "[dpae]\na=pas une adresse\nsujet=DPAE\n");
  await startAgent(t, folder.settings);
  const told = /mapibox\.cfg, ligne 2, a : ceci n'est pas une adresse.*Écrivez une seule adresse/su;
  const status = await waitUntil("status to tell it before any file came", async () => {
    const { out } = await facteur(folder, "status");
    return out.includes("rules-invalid") ? out : undefined;
  });
  assert.match(status, told);
  assert.match((await facteur(folder, "config", "check")).out, told);
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const held = await folder.until(1, "en-attente-de-regle");
  assert.match((await facteur(folder, "show", held.id)).out.replaceAll(/\s+/gu, " "), told);
  writeFileSync(folder.dossier("mapibox.cfg"), "[dpae]\na=accept@organisme.test\nsujet=DPAE\n");
  await folder.until(1, "remis", "en-attente", "enregistre");
  await waitUntil("status to be quiet again", async () => {
    const { out } = await facteur(folder, "status");
    return !out.includes("rules-invalid");
  });
});

test("a rule file that is a folder or a link is said to be one, and an essai is explained with the copies that only a real sending makes", async (t) => {
  const folder = await agentFolder(
    t,
    { address: "paie@client.test", submission: server },
    { mode: "essai" },
  );
  const rules = folder.dossier("mapibox.cfg");
  mkdirSync(rules);
  const dir = await facteur(folder, "config", "check");
  assert.match(dir.out, /ne peut pas être lu.*is not a plain file/u);
  rmdirSync(rules);
  symlinkSync(folder.settings, rules);
  assert.match((await facteur(folder, "config", "check")).out, /ne peut pas être lu/u);
  rmSync(rules);
  writeFileSync(
    rules,
    "[dpae]\nenvironnement=test\na=essai@organisme.test\nsujet=DPAE\ncopie=oui\ncopie.bureau=archives@client.test\n",
  );
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const told = await facteur(folder, "explain", folder.dossier("dpae.txt"));
  assert.match(told.out, /Un courrier part en essai[\s\S]*essai@organisme\.test/u);
  assert.match(told.out, /Copie à soi {5}paie@client\.test \(en réel seulement/u);
  assert.match(told.out, /Copies bureau {3}archives@client\.test \(en réel seulement/u);
  const json = (await facteur(folder, "explain", "--json", folder.dossier("dpae.txt"))).out;
  assert.match(json, /"copiesInRealOnly": true/u);
});

test("a file that cannot be read is said in words, with what to do", async (t) => {
  const folder = await agentFolder(
    t,
    { address: "paie@client.test", submission: server },
    { mode: "test" },
  );
  const absent = folder.dossier("absent.txt");
  for (const args of [
    ["explain", absent],
    ["config", "import", absent],
    ["rehearse", "--rules", absent],
    ["receipt", "import", absent],
    ["validate", absent],
  ]) {
    const { code, out: err } = await facteur(folder, ...args);
    assert.match(
      err,
      /absent\.txt : aucun fichier de ce nom : vérifiez le chemin/u,
      args.join(" "),
    );
    assert.doesNotMatch(err, /ENOENT/u);
    assert.ok(code === 2 || code === 1, `${args.join(" ")}: ${code}`);
  }
  assert.match(
    (await facteur(folder, "explain", folder.folder)).out,
    /c'est un dossier et non un fichier/u,
  );
  writeFileSync(folder.dossier("gros.txt"), Buffer.alloc(16 * 1024 * 1024, "x"));
  const large = await facteur(folder, "explain", folder.dossier("gros.txt"));
  assert.equal(large.code, 1);
  assert.match(large.out, /plus de 15 Mio : l'agent ne l'enverrait pas/u);
});
