import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { dayModel } from "../../src/adapters/reports/day/model.ts";
import { dayPaper } from "../../src/adapters/reports/day/paper.ts";
import { renderJson } from "../../src/adapters/reports/json.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { paperHtml } from "../../src/adapters/reports/paper/html.ts";
import { paperPdf } from "../../src/adapters/reports/paper/pdf.ts";
import { paperText } from "../../src/adapters/reports/paper/text.ts";
import { toldFrom } from "../../src/adapters/reports/told.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import type { Alarm } from "../../src/domain/facts/due.ts";
import type { DayForPeople } from "../../src/ports/reporter.ts";
import * as s from "./sample.ts";
import { checker, paths } from "./schema-check.ts";
import { inputs } from "./states.ts";

const told = toldFrom(
  {
    reports: { contact: "Service paie, poste 12" },
    organisms: [
      {
        name: "Organisme imaginaire",
        addresses: ["@organisme.test"],
        contact: "Assistance, 01 99 00 00 00",
      },
    ],
  },
  "0.1.0",
);

const hourMs = 3_600_000;

/** The sample of that name, under a number of its own. */
const deposits = (name: string, index = 0): Deposit => {
  const found = inputs()[name]?.deposit;
  if (!found) throw new Error(name);
  return { ...found, id: `D${12 + index}` };
};

const dayOf = (list: readonly Deposit[], more: Partial<DayForPeople> = {}): DayForPeople => ({
  day: "2026-11-21",
  made: s.start + hourMs,
  deposits: list,
  awaited: new Map(list.map((d) => [d.id, awaitedOf(d, frenchCalendar)])),
  alarms: [],
  recent: list,
  ...more,
});

const about = { siret: "99999999800019", employer: "Fictive", organism: "U" } as const;
const adhesions: DayForPeople["adhesions"] = [
  { is: "tests-begin", ...about, on: "2026-11-25" },
  { is: "ended", ...about, on: "2026-11-01" },
  { is: "ended", ...about, on: "2026-11-30" },
  { is: "unused", ...about },
  { is: "unused-soon", ...about, employer: "", on: "2025-12-01" },
];

const silence: Alarm = {
  cause: "ar-silence",
  about: "dpae@organisme.test",
  address: "dpae@organisme.test",
  dossiers: ["cirso"],
  deposits: ["D12"],
  count: 3,
  due: s.start,
};

const render = (input: DayForPeople) => {
  const model = dayModel(input, told);
  const paper = dayPaper(model, input.made);
  return { model, text: paperText(paper), html: paperHtml(paper), paper };
};

