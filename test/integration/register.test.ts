/** `facteur register …` as a person types it: before any agent ran, beside one that runs, and between two machines. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import iconv from "iconv-lite";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { agentFolder, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { employerSiret, registerFirm } from "../support/register-firm.ts";

const nobody = {
  address: "paie@client.test",
  submission: { host: "localhost", port: 9, security: "none" },
} as const;

const desk = async (t: TestContext) => {
  const agent = await agentFolder(t, nobody);
  const type = async (...words: readonly string[]) => {
    const { code, out, err } = await facteur(...words, "--config", agent.settings);
    return { code, out, err, said: out + err };
  };
  const make = (name: string, files: Readonly<Record<string, string | Uint8Array>>) => {
    mkdirSync(join(agent.folder, name), { recursive: true });
    const paths = Object.keys(files).map((file) => join(agent.folder, name, file));
    for (const [file, text] of Object.entries(files))
      writeFileSync(join(agent.folder, name, file), text);
    return paths;
  };
  const data = (...path: readonly string[]) => join(agent.folder, "data", ...path);
  return { ...agent, type, make, data };
};

const tablesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), "latin1")]),
  );

test("a firm's tables come in whole, name nobody in the journal, and go out the same", async (t) => {
  const { type, make, data, folder } = await desk(t);
  const scan = Buffer.from("%PDF-1.4 mandat fictif");
  const files = registerFirm(3);
  const mandates = (files["mandats.csv"] ?? "").replace("signe_le", "signe_le;fichier");
  const paths = make("in", {
    ...files,
    "mandats.csv": mandates.replace("2026-01-02", "2026-01-02;scans/un.pdf"),
  });
  make("in/scans", { "un.pdf": scan });
  const come = await type("register", "import", ...paths, "--by", "Odile", "--reason", "reprise");
  assert.equal(come.code, 0, come.said);
  assert.equal(come.out, "46 ligne(s) écrite(s). C'est au journal.\n");

  const journal = readFileSync(data("journal.db")).toString("latin1");
  for (const secret of [employerSiret(1), "Fictive", "99999000010000000000"])
    assert.ok(!journal.includes(secret), secret);
  assert.match((await type("audit")).said, /Aucune violation/u);

  const out = join(folder, "out");
  assert.equal((await type("register", "export", out)).code, 0);
  const exported = readdirSync(out).filter((name) => name.endsWith(".pdf"));
  assert.deepEqual(exported, [`mandat-${employerSiret(0)}-2026-01-02.pdf`]);
  assert.deepEqual(readFileSync(join(out, exported[0] ?? "")), scan);
  const tables = readdirSync(out)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => join(out, name));
  const again = await type("register", "import", ...tables);
  assert.equal(again.out, "Rien ne change : le registre le dit déjà.\n", again.said);

  // A second agent, given the first one's tables, says the same.
  const other = await desk(t);
  assert.equal((await other.type("register", "import", ...tables)).code, 0);
  const outAgain = join(folder, "out-again");
  assert.equal((await other.type("register", "export", outAgain)).code, 0);
  assert.deepEqual(tablesIn(outAgain), tablesIn(out));
});

test("tables with errors are named at once, each with its place, and nothing of them comes in", async (t) => {
  const { type, make } = await desk(t);
  const windows = iconv.encode(
    'code,nom,famille\r\nU1,"Urssaf d\'Évry, siège",urssaf\r\nU 2,Urssaf,ursaf\r\n',
    "windows-1252",
  );
  const paths = make("in", {
    "organismes.csv": windows,
    "adhesions.csv": "siret;organisme;demandee\r\n123;U1;31/02/2026\r\n",
    "mandats.csv": `siret;mandataire;signe_le;fichier\r\n${employerSiret(1)};${employerSiret(2)};2026-01-02;absent.pdf\r\n`,
  });
  const refused = await type("register", "import", ...paths);
  assert.equal(refused.code, 1);
  const lines = refused.err.trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split(" : ")[0]?.replace(/ « .*/u, "")),
    [
      "adhesions.csv:2 siret",
      "adhesions.csv:2 demandee",
      "mandats.csv:2 fichier",
      "mandats.csv:2 siret",
      "organismes.csv:3 code",
      "organismes.csv:3 famille",
      "6 erreur(s)",
    ],
  );
  assert.match((await type("register", "list")).out, /Le registre est vide/u);
  // Two folders, each with a table of the same name: a scan lies beside its own.
  make("un", { "signe.pdf": "%PDF-1.4 mandat fictif" });
  const both = ["un", "deux"].flatMap((folder, n) =>
    make(folder, {
      "mandats.csv": `siret;mandataire;signe_le;fichier\r\n${employerSiret(n)};${employerSiret(2)};2026-01-02;signe.pdf\r\n`,
    }),
  );
  const scans = (await type("register", "import", ...both)).err.split("\n");
  assert.deepEqual(
    scans.flatMap((line) => /^(.*):2 fichier/u.exec(line)?.slice(1) ?? []),
    both.slice(1),
  );
  const [organisms = ""] = paths;
  make("in", {
    "organismes.csv": iconv.encode("code,nom,famille\r\nU1,Évry,urssaf\r\n", "windows-1252"),
  });
  assert.equal((await type("register", "import", organisms, "--dry-run")).code, 0);
  assert.match((await type("register", "list")).out, /Le registre est vide/u);
  assert.equal((await type("register", "import", organisms)).code, 0);
  assert.match((await type("register", "list", "organismes")).out, /^U1 {2}nom=Évry/u);
});

