/** The register on the page: read by all, changed by an administrator with each error beside its field, and as whole tables. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { standing } from "../../src/journey/register.ts";
import { hiddenOf, smallPage } from "../support/page.ts";
import { put, shippedPaths } from "../support/register.ts";
import { employerSiret, firmSiret, registerFirm, ribOf } from "../support/register-firm.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const started = async (t: TestContext, more: Parameters<typeof smallWorld>[1] = {}) => {
  const world = smallWorld(t, { paths: shippedPaths(), ...more });
  const { daemon } = smallDaemon(t, world);
  const page = await smallPage(t, daemon);
  const odile = await page.enter("Odile", "administrator");
  const marie = await page.enter("Marie");
  const rows = async (table: string) => (await standing(world)).filter((e) => e.table === table);
  return { world, page, odile, marie, rows };
};

const organism = { code: "U-99", nom: "Urssaf d'essai", famille: "urssaf", identifiants: "117" };
const employer = (n: number) => ({
  siret: employerSiret(n),
  raison_sociale: `Société Fictive ${n}`,
});
const said = (text: string): string => /role="alert">(.*?)<\/div>/su.exec(text)?.[1] ?? "";

/** The tables of a small firm, as a form brings them. */
const firmFiles = () =>
  Object.entries(registerFirm(2)).map(([name, bytes]) => ({ field: "files", name, bytes }));

test("a row is added, read, changed and removed, under the session's name", async (t) => {
  const { odile, marie, rows } = await started(t);
  assert.match((await marie.get("/register")).text, /Le registre est vide/u);
  const added = await odile.post("/register/organismes", { ...organism, reason: "classeur" });
  assert.deepEqual(
    [added.status, added.headers["location"]],
    [303, "/register/organismes/row?code=U-99&done=yes"],
  );
  assert.deepEqual((await rows("organismes"))[0]?.values, organism);
  const row = "/register/organismes/row?code=U-99";
  const { text } = await odile.get(row);
  assert.match(text, /Écrit par Odile : classeur, /u);
  const { seen = "" } = hiddenOf(text, "/register/organismes");
  const changed = { ...organism, seen, nom: "Urssaf de l’essai", identifiants: "" };
  assert.equal((await odile.post("/register/organismes", changed)).status, 303);
  assert.deepEqual((await rows("organismes"))[0]?.values, {
    code: "U-99",
    nom: "Urssaf de l’essai",
    famille: "urssaf",
  });
  const gone = hiddenOf((await odile.get(row)).text, "/register/organismes/remove");
  assert.equal((await odile.post("/register/organismes/remove", gone)).status, 303);
  assert.deepEqual(await rows("organismes"), []);
  assert.equal((await odile.get(row)).status, 404);
});

test("every error is told beside its field, and what was typed is still there", async (t) => {
  const { odile, rows } = await started(t);
  const wrong = { code: "U 99", nom: "", famille: "ursaf", siret: "123", parcours: "ailleurs" };
  const { status, text } = await odile.post("/register/organismes", wrong);
  assert.equal(status, 409);
  assert.match(said(text), /5 erreurs : rien n’a été écrit/u);
  for (const field of ["code", "nom", "famille", "siret", "parcours"])
    assert.match(text, new RegExp(`id="f-${field}"[^>]*aria-invalid="true"`, "u"), field);
  assert.match(text, /name="siret"[^>]*value="123"/u);
  assert.match(text, /<option value="ursaf" selected>/u);
  assert.deepEqual(await rows("organismes"), []);
});

test("a calendar that the settings do not have is refused beside its field, and one that they have is taken", async (t) => {
  const legal = [
    {
      name: "Urssaf d'essai",
      source: "essai",
      mark: "exemple",
      family: "urssaf",
      hour: "12:00",
      dates: [],
    },
  ] as const;
  const { odile, rows } = await started(t, { legal });
  const wrong = { ...organism, calendrier: "Urssaf d'esai" };
  const { status, text } = await odile.post("/register/organismes", wrong);
  assert.equal(status, 409);
  assert.match(text, /id="f-calendrier"[^>]*aria-invalid="true"/u);
  assert.deepEqual(await rows("organismes"), []);
  const right = { ...organism, calendrier: "Urssaf d'essai" };
  assert.equal((await odile.post("/register/organismes", right)).status, 303);
});

test("two persons who change one row: the second is told, and nothing of hers is lost", async (t) => {
  const { world, odile, rows } = await started(t);
  await odile.post("/register/organismes", organism);
  const { text } = await odile.get("/register/organismes/row?code=U-99");
  const { seen = "" } = hiddenOf(text, "/register/organismes");
  await put(world, "organismes code=U-99 nom=Autre famille=urssaf");
  const late = await odile.post("/register/organismes", { ...organism, seen, nom: "Le mien" });
  assert.deepEqual([late.status, /a changé depuis/u.test(said(late.text))], [409, true]);
  assert.match(late.text, /value="Le mien"/u);
  assert.equal((await rows("organismes"))[0]?.values["nom"], "Autre");
  assert.equal((await odile.post("/register/organismes", organism)).status, 409);
});

