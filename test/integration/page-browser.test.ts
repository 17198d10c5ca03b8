/** The page in a real Chromium: with and without scripts, by keyboard alone, and as axe-core sees it. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Page, Request } from "playwright-core";
import { situation } from "../../src/domain/rollup.ts";
import { standing } from "../../src/journey/register.ts";
import { cleanup } from "../support/cleanup.ts";
import { type Opened, openedPage, seriousOn } from "../support/page-browser.ts";
import { employerSiret } from "../support/register-firm.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Every page, with the name of its picture where it has one. */
const pagesOf = ({
  scene,
}: Opened): readonly (readonly [path: string, picture: string | undefined])[] => [
  ["/", "page-jour"],
  ["/deposits?q=dpae&group=refused", "page-recherche"],
  ...Object.entries(scene.ids).map(
    ([fate, id]) =>
      [`/deposits/${id}`, fate === "uncertain" ? "page-decision" : undefined] as const,
  ),
  ["/receipts", undefined],
  [`/receipts/${scene.toAssign}`, "page-accuse"],
  ["/trial", undefined],
  ["/reports", "page-graphiques"],
  ["/reports/day/2026-11-05", undefined],
  ["/reports/period/2026-11", undefined],
  ["/reports/today", undefined],
  ["/reports/account?client=cirso&month=2026-11&lettre=yes", "page-compte-rendu"],
  ["/reports/missing", undefined],
  ["/qualification", undefined],
  [`/qualification/CIRSO/${employerSiret(1)}`, "page-qualification"],
  [`/qualification/CIRSO/${employerSiret(1)}/report`, undefined],
  ["/register", "page-registre"],
  ["/register/employeurs?q=fictive", undefined],
  [`/register/employeurs/row?siret=${employerSiret(1)}`, "page-registre-ligne"],
  ["/register/mandats/new", undefined],
  [`/register/about?subject=${employerSiret(1)}`, undefined],
  ["/register/announce", undefined],
  ["/agent", "page-agent"],
  ["/deposits/D999", undefined],
];

const stateOf = async ({ scene }: Opened, id: `D${number}`) => {
  const deposit = await scene.world.journal.deposit(id);
  return deposit && situation(deposit).is;
};

/** Presses Tab until what is asked for has the focus, as who has no mouse does. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press("Tab");
    const isThere = `document.activeElement.matches(${JSON.stringify(selector)})`;
    if (await page.evaluate<boolean>(isThere)) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
};

const decide = async (t: TestContext, javaScriptEnabled: boolean): Promise<void> => {
  const opened = await openedPage(t);
  if (!opened) return;
  const id = opened.scene.ids.uncertain;
  const page = await opened.enter("Marie Exemple", { javaScriptEnabled });
  await page.getByRole("link", { name: `Décider ${id}` }).click();
  assert.match(page.url(), /#decision$/u);
  await page.getByRole("button", { name: "L’organisme l’a : confirmer" }).click();
  await page.getByRole("status").filter({ hasText: "C’est noté" }).waitFor();
  assert.equal(await stateOf(opened, id), "remis");
  const [order] = (await opened.scene.world.journal.deposit(id))?.orders ?? [];
  assert.equal(order?.by, "Marie Exemple");
};

test("a decision is taken with scripts", (t) => decide(t, true));
test("a decision is taken without scripts", (t) => decide(t, false));

test("a decision is taken by keyboard alone, from the door to the answer", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const id = opened.scene.ids.uncertain;
  const page = await opened.enter("Paul Exemple");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.className"), "skip");
  await tabTo(page, `.need a.button[href="/deposits/${id}#decision"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#decision$/u);
  await tabTo(page, "#why-resend");
  await page.keyboard.type("ils ne l'ont pas");
  await tabTo(page, "button.risky");
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "C’est noté" }).waitFor();
  const [order] = (await opened.scene.world.journal.deposit(id))?.orders ?? [];
  assert.deepEqual([order?.order, order?.reason], ["resend", "ils ne l'ont pas"]);
});

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 1.5 };
const looks = {
  "": {},
  "-sombre": { colorScheme: "dark" as const },
  "-telephone": phone,
  "-en": { locale: "en-GB" },
};

/** Each page once, and those that people look at most in every way. */
const isKept = (picture: string, look: string): boolean =>
  look === "" ||
  picture === "page-jour" ||
  ["page-decision-telephone", "page-registre-telephone", "page-qualification-sombre"].includes(
    `${picture}${look}`,
  );

