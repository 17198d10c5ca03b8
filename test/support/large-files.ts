/**
 * Files as large as one asks, written in pieces: everything in them is synthetic (SIREN 999999998 is nobody's).
 * Each declaration is another one, so that nothing is found in a sound file.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { hire, siret } from "./samples.ts";
import { writeDpaeXml } from "./write-dpae-xml.ts";

export const largeFormats = ["dpae-flat", "dpae-xml", "ducs-edifact", "ducs-flat"] as const;
export type LargeFormat = (typeof largeFormats)[number];

/** Returns how many declarations there are. `bytes`: at least so many. */
export const writeLarge = (path: string, format: LargeFormat, bytes: number): number => {
  const file = openSync(path, "w");
  let size = 0;
  let count = 0;
  const isShort = (): boolean => size < bytes;
  const write = (text: string): void => {
    size += writeSync(file, Buffer.from(text, "latin1"));
  };
  try {
    const { begin, some, end } = writers[format]();
    write(begin);
    do {
      write(some(count));
      count += perPiece;
    } while (isShort());
    write(end(count));
  } finally {
    closeSync(file);
  }
  return count;
};

const perPiece = 500;
const hireDate = "2020-01-02";

interface Writer {
  readonly begin: string;
  /** The next pieces, when so many declarations stand already. */
  readonly some: (before: number) => string;
  readonly end: (count: number) => string;
}

const each = (before: number, one: (n: number) => string): string =>
  Array.from({ length: perPiece }, (_, i) => one(before + i + 1)).join("");

/** A name of letters only: digits would be told. */
const nameOf = (n: number): string =>
  String(n).replace(/\d/gu, (digit) => "ABCDEFGHIJ".charAt(Number(digit)));

const hires = (before: number) =>
  Array.from({ length: perPiece }, (_, i) => hire(nameOf(before + i + 1), { hireDate }));

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const writers: Readonly<Record<LargeFormat, () => Writer>> = {
  "dpae-flat": () => ({
    begin: "",
    some: (before) => latin(writeDpaeFlat(hires(before))),
    end: () => "",
  }),
  "dpae-xml": () => {
    const sample = latin(writeDpaeXml([hire("A", { hireDate })], { test: true }));
    const [from, to] = [sample.indexOf("<FR_EmployeeGroup>"), sample.indexOf("</FR_DuesGroup>")];
    const group = (text: string): string =>
      text.slice(text.indexOf("<FR_EmployeeGroup>"), text.indexOf("</FR_DuesGroup>"));
    return {
      begin: sample.slice(0, from),
      some: (before) => group(latin(writeDpaeXml(hires(before), { test: true }))),
      end: () => sample.slice(to),
    };
  },
  "ducs-edifact": () => ({
    begin: `UNB+UNOC:3+${siret}:5+99999999800027:5+261105:0900+LOT1'\r\n`,
    some: (before) => each(before, edifactMessage),
    end: (count) => `UNZ+${count}+LOT1'\r\n`,
  }),
  "ducs-flat": () => ({
    begin: `TYP   A\r\nUNB   5   ${siret.padEnd(35)}${"99999999800027".padEnd(35)}2611050900 \r\n`,
    some: (before) => each(before, flatReturn),
    end: () => "UNZ   1\r\n",
  }),
};

/** Three parties, fifteen contribution lines, a transfer: a monthly return of a small employer. */
const edifactMessage = (n: number): string => {
  const segments = [
    `UNH+${n}+COPAYM:D:95A:UN`,
    `BGM++REF${n}+9`,
    "GIS+913",
    "DTM+324:202643",
    `NAD+FR+${siret}++CABINET FICTIF`,
    "CTA+IC+:CONTACT FICTIF",
    "COM+0100000000:TE",
    "NAD+MR+99999999800027++ORGANISME FICTIF",
    `NAD+DT+${siret}++EMPLOYEUR FICTIF:1 RUE DE LA PAIE:VILLE FICTIVE`,
    "RFF+ACD:9999999999999",
    ...Array.from({ length: 15 }, (_, line) => [
      `COT+10+${100 + line}A`,
      "PCD+9:7.6500",
      `MOA+66:${100_000 + n}:EUR`,
      `MOA+67:${20_000 + n}:EUR`,
      `QTY+46:${line + 1}`,
    ]).flat(),
    "UNS+S",
    "MOA+9:1234:EUR",
    "PAI+::30",
    "FII+BF+0000000000115:ORGANISME FICTIF+99999:::00001",
    "MOA+9:1234:EUR",
    "RFF+PQ:S12026439999999999999",
  ];
  return [...segments, `UNT+${segments.length + 1}+${n}`].map((s) => `${s}'\r\n`).join("");
};

const flatReturn = (n: number): string =>
  [
    `BGM   REF${n}`.padEnd(41),
    "GIS   913",
    `NADMR ${"99999999800027".padEnd(35)}${"ORGANISME FICTIF".padEnd(35)}${"1 RUE".padEnd(70)}VILLE`,
    `NADFR ${siret.padEnd(35)}${"CABINET FICTIF".padEnd(35)}`,
    "CTAFR CONTACT FICTIF",
    "COMFRT0100000000",
    `NADDT ${siret.padEnd(35)}${"EMPLOYEUR FICTIF".padEnd(35)}${"1 RUE".padEnd(70)}VILLE`,
    "CTADT CONTACT FICTIF",
    "RFFNUM9999999999999",
    "RFFACT6201Z",
    "PEDM00202643",
    "PEM   28",
    ...Array.from({ length: 10 }, (_, line) => `ACO   ${100 + line}00076500`.padEnd(92)),
    "UNS   S",
    "PAI   20",
    "RFFPQ S12026439999999999999",
    "UNT   1",
  ]
    .map((record) => `${record}\r\n`)
    .join("");
