/** The DUCS path against the embedded organism: one Urssaf for all of them, each IRC by itself, an attestation, another program. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Deposit } from "../../src/domain/deposit.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { situation } from "../../src/domain/rollup.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { employerSiret, firmSiret } from "../support/register-firm.ts";
import { contribution, siret } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

/** SIRENs that begin with 99 99 are nobody's. */
const recipients = {
  "URSSAF-1": employerSiret(901),
  "URSSAF-2": employerSiret(902),
  "IRC-A": employerSiret(903),
  "IRC-B": employerSiret(904),
} as const;
type Code = keyof typeof recipients;

const ducs = (code: Code, reference: string, isTest: boolean): Uint8Array => {
  const recipient = recipients[code];
  const internal = "9999999999999";
  const paid = socialReference({ creditor: "S1", period: "202640", internal }) ?? "";
  const payment = { mode: "20", amount: "1234", socialReference: paid } as const;
  return writeDucsEdifact([{ ...contribution(reference), recipient, payment }], {
    sender: siret,
    recipient,
    date: "261105",
    hour: "0900",
    test: isTest,
    reference,
  });
};

const firm = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const dossier = { quietSeconds: 0.2 };
  folder.settle({
    receipts: { profiles: ["organisme-demo"] },
    dossiers: { essai: { ...dossier, mode: "essai" }, reel: { ...dossier, mode: "reel" } },
  });
  const at = (name: string, file: string) => join(folder.folder, "spool", name, file);
  const plan =
    "[adresse t]\nenvironnement=test\na=levels+essai@organisme.test\n[adresse r]\nenvironnement=reel\na=levels@organisme.test\n[tout]\nprofil=Microsoft Outlook\nsujet=DUCS\n";
  for (const name of ["essai", "reel"]) {
    mkdirSync(at(name, ""), { recursive: true });
    writeFileSync(at(name, "mapibox.cfg"), plan);
  }
  const type = async (...words: readonly string[]): Promise<string> => {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    assert.equal(code, 0, `${words.join(" ")}: ${out}${err}`);
    return out;
  };
  const become = (file: string, until: (d: Deposit) => boolean): Promise<Deposit> =>
    waitUntil(`${file} to come so far`, async () => {
      const found = (await folder.deposits()).find((d) => d.claimed.name === `${file}.edi`);
      return found && until(found) ? found : undefined;
    });
  const drop = (name: "essai" | "reel", code: Code, file: string, until: Until) => {
    writeFileSync(at(name, `${file}.edi`), ducs(code, file, name === "essai"));
    return become(file, until);
  };
  const done = (step: string, code: Code, ...more: readonly string[]): Promise<string> =>
    type("qualification", "done", step, "--organism", code, "--by", "Odile", ...more);
  const table = join(folder.folder, "organismes.csv");
  const rows = Object.entries(recipients).map(
    ([code, id]) => `${code};${code} d'essai;${code.startsWith("I") ? "irc" : "urssaf"};${id};ducs`,
  );
  writeFileSync(table, ["code;nom;famille;siret;parcours", ...rows, ""].join("\n"));
  await type("register", "import", table, "--by", "Odile");
  await type("register", "add", "employeurs", `siret=${siret}`, "raison_sociale=Fictive");
  const role = (word: string, name: string) => [
    `siret=${siret}`,
    `role=${word}`,
    `par_siret=${firmSiret}`,
    `par_nom=${name}`,
  ];
  await type("register", "add", "roles", ...role("relais", "Relais Fictif"));
  await type(
    "register",
    "add",
    "roles",
    ...role("tiers-redacteur", "Cabinet Fictif"),
    "logiciel=Paie 7",
  );
  await type(
    "register",
    "add",
    "mandats",
    `siret=${siret}`,
    `mandataire=${firmSiret}`,
    "signe_le=2026-01-02",
  );
  const software = (name: string) =>
    type(
      "register",
      "set",
      "roles",
      ...role("tiers-redacteur", "Cabinet Fictif"),
      `logiciel=${name}`,
    );
  return { folder, type, drop, become, done, software };
};

type Until = (d: Deposit) => boolean;
const held: Until = (d) => d.stage.is === "held" && d.stage.hold.because === "not-qualified";
const stepFirst: Until = (d) => d.stage.is === "held" && d.stage.hold.because === "step-first";
const registered: Until = (d) => situation(d).is === "enregistre";

test("real is refused at each earlier point; then one Urssaf is all of them, and each IRC itself", async (t) => {
  const { folder, type, drop, become, done, software } = await firm(t);
  const agent = await startAgent(t, folder.settings);
  const early = ["AVANT", "DEMANDE", "REPONSE", "ESSAYE"] as const;
  await drop("reel", "URSSAF-1", "AVANT", held);
  await drop("essai", "URSSAF-1", "ESSAI", stepFirst);
  await done("demande", "URSSAF-1", "--date", "02/11/2026");
  await drop("reel", "URSSAF-1", "DEMANDE", held);
  await become("ESSAI", stepFirst);
  await done("reponse", "URSSAF-1", "--date", "05/11/2026");
  await drop("reel", "URSSAF-2", "REPONSE", held);
  const test1 = await become("ESSAI", registered);
  assert.ok(test1.receipts.some((r) => r.level === 3));
  await drop("reel", "URSSAF-1", "ESSAYE", held);
  const board = await type("qualification");
  assert.match(board, /URSSAF-2 {2}3\/4 {2}accord : Tests concluants.*par Cabinet Fictif/u);
  assert.ok(!board.includes("Relais Fictif"), "a relay is never qualified");
  await done("accord", "URSSAF-1");
  for (const point of early) await become(point, registered);
  await drop("reel", "URSSAF-2", "AUTRE-URSSAF", registered);

  await drop("reel", "IRC-A", "IRC-A-AVANT", held);
  const attestation = join(folder.folder, "attestation.pdf");
  writeFileSync(attestation, "%PDF-1.4 attestation d'essai");
  await done("attestation", "IRC-A", "--file", attestation);
  await become("IRC-A-AVANT", registered);
  await drop("reel", "IRC-B", "IRC-B", held);

  await software("Paie 8");
  await drop("reel", "URSSAF-2", "AUTRE-LOGICIEL", held);
  await drop("reel", "IRC-A", "AUTRE-LOGICIEL-IRC", held);
  await software("Paie 7");
  for (const back of ["AUTRE-LOGICIEL", "AUTRE-LOGICIEL-IRC"]) await become(back, registered);
  assert.ok(held(await become("IRC-B", () => true)), "it was never qualified");
  await agent.stop();
  assert.match(await type("audit"), /Aucune violation/u);
});
