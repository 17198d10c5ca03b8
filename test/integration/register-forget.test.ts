/** `facteur register forget` as a person types it: what goes, what of others stays, and when it is refused. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { employerSiret, firmSiret, registerFirm } from "../support/register-firm.ts";
import { dpae, siret } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

const signed = ["--by", "Odile", "--reason", "demande du 3 novembre"] as const;

test("one employer is forgotten, its past and its scan too; the others keep theirs, and the audit is clean", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const { folder, settings } = await agentFolder(t, clientOf(organism));
  const type = async (...words: readonly string[]) => {
    const { code, out, err } = await facteur(...words, "--config", settings);
    return { code, out, said: out + err };
  };
  const [gone, stays] = [employerSiret(1), employerSiret(2)];
  const own = Buffer.from("%PDF-1.4 mandat fictif un");
  const common = Buffer.from("%PDF-1.4 mandat fictif commun");
  mkdirSync(join(folder, "in"));
  const tables = {
    ...registerFirm(3),
    "mandats.csv": [
      "siret;mandataire;signe_le;fin;fichier",
      `${gone};${firmSiret};2026-01-02;;un.pdf`,
      `${gone};${employerSiret(7)};2025-01-02;2025-12-31;commun.pdf`,
      `${stays};${firmSiret};2026-01-02;;commun.pdf`,
      "",
    ].join("\r\n"),
  };
  const files = { ...tables, "un.pdf": own, "commun.pdf": common };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, "in", name), bytes);
  const paths = Object.keys(tables).map((name) => join(folder, "in", name));
  const come = await type("register", "import", ...paths, "--by", "Odile", "--reason", "reprise");
  assert.equal(come.code, 0, come.said);
  const row = [`siret=${gone}`, "organisme=URSSAF-99"];
  assert.equal((await type("register", "set", "numeros", ...row, "numero=9")).code, 0);
  const forget = (who: string, ...more: readonly string[]) =>
    type("register", "forget", who, ...more);

  assert.equal((await forget(gone, "--by", "Odile")).code, 2);
  assert.match((await forget(firmSiret, ...signed)).said, /D'autres employeurs.*mandats \(2\)/u);
  const inForce = await forget(gone, ...signed);
  assert.equal(inForce.code, 1);
  assert.match(inForce.said, /mandat est en vigueur \(2026-01-02\)/u);
  const mandate = [`siret=${gone}`, `mandataire=${firmSiret}`];
  const end = await type("register", "set", "mandats", ...mandate, "fin=2026-01-03");
  assert.equal(end.code, 0, end.said);
  const before = await type("register", "show", stays);
  const dry = await forget(gone, "--dry-run", "--json");
  assert.deepEqual(JSON.parse(dry.out), {
    dryRun: true,
    rows: 15,
    contents: 3,
    papers: 1,
    kept: [],
  });
  const agent = await startAgent(t, settings);
  const done = await forget(gone, ...signed);
  assert.equal(done.code, 0, done.said);
  assert.match(done.out, /15 ligne\(s\), 3 contenu\(s\).* 1 pièce/u);
  assert.match((await forget(gone, ...signed)).said, /l'a déjà oublié/u);
  await agent.stop();
  assert.equal((await type("register", "show", gone)).code, 1);
  assert.equal((await type("register", "show", stays)).out, before.out);
  const audited = await type("audit");
  assert.equal(audited.code, 0, audited.said);

  const stored = readdirSync(join(folder, "data", "store"), { recursive: true }).map(String);
  const isKept = (hash: string): boolean => stored.some((path) => path.endsWith(hash.slice(4)));
  await using journal = readJournal(join(folder, "data", "journal.db"));
  const [fact] = (await journal?.facts({ is: ["register-forgotten"] }, 10)) ?? [];
  assert.ok(fact?.is === "register-forgotten");
  assert.deepEqual([fact.by, fact.contents.length, fact.papers], ["Odile", 3, [sha256(own)]]);
  for (const { was, now } of fact.contents)
    assert.deepEqual([isKept(was), isKept(now)], [false, true]);
  assert.deepEqual([isKept(sha256(own)), isKept(sha256(common))], [false, true]);
  assert.ok(!JSON.stringify(fact).includes(gone));
  // It may come back as a client: nothing of the forgetting stands in its way.
  const again = await type(
    "register",
    "add",
    "employeurs",
    `siret=${gone}`,
    "raison_sociale=Autre",
  );
  assert.equal(again.code, 0, again.said);
  assert.equal((await type("audit")).code, 0);
});

test("not while a deposit is open; nor while its declarations must be kept, unless somebody claims it", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const type = (...words: readonly string[]) => facteur(...words, "--config", folder.settings);
  const row = ["employeurs", `siret=${siret}`, "raison_sociale=Fictive"];
  assert.equal((await type("register", "add", ...row, ...signed)).code, 0);
  assert.equal((await type("register", "forget", "123", ...signed)).code, 2);
  const unknown = await type("register", "forget", employerSiret(9), ...signed);
  assert.match(unknown.err, /n'a jamais parlé/u);
  writeFileSync(folder.dossier("mapibox.cfg"), rules("silent@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "remis");
  const open = await type("register", "forget", siret, ...signed, "--claimed");
  assert.equal(open.code, 1);
  assert.match(open.err, /pas terminés, donc rien n'a été effacé : D1/u);
  const scan = join(folder.folder, "bordereau.pdf");
  writeFileSync(scan, "%PDF-1.4 un bordereau signé");
  const paper = ["--means", "paper", "--file", scan, "--by", "Odile", "--reason", "panne"];
  assert.equal((await type("declared", "D1", ...paper)).code, 0);
  await agent.stop();
  const early = await type("register", "forget", siret, ...signed);
  assert.equal(early.code, 1, early.out);
  assert.match(early.err, /encore à conserver selon `retention` \(D1\)/u);
  assert.equal((await type("register", "show", siret)).code, 0);
  const done = await type("register", "forget", siret, ...signed, "--claimed");
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /Restent ses déclarations.* : D1\./u);
  assert.equal((await type("register", "show", siret)).code, 1);
  assert.equal((await type("show", "D1")).code, 0);
  assert.equal((await type("audit")).code, 0);
});
