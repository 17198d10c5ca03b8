/**
 * Every command that answers in JSON is asked, beside a small agent or while none runs, and what it says obeys the schema that
 * `docs/` publishes for it. Both ways: no command without a schema, no schema without a command that was asked.
 */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { parisDay } from "../../src/domain/paris-time.ts";
import { situationsInFrench } from "../../src/domain/situations/fr.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { SchemaCheck } from "../support/json-answers.ts";
import { dpae, dpaeAr, edifact, siret } from "../support/samples.ts";
import { pgpPair } from "../support/sealing.ts";
import { rules } from "../support/small-world.ts";

const env = { FACTEUR_TEST_PASSWORD: clientUser.password };
const two = dpae("FICTIVE", "IMAGINAIRE");

const firm = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const key = await pgpPair(folder.folder, "caisse", { seconds: 86_400 * 20 });
  const file = (name: string, text: string | Uint8Array): string => {
    writeFileSync(join(folder.folder, name), text);
    return join(folder.folder, name);
  };
  const sealing = join(import.meta.dirname, "..", "support", "sealing-program.mjs");
  const paths = {
    node: { path: process.execPath },
    script: { path: sealing },
    cle: { path: file("cle.bin", "premiere") },
  };
  const sealed = ["{node}", "{script}", "seal", "{cle}", "{entree}", "{sortie}"];
  const dossier = { mode: "reel", quietSeconds: 0.2, client: "DUPONT" };
  folder.settle({
    dossiers: { cirso: dossier, ducs: dossier },
    page: { port: 0 },
    sealers: {
      caisse: { openpgp: { recipients: [key.publicFile] } },
      programme: { external: { paths, command: sealed } },
    },
  });
  const at = (name: string, inside = "") => join(folder.folder, "spool", name, inside);
  mkdirSync(at("ducs"), { recursive: true });
  const sealedRule = `${rules("silent@organisme.test")}\r\nchiffrement=programme\r\n`;
  writeFileSync(at("cirso", "mapibox.cfg"), sealedRule);
  writeFileSync(
    at("ducs", "mapibox.cfg"),
    `${rules("accept@organisme.test")}\r\nvalidation=client\r\n`,
  );
  const schemas = new SchemaCheck();
  /** The exit code is the first thing that a program reads; undefined where it depends on what has come by then. */
  const ask = async (code: number | undefined, ...words: readonly string[]) => {
    const json = words.includes("--format") ? [] : ["--json"];
    const said = await command(["--config", folder.settings, ...words, ...json], { env });
    if (code !== undefined)
      assert.equal(said.code, code, `${words.join(" ")}: ${said.out}${said.err}`);
    const answer: unknown = JSON.parse(said.out);
    schemas.check(words, answer);
    return answer;
  };
  return { ...folder, at, ask, file, key, schemas };
};

type Firm = Awaited<ReturnType<typeof firm>>;

const signed = ["--by", "odile", "--reason", "essai"] as const;

const whatStands = async ({ ask, settings }: Firm): Promise<void> => {
  await ask(1, "status");
  await ask(0, "list");
  await ask(0, "doctor");
  await ask(0, "open", "--as", "Marie", "--role", "clerk");
  await ask(0, "show", "D1");
  await ask(0, "show", "D1", "--format", "json");
  await ask(0, "show", "D1", "--clear");
  await ask(0, "show", "D1", "--generations");
  await ask(1, "show", "D99");
  await ask(0, "config", "check");
  await ask(0, "config", "describe");
  await ask(0, "probe", "cabinet", "--send-self");
  writeFileSync(`${settings}.wrong`, "{}");
  await ask(78, "config", "check", "--config", `${settings}.wrong`);
};

const orders = async ({ ask, until, file }: Firm): Promise<void> => {
  await ask(0, "statement", "D2");
  await ask(0, "statement", "D2", "--given", "--how", "mail", "--by", "jeanne");
  await ask(0, "hold", "--client", "DUPONT", ...signed);
  await ask(1, "hold", "--client", "DUPONT", ...signed);
  await ask(undefined, "status");
  await ask(0, "release", "--client", "DUPONT", ...signed);
  await ask(0, "release", "D2", "--agreed-by", "M. Fictif", ...signed);
  await ask(1, "release", "D2", ...signed);
  await until(2, "a-lire", "enregistre");
  for (const order of ["hold", "retry", "cancel", "confirm", "resend"])
    await ask(1, order, "D2", ...signed);
  const proof = ["--means", "paper", "--file", file("scan.pdf", "une page"), ...signed];
  await ask(0, "declared", "D2", ...proof);
  await ask(1, "declared", "D99", ...proof);
};