test("a row that others name goes with them, or not at all", async (t) => {
  const { odile, rows } = await started(t);
  await odile.post("/register/organismes", organism);
  await odile.post("/register/employeurs", employer(1));
  await odile.post("/register/numeros", { ...employer(1), organisme: "U-99", numero: "N1" });
  const row = `/register/employeurs/row?siret=${employerSiret(1)}`;
  const { text } = await odile.get(row);
  assert.match(text, /Retirer aussi les 1 lignes/u);
  const form = hiddenOf(text, "/register/employeurs/remove");
  const alone = await odile.post("/register/employeurs/remove", form);
  assert.deepEqual([alone.status, /numeros/u.test(said(alone.text))], [409, true]);
  assert.equal(
    (await odile.post("/register/employeurs/remove", { ...form, all: "yes" })).status,
    303,
  );
  assert.deepEqual([await rows("employeurs"), await rows("numeros")], [[], []]);
});

test("a clerk reads all of it and changes nothing", async (t) => {
  const { odile, marie, page, rows } = await started(t);
  await odile.post("/register/organismes", organism);
  await odile.post("/register/employeurs", employer(1));
  for (const path of ["/register", "/register/organismes", "/register/about?subject=fictive"]) {
    const { status, text } = await marie.get(path);
    assert.equal(status, 200, path);
    assert.doesNotMatch(text, /method="post" action="\/register/u, path);
  }
  const row = await marie.get("/register/organismes/row?code=U-99");
  assert.match(row.text, /Urssaf d&#39;essai/u);
  assert.doesNotMatch(row.text, /method="post" action="\/register/u);
  assert.equal((await marie.get("/register/organismes/new")).status, 403);
  assert.equal((await marie.post("/register/organismes", { ...organism, code: "X" })).status, 403);
  assert.equal((await marie.post("/register/organismes/remove", { code: "U-99" })).status, 403);
  assert.equal((await marie.upload("/register/tables", {}, [])).status, 403);
  assert.equal((await page.stranger.get("/register/employeurs.csv")).status, 401);
  const forged = await odile.post("/register/organismes", { ...organism, code: "X", token: "t" });
  assert.equal(forged.status, 403);
  assert.equal((await rows("organismes")).length, 1);
});

test("whole tables come in together with their scans, or every error of them is told", async (t) => {
  const { world, odile, rows } = await started(t);
  const firm = registerFirm(3);
  const files = Object.entries(firm).map(([name, bytes]) => ({ field: "files", name, bytes }));
  const mandate = `siret;mandataire;signe_le;fichier\r\n${employerSiret(0)};${firmSiret};2026-01-02;scans/dupont.pdf\r\n`;
  const others = files.filter((f) => f.name !== "mandats.csv");
  const mandates = { field: "files", name: "mandats.csv", bytes: mandate };
  const scan = { field: "files", name: "dupont.pdf", bytes: "%PDF-1.4 mandat" };
  const lost = await odile.upload("/register/tables", {}, [...others, mandates]);
  assert.deepEqual(
    [lost.status, /scans\/dupont\.pdf.*n’est pas parmi/u.test(said(lost.text))],
    [400, true],
  );
  const spoilt = { ...mandates, bytes: mandate.replace("2026-01-02", "31/02/2026") };
  const wrong = await odile.upload("/register/tables", {}, [...others, spoilt, scan]);
  assert.match(said(wrong.text), /mandats\.csv:2 signe_le « 31\/02\/2026 »/u);
  const checked = await odile.upload("/register/tables", { check: "yes" }, [
    ...others,
    mandates,
    scan,
  ]);
  assert.match(checked.text, /Tout est juste : \d+ lignes à écrire/u);
  assert.deepEqual(await standing(world), []);
  const done = await odile.upload("/register/tables", { reason: "reprise" }, [
    ...others,
    mandates,
    scan,
  ]);
  assert.deepEqual([done.status, done.headers["location"]], [303, "/register?done=yes"]);
  assert.equal((await rows("employeurs")).length, 3);
  const again = await odile.upload("/register/tables", {}, [...others, mandates, scan]);
  assert.equal(again.headers["location"], "/register?done=same");
  const hash = (await rows("mandats"))[0]?.values["fichier"]?.slice(7) ?? "";
  const read = await odile.get(`/register/scan/${hash}`);
  assert.deepEqual([read.status, read.text], [200, "%PDF-1.4 mandat"]);
  assert.equal((await odile.get(`/register/scan/${"0".repeat(64)}`)).status, 404);
});

test("a table goes out as the command line writes it, and comes in again without a change", async (t) => {
  const { odile, marie } = await started(t);
  await odile.upload("/register/tables", {}, firmFiles());
  const { text, headers } = await marie.get("/register/comptes.csv");
  assert.match(String(headers["content-disposition"]), /comptes\.csv/u);
  assert.match(text, new RegExp(`${employerSiret(1)};URSSAF-99;${ribOf(1)}`, "u"));
  const file = { field: "files", name: "comptes.csv", bytes: text };
  const again = await odile.upload("/register/tables", {}, [file]);
  assert.equal(again.headers["location"], "/register?done=same");
  assert.equal((await marie.get("/register/rien.csv")).status, 404);
});

test("all about an employer or an organism is found by its number, code or a part of its name", async (t) => {
  const { odile, marie } = await started(t);
  await odile.upload("/register/tables", {}, firmFiles());
  const about = await marie.get(`/register/about?subject=${employerSiret(1)}`);
  for (const table of ["employeurs", "numeros", "comptes", "mandats", "adhesions"])
    assert.match(about.text, new RegExp(`id="t-${table}"`, "u"));
  assert.match((await marie.get("/register/about?subject=societe+fictive")).text, /n° 1</u);
  assert.match(
    (await marie.get("/register/about?subject=IRC-A")).text,
    /Organisme d&#39;essai IRC-A/u,
  );
  assert.match(
    (await marie.get("/register/about?subject=personne")).text,
    /ne connaît pas « personne »/u,
  );
  assert.match((await marie.get(`/register/comptes?q=${ribOf(0)}`)).text, /4 lignes/u);
});

test("a scan is kept with its mandate, replaced, and named no longer", async (t) => {
  const { odile, rows } = await started(t);
  await odile.post("/register/employeurs", employer(1));
  const mandate = { siret: employerSiret(1), mandataire: firmSiret, signe_le: "2026-01-02" };
  const scan = { field: "fichier", name: "mandat.pdf", bytes: "%PDF-1.4 un" };
  assert.equal((await odile.upload("/register/mandats", mandate, [scan])).status, 303);
  const kept = async () => (await rows("mandats"))[0]?.values["fichier"];
  const first = await kept();
  assert.match(first ?? "", /^sha256:/u);
  const row = `/register/mandats/row?siret=${employerSiret(1)}&mandataire=${firmSiret}`;
  const seen = async () => hiddenOf((await odile.get(row)).text, "/register/mandats");
  await odile.upload("/register/mandats", { ...mandate, ...(await seen()), fin: "2027-01-01" }, []);
  assert.equal(await kept(), first);
  await odile.upload("/register/mandats", { ...mandate, ...(await seen()), drop: "yes" }, []);
  assert.equal(await kept(), undefined);
});

test("what changed since an organism knew it is announced by a letter, and said gone under a name", async (t) => {
  const { world, odile, marie } = await started(t);
  const firm = Object.entries(registerFirm(1));
  await odile.upload(
    "/register/tables",
    {},
    firm.map(([name, bytes]) => ({ field: "files", name, bytes })),
  );
  const pair = { siret: employerSiret(0), organism: "IRC-A" };
  assert.equal((await marie.post("/register/announced", pair)).status, 303);
  assert.match((await marie.get("/register/announce")).text, /Rien à annoncer/u);
  await world.clock.advance(3_600_000);
  await put(world, `comptes siret=${employerSiret(0)} organisme=IRC-A compte=${ribOf(7)}`);
  const { text } = await marie.get("/register/announce");
  assert.match(text, /domiciliation bancaire/u);
  const asked = new URLSearchParams(pair).toString();
  const letter = await marie.get(`/register/letter/lettre.txt?${asked}`);
  assert.match(letter.text.replace(/\s/gu, ""), new RegExp(ribOf(7), "u"));
  const pdf = await marie.get(`/register/letter/lettre.pdf?${asked}`);
  assert.ok(pdf.text.startsWith("%PDF-"));
  assert.match(text, /href="\/register\/letter\/lettre\.pdf\?siret=/u);
  assert.equal((await marie.get("/register/letter/lettre.pdf?siret=1&organism=IRC-A")).status, 404);
  assert.equal((await marie.post("/register/announced", { ...pair, siret: "1" })).status, 404);
  const gone = await marie.post("/register/announced", { ...pair, reason: "courrier du 3" });
  assert.equal(gone.headers["location"], "/register?done=announced");
  assert.match((await marie.get("/register/announce")).text, /Rien à annoncer/u);
});