/** `FACTEUR_WRITE_IMAGES=1`: the pictures of the documents are taken anew. */
const keepPicture = async (page: Page, name: string): Promise<void> => {
  if (!process.env["FACTEUR_WRITE_IMAGES"]) return;
  const path = join(import.meta.dirname, "..", "..", "docs", "images", `${name}.png`);
  await page.screenshot({ path, fullPage: true });
};

test("a link that stands on another site lets in as well: its cookie is strict, and still sent", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const page = await opened.enter("Marie Exemple");
  const link = opened.link("Paul Exemple");
  await page.context().clearCookies();
  const elsewhere = createServer((_, reply) => {
    reply.setHeader("content-type", "text/html").end(`<a href="${link}">entrer</a>`);
  }).listen(0, "127.0.0.1");
  cleanup(t, () => elsewhere.close());
  await once(elsewhere, "listening");
  await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
  await page.getByRole("link", { name: "entrer" }).click();
  await page.getByText("Paul Exemple").waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
});

test("axe-core finds nothing serious on any page: light, dark, on a phone, in both languages", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  for (const [look, options] of Object.entries(looks)) {
    const page = await opened.enter("Marie Exemple", { ...options, role: "administrator" });
    for (const [path, picture] of pagesOf(opened)) {
      await page.goto(path);
      // What stands behind a summary is looked at as well.
      await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
      assert.deepEqual(await seriousOn(page), [], `${path} ${look}`);
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      assert.ok(wide <= 0, `${path} is ${wide} px too wide ${look}`);
      await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = false");
      if (picture && isKept(picture, look)) await keepPicture(page, `${picture}${look}`);
    }
    await page.context().clearCookies();
    await page.goto("/login");
    assert.deepEqual(await seriousOn(page), []);
  }
});

test("a file is tried without being taken: its faults, and where the rules would send it", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const { world } = opened.scene;
  const before = (await world.journal.head())?.seq;
  for (const javaScriptEnabled of [true, false]) {
    const page = await opened.enter("Marie Exemple", { javaScriptEnabled });
    await page.goto("/trial");
    const bytes = Buffer.from(dpae("ESSAYEE", "SECONDE"));
    await page
      .getByLabel("Fichier de déclarations")
      .setInputFiles({ name: "essai.txt", mimeType: "text/plain", buffer: bytes });
    await page.getByRole("button", { name: "Contrôler" }).click();
    await page.getByText("→ règle").waitFor();
    assert.match((await page.textContent("main")) ?? "", /accept@organisme\.test/u);
    assert.match((await page.textContent("main")) ?? "", /ESSAYEE ALBERTINE/u);
    if (javaScriptEnabled) assert.deepEqual(await seriousOn(page), []);
    if (javaScriptEnabled) await keepPicture(page, "page-essai");
  }
  assert.equal((await world.journal.head())?.seq, before);
});

test("a row of the register is written by keyboard and without scripts, its error told beside the field", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  for (const [javaScriptEnabled, code] of [
    [true, "ORG-1"],
    [false, "ORG-2"],
  ] as const) {
    const page = await opened.enter("Odile Exemple", { javaScriptEnabled, role: "administrator" });
    await page.goto("/register/organismes/new");
    await page.locator("#f-code").focus();
    await page.keyboard.type(code);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Organisme saisi");
    await page.keyboard.press("Tab");
    await page.keyboard.type("irc");
    await page.keyboard.press("Tab");
    await page.keyboard.type("123");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "1 erreur" }).waitFor();
    assert.equal(await page.locator("#f-siret").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#f-nom").inputValue(), "Organisme saisi");
    await page.locator("#f-siret").fill("");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("status").filter({ hasText: "C’est écrit" }).waitFor();
  }
  const rows = (await standing(opened.scene.world)).filter((e) =>
    e.values["code"]?.startsWith("ORG-"),
  );
  assert.deepEqual(
    rows.map((e) => e.values["famille"]),
    ["irc", "irc"],
  );
});

