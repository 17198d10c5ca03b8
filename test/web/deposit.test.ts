/** One deposit's page: its story, its decision with the evidence, and orders that the journal keeps under a name. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { LegalCalendar } from "../../src/domain/calendar/legal-calendar.ts";
import { situation } from "../../src/domain/rollup.ts";
import type { Handover } from "../../src/ports/courier.ts";
import { cutRules, lot } from "../support/cut-world.ts";
import { passMinutes } from "../support/memory-clock.ts";
import { smallPage, type Visitor } from "../support/page.ts";
import { pageScene } from "../support/page-scene.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { receiveOne, rules, type SmallWorld, smallWorld } from "../support/small-world.ts";

const uncertain = async (t: TestContext) => {
  const world = smallWorld(t, { courier: (_, n) => (n === 1 ? "drops-after-dot" : "accepts") });
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("uncertain", async () => (await is(world)) === "incertain");
  return { world, ...small, page: await smallPage(t, small.daemon) };
};

const is = async (world: SmallWorld, id: `D${number}` = "D1") => {
  const deposit = await world.journal.deposit(id);
  return deposit && situation(deposit).is;
};

/** What the form of a choice holds. */
const formOf = async (visitor: Visitor, choice: string): Promise<Record<string, string>> => {
  const { text } = await visitor.get("/deposits/D1");
  const form = text.split("<form").find((part) => part.includes(`name="choice" value="${choice}"`));
  assert.ok(form, `no button for ${choice}`);
  return Object.fromEntries(
    [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/gu)].map((m) => [m[1], m[2]]),
  ) as Record<string, string>;
};

test("an uncertain mail is shown with its evidence, and confirmed under the session's name", async (t) => {
  const { world, page } = await uncertain(t);
  const marie = await page.enter("Marie Exemple");
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /Votre décision/u);
  assert.match(text, /le point final a pu partir/u);
  assert.match(text, /memory: smtp-broken/u);
  assert.match(text, /Preuve cherchée dans les messages envoyés/u);
  const answer = await marie.post("/deposits/D1/orders", {
    ...(await formOf(marie, "confirm")),
    reason: "appelé l'organisme",
  });
  assert.deepEqual([answer.status, answer.headers["location"]], [303, "/deposits/D1?done=confirm"]);
  const order = (await world.journal.deposit("D1"))?.orders[0];
  assert.deepEqual(
    [order?.order, order?.by, order?.reason, order?.message],
    ["confirm", "Marie Exemple", "appelé l'organisme", "D1.M1"],
  );
  assert.equal(await is(world), "remis");
  assert.match((await marie.get("/deposits/D1?done=confirm")).text, /role="status">C’est noté/u);
});

test("to send again needs a reason; with one, the same mail leaves", async (t) => {
  const { world, page, until } = await uncertain(t);
  const marie = await page.enter("Marie");
  const form = await formOf(marie, "resend");
  const without = await marie.post("/deposits/D1/orders", { ...form, reason: "  " });
  assert.equal(without.status, 409);
  assert.match(
    without.text,
    /role="alert"[^>]*>Dites pourquoi\u00a0: la raison reste au journal\./u,
  );
  const old = await marie.post("/deposits/D1/orders", { ...form, seen: "0", reason: "pas reçu" });
  assert.equal(old.status, 409);
  assert.match(old.text, /name="reason"[^>]* value="pas reçu" data-typed/u);
  // A form's address answers nobody who asks again: what renews the page, and its other language, go elsewhere.
  assert.match(old.text, / data-at="\/deposits\/D1"/u);
  assert.match(old.text, /href="\/deposits\/D1\?lang=en"/u);
  assert.equal(world.courier.dots(), 1);
  await marie.post("/deposits/D1/orders", { ...form, reason: "ils ne l'ont pas" });
  await until("sent again", () => world.courier.dots() === 2);
  const [first, second] = world.courier.received();
  assert.deepEqual(first, second);
});

test("who decides about what has changed since is shown the change, and nothing is ordered", async (t) => {
  const { world, page } = await uncertain(t);
  const marie = await page.enter("Marie");
  const form = await formOf(marie, "resend");
  const references = (await world.journal.deposit("D1"))?.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(dpae("FICTIVE"), ["00"]) }));
  const answer = await marie.post("/deposits/D1/orders", { ...form, reason: "tant pis" });
  assert.equal(answer.status, 409);
  assert.match(answer.text, /a changé depuis/u);
  assert.deepEqual((await world.journal.deposit("D1"))?.orders, []);
});

test("of two who press in the same moment, one is heard, and the other is shown what changed", async (t) => {
  const { world, page } = await uncertain(t);
  const [marie, paul] = [await page.enter("Marie"), await page.enter("Paul")];
  const [confirm, resend] = [await formOf(marie, "confirm"), await formOf(paul, "resend")];
  const answers = await Promise.all([
    marie.post("/deposits/D1/orders", { ...confirm, reason: "ils l'ont" }),
    paul.post("/deposits/D1/orders", { ...resend, reason: "ils ne l'ont pas" }),
  ]);
  assert.deepEqual(
    answers.map((a) => a.status).toSorted((a, b) => a - b),
    [303, 409],
  );
  assert.equal((await world.journal.deposit("D1"))?.orders.length, 1);
});

