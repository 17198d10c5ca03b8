import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { segmentsOf } from "../../src/formats/ducs-edifact/cutter.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { syntaxOf } from "../../src/formats/ducs-edifact/syntax.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { envelope, transfer } from "./samples.ts";

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const options = { ...envelope, reference: "LOT42" };
const file = Buffer.from(writeDucsEdifact([transfer], options)).toString("latin1");

const codesOf = (text: string): readonly string[] =>
  readWhole(ducsEdifact, bytesOf(text)).findings.map((f) =>
    `${f.code} ${f.place.segment ?? ""}`.trim(),
  );

const cut = (text: string) => {
  const syntax = syntaxOf(text.slice(0, 256));
  assert.ok(syntax);
  return segmentsOf(bytesOf(text), syntax);
};

describe("EDIFACT segments", () => {
  it("honour the release character before every service character and before itself", () => {
    const [segment] = cut("UNB+a?+b?:c?'d??+e:f??:g'");
    assert.deepEqual(segment?.elements, [["a+b:c'd?"], ["e", "f?", "g"]]);
  });

  it("are numbered from UNB, whatever stands between them", () => {
    const segments = cut("UNA:+.? '\r\n UNB+1'\n\nUNH+2'  UNT'\r\n");
    assert.deepEqual(
      segments.map((s) => [s.number, s.tag, s.closed]),
      [
        [1, "UNB", true],
        [2, "UNH", true],
        [3, "UNT", true],
      ],
    );
  });

  it("say when the last one has no end", () => {
    assert.deepEqual(
      cut("UNB+1'UNZ+1").map((s) => s.closed),
      [true, false],
    );
    assert.equal(cut("UNB+1?'").at(-1)?.closed, false);
  });

  it("keep a bounded number of elements, and say that there were more", () => {
    const [segment] = cut(`UNB${"+x".repeat(5000)}'`);
    assert.equal(segment?.overfull, true);
    assert.ok((segment?.elements.length ?? 0) <= 100);
  });
});

describe("EDIFACT recognition", () => {
  it("takes an interchange with or without advice, a mark or blank lines before it", () => {
    for (const head of [
      "",
      "\r\n",
      "UNA:+.? '",
      "UNA:+.? '\r\n",
      "\u00ef\u00bb\u00bf",
      "UNA:+.?*'",
    ]) {
      assert.equal(ducsEdifact.recognises(bytesOf(head + file)), true, JSON.stringify(head));
    }
  });

  it("leaves the flat form and other files alone", () => {
    for (const text of ["UNB   5   ", "UNA", "UNA:+.? '", "UNBE+", "unb+", "", "UNA:+.? 'UNH+1'"]) {
      assert.equal(ducsEdifact.recognises(bytesOf(text)), false, text);
    }
  });

  it("refuses an advice that uses one character twice, but names the file for what it is", () => {
    const text = `UNA++.? '${file}`;
    assert.equal(ducsEdifact.recognises(bytesOf(text)), true);
    assert.deepEqual(codesOf(text), ["structure-invalide"]);
  });
});

describe("EDIFACT completeness", () => {
  it("needs the terminated UNZ last", () => {
    const whole = { is: "complete" };
    assert.deepEqual(ducsEdifact.completeness(bytesOf(file)), whole);
    assert.deepEqual(ducsEdifact.completeness(bytesOf(file.trimEnd())), whole);
    assert.deepEqual(ducsEdifact.completeness(bytesOf(`${file}\r\n \u001a`)), whole);
    for (const text of [
      file.trimEnd().slice(0, -1),
      `${file.trimEnd().slice(0, -1)}?'`,
      `${file}UNB+UNOC:3'`,
      `${file}x`,
      `${file}\u0000`,
    ]) {
      const end = ducsEdifact.completeness(bytesOf(text));
      assert.deepEqual(end, { is: "truncated", at: text.length }, text.slice(-12));
    }
  });

  it("is not deceived by a UNZ inside a text", () => {
    const text = file.replace(/UNZ.*/su, "FTX+?'UNZ+1+LOT42'");
    assert.equal(ducsEdifact.completeness(bytesOf(text)).is, "truncated");
  });
});

