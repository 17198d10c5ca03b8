/** A client agrees by a signed link: read by whoever opens it, used once by a form, and worth nothing when anything of it changed. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { limits } from "../../src/domain/limits.ts";
import { agreeByLink, type MadeLink, makeAgreementLink } from "../../src/journey/agreement/link.ts";
import { giveClientOrder } from "../../src/journey/client-holds.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { memoryCourier } from "../support/memory-courier.ts";
import { hiddenOf, host, type SmallPage, smallPage } from "../support/page.ts";
import { put } from "../support/register.ts";
import { edifact, siret } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, type SmallWorld, smallWorld, takeOne } from "../support/small-world.ts";

const agreements = { url: "https://accords.cabinet.example", days: 7 };
const outside = { host: "accords.cabinet.example", origin: agreements.url };

const stage = async (world: SmallWorld): Promise<string> => {
  const deposit = await world.journal.deposit("D1");
  return deposit?.stage.is === "held" ? deposit.stage.hold.because : (deposit?.stage.is ?? "");
};

/** A deposit that waits for its client, without the agent's loops: its time may run for days. */
const asking = (t: TestContext, options: Parameters<typeof smallWorld>[1] = {}): SmallWorld => {
  const world = smallWorld(t, options);
  world.spool.drop("mapibox.cfg", `${rules()}validation=client\r\n`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  return world;
};

const waiting = async (t: TestContext, options: Parameters<typeof smallWorld>[1] = {}) => {
  const world = asking(t, options);
  const small = smallDaemon(t, world);
  await small.until("held", async () => (await stage(world)) === "agreement-needed");
  const page = await smallPage(t, small.daemon, { agreements });
  return { world, page, ...small };
};

const asked = { deposit: "D1", to: "gerant@client.example", by: "jeanne", reason: "" } as const;
const tokenOf = (made: MadeLink): string => (made.is === "made" ? made.token : made.is);
const linkFor = async (world: SmallWorld, days = 7): Promise<string> =>
  tokenOf(await makeAgreementLink(world, { ...asked, days }));

const opened = (page: SmallPage, token: string) =>
  page.stranger.get(`/agreement/${token}`, outside);
const pressed = (page: SmallPage, token: string, name = "M. Fictif") =>
  page.stranger.post(`/agreement/${token}`, { name }, outside);

test("opening shows the statement and writes nothing; the form agrees, once, under the name given", async (t) => {
  const { world, page, until } = await waiting(t);
  const token = await linkFor(world);
  const before = (await world.journal.deposit("D1"))?.lastSeq;
  for (let scan = 0; scan < 3; scan += 1) {
    const shown = await opened(page, token);
    assert.equal(shown.status, 200);
    assert.match(shown.text, /REF1/u);
    assert.match(shown.text, /Je donne mon accord/u);
    assert.ok(!shown.text.includes('class="bar"'), "no way into the page");
  }
  assert.equal((await world.journal.deposit("D1"))?.lastSeq, before);
  assert.equal((await pressed(page, token, " ")).status, 400);
  assert.equal(await stage(world), "agreement-needed");
  assert.equal((await pressed(page, token)).status, 200);
  await until("frozen", async () => (await stage(world)) === "frozen");
  const [order, ...more] = (await world.journal.deposit("D1"))?.orders ?? [];
  assert.equal(more.length, 0);
  assert.deepEqual(
    [order?.by, order?.agreedBy, order?.order],
    ["gerant@client.example", "M. Fictif", "release"],
  );
  assert.ok(order?.link);
  assert.equal((await pressed(page, token)).status, 410);
  assert.equal((await opened(page, token)).status, 410);
  assert.equal((await world.journal.deposit("D1"))?.orders.length, 1);
});

test("a clerk mails the link from the deposit's page: to the register's address, never to a machine, and once", async (t) => {
  const world = asking(t);
  await put(
    world,
    `employeurs siret=${siret} raison_sociale=SOCIETE courriel=gerant@client.example`,
  );
  const small = smallDaemon(t, world);
  await small.until("held", async () => (await stage(world)) === "agreement-needed");
  const courier = memoryCourier();
  const sender = { courier, from: "cabinet@cabinet.test" };
  const page = await smallPage(t, small.daemon, { agreements, sender });
  const marie = await page.enter("Marie Exemple");
  const hidden = hiddenOf((await marie.get("/deposits/D1")).text, "/deposits/D1/link");
  assert.match((await marie.get("/deposits/D1")).text, /value="gerant@client\.example"/u);
  const press = (to: string) =>
    marie.post("/deposits/D1/link", { ...hidden, to, reason: "appelé" });
  for (const [to, status] of [
    ["accept@organisme.test", 409],
    ["personne", 400],
  ] as const)
    assert.equal((await press(to)).status, status, to);
  assert.equal(courier.dots(), 0);
  assert.match(String((await press("gerant@client.example")).headers["location"]), /done=link/u);
  // Pressed again on the page as it was: the deposit has moved.
  assert.equal((await press("gerant@client.example")).status, 409);
  assert.equal(courier.dots(), 1);
  const raw = Buffer.from(courier.received()[0] ?? [])
    .toString("latin1")
    .replaceAll("=\r\n", "");
  assert.ok(!raw.includes("REF1"));
  const [, token = ""] = /accords\.cabinet\.example\/agreement\/(\S+)/u.exec(raw) ?? [];
  const [link] = (await world.journal.deposit("D1"))?.links ?? [];
  assert.deepEqual(
    [link?.to, link?.by, link?.reason],
    ["gerant@client.example", "Marie Exemple", "appelé"],
  );
  assert.match((await opened(page, token.replaceAll("=3D", "="))).text, /Je donne mon accord/u);
  assert.match((await marie.get("/deposits/D1?done=link")).text, /Le lien est envoyé/u);
  const bare = await smallPage(t, small.daemon, { sender });
  assert.doesNotMatch((await (await bare.enter("Paul")).get("/deposits/D1")).text, /D1\/link/u);
});

test("a link that anybody touched, for another deposit or of another agent is not known", async (t) => {
  const { world, page } = await waiting(t);
  const token = await linkFor(world);
  const [deposit = "", content = "", expires = "", secret = "", signature = ""] = token.split(".");
  const later = (Number.parseInt(expires, 36) + 1).toString(36);
  const flipped = (text: string) => `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
  for (const wrong of [
    "",
    "D1",
    [deposit, content, later, secret, signature].join("."),
    ["D2", content, expires, secret, signature].join("."),
    [deposit, "0".repeat(64), expires, secret, signature].join("."),
    [deposit, content, expires, flipped(secret), signature].join("."),
    [deposit, content, expires, secret, flipped(signature)].join("."),
    `${token}.x`,
  ]) {
    await world.clock.advance(60_000);
    assert.equal((await pressed(page, wrong)).status, 404, wrong);
  }
  const other = { ...world, agent: { ...world.agent, key: Buffer.alloc(32, 9) } };
  assert.deepEqual(await agreeByLink(other, { token, name: "X" }), { is: "unknown" });
  assert.equal(await stage(world), "agreement-needed");
});

test("it ends with its days, with a later link, and while somebody suspended the deposit", async (t) => {
  const world = asking(t);
  await takeOne(world);
  const agree = async (token: string) => (await agreeByLink(world, { token, name: "X" })).is;
  const first = await linkFor(world, 2);
  const second = await linkFor(world, 1);
  assert.equal(await agree(first), "replaced");
  await giveOrder(world, { deposit: "D1", order: "hold", by: "odile", reason: "à revoir" });
  assert.equal(await agree(second), "held");
  await giveOrder(world, { deposit: "D1", order: "release", by: "odile", reason: "vu" });
  assert.equal(await stage(world), "agreement-needed");
  await world.clock.advance(86_400_000);
  assert.equal(await agree(second), "expired");
  assert.equal(await stage(world), "agreement-needed");
});

test("while its dossier or its client is suspended the link says so, and promises nothing", async (t) => {
  const { world, page } = await waiting(t);
  const token = await linkFor(world);
  const asked = { scope: "dossier", name: "cirso", by: "odile", reason: "à revoir" } as const;
  const order = async (is: "hold" | "release") => {
    const answer = await giveClientOrder(world, { ...asked, order: is });
    assert.equal(answer.is, "allowed");
    await world.holds.refresh(world.journal);
  };
  await order("hold");
  for (const answer of [await opened(page, token), await pressed(page, token)]) {
    assert.equal(answer.status, 410);
    assert.match(answer.text, /Votre cabinet a suspendu cette déclaration/u);
    assert.doesNotMatch(answer.text, /la déclaration partira/u);
  }
  assert.equal((await world.journal.deposit("D1"))?.orders.length, 0);
  await order("release");
  assert.equal((await pressed(page, token)).status, 200);
});

test("what is no longer what the client was sent asks for another link", async (t) => {
  const legal = [
    {
      name: "essai",
      source: "essai",
      mark: "exemple",
      family: "urssaf",
      hour: "12:00",
      dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due: "2027-01-15" }],
    },
  ] as const;
  const { world, page } = await waiting(t, { legal });
  const token = await linkFor(world);
  assert.equal((await opened(page, token)).status, 200);
  await put(
    world,
    "organismes code=U nom=Urssaf famille=urssaf identifiants=99999999800027 heure_limite=24:00",
  );
  const answer = await pressed(page, token);
  assert.equal(answer.status, 410);
  assert.match(answer.text, /a changé depuis ce lien/u);
  assert.equal(await stage(world), "agreement-needed");
  assert.equal((await pressed(page, await linkFor(world))).status, 200);
});

test("what the rules send elsewhere since the link is asked again, and the link serves no second time", async (t) => {
  const world = asking(t);
  await takeOne(world);
  const agree = async (token: string) => (await agreeByLink(world, { token, name: "X" })).is;
  const ruledAgain = async (subject: string): Promise<string> => {
    const other = rules().replace("sujet=DUE", `sujet=${subject}`);
    world.spool.drop("mapibox.cfg", `${other}validation=client\r\n`);
    for (let step = 0; step < 3; step += 1) await advance(world, "D1");
    return stage(world);
  };
  const first = await linkFor(world);
  assert.equal(await agree(first), "agreed");
  assert.equal(await ruledAgain("AUTRE"), "agreement-needed");
  assert.equal(await agree(first), "used");
  const second = await linkFor(world);
  assert.equal(await agree(second), "agreed");
  assert.equal(await ruledAgain("AUTRE"), "frozen");
  assert.equal((await world.journal.deposit("D1"))?.ruled?.subject, "AUTRE");
});

test("a subject that says the day is the same subject on another day, and no link is asked for each", async (t) => {
  const world = smallWorld(t);
  const ruledBy = (subject: string) =>
    world.spool.drop(
      "mapibox.cfg",
      `[toutes]\r\n${rules().replace("sujet=DUE", `sujet=${subject}`)}validation=client\r\n`,
    );
  ruledBy("DUE du {{date}}");
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  await takeOne(world);
  const nextDay = async (subject: string): Promise<string> => {
    const token = await linkFor(world);
    await world.clock.advance(86_400_000);
    ruledBy(subject);
    assert.equal((await agreeByLink(world, { token, name: "X" })).is, "agreed");
    for (let step = 0; step < 3; step += 1) await advance(world, "D1");
    return stage(world);
  };
  assert.equal(await nextDay("DUE le {{date}}"), "agreement-needed");
  assert.equal(await nextDay("DUE le {{date}}"), "frozen");
});

test("a person's word for the client answers what a link left open; they saw what goes", async (t) => {
  const world = asking(t);
  await takeOne(world);
  const agreedBy = {
    order: "release",
    agreedBy: "M. Fictif",
    by: "odile",
    reason: "appelé",
  } as const;
  await agreeByLink(world, { token: await linkFor(world), name: "X" });
  world.spool.drop("mapibox.cfg", `${rules("autre@organisme.test")}validation=client\r\n`);
  await advance(world, "D1");
  assert.equal(await stage(world), "agreement-needed");
  await giveOrder(world, { deposit: "D1", ...agreedBy });
  for (let step = 0; step < 3; step += 1) await advance(world, "D1");
  assert.equal(await stage(world), "frozen");
});

test("no link reaches past the legal deadline, and none is made behind it", async (t) => {
  const legal = [
    {
      name: "essai",
      source: "essai",
      mark: "exemple",
      family: "urssaf",
      hour: "12:00",
      dates: [{ period: { year: 2026, quarter: 4, month: 0 }, due: "2026-11-07" }],
    },
  ] as const;
  const world = asking(t, { legal, mode: "reel" });
  await takeOne(world);
  const made = await makeAgreementLink(world, { ...asked, days: 31 });
  const deadline = (await world.journal.deposit("D1"))?.recognised?.deadline;
  assert.equal(made.is === "made" && made.expires, deadline);
  await world.clock.advance((deadline ?? 0) - world.clock.now());
  const late = await makeAgreementLink(world, { ...asked, days: 1 });
  assert.deepEqual(late, { is: "refused", because: "too-late" });
});

test("under the public name nothing but links answers; from another site no form does; tries are counted", async (t) => {
  const { world, page } = await waiting(t);
  const token = await linkFor(world);
  for (const path of ["/", "/login", "/deposits/D1", "/health", "/metrics", "/enter?key=x"])
    assert.equal((await page.stranger.get(path, outside)).status, 421, path);
  const foreign = { ...outside, origin: "https://ailleurs.example" };
  const posted = await page.stranger.post(`/agreement/${token}`, { name: "X" }, foreign);
  assert.equal(posted.status, 403);
  const inside = await page.stranger.get(`/agreement/${token}`, { host });
  assert.equal(inside.status, 200, "and on this machine's own name");
  const answers: number[] = [];
  for (let n = 0; n <= limits.pageAgreementsPerMinute; n += 1)
    answers.push((await opened(page, token)).status);
  assert.ok(answers.includes(429));
  assert.equal(await stage(world), "agreement-needed");
});

test("without the setting there is no such page", async (t) => {
  const { world, daemon } = await waiting(t);
  const page = await smallPage(t, daemon);
  const token = await linkFor(world);
  assert.equal((await page.stranger.get(`/agreement/${token}`)).status, 404);
  assert.equal((await page.stranger.get(`/agreement/${token}`, outside)).status, 421);
});