test("what somebody confirmed is sent again only over a word that says so", async (t) => {
  const { world, page, until } = await uncertain(t);
  const marie = await page.enter("Marie");
  await marie.post("/deposits/D1/orders", { ...(await formOf(marie, "confirm")), reason: "vu" });
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /Quelqu’un a déjà décidé de ce courrier/u);
  const { override: _, ...bare } = await formOf(marie, "resend");
  const refused = await marie.post("/deposits/D1/orders", { ...bare, reason: "perdu" });
  assert.equal(refused.status, 409);
  assert.match(refused.text, /a déjà confirmé/u);
  const form = await formOf(marie, "resend");
  await marie.post("/deposits/D1/orders", { ...form, reason: "perdu chez eux" });
  await until("sent again", () => world.courier.dots() === 2);
});

test("who cancels what another gave way to is told so over the deposit as it is now", async (t) => {
  const world = smallWorld(t, { courier: () => "unreachable" });
  world.spool.drop("mapibox.cfg", `${rules()}remplace=oui\r\n`);
  const small = smallDaemon(t, world);
  world.spool.drop("un.txt", dpae("FICTIVE"));
  await small.until("the first is tried", () => world.courier.attempts().length === 1);
  world.spool.drop("deux.txt", dpae("FICTIVE", "AUTRE"));
  await small.until("the second is tried", () => world.courier.attempts().length === 2);
  await passMinutes(world.clock, 3_600_000);
  assert.equal(await is(world), "remplace");
  const marie = await (await smallPage(t, small.daemon)).enter("Marie");
  const { text: before } = await marie.get("/deposits/D2");
  assert.match(before, /name="choice" value="cancel"/u);
  const seen = String((await world.journal.deposit("D2"))?.lastSeq);
  const cancel = { seen, order: "cancel", choice: "cancel", reason: "mauvais fichier" };
  const answer = await marie.post("/deposits/D2/orders", cancel);
  assert.equal(answer.status, 200);
  assert.match(answer.text, /C’est noté : .*Il remplaçait D1, qui n’est pas parti non plus/u);
  assert.equal(await is(world, "D2"), "annule");
  assert.match(answer.text, /<h2>Annulé[^<]*<\/h2>/u);
  assert.doesNotMatch(answer.text, /name="choice" value="cancel"/u);
});

test("only what the law of orders allows has a button", async (t) => {
  const { page } = await uncertain(t);
  const marie = await page.enter("Marie");
  const { text } = await marie.get("/deposits/D1");
  const shown = [...text.matchAll(/name="choice" value="(\w+)"/gu)].map((m) => m[1]);
  assert.deepEqual(shown, ["confirm", "resend", "hold"]);
});

test("an order that nobody knows, and a deposit that does not exist, are refused", async (t) => {
  const { world, page } = await uncertain(t);
  const marie = await page.enter("Marie");
  const { seen = "" } = await formOf(marie, "confirm");
  const strange = await marie.post("/deposits/D1/orders", { order: "destroy", seen });
  assert.equal(strange.status, 503);
  assert.equal((await marie.post("/deposits/D99/orders", { order: "hold", seen })).status, 404);
  for (const path of [
    "/deposits/D99",
    "/deposits/D0x",
    "/deposits/..%2F..",
    "/deposits/D1/report.exe",
  ])
    assert.equal((await marie.get(path)).status, 404, path);
  assert.deepEqual((await world.journal.deposit("D1"))?.orders, []);
});

