/** What a clerk reads of a refused hire and of a mail that came back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { renderHtml } from "../../src/adapters/reports/html.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { saidOfCode } from "../../src/adapters/reports/model/said-of-code.ts";
import { renderText } from "../../src/adapters/reports/text.ts";
import { begun, depositOf, dot, ended, matched, upToFrozen, verdict } from "../support/facts.ts";

const input = (deposit: ReturnType<typeof depositOf>, text = "") => ({
  deposit,
  declarations: [],
  findings: [],
  receiptTexts: [{ receipt: "R1", text } as const],
  agent: { name: "Facteur", version: "test" },
});

const sent = [...upToFrozen("k", "l"), begun(), dot(), ended("accepted")] as const;
const refused = depositOf(
  ...sent,
  matched({ verdicts: [verdict(1, "registered"), verdict(2, "refused", { code: "12" })] }),
);

test("a refused hire shows its code, what the AR says of it, and what to do", () => {
  const text = "Bonjour,\r\nCode 12 : date d'embauche antérieure au dépôt.\r\nCordialement";
  const model = reportModel(input(refused, text));
  const [reason] = model.reasons;
  assert.match(reason?.text ?? "", /Déclaration 2.*refusée, code 12/u);
  assert.equal(reason?.detail, "Code 12 : date d'embauche antérieure au dépôt.");
  for (const page of [renderText(model), renderHtml(model)]) {
    assert.match(page, /code 12/u);
    assert.ok(page.replace(/\s+/gu, " ").includes("embauche antérieure au dépôt"));
  }
  assert.ok(model.todo.some((line) => line.includes("Corrigez les déclarations refusées")));
  assert.ok(!model.todo.some((line) => line.includes("n'explique pas")));
});

test("a code that the AR does not explain is told as such: the organism knows", () => {
  const model = reportModel(input(refused, "Voir le fichier joint."));
  assert.match(model.reasons[0]?.text ?? "", /code 12/u);
  assert.equal(model.reasons[0]?.detail, undefined);
  assert.ok(model.todo.some((line) => line.includes("n'explique pas le code 12")));
});

test("only a line that names the code says something of it, and never a NIR", () => {
  const said: readonly (readonly [string, string | undefined])[] = [
    ["12 : salarié inconnu", "12 : salarié inconnu"],
    ["Motif 12, période close", "Motif 12, période close"],
    ["Le 12 novembre, nous avons reçu votre fichier", undefined],
    ["Reçu le 12/11/2026", undefined],
    ["code 112 : autre", undefined],
    ["code 12", "code 12"],
    ["12", undefined],
    ["", undefined],
  ];
  for (const [text, expected] of said) assert.equal(saidOfCode(text, "12"), expected, text);
  const long = `code 12 : ${"x".repeat(5000)}`;
  assert.ok((saidOfCode(long, "12") ?? "").length <= 240);
  assert.doesNotMatch(
    saidOfCode("code 12 : NIR 1 85 05 78 006 084 36 inconnu", "12") ?? "",
    /85 05 78/u,
  );
});

test("a mail that came back did leave: its declarations were returned, not « non envoyées »", () => {
  const left = [...upToFrozen("k"), begun(), dot(), ended("accepted")] as const;
  const returned = depositOf(...left, matched({ verdicts: [], by: ["references"] }), {
    is: "message-returned",
    deposit: "D1",
    message: "D1.M1",
    by: "R1",
    status: "5.1.1",
    said: "no such user",
  });
  const model = reportModel(input(returned));
  for (const { verdict: told } of model.declarations)
    assert.deepEqual([told.is, told.tone, told.text], ["returned", "bad", "revenue, non remise"]);
  assert.ok(!renderText(model).includes("NON ENVOYÉE"));
  const refusedByServer = reportModel(
    input(depositOf(...upToFrozen("k"), begun(), ended("refused"))),
  );
  assert.equal(refusedByServer.declarations[0]?.verdict.text, "non envoyée");
});
