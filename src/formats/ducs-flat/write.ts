/**
 * Writes flat DUCS files for the demonstration and the tests, in the tags and columns of formats.md §6.
 */
import { type Charset, encode } from "../charset.ts";
import type { DucsEnvelope, DucsPayment, DucsToWrite } from "../ducs-to-write.ts";
import { type Column, columns } from "./record.ts";

export interface DucsFlatOptions extends DucsEnvelope {
  readonly lineEnd?: "\r\n" | "\n";
  readonly charset?: Charset;
  /** One envelope and one `UNZ` per declaration: "serveur unique". */
  readonly apart?: boolean;
}

export const writeDucsFlat = (
  declarations: readonly DucsToWrite[],
  options: DucsFlatOptions,
): Uint8Array => {
  const lineEnd = options.lineEnd ?? "\r\n";
  const head = [tag("TYP", "A"), envelope(options)];
  const bodies = declarations.map((declared) => body(declared));
  const records = options.apart
    ? bodies.flatMap((one) => [...head, ...one, end])
    : [...head, ...bodies.flat(), end];
  return encode(
    records.map((record) => record + lineEnd).join(""),
    options.charset ?? "windows-1252",
  );
};

const end = "UNZ   1";

const envelope = (options: DucsFlatOptions): string =>
  at("UNB", [
    [columns.qualifier, "5"],
    [columns.sender, options.sender],
    [columns.recipient, options.recipient],
    [columns.date, options.date],
    [columns.hour, options.hour],
    [columns.testFlag, options.test ? "1" : ""],
  ]);

const body = (declared: DucsToWrite): readonly string[] => {
  const sender = declared.sender ?? { id: declared.siret, name: declared.employer };
  return [
    tag("BGM", declared.reference),
    tag("GIS", declared.form),
    party("NADFR", sender.id, sender.name),
    tag("CTAFR", "CONTACT FICTIF"),
    tag("COMFRT", `${"0100000000".padEnd(70)}TE`),
    ...(declared.form.startsWith("93") ? [tag("RFFFR", "EMETTEUR0001".padEnd(35))] : []),
    party("NADMR", declared.recipient, declared.recipientName),
    party("NADDT", declared.siret, declared.employer),
    tag("CTADT", "CONTACT FICTIF"),
    tag("RFFNUM", "9999999999999".padEnd(35)),
    tag("RFFACT", "6201Z".padEnd(35)),
    ...(declared.period === "" ? [] : [tag("PEDM00", declared.period)]),
    tag("PEM", "28"),
    "UNS   S",
    ...(declared.payment === undefined ? [] : payment(declared.payment)),
    "UNT   1",
  ];
};

const party = (name: string, id: string, text: string): string =>
  at(name, [
    [columns.partyId, id],
    [columns.partyName, text],
    [columns.partyStreet, "1 RUE DE LA PAIE"],
    [columns.partyTown, "VILLE FICTIVE"],
    [{ from: 182, length: 5 }, "99999"],
  ]);

const payment = (paid: DucsPayment): readonly string[] => [
  tag("PAI", paid.mode),
  ...(paid.account === undefined ? [] : [account(paid.account)]),
  tag("MOAPAI", `${paid.amount.padStart(18)}E`),
  ...(paid.socialReference === undefined ? [] : [tag("RFFPQ", paid.socialReference.padEnd(35))]),
  ...(paid.cpop === undefined ? [] : [tag("RFFCR", paid.cpop.padEnd(35))]),
  ...(paid.date === undefined ? [] : [tag("DTMPAI", paid.date)]),
];

const account = (to: NonNullable<DucsPayment["account"]>): string =>
  at("FII", [
    [{ from: 7, length: 3 }, to.role],
    [{ from: 10, length: 17 }, `${to.account}${to.key}`],
    [{ from: 27, length: 11 }, to.bank],
    [{ from: 38, length: 17 }, to.branch],
    [{ from: 55, length: 35 }, to.holder],
  ]);

const tag = (name: string, rest: string): string => name.padEnd(6) + rest;

const at = (name: string, fields: readonly (readonly [Column, string])[]): string => {
  let record = name.padEnd(6);
  for (const [{ from, length }, text] of fields) {
    record = record.padEnd(from - 1) + text.slice(0, length).padEnd(length);
  }
  return record;
};