describe("EDIFACT envelope", () => {
  it("checks every count and every reference, with its segment", () => {
    const grouped = Buffer.from(writeDucsEdifact([transfer], { ...options, group: "G1" })).toString(
      "latin1",
    );
    assert.deepEqual(codesOf(grouped), []);
    assert.deepEqual(codesOf(grouped.replace("UNE+1+G1", "UNE+2+G1")), ["compte-inexact 16"]);
    assert.deepEqual(codesOf(grouped.replace("UNE+1+G1", "UNE+1+G2")), ["compte-inexact 16"]);
    assert.deepEqual(codesOf(grouped.replace("UNZ+1", "UNZ+x")), ["compte-inexact 17"]);
    assert.deepEqual(codesOf(grouped.replace("+000001'\r\nUNE", "+9'\r\nUNE")), [
      "compte-inexact 15",
    ]);
  });

  it("holds the file to the characters of the level that it promises", () => {
    const told = (level: string, name: string): readonly string[] =>
      codesOf(file.replace("UNOC", level).replaceAll("EMPLOYEUR FICTIF", name));
    const strange = ["caracteres-inattendus 6"];
    assert.deepEqual(told("UNOA", "EMPLOYEUR, (FICTIF)"), []);
    assert.deepEqual(told("UNOA", "Employeur"), strange);
    assert.deepEqual(told("UNOA", "EMPLOYEUR @"), strange);
    assert.deepEqual(told("UNOB", "Employeur, (fictif)"), []);
    assert.deepEqual(told("UNOB", "Société"), strange);
    assert.deepEqual(told("UNOC", "Société"), []);
    assert.deepEqual(told("UNOC", "Soci\u0001t"), strange);
    assert.deepEqual(told("UNOD", "Société"), ["champ-invalide 1"]);
  });

  it("refuses two messages of an interchange under one reference, and not those of two", () => {
    const second = { ...transfer, reference: "REF0002" };
    const two = Buffer.from(writeDucsEdifact([transfer, second], options)).toString("latin1");
    assert.deepEqual(codesOf(two), []);
    assert.deepEqual(codesOf(two.replaceAll("000002", "000001")), ["identifiant-en-double 15"]);
  });

  it("reports a segment out of its place", () => {
    assert.deepEqual(codesOf(file.replace("UNZ", "BGM++X'UNZ")), ["structure-invalide 15"]);
    assert.deepEqual(codesOf(file.replace("UNH", "UNZ+0+LOT42'UNH")), [
      "structure-invalide 3",
      "structure-invalide 16",
    ]);
  });

  it("reads several interchanges in one file, each with its own lot", () => {
    const other = file.replaceAll("LOT42", "LOT43").replace("REF0001", "REF0009");
    const reading = readWhole(ducsEdifact, bytesOf(file + other));
    assert.deepEqual(reading.findings, []);
    const lots = reading.declarations.map((d) => (d.kind === "ducs" ? d.lot : ""));
    assert.deepEqual(lots, ["LOT42", "LOT43"]);
  });

  it("refuses test and real interchanges in one file, and calls the whole a test", () => {
    const test = Buffer.from(writeDucsEdifact([transfer], { ...options, test: true }));
    const reading = readWhole(ducsEdifact, bytesOf(file + test.toString("latin1")));
    assert.equal(reading.testFlag, "test");
    assert.deepEqual(
      reading.findings.map((f) => [f.code, f.place.field]),
      [
        ["structure-invalide", "indicateur de test"],
        ["identifiant-en-double", undefined],
      ],
    );
  });
});

