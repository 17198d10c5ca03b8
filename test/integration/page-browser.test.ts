/** The page in a real Chromium: with and without scripts, by keyboard alone, and as axe-core sees it. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { situation } from "../../src/domain/rollup.ts";
import { type Opened, openedPage, seriousOn } from "../support/page-browser.ts";
import { dpae } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const pathsOf = ({ scene }: Opened): readonly string[] => [
  "/",
  "/deposits?q=dpae&group=sent",
  ...Object.values(scene.ids).map((id) => `/deposits/${id}`),
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

test("axe-core finds nothing serious: light, dark, on a phone, in both languages", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true };
  const looks = [{}, { colorScheme: "dark" as const }, { ...phone, locale: "en-GB" }];
  for (const look of looks) {
    const page = await opened.enter("Marie Exemple", { ...look, role: "administrator" });
    for (const path of pathsOf(opened)) {
      await page.goto(path);
      assert.deepEqual(await seriousOn(page), [], `${path} ${JSON.stringify(look)}`);
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      assert.ok(wide <= 0, `${path} is ${wide} px too wide for ${JSON.stringify(look)}`);
    }
    await page.context().clearCookies();
    await page.goto("/login");
    assert.deepEqual(await seriousOn(page), []);
  }
});

test("an open page shows what happens, and leaves alone who is typing", async (t) => {
  const opened = await openedPage(t);
  if (!opened) return;
  const { world, until } = opened.scene;
  const page = await opened.enter("Marie Exemple");
  const typing = await opened.enter("Paul Exemple");
  await typing.goto(`/deposits/${opened.scene.ids.uncertain}`);
  await typing.locator("#why-resend").fill("je réfléchis");
  world.spool.drop("nouveau.txt", dpae("NOUVELLE"));
  await until("sent", async () => (await world.journal.tally(["remis"])).get("remis") === 2);
  await waitUntil("the page to show it", async () => {
    await world.clock.advance(1000);
    return (await page.getByRole("link", { name: "nouveau.txt" }).count()) > 0;
  });
  await page.getByText(/^À jour à/u).waitFor();
  assert.equal(await typing.locator("#why-resend").inputValue(), "je réfléchis");
});
