import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { french, renderHtml } from "../../src/adapters/reports/html.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import * as s from "./sample.ts";
import { modelNamed, models } from "./states.ts";

const hostile = `"><script>alert(1)</script><img src=x onerror='x'>&amp;<%= 7*7 %>`;

describe("the HTML report", () => {
  test("one French page with no script, link, image or outside address", () => {
    for (const [name, model] of Object.entries(models())) {
      const html = renderHtml(model);
      assert.match(html, /^<!doctype html>\n<html lang="fr">/u, name);
      assert.doesNotMatch(
        html,
        /<(?:script|link|img|iframe|object|form)\b|https?:|url\(|@import/iu,
        name,
      );
      assert.match(html, /Content-Security-Policy" content="default-src 'none'/u);
      assert.doesNotMatch(html, /undefined|\[object|NaN/u, name);
    }
  });

  test("every text from outside is escaped, wherever it comes from", () => {
    const receipt = {
      ...s.matched({ says: ["refused"], subject: hostile, code: hostile }),
      sender: hostile,
      gradeBecause: hostile,
      file: { name: hostile, sha256: s.hash("9") },
    };
    const outcome = { ...s.outcomes.accepted, reply: hostile };
    const d = s.deposit(
      s.claimed({ name: hostile, dossier: hostile }),
      s.recognised(1),
      s.checked(),
      { ...s.ruled, to: hostile, subject: hostile },
      { ...s.frozen(1), envelope: { from: hostile, to: [hostile] }, messageIdHeader: hostile },
      s.begun(),
      s.dot(),
      s.ended(outcome),
      receipt,
      { ...s.delivered, name: hostile },
    );
    const html = renderHtml(
      reportModel({
        deposit: d,
        declarations: [s.hire(1, { family: hostile, given: hostile, born: hostile })],
        findings: [
          {
            code: "champ-invalide",
            severity: "warning",
            place: { field: hostile },
            value: hostile,
            expected: hostile,
          },
        ],
        receiptTexts: [{ receipt: "R7", text: hostile }],
        notes: new Map(d.messages.map((m) => [m.id, hostile])),
        agent: { name: hostile, version: hostile },
        contact: hostile,
      }),
    );
    assert.doesNotMatch(html, /<script|<img|onerror='|>49</iu);
    assert.ok(html.split("&lt;script&gt;").length > 15, "the hostile text is shown, as text");
  });

  test("the answer, its sign and its word stand before anything else", () => {
    const html = renderHtml(modelNamed("partial"));
    assert.match(
      html,
      /<section class="answer bad"[^]*?✕[^]*?Refus partiel[^]*?2 enregistrées, 1 refusée/u,
    );
    assert.ok(html.indexOf("Refus partiel") < html.indexOf("<table>"));
    assert.ok(html.indexOf("Ce qu’il faut faire") < html.indexOf("<table>"));
  });

  test("tables have captions and scoped headers, one row a declaration", () => {
    const html = renderHtml(modelNamed("partial"));
    assert.equal(html.split("<table>").length, html.split("<caption>").length);
    assert.doesNotMatch(html, /<th(?! scope=)[ >]/u);
    assert.equal(html.split('<th scope="row" class="num">').length - 1, 3);
  });

  test("a rejected file shows its findings before its declarations", () => {
    const at = (title: string, html: string): number => html.indexOf(`<h2>${title}`);
    const rejected = renderHtml(modelNamed("rejected"));
    assert.ok(at("Contrôle", rejected) > 0);
    assert.ok(at("Contrôle", rejected) < at("Déclarations", rejected));
  });

  test("test mode, the unofficial layout and « à confirmer » are shown", () => {
    assert.match(
      renderHtml(modelNamed("test")),
      /class="notice"[^>]*>MODE TEST\u00a0: rien n’a été envoyé/u,
    );
    assert.match(renderHtml(modelNamed("partial")), /Disposition de l’AR non officielle/u);
    assert.match(
      renderHtml(modelNamed("unproven")),
      /enregistrée selon un AR non authentifié\u00a0: à confirmer/u,
    );
  });

  test("French signs never begin a line", () => {
    assert.equal(
      french("l'AR « reçu » : n° 3 ?"),
      "l’AR «\u00a0reçu\u00a0»\u00a0: n°\u00a03\u00a0?",
    );
  });
});
