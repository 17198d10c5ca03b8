import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { businessKey } from "../../src/domain/declaration.ts";
import { fillAcknowledgement, type Slots } from "../../src/formats/dpae-flat/acknowledge.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { readDpaeAr } from "../../src/formats/receipts/dpae-ar/dpae-ar.ts";
import {
  loadTextProfile,
  parseTextReceipt,
} from "../../src/formats/receipts/text/text-receipts.ts";
import { ducsReceiptText } from "../../src/organism/ducs-receipt.ts";
import { durand, martin } from "./samples.ts";

const root = join(import.meta.dirname, "../..");
const ar = (slots: Partial<Slots>): Uint8Array =>
  fillAcknowledgement(writeDpaeFlat([durand]), () => ({
    batch: "",
    dossier: "",
    code: "",
    ...slots,
  }));
const verdict = (slots: Partial<Slots>) => readDpaeAr(ar(slots))?.lines[0];

describe("acknowledgement of a flat DPAE", () => {
  it("reads the fixture as stated beside it", () => {
    const file = join(root, "test/fixtures/receipts/dpae-two-registered-one-refused.txt");
    const expected = JSON.parse(readFileSync(`${file}.json`, "utf8")) as { lines: unknown };
    const reading = readDpaeAr(new Uint8Array(readFileSync(file)));
    const lines = reading?.lines.map(({ about, ...rest }) => ({
      ...rest,
      key: about.by === "key" ? about.key : about.by,
    }));
    assert.deepEqual(lines, expected.lines);
    assert.equal(reading?.official, false);
  });

  it("is registered with 00 only", () => {
    assert.deepEqual(verdict({ code: "00", dossier: "12345" }), {
      is: "registered",
      code: "00",
      number: "12345",
      about: { by: "key", key: businessKey(durand) },
    });
    assert.equal(verdict({ code: "00" })?.is, "registered");
    assert.equal(verdict({ code: "00", batch: "00" })?.is, "registered");
  });

  it("is refused with its code for any other code", () => {
    for (const code of ["01", "12", "99", "A1"]) {
      assert.deepEqual([verdict({ code })?.is, verdict({ code })?.code], ["refused", code]);
    }
  });

  it("is for a person: 98, no code, half a code, a batch in error", () => {
    for (const slots of [
      { code: "98", dossier: "12345" },
      { code: "98" },
      {},
      { dossier: "12345" },
      { code: "0" },
      { code: "?!" },
      { code: "00", batch: "07" },
    ]) {
      assert.equal(verdict(slots)?.is, "to-read", JSON.stringify(slots));
    }
  });

  it("never makes a success of a damaged record, and says so for the hires that are left", () => {
    const filled = fillAcknowledgement(writeDpaeFlat([durand, martin]), () => ({
      batch: "",
      dossier: "1",
      code: "00",
    }));
    const shifted = Buffer.from(filled).toString("latin1").replace("MARTIN     ", "MARTIN    ");
    assert.deepEqual(
      readDpaeAr(Buffer.from(shifted, "latin1"))?.lines.map((line) => [line.is, line.about.by]),
      [
        ["registered", "key"],
        ["to-read", "rest"],
      ],
    );
    for (let length = 0; length < 989; length += 13) {
      assert.equal(readDpaeAr(filled.slice(0, length)), undefined, String(length));
    }
  });

  it("is not any other file", () => {
    assert.equal(readDpaeAr(Buffer.from("Votre envoi a été enregistré : 00")), undefined);
  });
});

const shipped: unknown = JSON.parse(
  readFileSync(join(root, "config/receipts/organisme-demo.json"), "utf8"),
);
const profileOf = (json: unknown) => {
  const loaded = loadTextProfile(json);
  assert.ok("profile" in loaded, JSON.stringify(loaded));
  return loaded.profile;
};
const problemsOf = (change: object): string => {
  const loaded = loadTextProfile({ ...(shipped as object), ...change });
  assert.ok("problems" in loaded);
  return loaded.problems.join("\n");
};

