/** `facteur receipt …` as a person calls it: beside a running agent, and while none runs. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { dpae, dpaeAr } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

const three = dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE");

/** A deposit that was sent to an organism which never answers. */
const sent = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  t.after(() => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(folder.dossier("mapibox.cfg"), rules("silent@organisme.test"));
  writeFileSync(folder.dossier("dpae.txt"), three);
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "remis");
  const receipt = (...args: string[]) => facteur("receipt", ...args, "--config", folder.settings);
  return { folder, agent, receipt };
};

test("paper is recorded by name, beside the agent and without it", async (t) => {
  const { folder, agent, receipt } = await sent(t);
  const scan = join(folder.folder, "fax.pdf");
  writeFileSync(scan, "une télécopie");
  for (const wrong of [
    ["record", "D1", "--fax", "--file", scan],
    ["record", "D1", "--fax", "--by", "Mme Martin"],
    ["record", "D1", "--by", "Mme Martin", "--file", scan],
    ["record", "D1", "--fax", "--post", "--by", "Mme Martin", "--file", scan],
    ["assign", "R1"],
    ["assign", "R1", "D1", "--none"],
  ])
    assert.equal((await receipt(...wrong)).code, 2, wrong.join(" "));
  const fax = ["record", "D1.1", "--fax", "--by", "Mme Martin", "--file", scan];
  assert.match((await receipt(...fax, "--as", "registered")).out, /R1 : rattaché à D1/u);
  await agent.stop();
  const phone = await receipt("record", "D1", "--phone", "--by", "M. Petit", "--as", "registered");
  assert.equal(phone.code, 0, phone.err);
  const [deposit] = await folder.deposits();
  assert.deepEqual(
    deposit?.receipts.map((r) => [r.grade, r.person?.by, r.verdicts.length]),
    [
      ["H", "Mme Martin", 1],
      ["H", "M. Petit", 3],
    ],
  );
  assert.equal(deposit && situation(deposit).is, "enregistre");
  assert.equal((await receipt("record", "D9", "--phone", "--by", "x")).code, 1);
});

test("a file is imported, and one that may be about several is listed, then assigned", async (t) => {
  const { folder, receipt } = await sent(t);
  assert.deepEqual(JSON.parse((await receipt("list", "--json")).out), []);
  assert.equal((await receipt("list")).code, 0);
  const file = join(folder.folder, "autre-nom.txt");
  writeFileSync(file, dpaeAr(three, ["00", "12", "00"]));
  assert.match((await receipt("import", file, "--by", "Mme Martin")).out, /R1 : à rattacher/u);
  const listed = await receipt("list", "--to-assign");
  assert.equal(listed.code, 1);
  assert.match(
    listed.out,
    /R1 .*\n +D1 : 1\d points \(identifiers.*\n +→ facteur receipt assign R1 D1/u,
  );
  assert.match((await receipt("assign", "R1", "D1", "--by", "Mme Martin")).out, /rattaché à D1/u);
  assert.equal((await receipt("list")).code, 0);
  assert.equal((await receipt("assign", "R1", "D1")).code, 1);
  assert.match((await receipt("import", file)).out, /déjà reçu, octet pour octet/u);
  const [deposit] = await folder.deposits();
  assert.deepEqual(
    deposit?.declarations.map((d) => [d.is, d.proven]),
    [
      ["registered", false],
      ["refused", false],
      ["registered", false],
    ],
  );
  assert.match((await receipt("confirm", "R1", "--by", "Mme Martin")).out, /R1/u);
  assert.deepEqual(
    (await folder.deposits())[0]?.declarations.map((d) => d.proven),
    [true, true, true],
  );
});

test("what is not there, empty or not a receipt is told, and nothing is written", async (t) => {
  const { folder, receipt } = await sent(t);
  assert.equal((await receipt("import", join(folder.folder, "absent.eml"))).code, 2);
  const empty = join(folder.folder, "vide.txt");
  writeFileSync(empty, "");
  assert.match((await receipt("import", empty)).err, /fichier vide/u);
  assert.equal((await receipt("assign", "R7", "D1")).code, 1);
  assert.equal((await receipt("confirm", "R7")).code, 1);
  assert.equal((await receipt("confirm", "7")).code, 1);
});
