/** An account to a client on the page: read without a trace, handed over under a name, once, and never to a machine. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { agentFacts } from "../../src/journey/agent-facts.ts";
import { memoryCourier } from "../support/memory-courier.ts";
import { hiddenOf, smallPage } from "../support/page.ts";
import { put } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { dpae, siret } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const printer = (out: string): readonly string[] => [
  process.execPath,
  "-e",
  `const c=[];process.stdin.on("data",(x)=>c.push(x)).on("end",()=>require("node:fs").writeFileSync(${JSON.stringify(out)},Buffer.concat(c)))`,
];

const started = async (t: TestContext, command?: readonly string[]) => {
  const world = smallWorld(t);
  await put(
    world,
    `employeurs siret=${siret} raison_sociale=SOCIETE_FICTIVE courriel=gerant@client.example`,
  );
  world.spool.drop("dpae.txt", dpae("FICTIVE", "INVENTEE"));
  const small = smallDaemon(t, world);
  await small.until("sent", async () => (await world.journal.tally(["remis"])).has("remis"));
  const folder = await scratch(t);
  const paper = join(folder, "papier.pdf");
  const courier = memoryCourier();
  const page = await smallPage(t, small.daemon, {
    sender: { courier, from: "cabinet@cabinet.test" },
    firm: {
      organisms: [{ name: "Organisme", addresses: ["@organisme.test"], contact: "" }],
      printing: { command: command ?? printer(paper), documents: [] },
    },
  });
  const given = () => agentFacts(world.journal, "account-given");
  return { world, page, marie: await page.enter("Marie Exemple"), courier, paper, given };
};

const about = { client: siret, time: "month", month: "2026-11" };
const address = `/reports/account?${new URLSearchParams(about).toString()}`;
const asked = async (visitor: Awaited<ReturnType<typeof started>>["marie"]) =>
  hiddenOf((await visitor.get(address)).text, "/reports/account/given");

test("an account is read on the page without a trace: the letter, the declarations, what was given before", async (t) => {
  const { world, marie, given } = await started(t);
  const form = await marie.get("/reports/account");
  assert.match(form.text, /<option value="cirso">/u);
  assert.match(form.text, new RegExp(`<option value="${siret}">SOCIETE FICTIVE`, "u"));
  const before = (await world.journal.head())?.seq;
  const read = await marie.get(address);
  assert.equal(read.status, 200);
  for (const what of [
    /SOCIETE FICTIVE/u,
    /FICTIVE ALBERTINE/u,
    /Copie en clair du dépôt D1/u,
    /Rien encore/u,
  ])
    assert.match(read.text, what);
  const letterOnly = await marie.get(`${address}&lettre=yes`);
  assert.doesNotMatch(letterOnly.text, /Copie en clair/u);
  assert.match((await marie.get(`${address}&lang=en`)).text, /<div class="paper" lang="fr">/u);
  assert.deepEqual([(await world.journal.head())?.seq, await given()], [before, []]);
});

test("a file that is taken stands in the journal with its hash, under the session's name", async (t) => {
  const { marie, given } = await started(t);
  const hidden = await asked(marie);
  const zip = await marie.post("/reports/account/given", {
    ...hidden,
    means: "file",
    format: "zip",
  });
  assert.deepEqual([zip.status, zip.headers["content-type"]], [200, "application/zip"]);
  assert.match(String(zip.headers["content-disposition"]), /compte-rendu-\d{14}-2026-11\.zip/u);
  const pdf = await marie.post("/reports/account/given", {
    ...hidden,
    means: "file",
    format: "pdf",
  });
  assert.equal(pdf.text.slice(0, 5), "%PDF-");
  const facts = await given();
  assert.deepEqual(
    facts.map((f) => [f.by, f.means, f.deposits]),
    [
      ["Marie Exemple", "file", ["D1"]],
      ["Marie Exemple", "file", ["D1"]],
    ],
  );
  assert.match((await marie.get(address)).text, /en fichier/u);
});

test("it is mailed under the firm's identity to the register's address, and pressed twice it leaves once", async (t) => {
  const { marie, courier, given } = await started(t);
  assert.match((await marie.get(address)).text, /value="gerant@client\.example"/u);
  const hidden = await asked(marie);
  const mail = { ...hidden, means: "mail", to: "gerant@client.example" };
  const [first, second] = await Promise.all([
    marie.post("/reports/account/given", mail),
    marie.post("/reports/account/given", mail),
  ]);
  assert.deepEqual(new Set([first.status, second.status]), new Set([303, 409]));
  assert.deepEqual(
    courier.attempts().map((h) => h.envelope),
    [{ from: "cabinet@cabinet.test", to: ["gerant@client.example"] }],
  );
  const raw = Buffer.from(courier.received()[0] ?? []).toString("latin1");
  const base64 =
    /filename=compte-rendu-[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/u.exec(raw)?.[1] ?? "";
  const bundle = Buffer.from(base64, "base64");
  assert.ok(
    zipArchive()
      .unpack(bundle)
      .some((f) => f.path === "recapitulatif.pdf"),
  );
  const [fact, ...others] = await given();
  assert.deepEqual(
    [fact?.by, fact?.to, fact?.bundle, others],
    ["Marie Exemple", "gerant@client.example", sha256(bundle), []],
  );
});

test("no account goes to an organism, to a mailbox of receipts or to another client, nor anywhere without an identity", async (t) => {
  const { marie, courier, given, world } = await started(t);
  await put(
    world,
    `employeurs siret=${employerSiret(1)} raison_sociale=AUTRE courriel=autre@client.example`,
  );
  const hidden = await asked(marie);
  for (const [to, status] of [
    ["autre@client.example", 409],
    ["accept@organisme.test", 409],
    ["autre@organisme.test", 409],
    ["personne", 400],
    ["", 400],
  ] as const)
    assert.equal(
      (await marie.post("/reports/account/given", { ...hidden, means: "mail", to })).status,
      status,
      to,
    );
  // Its own employer has no address there: the refusal does not say that it has another one.
  await put(world, `employeurs siret=${siret} raison_sociale=SOCIETE_FICTIVE`);
  const theirs = { ...hidden, means: "mail", to: "autre@client.example" };
  const refused = await marie.post("/reports/account/given", theirs);
  assert.match(refused.text, /l’adresse d’un client, et pas celle d’employeurs que/u);
  assert.deepEqual([courier.attempts(), await given()], [[], []]);
  const bare = await smallPage(t, smallDaemon(t, world).daemon);
  const paul = await bare.enter("Paul");
  const { token: _, ...unsigned } = hidden;
  assert.match((await paul.get(address)).text, /notifications\.mail/u);
  assert.equal(
    (
      await paul.post("/reports/account/given", {
        ...unsigned,
        means: "mail",
        to: "a@client.example",
      })
    ).status,
    409,
  );
});

test("it is printed by the settings' program, and what failed is said and noted nowhere", async (t) => {
  const { marie, paper, given } = await started(t);
  const hidden = await asked(marie);
  const done = await marie.post("/reports/account/given", { ...hidden, means: "print" });
  assert.equal(done.status, 303);
  const bytes = readFileSync(paper);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(
    (await given()).map((f) => [f.means, f.bundle]),
    [["print", sha256(bytes)]],
  );
  assert.match((await marie.get(String(done.headers["location"]))).text, /C’est imprimé/u);
  const broken = await started(t, [process.execPath, "-e", "process.exit(3)"]);
  const own = await asked(broken.marie);
  const failed = await broken.marie.post("/reports/account/given", { ...own, means: "print" });
  assert.deepEqual([failed.status, /Rien n’est imprimé/u.test(failed.text)], [503, true]);
  assert.deepEqual(await broken.given(), []);
});

test("nobody of that name, no month, nothing of that time: said, with what was asked still in the form", async (t) => {
  const { marie } = await started(t);
  for (const [query, status, said] of [
    ["client=Personne&month=2026-11", 400, /Personne ne s’appelle « Personne »/u],
    ["client=cirso&month=hier", 400, /pas un mois/u],
    ["client=cirso&month=1999-01", 200, /rien à remettre/u],
    ["client=%3Cscript%3E&month=2026-11", 400, /&lt;script&gt;/u],
  ] as const) {
    const answer = await marie.get(`/reports/account?${query}`);
    assert.equal(answer.status, status, query);
    assert.match(answer.text, said);
    assert.doesNotMatch(answer.text, /<script>/u);
  }
  assert.match((await marie.get("/reports/account?client=cirso&time=mandate")).text, /jusqu/u);
});