const receipts = async ({ ask, file }: Firm): Promise<void> => {
  const ar = file("ar.txt", dpaeAr(two, ["00", "12"]));
  const imported = await ask(0, "receipt", "import", ar, "--by", "odile");
  const { receipt } = imported as { readonly receipt: string };
  await ask(0, "receipt", "import", ar, "--by", "odile");
  await ask(1, "receipt", "list");
  await ask(0, "receipt", "assign", receipt, "D1", "--by", "odile");
  await ask(1, "receipt", "assign", receipt, "D1", "--by", "odile");
  await ask(0, "receipt", "record", "D1", "--phone", "--as", "registered", ...signed);
  await ask(1, "receipt", "confirm", "R99", ...signed);
  await ask(0, "receipt", "confirm", receipt, ...signed);
  await ask(1, "receipt", "refile", "R99", ...signed);
};

const papers = async ({ ask, folder, file, deposits }: Firm): Promise<void> => {
  // Not the month of now: it may have begun meanwhile.
  const month = parisDay((await deposits())[0]?.claimed.at ?? 0).slice(0, 7);
  const zip = join(folder, "preuve.zip");
  await ask(1, "validate", file("lettre.txt", "Madame,\r\nbonjour.\r\n"), "--format", "json");
  await ask(0, "validate", file("juste.txt", two), "--format", "json");
  await ask(0, "account", "cirso", "--month", month);
  await ask(0, "account", "cirso", "--end-of-mandate", "--format", "json");
  await ask(undefined, "today");
  await ask(undefined, "report", "day");
  await ask(undefined, "report", "period", month);
  await ask(0, "evidence", "D1", "--output", zip);
  await ask(0, "evidence", "verify", zip);
  await ask(1, "evidence", "verify", file("faux.zip", "rien"));
  await ask(0, "audit");
  await ask(0, "audit", "--reconcile");
  await ask(1, "audit", "--reconcile", "d99.m1", "--as", "sent", ...signed);
  await ask(0, "purge", "--dry-run");
  await ask(0, "purge", "--today", parisDay(Date.now()), ...signed);
  // Nothing more becomes of a file that was no declaration.
  await ask(0, "forget", "D3", "--claimed", "--dry-run");
  await ask(0, "forget", "D3", "--claimed", ...signed);
};

const machine = async (t: TestContext, { ask, key, folder, file }: Firm): Promise<void> => {
  await ask(0, "keys", "list");
  await ask(0, "keys", "check");
  await ask(0, "keys", "import", key.publicFile, "--yes");
  await ask(1, "keys", "accept", "programme", ...signed);
  await ask(0, "service", "install", "--dry-run");
  await ask(0, "service", "uninstall", "--dry-run");
  if (process.platform !== "win32") {
    // What systemd would say, whether it is there or not.
    const states = "LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=12";
    chmodSync(file("systemctl", `#!/bin/sh\nprintf '${states}\n'\n`), 0o755);
    const before = process.env["PATH"] ?? "";
    process.env["PATH"] = `${folder}:${before}`;
    cleanup(t, () => void (process.env["PATH"] = before));
    await ask(0, "service", "status");
    process.env["PATH"] = before;
  }
  await ask(0, "store", "status");
  await ask(75, "store", "rotate");
};