test("rows are added, changed and removed beside a running agent, with who and why", async (t) => {
  const { type, settings, data, make } = await desk(t);
  await startAgent(t, settings);
  const siret = employerSiret(1);
  const signed = ["--by", "Odile", "--reason", "nouveau client"] as const;
  const add = (...cells: readonly string[]) => type("register", "add", ...cells, ...signed);
  assert.equal((await add("organismes", "code=U1", "nom=Urssaf", "famille=urssaf")).code, 0);
  assert.equal((await add("employeurs", `siret=${siret}`, "raison_sociale=Fictive")).code, 0);
  assert.equal((await add("numeros", `siret=${siret}`, "organisme=U1", "numero=117A")).code, 0);
  const twice = await add("numeros", `siret=${siret}`, "organisme=U1", "numero=2");
  assert.match(twice.err, /déjà là ; `facteur register set` la change/u);
  const key = [`siret=${siret}`, "organisme=U1"];
  assert.equal((await type("register", "set", "numeros", ...key, "numero=9", ...signed)).code, 0);
  const [scan = ""] = make("in", { "signe.pdf": Buffer.from("%PDF-1.4 mandat fictif") });
  const mandate = ["mandats", `siret=${siret}`, `mandataire=${employerSiret(2)}`] as const;
  const lost = await add(...mandate, "signe_le=02/01/2026", "fichier=absent.pdf");
  assert.match(lost.err, /^mandats fichier « absent\.pdf » : aucun fichier de ce nom/u);
  const signedOn = await add(...mandate, "signe_le=02/01/2026", `fichier=${scan}`);
  assert.equal(signedOn.code, 0, signedOn.said);
  assert.equal((await type("register", "set", ...mandate, "fin=2026-12-31", ...signed)).code, 0);
  const shown = await type("register", "show", siret);
  assert.match(shown.out, /fin {15}2026-12-31\n {4}fichier {11}sha256:[0-9a-f]{64}/u);
  assert.match(
    shown.out,
    /numeros \d{14} U1\n {4}numero {12}9\n {4}par Odile le .* : nouveau client/u,
  );
  const alone = await type("register", "remove", "employeurs", `siret=${siret}`, ...signed);
  assert.equal(alone.code, 1);
  assert.match(alone.err, /2 ligne\(s\) le nomment encore \(mandats, numeros\)/u);
  const all = await type("register", "remove", "employeurs", `siret=${siret}`, "--all", ...signed);
  assert.equal(all.out, "3 retirée(s). C'est au journal.\n", all.said);
  assert.equal((await type("register", "show", siret)).code, 1);
  assert.equal((await type("register", "add", "employeurs", "sirt=1")).code, 2);
  await using journal = readJournal(data("journal.db"));
  const facts = (await journal?.facts({ agent: true }, 100)) ?? [];
  assert.equal(facts.filter((f) => f.is === "register-changed" && f.by === "Odile").length, 7);
});
