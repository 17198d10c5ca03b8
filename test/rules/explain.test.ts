/** `explain` over files of every format, against what was written by hand. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Hire } from "../../src/domain/declaration.ts";
import type { Mode } from "../../src/domain/mode.ts";
import { formats } from "../../src/formats/all.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { writeDucsFlat } from "../../src/formats/ducs-flat/write.ts";
import { examiner } from "../../src/journey/examine.ts";
import type { DecidedMessage } from "../../src/rules/decide.ts";
import { explain } from "../../src/rules/explain.ts";
import { contribution, hire, siret } from "../support/samples.ts";
import { writeDpaeXml } from "../support/write-dpae-xml.ts";
import { explainedFiles } from "./explained-files.ts";
import { codesOf, contextOf, readSet } from "./sets.ts";

const example = new URL("../../config/examples/plan/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, example));
const rules = () =>
  readSet(read("mapibox.cfg"), {
    "plan.csv": read("regles/plan.csv"),
    "note.txt": read("regles/note.txt"),
  });

const employee: Hire = {
  ...hire("FICTIVE"),
  person: { family: "FICTIVE", given: "ALBERTINE", born: "1990-04-01", nir: "2900499999999" },
};

/** The bytes that the line of the table describes. */
const fileOf = (text: string): { readonly bytes: Uint8Array; readonly mode: Mode } => {
  const [format = "", mode = "", ...written] = text.split(" ");
  const test = mode === "essai";
  const options = {
    sender: siret,
    recipient: "99999999800027",
    date: "261105",
    hour: "0900",
    test,
  };
  const returns = written.map((one, index) => {
    const [, form = "", period = "", recipient, own] =
      /^(\d+)\/(\d*)(?:@(\d+))?(?:#(\d+))?$/u.exec(one) ?? [];
    return {
      ...contribution(`REF${index + 1}`),
      form,
      period,
      ...(recipient ? { recipient } : {}),
      ...(own ? { siret: own } : {}),
    };
  });
  const is = mode as Mode;
  switch (format) {
    case "edi":
      return { bytes: writeDucsEdifact(returns, { ...options, reference: "LOT1" }), mode: is };
    case "flat":
      return { bytes: writeDucsFlat(returns, options), mode: is };
    case "xml":
      return { bytes: writeDpaeXml([employee], { test }), mode: is };
    default:
      return { bytes: writeDpaeFlat([employee]), mode: is };
  }
};

test("the plan of four families, two formats and two environments has no problem", () => {
  assert.deepEqual(codesOf(rules()), []);
  assert.equal(rules().set?.plan.length, 15);
});

test("there are at least forty files, no two alike", () => {
  assert.ok(explainedFiles.length >= 40);
  assert.equal(new Set(explainedFiles.map(([file]) => file)).size, explainedFiles.length);
});

for (const [file, expected] of explainedFiles)
  test(`explain: ${file}`, () => {
    const { set } = rules();
    assert.ok(set);
    const { bytes, mode } = fileOf(file);
    const reader = examiner({ context: { mode }, formats, keptMax: 100 });
    reader.push(bytes);
    const { format, testFlag, declarations } = reader.end();
    assert.ok(format);
    const { decision, declarations: told } = explain(
      set,
      {
        dossier: "cabinet",
        fileName: "fichier",
        mode,
        format,
        testFlag,
        declarations,
        today: "2026-11-05",
      },
      contextOf(set),
    );
    if ("held" in expected) {
      assert.equal(decision.is === "held" ? decision.because : decision.is, expected.held);
      return;
    }
    assert.ok(decision.is === "messages", JSON.stringify(decision));
    assert.equal(decision.mode, expected.as ?? "reel");
    assert.deepEqual(
      decision.messages.map((m) => [m.from.name, m.rule.to, m.rule.subject]),
      expected.goes,
    );
    // What explain says of each declaration is what was decided, and each other rule says why not.
    for (const { position, rules: tried } of told) {
      const chosen = tried.find((t) => t.is === "chosen")?.rule;
      const carrier: DecidedMessage | undefined = decision.messages.find((m) =>
        m.positions.includes(position),
      );
      assert.equal(chosen, `[${carrier?.from.name}]`);
      for (const rule of tried) assert.equal(rule.is === "unmet", rule.unmet.length > 0);
    }
  });
