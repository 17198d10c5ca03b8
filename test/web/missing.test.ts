/** A return that nobody dropped, on the page: it is listed, and said declared otherwise with its proof. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { habit, organism } from "../support/habit.ts";
import { smallPage } from "../support/page.ts";
import { siret } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";

test("what is expected is listed with the form filled in; once declared otherwise it is expected no more", async (t) => {
  const world = await habit(t);
  const page = await smallPage(t, smallDaemon(t, world).daemon);
  const marie = await page.enter("Marie Exemple");
  const list = await marie.get("/reports/missing");
  assert.match(list.text, /BRC mono-établissement \(913\)/u);
  const link = `/reports/missing?organism=${organism}&amp;period=2026-T4#declared`;
  assert.ok(list.text.includes(`href="${link}"`), list.text);
  const form = await marie.get(`/reports/missing?organism=${organism}&period=2026-T4`);
  assert.match(form.text, new RegExp(`name="organism"[^>]* value="${organism}"`, "u"));
  const proof = { field: "proof", name: "bordereau.pdf", bytes: "%PDF-1.4 signé" };
  const said = { employer: siret, organism, period: "2026-T4", means: "paper", reason: "panne" };
  for (const [wrong, files, status, why] of [
    [{ employer: "123" }, [proof], 400, /quatorze chiffres/u],
    [{ means: "pigeon" }, [proof], 400, /incomplet/u],
    [{ reason: " " }, [proof], 400, /Dites pourquoi/u],
    [{}, [], 400, /Joignez le document/u],
    [{}, [{ ...proof, bytes: "" }], 400, /vide/u],
    [{ period: "hier" }, [proof], 400, /pas une période/u],
    [{ organism: "INCONNU" }, [proof], 409, /Rien n’est attendu/u],
    [{ period: "2026-T3" }, [proof], 409, /Elle a été déposée \(D4\)/u],
  ] as const) {
    const answer = await marie.upload("/reports/missing", { ...said, ...wrong }, files);
    assert.deepEqual([answer.status, why.test(answer.text)], [status, true], JSON.stringify(wrong));
    // What was typed is still there.
    assert.match(answer.text, new RegExp(`value="${{ ...said, ...wrong }.employer}"`, "u"));
  }
  const done = await marie.upload("/reports/missing", said, [proof]);
  assert.equal(done.headers["location"], "/reports/missing?done");
  const after = await marie.get("/reports/missing?done");
  assert.match(after.text, /preuve gardée/u);
  assert.match(after.text, /Rien n’est attendu qui ne soit déposé/u);
  const [fact] = (await world.journal.facts({ is: ["return-otherwise"] }, 9)) ?? [];
  assert.ok(fact?.is === "return-otherwise");
  assert.deepEqual([fact.by, fact.means, fact.reason], ["Marie Exemple", "paper", "panne"]);
  const again = await marie.upload("/reports/missing", said, [proof]);
  assert.deepEqual([again.status, /déjà au journal/u.test(again.text)], [409, true]);
});