test("what was declared on paper is told with its proof, in a browser without scripts", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const id = opened.scene.ids.held;
  const page = await opened.enter("Marie Exemple", { javaScriptEnabled: false });
  await page.goto(`/deposits/${id}`);
  await page.getByText("Déclaré, ou répondu, autrement").click();
  await page.getByLabel("La preuve").setInputFiles({
    name: "copie.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.4 copie signée"),
  });
  await page.locator("#declared-why").fill("serveur en panne");
  await page.getByRole("button", { name: "Noter : déclaré autrement" }).click();
  await page.getByRole("status").filter({ hasText: "déclaré autrement" }).waitFor();
  const [told] = (await opened.scene.world.journal.deposit(id))?.otherwise ?? [];
  assert.deepEqual([told?.by, told?.means], ["Marie Exemple", "paper"]);
});

test("an open page shows what happens, and leaves alone who is typing", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const { world, until } = opened.scene;
  const page = await opened.enter("Marie Exemple");
  const typing = await opened.enter("Paul Exemple");
  await typing.goto(`/deposits/${opened.scene.ids.uncertain}`);
  await typing.locator("#why-resend").fill("je réfléchis");
  const refused = await opened.enter("Anne Exemple");
  await refused.goto(typing.url());
  await refused.locator("#why-resend").fill("  ");
  await refused.locator("button.risky").first().click();
  await refused.getByRole("alert").waitFor();
  assert.equal(refused.url(), typing.url());
  await refused.locator("#why-resend").fill("");
  await refused.locator("h1").click();
  world.spool.drop("nouveau.txt", dpae("NOUVELLE"));
  await until("sent", async () => (await world.journal.tally(["remis"])).get("remis") === 2);
  await waitUntil("the page to show it", async () => {
    await world.clock.advance(1000);
    return (await page.getByRole("link", { name: "nouveau.txt" }).count()) > 0;
  });
  await page.getByText(/^À jour à/u).waitFor();
  assert.equal(await typing.locator("#why-resend").inputValue(), "je réfléchis");
  await refused.getByText(/^À jour à/u).waitFor();
  assert.equal(await refused.getByRole("alert").count(), 1);
  // What nobody sees keeps no connection: a browser has few for one host.
  const isNews = (request: Request) => request.url().endsWith("/news");
  const closed = page.waitForEvent("requestfailed", isNews);
  await page.evaluate(hiding("hidden"));
  await closed;
  world.spool.drop("cache.txt", dpae("CACHEE"));
  await until("sent", async () => (await world.journal.tally(["remis"])).get("remis") === 3);
  assert.equal(await page.getByRole("link", { name: "cache.txt" }).count(), 0);
  const asked = page.waitForRequest(isNews);
  await page.evaluate(hiding("visible"));
  await asked;
  await page.getByRole("link", { name: "cache.txt" }).first().waitFor();
  await page.context().clearCookies();
  world.spool.drop("trop-tard.txt", dpae("TARDIVE"));
  await waitUntil("the page to say that nobody is in", async () => {
    await world.clock.advance(1000);
    return (await page.getByText("Votre session est finie").count()) > 0;
  });
  // Nothing happens any more, and somebody types: told before it is lost, all the same.
  const other = await typing.context().newPage();
  await other.goto(new URL("/", typing.url()).href);
  await other.getByRole("button", { name: "Quitter" }).click();
  await waitUntil("who types to be told so", async () => {
    await world.clock.advance(1000);
    return (await typing.getByText("Votre session est finie").count()) > 0;
  });
  assert.equal(await typing.locator("#why-resend").inputValue(), "je réfléchis");
});

/** As a browser does with a tab that another one hides. */
const hiding = (state: "hidden" | "visible"): string =>
  `Object.defineProperty(document, "hidden", { configurable: true, value: ${state === "hidden"} });
   document.dispatchEvent(new Event("visibilitychange"));`;
