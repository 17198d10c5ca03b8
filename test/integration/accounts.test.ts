/** `facteur declared`, `kit` and `account` as a person calls them: beside a running agent, and while none runs. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { parisDay } from "../../src/domain/paris-time.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { clientMailbox } from "../support/client-mailbox.ts";
import { facteur } from "../support/facteur.ts";
import { dpae, edifact, siret } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

/** To whom the sample returns are. */
const receiver = "99999999800027";

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
  assert.equal(absent.code, 2);
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

/** What the test below handed over: each way is in the journal, with who, to whom and the hash of the very bytes. */
const handedOver = async (about: {
  readonly run: (...args: string[]) => ReturnType<typeof facteur>;
  readonly data: string;
  readonly zip: string;
  readonly printed: string;
}): Promise<void> => {
  const { run, data, zip, printed } = about;
  const given = (await run("account", "cirso", "--given")).out.trimEnd().split("\n");
  assert.equal(given.length, 3, given.join("\n"));
  const [file = "", print = "", mail = ""] = given;
  assert.match(file, /au \d{1,2}(?:er)? .*en fichier/u);
  assert.ok(file.endsWith(sha256(readFileSync(zip))), file);
  assert.match(print, /Odile .*imprimé/u);
  assert.ok(print.endsWith(sha256(readFileSync(printed))), print);
  assert.match(mail, /Odile .*par courriel à client@client\.example {2}SHA-256 [0-9a-f]{64}$/u);
  const shown = await run("show", "D1");
  for (const line of given) assert.ok(shown.out.includes(line), shown.out);
  assert.equal((await run("account", "cirso", "--given", "--json")).code, 2);
  assert.match((await run("account", siret, "--given")).out, /Aucun compte rendu n'a été remis/u);
  assert.equal((await run("audit")).code, 0);
  await using journal = readJournal(join(data, "data", "journal.db"));
  const facts = (await journal?.facts({ is: ["account-given"] }, 10)) ?? [];
  assert.equal(facts.length, 3);
  assert.ok(!JSON.stringify(facts).includes('"cirso"'));
};

test("letters that announce a change are written as pages: PDF, HTML or text", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const run = (...args: string[]) => facteur(...args, "--config", folder.settings);
  const written = async (...row: readonly string[]): Promise<void> => {
    const end = await run("register", ...row, "--by", "Odile", "--reason", "essai");
    assert.equal(end.code, 0, end.err);
  };
  await written("add", "organismes", "code=U1", "nom=Essai", "famille=urssaf", `siret=${receiver}`);
  await written("add", "employeurs", `siret=${siret}`, "raison_sociale=Fictive SARL");
  const adhesion = [`siret=${siret}`, "organisme=U1", "accord=oui"];
  await written("add", "adhesions", ...adhesion, "mode_paiement=virement");
  writeFileSync(folder.dossier("mapibox.cfg"), rules("silent@organisme.test"));
  writeFileSync(folder.dossier("ducs.edi"), edifact(["REF1"]));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "remis");
  await agent.stop();
  await written("set", "adhesions", ...adhesion, "mode_paiement=telereglement");
  const letters = join(folder.folder, "lettres");
  for (const [format, ending, begins] of [
    [undefined, "pdf", "%PDF-"],
    ["html", "html", "<!doc"],
    ["text", "txt", "Ficti"],
  ] as const) {
    const asked = format === undefined ? [] : ["--format", format];
    const end = await run("register", "announce", "--letters", letters, ...asked);
    assert.equal(end.code, 0, end.err);
    assert.match(end.out, /mode de paiement : télérèglement \(auparavant : virement\)/u);
    const name = readdirSync(letters).find((one) => one.endsWith(`-U1-${siret}.${ending}`)) ?? "";
    assert.match(name, /^\d{4}-\d{2}-\d{2}-/u);
    const made = readFileSync(join(letters, name), "utf8");
    assert.equal(made.slice(0, 5).toLowerCase(), begins.toLowerCase());
  }
});

