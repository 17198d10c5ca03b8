/** From a file in the folder to a frozen mail, or to the reason why not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance, ruleAgain } from "../../src/daemon/advance.ts";
import { limits } from "../../src/domain/limits.ts";
import type { Mode } from "../../src/domain/mode.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { judge } from "../../src/journey/examine.ts";
import { find, type Sightings } from "../../src/journey/find.ts";
import { rulesChanged } from "../../src/journey/rule.ts";
import { dpae, edifact } from "../support/samples.ts";
import { rules, smallWorld, takeAll, takeOne, theDeposit } from "../support/small-world.ts";

const below = (folder: string, files: ReadonlyMap<string, unknown>): string[] =>
  [...files.keys()].filter((f) => f.startsWith(folder));

test("a whole file is claimed, recognised, checked, put away, ruled and frozen", async (t) => {
  const world = smallWorld(t);
  const bytes = dpae("FICTIVE", "IMAGINAIRE");
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  assert.equal(deposit.stage.is, "frozen");
  assert.equal(deposit.recognised?.format, "dpae-flat");
  assert.equal(deposit.recognised?.keys.length, 2);
  assert.equal(world.spool.files.has("dpae.txt"), false);
  assert.equal(below("traites/", world.spool.files).length, 1);
  const [message] = deposit.messages;
  assert.deepEqual(message?.frozen.envelope, {
    from: "paie@employeur.test",
    to: ["accept@organisme.test"],
  });
  assert.match(message?.frozen.messageIdHeader ?? "", /^<d1\.m1\.[0-9a-f]{24}@employeur\.test>$/u);
  const mail = Buffer.from(await world.store.get(message?.frozen.sha256 ?? "")).toString("latin1");
  const attached = mail.slice(mail.indexOf("filename=dpae.txt")).split("\r\n\r\n")[1] ?? "";
  assert.deepEqual(Buffer.from(attached, "base64"), Buffer.from(bytes));
});

test("no fact and no log line carries a name, a NIR or a birth date", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await takeOne(world);
  const facts = JSON.stringify(await world.journal.facts({}, 1000));
  for (const secret of ["FICTIVE", "ALBERTINE", "1990"])
    assert.equal(facts.includes(secret), false);
});

test("a crash at any step loses nothing: the steps run again from the journal alone", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const [id] = await takeAll(world);
  assert.ok(id);
  // The move was done and its fact was not: as if the plug had been pulled in between.
  const deposit = await theDeposit(world, id);
  const crashed = {
    ...world,
    composer: { ...world.composer, compose: () => Promise.reject(new Error("crash")) },
  };
  await assert.rejects(advance(crashed, id), /crash/u);
  assert.equal((await theDeposit(world, id)).lastSeq, deposit.lastSeq);
  assert.equal(world.spool.files.has("dpae.txt"), false);
  await advance(world, id);
  const after = await theDeposit(world, id);
  assert.equal(after.stage.is, "frozen");
  assert.equal(after.original !== "in-place" && after.original.became, "moved");
});

test("the same bytes again are a duplicate, under any name; other bytes under the same name are not", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const first = await takeOne(world);
  world.spool.drop("copie.txt", dpae("FICTIVE"));
  const copy = await takeOne(world);
  assert.deepEqual(copy.stage, { is: "duplicate", of: first.id });
  assert.equal(copy.messages.length, 0);
  world.spool.drop("dpae.txt", dpae("INVENTE"));
  assert.equal((await takeOne(world)).stage.is, "frozen");
});

test("in test mode nothing is frozen; then, in real mode, the same file goes; a third time it is a duplicate", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  const drop = () => world.spool.drop("dpae.txt", dpae("FICTIVE"));
  drop();
  const simulated = await takeOne(world);
  assert.equal(simulated.stage.is, "simulated");
  assert.equal(simulated.ruled?.to, "accept@organisme.test");
  assert.equal(simulated.messages.length, 0);
  const dossier = { ...world.dossier, mode: "reel" as const };
  const real = { ...world, dossier, dossiers: new Map([["cirso", dossier]]) };
  drop();
  const sent = await takeOne(real);
  assert.equal(sent.stage.is, "frozen");
  drop();
  assert.deepEqual((await takeOne(real)).stage, { is: "duplicate", of: sent.id });
});

test("in test mode the same file may be tried again and again", async (t) => {
  const world = smallWorld(t, { mode: "test" });
  for (const again of [undefined, "D1", "D2"]) {
    world.spool.drop("dpae.txt", dpae("FICTIVE"));
    const deposit = await takeOne(world);
    assert.equal(deposit.stage.is, "simulated");
    assert.equal(deposit.claimed.again, again);
  }
});

test("what cannot be read is rejected with its reason, kept, and nothing is sent", async (t) => {
  const damaged = Buffer.from(
    Buffer.from(edifact(["A1"]))
      .toString()
      .replace("UNZ+1+", "UNZ+2+"),
  );
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ["vide.txt", Buffer.alloc(0), "fichier-vide"],
    [
      "lettre.txt",
      Buffer.from("Bonjour,\r\nceci n'est pas une déclaration.\r\n"),
      "format-inconnu",
    ],
    ["abime.edi", damaged, "compte-inexact"],
    ["gros.txt", Buffer.alloc(limits.depositBytesMax + 1, 65), "taille-excessive"],
  ];
  for (const [name, bytes, code] of cases) {
    const world = smallWorld(t);
    world.spool.drop(name, bytes);
    const deposit = await takeOne(world);
    assert.deepEqual(deposit.stage, { is: "rejected", codes: [code] }, name);
    assert.equal(deposit.messages.length, 0);
    const [kept] = below("rejetes/", world.spool.files);
    assert.ok(kept?.endsWith(name), name);
    assert.equal(world.spool.files.get(kept ?? "")?.bytes.length, bytes.length, name);
    const stored = await world.store.sizeOf(deposit.claimed.sha256);
    const refusedBySize = code === "taille-excessive";
    assert.equal(stored, refusedBySize ? undefined : bytes.length, "copied only what may leave");
    assert.equal(deposit.claimed.sha256, sha256(bytes), name);
  }
});

test("a rejected file that is dropped again is judged again, not called a duplicate", async (t) => {
  const world = smallWorld(t);
  const letter = "pas une déclaration";
  world.spool.drop("a.txt", letter);
  const first = await takeOne(world);
  world.spool.drop("a.txt", letter);
  const second = await takeOne(world);
  assert.equal(second.stage.is, "rejected");
  assert.equal(second.claimed.again, first.id);
});

test("a test flag against the mode is told as it is, both ways", () => {
  const told = (mode: Mode, testFlag: "test" | "real") =>
    judge({ declarations: [], findings: [], mode, testFlag })
      .filter((f) => f.code === "indicateur-de-test")
      .map((f) => [f.severity, f.value, f.expected]);
  assert.deepEqual(told("reel", "test"), [
    ["blocking", "test", "réel, car le dossier est en mode réel"],
  ]);
  assert.deepEqual(told("essai", "real"), [
    ["blocking", "réel", "test, car le dossier est en mode essai"],
  ]);
  assert.deepEqual(told("reel", "real"), []);
  assert.deepEqual(told("essai", "test"), []);
});

test("a file that calls itself a test never goes out of a real dossier", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("lot.edi", edifact(["A1"], true));
  assert.deepEqual((await takeOne(world)).stage, { is: "rejected", codes: ["indicateur-de-test"] });
  const trial = smallWorld(t, { mode: "test" });
  trial.spool.drop("lot.edi", edifact(["A1"], true));
  assert.equal((await takeOne(trial)).stage.is, "simulated");
});

test("without a rule the deposit is held, and goes by itself once the file is there", async (t) => {
  const world = smallWorld(t);
  world.spool.remove("mapibox.cfg");
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const held = await takeOne(world);
  assert.equal(held.stage.is === "held" && held.stage.hold.because, "rules-missing");
  assert.equal(await rulesChanged(world, held), false);
  world.spool.drop("mapibox.cfg", "sujet=sans destinataire\r\n");
  assert.equal(await rulesChanged(world, held), true);
  await ruleAgain(world, held);
  const still = await theDeposit(world, held.id);
  assert.equal(still.stage.is === "held" && still.stage.hold.because, "rules-invalid");
  assert.match(JSON.stringify(still.stage), /mapibox\.cfg/u);
  assert.equal(await rulesChanged(world, still), false);
  world.spool.drop("mapibox.cfg", rules());
  await ruleAgain(world, still);
  assert.equal((await theDeposit(world, held.id)).stage.is, "frozen");
});

test("a file written in two halves is taken once, whole", async (t) => {
  const world = smallWorld(t);
  const bytes = edifact(["A1", "A2"]);
  const sightings: Sightings = new Map();
  world.spool.drop("lot.edi", bytes.subarray(0, 200));
  for (let second = 0; second < 30; second += 1) {
    assert.deepEqual((await find(world, world.dossier, sightings)).settled, []);
    await world.clock.advance(1000);
  }
  world.spool.drop("lot.edi", bytes);
  const deposit = await takeOne(world);
  assert.equal(deposit.claimed.size, bytes.length);
  assert.equal(deposit.recognised?.keys.length, 2);
});

test("a file that never becomes whole is told, left in place, and never sent", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("lot.edi", edifact(["A1"]).subarray(0, 150));
  const deposit = await takeOne(world);
  assert.equal(deposit.stage.is, "incomplete");
  assert.equal(world.spool.files.has("lot.edi"), true);
  assert.deepEqual(await takeAll(world), []);
  world.spool.drop("lot.edi", edifact(["A1"]));
  assert.equal((await takeOne(world)).stage.is, "frozen");
});

test("F02 a writer that kept writing into the file we had taken is noticed before anything leaves", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const [id] = await takeAll(world);
  assert.ok(id);
  const retire = world.spool.retire.bind(world.spool);
  const meddling = {
    ...world.spool,
    retire: async (...args: Parameters<typeof retire>) => {
      const moved = await retire(...args);
      if (moved.is === "moved") world.spool.drop(moved.to, dpae("FICTIVE", "DE PLUS"));
      return moved;
    },
  };
  const dossier = { ...world.dossier, spool: meddling };
  await advance({ ...world, dossiers: new Map([["cirso", dossier]]) }, id);
  const deposit = await theDeposit(world, id);
  assert.equal(deposit.stage.is === "held" && deposit.stage.hold.because, "modified-after-claim");
});