test("a name that is code stays a name, on every page that shows it", async (t) => {
  const evil = `"><img src=x onerror=alert(1)>'.txt`;
  const world = smallWorld(t, { courier: () => "drops-after-dot" });
  world.spool.drop(evil, dpae("<SCRIPT>ALERT(1)</SCRIPT>"));
  const small = smallDaemon(t, world);
  await small.until("uncertain", async () => (await is(world)) === "incertain");
  const page = await smallPage(t, small.daemon);
  const marie = await page.enter(`<b onclick="x">Marie`);
  const query = encodeURIComponent(`"><script>alert(2)</script>`);
  const paths = ["/", "/deposits", `/deposits?q=${query}&dossier=${query}&from=${query}`];
  for (const path of [...paths, "/deposits/D1", "/deposits/D1/report.html", `/?lang=${query}`]) {
    const { text } = await marie.get(path);
    assert.doesNotMatch(text, /<img src=x|<script>|<SCRIPT>|<b onclick|<\/script>'/u, path);
  }
  assert.match(
    (await marie.get("/")).text,
    /&quot;&gt;&lt;img src=x onerror=alert\(1\)&gt;&#39;\.txt/u,
  );
});

test("the report is there as page, text, JSON and PDF", async (t) => {
  const { page } = await uncertain(t);
  const marie = await page.enter("Marie");
  const kinds = {
    html: "text/html",
    txt: "text/plain",
    json: "application/json",
    pdf: "application/pdf",
  };
  for (const [ending, type] of Object.entries(kinds)) {
    const { status, headers, text } = await marie.get(`/deposits/D1/report.${ending}`);
    assert.equal(status, 200, ending);
    assert.ok(String(headers["content-type"]).startsWith(type));
    assert.ok(text.length > 500);
  }
});

test("a deposit that another one is told of leads there", async (t) => {
  const { world, page, until } = await uncertain(t);
  world.spool.drop("encore.txt", dpae("FICTIVE"));
  await until("a duplicate", async () => (await is(world, "D2")) === "doublon");
  const marie = await page.enter("Marie");
  const { text } = await marie.get("/deposits/D2");
  assert.match(text, /identique au dépôt <a href="\/deposits\/D1">D1<\/a>/u);
});

const quarter = { year: 2026, quarter: 4, month: 0 };
const due = (family: "urssaf" | "irc", day: string): LegalCalendar => ({
  name: family,
  source: "essai",
  mark: "exemple",
  family,
  hour: "12:00",
  dates: [{ period: quarter, due: day }],
});

test("a file that left cut is told organism by organism: where each mail stands, what to do, in both languages", async (t) => {
  const courier = ({ envelope }: Handover) =>
    envelope.to[0] === "ducs@caisse.test" ? "refuses-organism" : "accepts";
  const world = smallWorld(t, { courier });
  world.spool.drop("mapibox.cfg", cutRules());
  world.spool.drop("lot.edi", lot);
  const { daemon, until } = smallDaemon(t, world);
  await until(
    "refused",
    async () => (await world.journal.tally(["refuse-par-le-serveur"])).size > 0,
  );
  const marie = await (await smallPage(t, daemon)).enter("Marie");
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /<h2 id="parts">Par organisme<\/h2>/u);
  assert.match(text, /ducs@caisse\.test\s: Faites corriger l’adresse ou la règle/u);
  assert.match(text, /<th scope="row">ducs@urssaf\.test<\/th><td>1<\/td>/u);
  const english = (await marie.get("/deposits/D1?lang=en")).text;
  assert.match(english, /The other organisms have their part of the file/u);
  assert.match(
    english,
    /ducs@caisse\.test: Have the address or the rule corrected, then drop a file that holds only declaration 2\./u,
  );
  assert.match((await marie.get("/?lang=en")).text, /ducs@caisse\.test: Have the address/u);
});

test("before a cut file is decided about, each organism's own deadline is known", async (t) => {
  const legal = [due("urssaf", "2026-11-16"), due("irc", "2026-11-25")];
  const world = smallWorld(t, { legal, courier: () => "drops-after-dot" });
  world.spool.drop("mapibox.cfg", cutRules());
  world.spool.drop("lot.edi", lot);
  const { daemon, until } = smallDaemon(t, world);
  const uncertainMails = async () =>
    (await world.journal.deposit("D1"))?.messages.filter((m) => m.stage.is === "uncertain").length;
  await until("both uncertain", async () => (await uncertainMails()) === 2);
  const marie = await (await smallPage(t, daemon)).enter("Marie");
  const { text } = await marie.get("/deposits/D1");
  assert.match(text, /ducs@urssaf\.test, Échéance<\/dt><dd><time[^>]*>16 novembre à 12:00/u);
  assert.match(text, /ducs@caisse\.test, Échéance<\/dt><dd><time[^>]*>25 novembre à 12:00/u);
});

test("an English page tells all that happened in English, and why, but for what people and organisms wrote", async (t) => {
  const { ids, daemon } = await pageScene(t);
  const marie = await (await smallPage(t, daemon)).enter("Marie");
  const seen = new Set<string>();
  for (const id of Object.values(ids)) {
    const { text } = await marie.get(`/deposits/${id}?lang=en`);
    const told = text.slice(text.indexOf('<h2 id="timeline">'));
    for (const [, what = ""] of told.matchAll(/<time[^>]*>[^<]*<\/time><span>([^<]*)/gu))
      seen.add(what);
    assert.doesNotMatch(text, /Written in French/u);
    for (const [, reason = ""] of text.matchAll(/<li>([^<]*)/gu)) seen.add(reason);
  }
  assert.ok(seen.has("Attempt 1: uncertain, the connection broke at the last moment"));
  assert.ok(
    [...seen].some((what) => what.startsWith("Held: A declaration of this file was sent before")),
  );
  assert.ok(
    [...seen].some((what) => /^Declaration 2, [^:]*: refused, code 15$/u.test(what)),
    [...seen].join("\n"),
  );
  const french = [...seen].filter((what) =>
    /[àéèê]| (?:le|la|les|du|des|est|pas|par) /u.test(what),
  );
  assert.deepEqual(french, []);
  assert.ok(seen.has("sent before: "));
  for (const step of [
    /^The receipt does not explain the code 15:/u,
    /^Put only the refused declarations into it/u,
    /^Read the receipt AR\/dpae\.txt of the dossier “cirso”/u,
    /^Without a receipt after 48 hours/u,
    /^A proof is sought in the mailbox/u,
  ])
    assert.ok(
      [...seen].some((what) => step.test(what)),
      String(step),
    );
});