test("an account is written, printed and mailed under the firm's own identity; never to a mailbox of receipts", async (t) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const got: { from: string; to: string; raw: string }[] = [];
  const server = await clientMailbox(t, got);
  const printed = join(folder.folder, "imprime.pdf");
  const script = join(folder.folder, "lp.mjs");
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs"; const c = []; for await (const x of process.stdin) c.push(x); writeFileSync(${JSON.stringify(printed)}, Buffer.concat(c));`,
  );
  folder.settle({
    printing: { command: [process.execPath, script], documents: ["refus"] },
    notifications: {
      mail: {
        from: "cabinet@cabinet.test",
        to: ["equipe@cabinet.test"],
        submission: { host: "localhost", port: server, security: "none" },
      },
      digestMinutes: 60,
      perHour: 1,
    },
  });
  writeFileSync(folder.dossier("mapibox.cfg"), rules("accept@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "enregistre");
  await agent.stop();
  const run = (...args: string[]) => facteur(...args, "--config", folder.settings);
  // Not the month of now: it may have begun meanwhile.
  const month = parisDay((await folder.deposits())[0]?.claimed.at ?? 0).slice(0, 7);
  const zip = join(folder.folder, "compte.zip");
  const written = await run("account", "cirso", "--month", month, "--output", zip);
  assert.equal(written.code, 0, written.err);
  const files = zipArchive().unpack(readFileSync(zip));
  const paths = files.map((f) => f.path);
  for (const path of [
    "lettre.pdf",
    "recapitulatif.pdf",
    "copies/D1.pdf",
    "declarations/D1-dpae.txt",
    "empreintes.txt",
  ])
    assert.ok(paths.includes(path), `${path} in ${paths.join(" ")}`);
  assert.ok(paths.some((p) => /^accuses\/R\d+\.eml$/u.test(p)));
  for (const line of Buffer.from(files.at(-1)?.bytes ?? [])
    .toString()
    .trimEnd()
    .split("\n")) {
    const [hash = "", path = ""] = line.split("  ");
    assert.equal(sha256(files.find((f) => f.path === path)?.bytes ?? new Uint8Array()), hash, path);
  }
  const told = JSON.parse((await run("account", "cirso", "--end-of-mandate", "--json")).out) as {
    counts: { registered: number };
  };
  assert.equal(told.counts.registered, 2);
  const template = join(folder.folder, "lettre.txt");
  writeFileSync(template, "Bonjour {{client}},\n\n{{inconnu}}\n");
  const bad = await run("account", "cirso", "--month", month, "--template", template);
  assert.equal(bad.code, 2);
  assert.match(bad.err, /lettre\.txt:3 \{\{inconnu\}\} : champ inconnu/u);
  writeFileSync(template, "Bonjour {{client}},\n\n{{resultat}}.\n");
  const mailed = await run(
    "account",
    "cirso",
    "--month",
    month,
    "--mail",
    "client@client.example",
    "--print",
    "--template",
    template,
    "--forms",
    "lettre",
    "--by",
    "Odile",
  );
  assert.equal(mailed.code, 0, mailed.err);
  await handedOver({ run, data: folder.folder, zip, printed });
  assert.equal(readFileSync(printed).subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(
    got.map((m) => [m.from, m.to]),
    [["cabinet@cabinet.test", "client@client.example"]],
  );
  assert.match(got[0]?.raw ?? "", /Bonjour SOCIETE FICTIVE,[\s\S]*2 enregistr=C3=A9es/u);
  for (const address of [clientUser.address, "accept@organisme.test"]) {
    const refused = await run("account", "cirso", "--month", month, "--mail", address);
    assert.equal(refused.code, 2, address);
    assert.match(refused.err, /boîte à accusés ou l'adresse d'un organisme/u);
  }
  for (const [wrong, code] of [
    [["Personne", "--month", month], 1],
    [["cirso", "--month", "1999-01"], 1],
    [["cirso"], 2],
    [["cirso", "--month", month, "--end-of-mandate"], 2],
    [["cirso", "--month", "hier"], 2],
    [["cirso", "--month", month, "--forms", "ar,tout"], 2],
    [["cirso", "--month", month, "--mail"], 2],
  ] as const)
    assert.equal((await run("account", ...wrong)).code, code, wrong.join(" "));
  assert.equal(got.length, 1);
});
