/** An account to a client: what was declared for it, what proves it, and not a word of another client. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accountModel, resultText } from "../../src/adapters/reports/account/model.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { accountDocument, accountFiles } from "../../src/compose/account-papers.ts";
import { accountForms } from "../../src/domain/account/forms.ts";
import { type AccountScope, accountScope } from "../../src/domain/account/scope.ts";
import { formats } from "../../src/formats/all.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { gatherAccount } from "../../src/journey/account.ts";
import { declareOtherwise } from "../../src/journey/declare-otherwise.ts";
import { employerSiret } from "../support/register-firm.ts";
import { arMail, dpaeAr, hire } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";

const alpha = employerSiret(1);
const bravo = employerSiret(2);

/** A hire whose every word names its client. */
const of = (client: string, siret: string, given: string) =>
  hire(`${client}NOM`, {
    siret,
    employer: client,
    person: { family: `${client}NOM`, given, born: "1990-04-01", nir: "" },
  });

const scopeOf = (siret: string): AccountScope => ({ named: siret, sirets: [siret] });
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

const gathered = async (world: SmallWorld, scope: AccountScope) => {
  const found = await gatherAccount(world, { scope, time: always });
  // By the journal's marks, without reading what speaks of nobody in it: the same.
  const marked = await gatherAccount({ ...world, key: world.agent.key }, { scope, time: always });
  assert.deepEqual(marked, found);
  const input = { scope, period: "du mois de novembre 2026", now: world.clock.now(), found };
  const making = {
    reader: world as never,
    formats,
    input,
    paragraphs: ["Madame, Monsieur,"],
    forms: accountForms,
    agent: "Facteur",
  };
  const document = paperText(await accountDocument(making));
  const texts: string[] = [];
  const files = await accountFiles(making, async (paper) => Buffer.from(paperText(paper)));
  for (const { path, bytes } of files)
    texts.push(`${path}\n${Buffer.from(bytes).toString("latin1")}`);
  return {
    model: accountModel(input),
    all: [document, JSON.stringify(accountModel(input)), ...texts].join("\n"),
    paths: files.map((f) => f.path),
  };
};

const sentAndAnswered = async (t: Parameters<typeof smallWorld>[0]): Promise<SmallWorld> => {
  const world = smallWorld(t);
  const files = [
    [of("ALPHAXYZZY", alpha, "UN")],
    [of("BRAVOXYZZY", bravo, "DEUX")],
    [of("ALPHAXYZZY", alpha, "TROIS"), of("BRAVOXYZZY", bravo, "QUATRE")],
  ].map((hires) => writeDpaeFlat(hires));
  for (const [n, file] of files.entries()) {
    // The name of a shared file may name anybody.
    world.spool.drop(n === 2 ? "ALPHAXYZZY-BRAVOXYZZY.txt" : `depot${n}.txt`, file);
    await takeOne(world);
    await sendOne(world, `D${n + 1}`);
    const header = (await theDeposit(world, `D${n + 1}`)).messages[0]?.frozen.messageIdHeader ?? "";
    const codes = n === 2 ? ["00", "12"] : ["00"];
    await receiveOne(
      world,
      arMail({
        references: header,
        file: dpaeAr(file, codes),
        name: `depot${n}.txt`,
        more: `X-N: ${n}`,
      }),
    );
  }
  return world;
};

test("each client's account has its declarations, its receipts, and no word of the other", async (t) => {
  const world = await sentAndAnswered(t);
  for (const [siret, own, other, n] of [
    [alpha, "ALPHAXYZZY", "BRAVOXYZZY", 0],
    [bravo, "BRAVOXYZZY", "ALPHAXYZZY", 1],
  ] as const) {
    const { model, all, paths } = await gathered(world, scopeOf(siret));
    assert.ok(all.includes(own));
    assert.ok(!all.toUpperCase().includes(other), `${own}: names ${other}`);
    assert.ok(!all.includes(siret === alpha ? bravo : alpha));
    assert.equal(model.rows.length, 2);
    assert.ok(paths.includes(`declarations/D${n + 1}-depot${n}.txt`));
    assert.ok(paths.some((p) => p.startsWith("accuses/") && p.endsWith(".eml")));
    // The mixed file and its receipt are not handed over; what is the client's own in it is told.
    assert.ok(!paths.some((p) => p.startsWith("declarations/D3")));
    assert.equal(model.withheld.length, 1);
    assert.match(all, /copies\/D3\.pdf/u);
  }
  const result = async (siret: string) =>
    resultText((await gathered(world, scopeOf(siret))).model.counts);
  assert.equal(await result(alpha), "2 enregistrées");
  assert.equal(await result(bravo), "1 enregistrée, 1 refusée");
});

test("what has not left is not said to be transmitted", async (t) => {
  const world = smallWorld(t);
  for (const [n, person] of ["UN", "DEUX", "TROIS"].entries()) {
    world.spool.drop(`${n}.txt`, writeDpaeFlat([of("ALPHAXYZZY", alpha, person)]));
    await takeOne(world);
  }
  await sendOne(world, "D1");
  const { model, all } = await gathered(world, scopeOf(alpha));
  assert.deepEqual([model.counts.open, model.counts.unsent], [1, 2]);
  assert.equal(resultText(model.counts), "1 sans réponse définitive, 2 non transmises");
  assert.match(all, /pas encore envoyée/u);
  const letter = readFileSync("config/letters/compte-rendu.txt", "utf8");
  assert.doesNotMatch(letter, /transmis \{\{nombre/u);
});

test("what was declared on paper stands there with its proof, and is not counted as registered", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", writeDpaeFlat([of("ALPHAXYZZY", alpha, "UN")]));
  await takeOne(world);
  const bytes = Buffer.from("%PDF-1.4 bordereau");
  await declareOtherwise(world, {
    deposit: "D1",
    means: "paper",
    proof: { sha256: await world.store.put(bytes), size: bytes.length },
    by: "odile",
    reason: "serveur en panne",
  });
  const { model, paths } = await gathered(world, scopeOf(alpha));
  assert.deepEqual([model.counts.registered, model.counts.otherwise, model.counts.open], [0, 1, 0]);
  assert.ok(paths.includes("preuves/D1-papier-1.pdf"));
});

test("an account is asked by a SIRET, by the `client` of dossiers, or by a dossier's name", () => {
  const dossiers = [{ name: "a", client: "Alpha" }, { name: "b", client: "Alpha" }, { name: "c" }];
  const entries = [
    {
      table: "employeurs",
      values: { siret: alpha, client: "Alpha", raison_sociale: "Alpha SARL" },
    },
  ] as const;
  assert.deepEqual(accountScope("Alpha", { dossiers, entries })?.dossiers, ["a", "b"]);
  assert.deepEqual(accountScope("Alpha", { dossiers, entries })?.sirets, [alpha]);
  assert.deepEqual(accountScope("c", { dossiers, entries }), { named: "c", dossiers: ["c"] });
  assert.deepEqual(accountScope(alpha, { dossiers, entries })?.sirets, [alpha]);
  assert.equal(accountScope("Personne", { dossiers, entries }), undefined);
});
