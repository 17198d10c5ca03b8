/** `facteur doctor`: a sound machine is called sound, and each thing that is broken by hand is named with its remedy. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import type { Diagnosis } from "../../src/cli/doctor/diagnosis.ts";
import { clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { given } from "../support/doctor.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

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

test("what the next start would refuse is told before it, with its remedy, and the dossier is not offered to be taken over", async (t) => {
  const { folder, only, diagnoses } = await given(t);
  writeFileSync(folder.dossier("mapibox.cfg"), "a=accept@organisme.test\r\nsujet=DUE\r\n");
  const agent = await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), dpae("UN"));
  await folder.until(1, "remis", "enregistre");
  await agent.stop();
  const data = join(folder.folder, "data");
  const whole = join(folder.folder, "whole");
  cpSync(data, whole, { recursive: true });
  const breaks: readonly (readonly [string, RegExp, RegExp, () => void])[] = [
    ["the key is no key", /agent\.json ne se lit pas/u, /Restaurez/u, () => wipe("agent.json")],
    ["the key is gone", /agent\.json manque/u, /Restaurez/u, () => rm("agent.json")],
    ["another's key", /pas la clé/u, /Restaurez/u, () => writeFileSync(at("agent.json"), other)],
    ["the journal is gone", /journal\.db manque/u, /Restaurez/u, () => rm("journal.db")],
    ["no key of keys", /key-of-keys : absent/u, /Remettez/u, () => rm("key-of-keys")],
    ["a bad key of keys", /ce n'est pas une clé/u, /Remettez/u, () => wipe("key-of-keys")],
    ["no keys", /keys : absent/u, /Remettez/u, () => rm("keys")],
  ];
  const at = (name: string): string => join(data, name);
  const rm = (name: string): void => rmSync(at(name), { recursive: true });
  const wipe = (name: string): void => writeFileSync(at(name), "{");
  const [token, key] = ["ab".repeat(16), "cd".repeat(32)];
  const other = JSON.stringify({ token, key, created: 1 });
  for (const [name, says, remedy, breakIt] of breaks) {
    breakIt();
    const wrong = (await only("data-folder")).filter((one) => one.is === "wrong");
    assert.equal(wrong.length, 1, name);
    assert.match(wrong[0]?.said ?? "", says, name);
    assert.match(wrong[0]?.next ?? "", remedy, name);
    rmSync(data, { recursive: true });
    cpSync(whole, data, { recursive: true });
  }
  rm("agent.json");
  const told = await diagnoses("--offline");
  assert.deepEqual(
    told.filter((one) => one.check === "dossier").map((one) => one.is),
    ["good"],
  );
  assert.deepEqual(readdirSync(data).includes("agent.json"), false, "nothing is made by looking");
});

test("folders that the first start makes are good however deep; a receipt folder that is away is wrong", async (t) => {
  const { folder, only } = await given(t);
  folder.settle({
    data: join(folder.folder, "a", "b", "data"),
    reports: { folder: join(folder.folder, "c", "d") },
    log: { file: join(folder.folder, "e", "f", "facteur.log") },
  });
  for (const check of ["data-folder", "disk", "reports", "log"] as const)
    assert.deepEqual(
      (await only(check)).map((one) => one.is),
      ["good"],
      check,
    );
});

test("a page whose port another program holds, and acknowledgements that nothing could prove, are warnings", async (t) => {
  const { organism, folder, only } = await given(t);
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  cleanup(t, () => holder.close());
  const { port } = holder.address() as AddressInfo;
  folder.settle({ page: { port } });
  const [page] = await only("page");
  assert.equal(page?.is, "warning");
  assert.match(page.said, /EADDRINUSE/u);
  assert.match(page.next ?? "", /page\.port/u);
  folder.settle({ page: { port: 0 } });
  assert.deepEqual(await only("page"), []);
  assert.deepEqual(await only("authenticity"), []);
  const { mailbox, ...identity } = clientOf(organism);
  const { authservId: _, ...box } = mailbox ?? {};
  folder.settle({ identities: { cabinet: { ...identity, mailbox: box } } });
  const [absent] = await only("authenticity");
  assert.equal(absent?.about, "identities.cabinet.mailbox.authservId");
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