describe("what identifies a DUCS", () => {
  const declared = (text: string) => {
    const [first] = readWhole(ducsEdifact, bytesOf(text)).declarations;
    assert.ok(first?.kind === "ducs");
    return first;
  };

  it("takes the declarant's SIRET, and the sender's when there is no declarant", () => {
    const sent = Buffer.from(
      writeDucsEdifact(
        [{ ...transfer, sender: { id: "99999999800092", name: "CABINET" } }],
        options,
      ),
    ).toString("latin1");
    assert.equal(declared(sent).siret, "99999999800019");
    const alone = sent.replace(/NAD\+DT.*\r\n/u, "");
    assert.equal(declared(alone).siret, "99999999800092");
    assert.equal(declared(alone).employer, "CABINET");
  });

  it("takes the period of the social reference when no date says it", () => {
    assert.equal(declared(file.replace(/DTM\+324.*\r\n/u, "")).period, "199923");
  });

  it("does not take the date of the document or of the payment for the period", () => {
    const dated = file
      .replace("DTM+324:199923", "DTM+137:20070410:102")
      .replace(/RFF\+PQ.*\r\n/u, "DTM+203:20070415:102'\r\n");
    assert.equal(declared(dated).period, "");
  });

  it("adds payments up to the amount of the summary, never to one of the detail", () => {
    const paid = (detail: string, summary: string): readonly string[] =>
      readWhole(
        ducsEdifact,
        bytesOf(
          file
            .replace("UNS+S'", `UNS+D'COT+1'${detail}UNS+S'${summary}`)
            .replace(/UNT\+\d+/u, () => `UNT+${13 + 2 + (detail + summary).split("'").length - 1}`),
        ),
      ).findings.map(({ code, place }) => `${code} ${place.segment ?? ""}`.trim());
    const split = (codes: readonly string[]) => codes.filter((code) => /repartition/u.test(code));
    assert.deepEqual(split(paid("MOA+1:77:EUR'", "")), []);
    assert.deepEqual(split(paid("MOA+1:77:EUR'", "MOA+128:1234:EUR'")), []);
    assert.deepEqual(split(paid("MOA+1:77:EUR'", "MOA+128:77:EUR'")), ["paiement-repartition 13"]);
  });

  it("takes the payment mode from whichever component holds a known code", () => {
    for (const pai of ["PAI+30", "PAI+:30", "PAI+::30"]) {
      const reading = readWhole(ducsEdifact, bytesOf(file.replace("PAI+::30", pai)));
      assert.equal(reading.payments?.[0]?.payments[0]?.mode, "30", pai);
    }
  });

  it("takes nothing of an authentication for a payment: its dates are those of a signature", () => {
    const signed = file.replace(/UNT\+\d+/u, "AUT+ABCDEF'DTM+187:20070416:102'RFF+CR:AUTRE'$&");
    const [payment] = readWhole(ducsEdifact, bytesOf(signed)).payments?.[0]?.payments ?? [];
    assert.deepEqual([payment?.mode, payment?.date, payment?.cpop], ["30", "", ""]);
  });

  it("keeps the last letter of a name whose last byte is a blank in another character set", () => {
    const named = (bytes: string): string =>
      declared(file.replaceAll("EMPLOYEUR FICTIF", bytes)).employer;
    assert.equal(named("D\u00c3\u00a9j\u00c3\u00a0 "), "Déjà", "UTF-8");
    assert.equal(
      named("Ren\u0082 S\u0082bastopoul\u0082 y Al\u0082al\u00a0"),
      "René Sébastopoulé y Aléalá",
      "CP850",
    );
    assert.equal(named("Soci\u00e9t\u00e9\u00a0"), "Société", "a blank of Latin-1");
  });

  it("takes the name from the address lines when there is no name", () => {
    assert.equal(
      declared(file.replace("NAD+MR+99999999800084++", "NAD+MR+99999999800084+")).recipientName,
      "ORGANISME FICTIF",
    );
  });
});
