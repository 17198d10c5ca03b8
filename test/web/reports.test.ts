/** Reports to read or to print, charts, and a file that is tried. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { host, origin, smallPage } from "../support/page.ts";
import { pageScene } from "../support/page-scene.ts";
import { dpae, hire } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, smallWorld } from "../support/small-world.ts";

const started = async (t: TestContext) => {
  const scene = await pageScene(t);
  const page = await smallPage(t, scene.daemon);
  return { scene, page, marie: await page.enter("Marie") };
};

test("the day and the period are read inside the page, alone, and as PDF; deposits lead to their pages", async (t) => {
  const { scene, marie } = await started(t);
  const day = await marie.get("/reports/day/2026-11-05");
  assert.match(day.text, /Compte rendu du jour/u);
  assert.match(day.text, new RegExp(`href="/deposits/${scene.ids.partial}"`, "u"));
  assert.doesNotMatch(day.text, /style=/u);
  const alone = await marie.get("/reports/day/2026-11-05.html");
  assert.match(alone.text, /^<!doctype html>/u);
  assert.match(String(alone.headers["content-security-policy"]), /style-src 'sha256-/u);
  const pdf = await marie.get("/reports/day/2026-11-05.pdf?dossier=cirso");
  assert.match(String(pdf.headers["content-disposition"]), /jour-2026-11-05\.pdf/u);
  assert.ok(pdf.text.startsWith("%PDF-"));
  assert.match((await marie.get("/reports/period/2026-T4")).text, /trimestre 2026/u);
  assert.equal((await marie.get("/reports/period/2026-T4.json")).status, 200);
});

test("what must leave before tonight is read, printed, and reached from the day's page", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}validation=oui\r\n`);
  const tonight = hire("FICTIVE", { hireDate: "2026-11-05", hireHour: "18:00" });
  world.spool.drop("ce-soir.txt", writeDpaeFlat([tonight]));
  const { daemon, until } = smallDaemon(t, world);
  await until("held", async () => (await world.journal.deposit("D1"))?.stage.is === "held");
  const marie = await (await smallPage(t, daemon)).enter("Marie");
  assert.match((await marie.get("/")).text, /href="\/reports\/today"/u);
  assert.match((await marie.get("/reports/today")).text, /ce-soir\.txt/u);
  assert.ok((await marie.get("/reports/today.pdf?dossier=cirso")).text.startsWith("%PDF-"));
  assert.equal((await marie.get("/reports/demain")).status, 404);
});

test("an English page says which of its papers are French, and speaks English for the rest", async (t) => {
  const { scene, marie } = await started(t);
  const { text } = await marie.get(`/deposits/${scene.ids.partial}?lang=en`);
  assert.doesNotMatch(text, /Written in French|déclaration|fichier/u);
  assert.match(text, /<span>refused<\/span>/u);
  assert.match(text, /<span>registered<\/span>/u);
  assert.match(text, /authenticated by (?:its signature|your mail server)/u);
  assert.match(text, /<dt>Deadline<\/dt>/u);
  assert.match(text, /<span>Born \d{1,2} April 1990<\/span>/u);
  assert.match(text, /<span>Hired \d{1,2} November 2026 at \d8:30<\/span>/u);
  const incomplete = await marie.get(`/deposits/${scene.ids.incomplete}?lang=en`);
  assert.doesNotMatch(incomplete.text, /bloque l.envoi/u);
  const french = (await marie.get(`/deposits/${scene.ids.partial}?lang=fr`)).text;
  assert.doesNotMatch(french, /Written in French/u);
  assert.match(french, /<span>refusée<\/span>/u);
  assert.match((await marie.get("/reports/day/2026-11-05?lang=en")).text, /Written in French/u);
});

test("what is no day and no period is said, or is nothing", async (t) => {
  const { marie } = await started(t);
  const wrong = await marie.get("/reports/period?period=hier");
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /écrivez 2026-11, 2026-T4 ou 2026/u);
  assert.equal((await marie.get("/reports/day?day=")).status, 400);
  const right = await marie.get("/reports/period?period=2026t4&dossier=cirso");
  assert.equal(right.headers["location"], "/reports/period/2026-T4?dossier=cirso");
  for (const path of ["/reports/day/2026-13-01", "/reports/day/x.pdf", "/reports/period/x"])
    assert.equal((await marie.get(path)).status, 404, path);
});

test("charts have their numbers as text, in the reader's language", async (t) => {
  const { marie } = await started(t);
  const { text } = await marie.get("/reports");
  assert.match(text, /<svg/u);
  assert.match(text, /<li>05\/11 : 10 : 4 enreg\., 1 refus\.<\/li>/u);
  const english = (await marie.get("/reports?lang=en")).text;
  assert.match(english, /<li>05\/11: 10: 4 registered, 1 refused<\/li>/u);
  assert.match(english, /Delay of final answers, by organism/u);
  assert.doesNotMatch(english, /enregistr|délai|au plus/iu);
});

test("a tried file is judged and explained, and leaves no trace; a wrong dossier or none is said", async (t) => {
  const { scene, page } = await started(t);
  const { world } = scene;
  const entered = await page.app.inject({
    url: `/enter?key=${page.links.make({ name: "Marie", role: "clerk" })}`,
    headers: { host },
  });
  const cookie = String(entered.headers["set-cookie"]).split(";", 1)[0] ?? "";
  const form = await page.app.inject({ url: "/trial", headers: { host, cookie } });
  const token = /name="token" value="([^"]*)"/u.exec(form.body)?.[1] ?? "";
  const post = async (dossier: string, bytes: Uint8Array | undefined, name = "essai.txt") => {
    const data = new FormData();
    data.set("token", token);
    data.set("dossier", dossier);
    if (bytes) data.set("file", new File([Buffer.from(bytes)], name));
    const sent = new Response(data);
    const headers = {
      host,
      origin,
      cookie,
      "content-type": sent.headers.get("content-type") ?? "",
    };
    const payload = Buffer.from(await sent.arrayBuffer());
    return page.app.inject({ method: "POST", url: "/trial", headers, payload });
  };
  const before = [(await world.journal.head())?.seq, world.store.blobs.size];
  const right = await post("cirso", dpae("ESSAYEE"));
  assert.equal(right.statusCode, 200);
  assert.match(right.body, /Conforme/u);
  assert.match(right.body, /accept@organisme\.test/u);
  const wrong = await post("cirso", Buffer.from("n'importe quoi"), "<b>x.txt");
  assert.match(wrong.body, /&lt;b&gt;x\.txt/u);
  assert.match(wrong.body, /À corriger/u);
  assert.equal((await post("inconnu", dpae("ESSAYEE"))).statusCode, 400);
  assert.equal((await post("cirso", undefined)).statusCode, 400);
  world.spool.drop("mapibox.cfg", rules().replace("profil=", "[x\r\nprofil="));
  assert.match((await post("cirso", dpae("ESSAYEE"))).body, /Contrôle du fichier/u);
  assert.equal((await post("cirso", Buffer.alloc(16 * 1024 * 1024))).statusCode, 413);
  assert.deepEqual([(await world.journal.head())?.seq, world.store.blobs.size], before);
});