const register = async ({ ask, file }: Firm): Promise<void> => {
  const organism = "code=CIRSO nom=Cirso famille=urssaf identifiants=999 parcours=cirso".split(" ");
  await ask(0, "register", "add", "organismes", ...organism);
  await ask(1, "register", "add", "organismes", "code=X", "famille=y");
  const employer = ["employeurs", `siret=${siret}`, "raison_sociale=Fictive", "pilote=oui"];
  await ask(0, "register", "add", ...employer);
  await ask(0, "register", "set", "employeurs", `siret=${siret}`, "raison_sociale=Autre");
  const csv = "code;nom;famille;identifiants\r\nB;Autre;irc;99999999100013\r\n";
  await ask(0, "register", "import", file("organismes.csv", csv), "--dry-run");
  await ask(0, "register", "import", file("organismes.csv", csv));
  await ask(0, "register", "remove", "organismes", "code=B");
  await ask(0, "register", "list");
  await ask(0, "register", "show", siret);
  await ask(0, "register", "announce");
  const pair = ["--employer", siret, "--organism", "CIRSO"];
  await ask(0, "register", "announced", ...pair);
  const former = "99999999800027";
  await ask(0, "register", "add", "employeurs", `siret=${former}`, "raison_sociale=Partie");
  await ask(0, "register", "forget", former, "--by", "odile", "--reason", "partie");
  const path = (name: string) =>
    ask(0, "register", "set", "organismes", "code=CIRSO", `parcours=${name}`);
  await ask(1, "qualification", "plan", "2026-11-02", "--by", "odile");
  await path("portail");
  await ask(0, "qualification", "plan", "2026-11-02", "--by", "odile");
  await path("cirso");
  await ask(0, "qualification", "done", "appel", "--by", "odile");
  await ask(1, "qualification", "done", "etape-4", "--by", "odile");
  await ask(0, "qualification", "override", ...pair, ...signed);
  await ask(0, "qualification", "list");
  await ask(0, "qualification", "show");
  await ask(2, "qualification", "report");
  await ask(0, "qualification", "report", "--organism", "CIRSO");
};

const changed = async ({ ask, at, file }: Firm): Promise<void> => {
  const one = file("dpae.txt", dpae("NOUVELLE"));
  await ask(0, "explain", one, "--dossier", "cirso");
  await ask(0, "config", "import", at("cirso", "mapibox.cfg"));
  await ask(0, "rehearse");
  writeFileSync(at("cirso", "mapibox.cfg"), rules("accept@organisme.test"));
  await ask(1, "rehearse");
};

const alone = async ({ ask, file }: Firm): Promise<void> => {
  await ask(1, "status");
  await ask(75, "open");
  await ask(0, "dossier", "take", "cirso");
  file("cle.bin", "seconde");
  await ask(0, "keys", "accept", "programme", ...signed);
  await ask(0, "store", "rotate");
  await ask(0, "store", "encrypt");
};

test("every JSON answer obeys its published schema, and every schema describes one", async (t) => {
  const there = await firm(t);
  const agent = await startAgent(t, there.settings);
  writeFileSync(there.at("cirso", "dpae.txt"), two);
  await there.until(1, "remis");
  writeFileSync(there.at("ducs", "ducs.edi"), edifact(["REF1"]));
  await there.until(2, "retenu");
  writeFileSync(there.at("cirso", "lettre.txt"), "Madame,\r\nbonjour.\r\n");
  await there.until(3, "rejete");
  await whatStands(there);
  await orders(there);
  await receipts(there);
  await papers(there);
  await machine(t, there);
  await register(there);
  await changed(there);
  await agent.stop();
  await alone(there);
  const known = process.platform === "win32" ? ["service status"] : [];
  assert.deepEqual(there.schemas.left.commands, known, "commands that nobody asked");
  assert.deepEqual(there.schemas.left.schemas, [], "schemas that describe nothing");
});

test("the schemas list exactly the states there are", async () => {
  const { default: common } = await import("../../docs/schemas/common.json", {
    with: { type: "json" },
  });
  assert.deepEqual(
    common.$defs.situation.enum.toSorted(),
    Object.keys(situationsInFrench).toSorted(),
  );
});

test("the check does find what is wrong", () => {
  const schemas = new SchemaCheck();
  const error = { exit: 1, said: ["non"] };
  schemas.check(["list"], { error });
  assert.throws(() => schemas.check(["list"], { error: { ...error, exit: 3 } }));
  assert.throws(() => schemas.check(["list"], [{ id: "D1" }]));
  assert.throws(() => schemas.check(["open"], { is: "link", url: "x", name: "y", role: "z" }));
  assert.throws(() => schemas.check(["run"], {}));
});
