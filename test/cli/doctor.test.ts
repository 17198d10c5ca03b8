/** `facteur doctor`: a sound machine is called sound, and each thing that is broken by hand is named with its remedy. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Diagnosis } from "../../src/cli/doctor/diagnosis.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { waitUntil } from "../support/wait-until.ts";

const env = { FACTEUR_TEST_PASSWORD: clientUser.password };

const given = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(
    folder.dossier("mapibox.cfg"),
    "a=ar@organisme.test\r\nsujet=DUE\r\nar.attendus=1\r\n",
  );
  const doctor = (...args: readonly string[]) =>
    command(["--config", folder.settings, "doctor", ...args], { env });
  const diagnoses = async (...args: readonly string[]) => {
    const { code, out } = await doctor("--json", ...args);
    const told = JSON.parse(out) as { sound: boolean; diagnoses: readonly Diagnosis[] };
    assert.equal(code, told.sound ? 0 : 1, out);
    return told.diagnoses;
  };
  const only = async (check: Diagnosis["check"]) =>
    (await diagnoses("--offline")).filter((one) => one.check === check);
  return { organism, folder, doctor, diagnoses, only };
};

test("beside a running agent all is good: its servers are tried, nothing is sent, nothing stays written", async (t) => {
  const { organism, folder, diagnoses, doctor } = await given(t);
  await startAgent(t, folder.settings);
  const told = await waitUntil("the agent to answer", async () => {
    const all = await diagnoses();
    return all.some((one) => one.check === "agent" && one.is === "good") ? all : undefined;
  });
  // Tests may be run by root, which is told.
  const wrong = told.filter((one) => one.is !== "good" && one.check !== "user");
  assert.deepEqual(wrong, []);
  const seen = new Set(told.map((one) => one.check));
  for (const check of [
    "program",
    "mail-worker",
    "settings",
    "data-folder",
    "disk",
    "journal",
    "dossier",
    "rules",
    "identity",
  ] as const)
    assert.ok(seen.has(check), check);
  assert.equal(organism.deliveries().length, 0);
  assert.deepEqual(
    readdirSync(folder.dossier()).filter((name) => name.startsWith(".facteur-doctor")),
    [],
  );
  const { out } = await doctor();
  assert.match(out, /✓ cabinet : localhost:\d+ — connexion essayée, rien n'a été envoyé/u);
});

test("settings that are wrong end the visit there, each problem by itself", async (t) => {
  const { folder, doctor } = await given(t);
  writeFileSync(folder.settings, `{ "data": 3, "dossiers": {} }`);
  const { code, out } = await doctor();
  assert.equal(code, 1);
  assert.match(out, /✗ .*facteur\.json — .*ligne 1, data/u);
  assert.doesNotMatch(out, /journal/u);
  assert.match(out, /choses? empêchent? l'agent de bien travailler/u);
});

test("no agent: a warning with what to do, and the exit code stays 0", async (t) => {
  const { only } = await given(t);
  const [agent] = await only("agent");
  assert.equal(agent?.is, "warning");
  assert.match(agent.next ?? "", /facteur run/u);
});

test("a dossier that is away, and one that another agent watches", async (t) => {
  const { folder, only } = await given(t);
  writeFileSync(
    folder.dossier(".facteur"),
    "agent=abcdef012345\r\nmachine=autre-serveur\r\nplace=x\r\n",
  );
  const [marked] = await only("dossier");
  assert.equal(marked?.is, "wrong");
  assert.match(marked.said, /autre-serveur/u);
  assert.match(marked.next ?? "", /facteur dossier take/u);
  rmSync(folder.dossier(), { recursive: true });
  const [away] = await only("dossier");
  assert.equal(away?.is, "wrong");
  assert.match(away.said, /n'existe pas/u);
});

test("a data folder that others may read is told with the command that closes it", async (t) => {
  const { folder, only } = await given(t);
  const data = join(folder.folder, "data");
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o755);
  const told = await only("data-folder");
  assert.deepEqual(
    told.filter((one) => one.is === "warning").map((one) => one.next),
    [`chmod 0700 ${data}`],
  );
});

test("a journal that is no journal, and rules that are wrong, hide nothing of the rest", async (t) => {
  const { folder, diagnoses } = await given(t);
  mkdirSync(join(folder.folder, "data"), { recursive: true, mode: 0o700 });
  writeFileSync(
    join(folder.folder, "data", "journal.db"),
    "not a database, but long enough to be looked at".repeat(100),
  );
  writeFileSync(folder.dossier("mapibox.cfg"), "a=\r\n");
  const told = await diagnoses("--offline");
  const by = (check: Diagnosis["check"]) => told.find((one) => one.check === check);
  assert.equal(by("journal")?.is, "wrong");
  assert.equal(by("rules")?.is, "wrong");
  assert.equal(by("rules")?.next, "facteur config check");
  assert.equal(by("agent")?.is, "warning", "looked at although the journal is broken");
});

test("a server that refuses the login is wrong, with what to do", async (t) => {
  const { organism, folder, diagnoses } = await given(t);
  const word = join(folder.folder, "word");
  writeFileSync(word, "faux-mot", { mode: 0o600 });
  const { submission, mailbox, ...rest } = clientOf(organism);
  const wrong = { login: clientUser.address, password: { file: word } };
  folder.settle({
    identities: {
      cabinet: {
        ...rest,
        submission: { ...submission, ...wrong },
        mailbox: { ...mailbox, ...wrong },
      },
    },
  });
  const refused = (await diagnoses()).filter(
    (one) => one.check === "identity" && one.is === "wrong",
  );
  assert.equal(refused.length, 2);
  assert.ok(
    refused.every((one) => one.next !== undefined && one.about.startsWith("cabinet : localhost:")),
  );
  assert.ok((await diagnoses("--offline")).every((one) => one.check !== "identity"));
});