describe("the day's report", () => {
  test("answers first: how much needs somebody; then what, worst first", () => {
    const list = ["registered", "handed", "held", "partial", "rejected"].map((name, i) =>
      deposits(name, i),
    );
    const { text, model } = render(dayOf(list));
    assert.match(text, /21 novembre 2026/u);
    assert.match(text, />>> 3 DÉPÔTS À REGARDER/u);
    assert.match(text, /5 dépôts : 3 à regarder, 1 en attente, 1 en ordre\./u);
    assert.match(text, /Déclarations : 4 enregistrées,\s+1 refusée\./u);
    assert.deepEqual(
      model.groups.flatMap((g) => g.entries.map((e) => e.tone)),
      ["bad", "bad", "attention", "waiting", "good"],
    );
    assert.equal(model.counts.held, 1);
  });

  test("says of a corrected refusal what its own report says, and asks for it no more", () => {
    const corrected = {
      ...s.deposit(
        ...s.accepted(3),
        s.matched({ says: ["registered", "refused", "registered"] }),
        s.delivered,
        { is: "corrected", deposit: "D12", declarations: ["D12.2"], by: "D15" },
      ),
      id: "D12",
    } as const;
    const done = { ...deposits("registered"), id: "D15" } as const;
    const { model, text } = render(dayOf([corrected, done]));
    const entries = model.groups.flatMap((g) => g.entries);
    const [entry] = entries.filter((e) => e.deposit === "D12");
    const own = reportModel(s.input(corrected));
    assert.equal(entry?.todo, own.todo[0]);
    assert.match(entry?.todo ?? "", /Voyez le compte rendu du dépôt D15/u);
    assert.equal(entry?.next, own.situation.next);
    assert.equal(entry?.next, "voir-le-rapport");
    assert.equal(entry?.title, "Refus partiel, corrigé par D15");
    assert.equal(model.counts.refused, 0);
    assert.match(text, />>> TOUT EST EN ORDRE/u);
    assert.match(text, /2 dépôts : 2 en ordre\./u);
    assert.match(text, /1 refusée, déclarée de nouveau par un dépôt plus récent/u);
    assert.doesNotMatch(text, /Lisez l'accusé/u);
  });

  test("says of a refusal where its reason stands, and what to drop again", () => {
    const refused = (...says: readonly ("registered" | "refused")[]) =>
      render(dayOf([s.deposit(...s.accepted(says.length), s.matched({ says }), s.delivered)])).text;
    assert.match(
      refused("registered", "refused").replaceAll(/\s+/gu, " "),
      /dit qui est refusé, et pourquoi : .* déposez les seules déclarations refusées/u,
    );
    assert.match(refused("refused").replaceAll(/\s+/gu, " "), /déposez le fichier corrigé/u);
  });

  test("a refusal of which only a part was declared again still needs somebody", () => {
    const corrected = s.deposit(
      ...s.accepted(3),
      s.matched({ says: ["refused", "refused", "registered"] }),
      { is: "corrected", deposit: "D12", declarations: ["D12.2"], by: "D15" },
    );
    const { model } = render(dayOf([corrected]));
    const [entry] = model.groups.flatMap((g) => g.entries);
    assert.equal(entry?.tone, "bad");
    assert.match(
      entry?.todo ?? "",
      /Corrigez et redéposez la déclaration refusée qui n'y est pas/u,
    );
    assert.equal(entry?.next, "corriger-et-redeposer");
    assert.equal(model.counts.refused, 1);
  });

  test("dossiers that need somebody stand before those that are in order, whatever their names", () => {
    const of = (name: string, dossier: string, index: number): Deposit => {
      const d = deposits(name, index);
      return { ...d, claimed: { ...d.claimed, dossier } };
    };
    const { model } = render(
      dayOf([
        of("registered", "alpha", 0),
        of("handed", "beta", 1),
        of("partial", "zeta", 2),
        of("rejected", "gamma", 3),
      ]),
    );
    assert.deepEqual(
      model.groups.map((g) => g.dossier),
      ["gamma", "zeta", "beta", "alpha"],
    );
  });

  test("what is late says since when, and is never worded as if it had arrived", () => {
    const input = dayOf([deposits("handed")], { made: s.start + 49 * hourMs });
    const { text, model } = render(input);
    assert.match(text, /En retard : un premier accusé attendu avant le\s+23 novembre/u);
    assert.ok(model.counts.late > 0);
    assert.equal(model.counts.registered, 0);
    assert.doesNotMatch(text.replace(/# enregistrées/u, ""), /enregistrée/u);
  });

  test("an alarm names whom to call", () => {
    const { text, html, model } = render(dayOf([], { alarms: [silence] }));
    assert.match(text, />>> 1 ALARME/u);
    assert.match(text, /Assistance, 01 99 00 00 00/u);
    assert.match(html, /adresse changée/u);
    assert.equal(model.alarms[0]?.contact, "Assistance, 01 99 00 00 00");
    assert.match(text, /Une question \? Service paie, poste 12/u);
  });

  test("each dossier stands apart, and a page of one dossier links to its reports", () => {
    const { html } = render(dayOf([deposits("waiting"), deposits("handed")]));
    assert.ok(html.indexOf("Dossier cirso") < html.indexOf("Dossier ducs"));
    assert.match(html, /href="..\/2026-11\/D12_ducs_ducs.edi.html"/u);
  });

  test("charts: the numbers stand beside the drawing, in text and in HTML", () => {
    const { text, html } = render(dayOf([deposits("registered"), deposits("partial")]));
    assert.match(text, /21\/11 +#+X*/u);
    assert.match(html, /<svg [^>]*role="img"/u);
    assert.match(html, /Délai des réponses définitives/u);
    assert.match(html, />Organisme imaginaire</u);
    assert.doesNotMatch(html, /<script|https?:\/\/(?!www\.w3\.org)/u);
  });

  test("fits 80 columns, repeats itself byte for byte, and prints as PDF", async () => {
    const all = ["registered", "handed", "held", "partial", "rejected", "waiting"].map((name, i) =>
      deposits(name, i),
    );
    const input = dayOf(all, { alarms: [silence], made: s.start + 100 * hourMs });
    const once = render(input);
    for (const line of once.text.split("\n")) assert.ok(Array.from(line).length <= 80, line);
    const again = render(input);
    assert.deepEqual([again.text, again.html], [once.text, once.html]);
    const pdf = Buffer.from(await paperPdf(once.paper));
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  });

  test("its charts are drawn in the PDF without a word of the library on the console", async (t) => {
    const said = t.mock.method(console, "warn", () => undefined);
    const { paper } = render(dayOf([deposits("registered"), deposits("partial", 1)]));
    assert.ok(paper.blocks.some((b) => b.is === "chart"));
    const pdf = Buffer.from(await paperPdf(paper)).toString("latin1");
    assert.equal(said.mock.callCount(), 0);
    assert.ok(!pdf.includes("/Helvetica"), "one font for all texts");
  });

  test("an empty day says so", () => {
    assert.match(render(dayOf([])).text, /AUCUN DÉPÔT CE JOUR\./u);
  });

  test("escapes names", () => {
    const d = s.deposit(s.claimed({ name: "<script>", dossier: "<b>" }));
    assert.doesNotMatch(render(dayOf([d])).html, /<script|<b>/u);
  });

  test("tells what adhesions bring about, and by when", () => {
    const text = render(dayOf([], { adhesions })).text.replaceAll(/\s+/gu, " ");
    assert.match(text, /ADHÉSIONS/u);
    assert.match(text, /Fictive/u);
    for (const said of [
      /Les tests commencent le 25 novembre 2026/u,
      /L'adhésion a pris fin le 1er? novembre 2026/u,
      /L'adhésion prend fin le 30 novembre 2026/u,
      /Non utilisée toute l'année dernière : l'organisme peut la suspendre/u,
      /Non utilisée cette année/u,
    ])
      assert.match(text, said);
  });

  test("docs/day-report-schema.json describes every key", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../docs/day-report-schema.json", import.meta.url), "utf8"),
    ) as Record<string, unknown>;
    const seen = new Set<string>();
    const check = checker(schema, seen);
    const all = ["registered", "handed", "held", "partial", "rejected", "test"].map((name, i) =>
      deposits(name, i),
    );
    const alarms = [{ ...silence, heard: s.start }];
    const due = deposits("handed", 9);
    const waits = deposits("retry", 10);
    const asked = {
      ...waits,
      ...(waits.recognised
        ? {
            recognised: {
              ...waits.recognised,
              deadline: s.start + 2 * hourMs,
              legal: {
                calendar: "c",
                source: "s",
                mark: "exemple" as const,
                deadline: s.start + 2 * hourMs,
                bound: "paiement" as const,
                askedBy: s.start + hourMs,
              },
            },
          }
        : {}),
    };
    const timed = due.recognised
      ? [{ ...due, recognised: { ...due.recognised, deadline: s.start + 2 * hourMs } }, asked]
      : [];
    for (const input of [
      dayOf(timed, { expected: [], adhesions }),
      dayOf(all, { alarms, made: s.start + 100 * hourMs, dossier: "cirso" }),
      dayOf([]),
    ])
      assert.deepEqual(check(JSON.parse(renderJson(dayModel(input, told)))), []);
    for (const path of paths(schema)) assert.ok(seen.has(path), path);
  });
});
