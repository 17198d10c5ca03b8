/** The agent's page: its problems with what to do, and the orders that only an administrator gives. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ownerText } from "../../src/domain/dossier-owner.ts";
import { agentFacts } from "../../src/journey/agent-facts.ts";
import { smallPage } from "../support/page.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const started = async (t: TestContext) => {
  const world = smallWorld(t);
  const small = smallDaemon(t, world);
  return { world, ...small, page: await smallPage(t, small.daemon) };
};

test("problems are told with their code, since when, and what to do", async (t) => {
  const { daemon, page } = await started(t);
  const marie = await page.enter("Marie");
  assert.match((await marie.get("/agent")).text, /rien ne le gêne/u);
  daemon.problems.raise("smtp-login", "cabinet", "535 5.7.8 <non>");
  const { text } = await marie.get("/agent");
  assert.match(text, /1 problème grave : des déclarations ne partent pas/u);
  assert.match(text, /<code>smtp-login<\/code>, depuis <time/u);
  assert.match(text, /535 5\.7\.8 &lt;non&gt;/u);
  assert.match((await marie.get("/")).text, /L’agent signale 1 problème\./u);
});

test("health is told as /health tells it: what follows from a cause counts for nothing, what comes and goes says so", async (t) => {
  const { daemon, page } = await started(t);
  const marie = await page.enter("Marie");
  daemon.problems.raise("print-failed", "D1", "lp: no printer");
  assert.match((await marie.get("/agent")).text, /L’agent travaille ; 1 problème à regarder/u);
  daemon.problems.raise("mailbox-login", "cabinet", "535");
  daemon.problems.raise("identity-suspended", "cabinet", "535");
  for (let n = 0; n < 3; n += 1) {
    daemon.problems.clear("D1", "print-failed");
    daemon.problems.raise("print-failed", "D1", "lp: no printer");
  }
  const { text } = await marie.get("/agent");
  assert.match(text, /1 problème grave [^<]*; 1 à regarder/u);
  assert.match(text, /suite de : cabinet <code>identity-suspended<\/code>/u);
  assert.match(text, /va et vient : \d fois ; là en ce moment/u);
  assert.match((await marie.get("/")).text, /class="answer bad"/u);
  assert.match(
    (await marie.get("/agent?lang=en")).text,
    /1 critical problem: declarations do not leave/u,
  );
});

test("each identity says when its mailbox was last read, a mail accepted and an answer found", async (t) => {
  const { world, daemon, page, until } = await started(t);
  const marie = await page.enter("Marie");
  assert.match(
    (await marie.get("/agent")).text,
    /Paie &lt;paie@employeur\.test&gt;<\/span><\/th><td>pas depuis le démarrage/u,
  );
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("accepted", () => daemon.trips.list()[0]?.acceptedAt !== undefined);
  assert.match((await marie.get("/agent")).text, /<td><time [^>]*>aujourd’hui à/u);
});

test("an administrator suspends a dossier: nothing leaves, everybody sees by whom and why; then releases it", async (t) => {
  const { world, page, until } = await started(t);
  const paul = await page.enter("Paul", "administrator");
  const hold = { order: "hold", scope: "dossier cirso", reason: "contrôle en cours" };
  assert.equal((await paul.post("/agent/holds", hold)).status, 303);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("taken", async () => (await world.journal.find({ by: "recent" }, 1)).length === 1);
  const marie = await page.enter("Marie");
  assert.match((await marie.get("/")).text, /par Paul : contrôle en cours/u);
  assert.match((await marie.get("/deposits/D1")).text, /suspendu par Paul : contrôle en cours/u);
  assert.equal(world.courier.dots(), 0);
  const again = await paul.post("/agent/holds", hold);
  assert.equal(again.status, 409);
  assert.match(again.text, /déjà suspendu/u);
  const release = { order: "release", scope: "dossier cirso", reason: "fini" };
  assert.equal((await paul.post("/agent/holds", release)).status, 303);
  await until("sent", () => world.courier.dots() === 1);
});

test("a hold without a reason, or of nobody that the settings name, is refused", async (t) => {
  const { world, page } = await started(t);
  const paul = await page.enter("Paul", "administrator");
  for (const fields of [
    { order: "hold", scope: "dossier cirso", reason: " " },
    { order: "hold", scope: "dossier inconnu", reason: "x" },
    { order: "hold", scope: "cirso", reason: "x" },
  ])
    assert.equal((await paul.post("/agent/holds", fields)).status, 409);
  assert.deepEqual(world.holds.open, []);
});

test("a clerk sees no such button, and is refused where none is", async (t) => {
  const { world, page } = await started(t);
  const marie = await page.enter("Marie", "clerk");
  assert.doesNotMatch((await marie.get("/agent")).text, /action="\/agent/u);
  for (const path of ["/agent/holds", "/agent/dossiers", "/agent/keys"]) {
    const { status } = await marie.post(path, {
      order: "hold",
      scope: "dossier cirso",
      reason: "x",
    });
    assert.equal(status, 403, path);
  }
  assert.deepEqual(world.holds.open, []);
});

test("a dossier that another agent marked is taken over from the page, under the session's name", async (t) => {
  const { daemon, world, page, until } = await started(t);
  daemon.problems.raise("dossier-taken", "cirso", "autre agent");
  const paul = await page.enter("Paul", "administrator");
  assert.match((await paul.get("/agent")).text, /Prendre ce dossier/u);
  const other = { ...world.agent.owner, agent: "autre" };
  world.spool.drop(".facteur", JSON.stringify(other));
  assert.equal((await paul.post("/agent/dossiers", { name: "cirso" })).status, 303);
  assert.equal((await paul.post("/agent/dossiers", { name: "inconnu" })).status, 409);
  const taken = await agentFacts(world.journal, "dossier-taken-over");
  assert.deepEqual(
    taken.map((f) => [f.dossier, f.by, f.from === ownerText(other)]),
    [["cirso", "Paul", true]],
  );
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("sent", () => world.courier.dots() === 1);
});

test("a sealing whose program changed is accepted as it was seen, and anything else is refused", async (t) => {
  const { world, page } = await started(t);
  const program = { name: "chiffreur", path: "/opt/chiffreur", sha256: "a".repeat(64) };
  const changed = { ...program, sha256: "b".repeat(64) };
  const inspect = async () => ({ programs: [changed], keys: [], troubles: [] });
  const seal = async () => ({ is: "later", said: "" }) as const;
  (world.sealers as Map<string, unknown>).set("cle", {
    name: "cle",
    method: "external",
    takes: "file",
    encrypts: true,
    seal,
    inspect,
  });
  await world.journal.transact((w) =>
    w.append({ is: "sealer-known", sealer: "cle", programs: [program] }),
  );
  const paul = await page.enter("Paul", "administrator");
  assert.match((await paul.get("/agent")).text, /chiffreur \(\/opt\/chiffreur\) : modifié/u);
  const accept = { sealer: "cle", programs: JSON.stringify([changed]), reason: "mise à jour" };
  assert.equal((await paul.post("/agent/keys", accept)).status, 303);
  assert.doesNotMatch((await paul.get("/agent")).text, /chiffreur/u);
  for (const programs of ["", "[", "3", "{}"])
    assert.equal((await paul.post("/agent/keys", { ...accept, programs })).status, 409, programs);
});
