import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recognise } from "../../src/formats/all.ts";
import { dpaeFlat } from "../../src/formats/dpae-flat/dpae-flat.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { dpaeXml } from "../../src/formats/dpae-xml/dpae-xml.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { ducsFlat } from "../../src/formats/ducs-flat/ducs-flat.ts";
import { writeDucsFlat } from "../../src/formats/ducs-flat/write.ts";
import type { Format } from "../../src/formats/format.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { writeDpaeXml } from "../support/write-dpae-xml.ts";
import {
  durand,
  envelope,
  identity,
  manyHires,
  martin,
  telepaid,
  transfer,
  withoutPlace,
} from "./samples.ts";

const values = (format: Format, bytes: Uint8Array) => {
  assert.equal(recognise(bytes), format);
  const reading = readWhole(format, bytes);
  // Accents are told, for information: nobody promises that an organism reads them.
  const troubling = reading.findings.filter((f) => f.severity !== "information");
  assert.deepEqual(troubling, []);
  return reading.declarations.map(withoutPlace);
};

const accented = { ...martin, employer: "ÉTUDES", person: { ...martin.person, given: "ZOÉ" } };

describe("what is written is read back", () => {
  it("flat DPAE, in every character set and with both line ends", () => {
    for (const charset of ["windows-1252", "cp850"] as const) {
      for (const lineEnd of ["\r\n", "\n"] as const) {
        const bytes = writeDpaeFlat([durand, accented], { charset, lineEnd });
        assert.deepEqual(values(dpaeFlat, bytes), [durand, accented], charset);
      }
    }
    assert.deepEqual(values(dpaeFlat, writeDpaeFlat([durand], { charset: "ascii" })), [durand]);
  });

  it("DPAE in XML, in every declared character set, test or not", () => {
    for (const charset of ["ISO-8859-1", "UTF-8", "windows-1252"] as const) {
      for (const test of [true, false]) {
        const bytes = writeDpaeXml([durand, accented], { test, charset });
        assert.deepEqual(values(dpaeXml, bytes), [durand, accented], charset);
        assert.equal(readWhole(dpaeXml, bytes).testFlag, test ? "test" : "real");
        assert.deepEqual(dpaeXml.completeness(bytes), { is: "complete" });
      }
    }
  });

  it("EDIFACT, whatever the service characters, the directory and the line ends", () => {
    const wanted = [transfer, telepaid].map(identity);
    for (const advice of [undefined, ":+.? '", ":+,? '", "|*,! ~", ":+.?*'", ":+.? \n"]) {
      for (const lineEnd of ["", "\n", "\r\n"] as const) {
        for (const later of [{}, { party: "PNA", form: "GEI", group: "G1" } as const]) {
          const options = { ...envelope, reference: "LOT42", lineEnd, ...later };
          const bytes = writeDucsEdifact([transfer, telepaid], {
            ...options,
            ...(advice === undefined ? {} : { advice }),
          });
          assert.deepEqual(values(ducsEdifact, bytes), wanted, JSON.stringify(advice));
          assert.deepEqual(ducsEdifact.completeness(bytes), { is: "complete" });
        }
      }
    }
  });

  it("EDIFACT without a release character", () => {
    const bytes = writeDucsEdifact([transfer], {
      ...envelope,
      reference: "LOT42",
      advice: ":+.  '",
    });
    assert.deepEqual(values(ducsEdifact, bytes), [identity(transfer)]);
    assert.throws(() =>
      writeDucsEdifact([telepaid], { ...envelope, reference: "L", advice: ":+.  '" }),
    );
  });

  it("flat DUCS, one end for all or one each", () => {
    const wanted = [transfer, telepaid].map((one) => ({ ...identity(one), lot: "" }));
    for (const apart of [true, false]) {
      for (const test of [true, false]) {
        const bytes = writeDucsFlat([transfer, telepaid], { ...envelope, apart, test });
        assert.deepEqual(values(ducsFlat, bytes), wanted);
        assert.equal(readWhole(ducsFlat, bytes).testFlag, test ? "test" : "real");
        assert.deepEqual(ducsFlat.completeness(bytes), { is: "complete" });
      }
    }
  });
});

describe("payments", () => {
  it("are read alike from both DUCS formats, with their declaration", () => {
    const edifact = readWhole(
      ducsEdifact,
      writeDucsEdifact([transfer, telepaid], { ...envelope, reference: "LOT42" }),
    );
    const flat = readWhole(ducsFlat, writeDucsFlat([transfer, telepaid], envelope));
    const bare = (reading: typeof flat) =>
      reading.payments?.map(({ declaration, payments }) => [
        declaration,
        payments.map(({ place: _place, parts: _parts, ...values }) => values),
      ]);
    assert.deepEqual(bare(flat), bare(edifact));
    const account = { bank: "99999", branch: "00001", account: "0000000000115" };
    assert.deepEqual(bare(edifact), [
      [
        1,
        [
          {
            mode: "30",
            account: { role: "BF", ...account },
            socialReference: "07S119992399999999999999",
            cpop: "",
            amount: "1234",
            date: "",
          },
        ],
      ],
      [
        2,
        [
          {
            mode: "Z10",
            account: { role: "OR", ...account },
            socialReference: "",
            cpop: "IRC     0713",
            amount: "99.50",
            date: "20070415",
          },
        ],
      ],
    ]);
  });
});

describe("a file that fills a mail", () => {
  const secondsMax = 5;
  const megabytes = 15_000_000;
  const big = {
    "dpae-flat": () => writeDpaeFlat(manyHires(Math.floor(megabytes / 991))),
    "dpae-xml": () => writeDpaeXml(manyHires(Math.floor(megabytes / 950)), { test: true }),
    "ducs-edifact": () =>
      writeDucsEdifact(
        Array.from({ length: Math.floor(megabytes / 340) }, () => transfer),
        { ...envelope, reference: "LOT42" },
      ),
    "ducs-flat": () =>
      writeDucsFlat(
        Array.from({ length: Math.floor(megabytes / 450) }, () => transfer),
        envelope,
      ),
  } as const;

  for (const [name, write] of Object.entries(big)) {
    it(`${name}: is read in seconds`, () => {
      const bytes = write();
      assert.ok(bytes.length > megabytes * 0.8, `${bytes.length} bytes`);
      // CPU time: what else the machine does is not ours.
      const begun = process.cpuUsage();
      const format = recognise(bytes);
      assert.equal(format?.name, name);
      assert.ok((readWhole(format, bytes).declarations.length ?? 0) > 10_000);
      assert.ok(process.cpuUsage(begun).user < secondsMax * 1e6);
    });
  }
});