describe("acknowledgement written as text", () => {
  const profile = profileOf(shipped);
  const linesOf = (text: string) => parseTextReceipt(text, profile)?.lines;

  it("reads what the demonstration organism writes, at each level", () => {
    const receipt = {
      organism: "organisme.test",
      number: "DEMO-000012",
      fileName: "lot.edi",
      messageId: "<dpae.D1.x@cabinet.test>",
      receivedAt: 1_768_469_400_000,
      lines: [
        { reference: "REF0001", is: "integrated" },
        { reference: "REF 0002", is: "rejected" },
      ],
    } as const;
    const one = (reference: string) => ({ by: "reference", reference });
    assert.deepEqual(linesOf(ducsReceiptText({ ...receipt, level: 1 })), [
      { is: "received", level: 1, about: { by: "all" } },
    ]);
    assert.deepEqual(linesOf(ducsReceiptText({ ...receipt, level: 2 })), [
      { is: "received", level: 2, about: one("REF0001") },
      { is: "received", level: 2, about: one("REF 0002") },
    ]);
    assert.deepEqual(linesOf(ducsReceiptText({ ...receipt, level: 3 })), [
      { is: "registered", level: 3, about: one("REF0001") },
      { is: "refused", level: 3, code: "12", about: one("REF 0002") },
    ]);
    assert.deepEqual(linesOf(ducsReceiptText({ ...receipt, level: 2, lines: [] })), [
      { is: "refused", level: 2, code: "90", about: { by: "all" } },
    ]);
  });

  it("never registers below level 3, and never with a lower level's words", () => {
    const said = (level: number, words: string) =>
      linesOf(`Accusé de réception de niveau ${level}\nDéclaration R1 : ${words}`)?.[0]?.is;
    assert.equal(said(3, "INTEGREE"), "registered");
    assert.equal(said(2, "LUE"), "received");
    for (const [level, words] of [
      [1, "INTEGREE"],
      [2, "INTEGREE"],
      [3, "LUE"],
      [3, "NON INTEGREE"],
      [3, "INTEGREE PARTIELLEMENT"],
    ] as const) {
      assert.equal(said(level, words), "to-read", `${level} ${words}`);
    }
    for (const level of [1, 2, 3]) assert.equal(said(level, "REJETEE motif 12"), "refused");
  });

  it("leaves to a person a level that says nothing more", () => {
    const wanted = [{ is: "to-read", level: 3, about: { by: "all" } }];
    assert.deepEqual(linesOf("Accusé de réception de niveau 3\nTout va bien."), wanted);
  });

  it("reads several levels in one mail, each line under its own", () => {
    const text = [2, 3].map((n) => `Accusé de réception de niveau ${n}`);
    const levels = linesOf(`${text[0]}\nDéclaration R : LUE\n${text[1]}\nDéclaration R : INTEGREE`);
    assert.deepEqual(
      levels?.map((l) => [l.level, l.is]),
      [
        [2, "received"],
        [3, "registered"],
      ],
    );
  });

  it("does not mind decomposed accents, hard blanks and line ends", () => {
    const text = "Accusé de réception de niveau\u00a03\r\nDéclaration R1\u00a0: INTEGREE\r\n";
    assert.equal(linesOf(text.normalize("NFD"))?.[0]?.is, "registered");
  });

  it("is not read without its level, nor before it", () => {
    assert.equal(linesOf("Déclaration R1 : INTEGREE"), undefined);
    assert.deepEqual(
      linesOf("Déclaration R1 : INTEGREE\nAccusé de réception de niveau 3")?.map((l) => l.is),
      ["to-read"],
    );
  });
});

describe("text profile", () => {
  it("is refused when it does not read its own example", () => {
    assert.match(problemsOf({ negative: ["^REFUS (?P<code>.*)$"] }), /examples\[2\]/u);
    assert.match(problemsOf({ positive: { 1: [], 2: [], 3: [] } }), /examples\[0\]/u);
  });

  it("cannot make a level 2 register, whatever it says", () => {
    const lines = ["Accusé de réception de niveau 2", "Déclaration R1 : LUE"];
    const reads = [{ is: "registered", level: 2, reference: "R1" }];
    assert.match(problemsOf({ examples: [{ lines, reads }] }), /"received".*"registered"/u);
  });

  it("is refused with every problem at once: keys, groups, patterns, examples", () => {
    const said = problemsOf({
      niveau: 1,
      name: "",
      official: "non",
      level: "niveau (?P<n>[123])",
      declaration: "(",
      examples: [],
    });
    for (const key of ["niveau", "name", "official", "level", "declaration", "examples"]) {
      assert.match(said, new RegExp(`^${key} : `, "mu"));
    }
  });

  it("refuses what is no object, and a pattern that only a backtracking engine can run", () => {
    for (const json of [undefined, null, [], "x", 1]) {
      assert.ok("problems" in loadTextProfile(json));
    }
    assert.match(problemsOf({ level: "(?P<level>[123])\\1" }), /^level/mu);
  });
});
