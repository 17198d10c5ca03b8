/**
 * Writes `FR_DUE_Upload` files for the tests: one group of hires per employer,
 * in the order of elements of formats.md §2. What a `Hire` does not hold gets synthetic values.
 */
import type { Hire } from "../../src/domain/declaration.ts";
import { nirKey } from "../../src/domain/identifiers.ts";
import { type Charset, encode } from "../../src/formats/charset.ts";

export interface DpaeXmlOptions {
  readonly test: boolean;
  readonly charset?: "ISO-8859-1" | "UTF-8" | "windows-1252";
}

export const writeDpaeXml = (hires: readonly Hire[], options: DpaeXmlOptions): Uint8Array => {
  const declared = options.charset ?? "ISO-8859-1";
  const charset: Charset = declared === "UTF-8" ? "utf-8" : "windows-1252";
  const employers = Map.groupBy(hires, (hire) => `${hire.siret}|${hire.employer}|${hire.urssaf}`);
  const groups = [...employers.values()].flatMap((group) => duesGroup(group));
  const indicator = element("FR_DUE_Upload.Test.Indicator", options.test ? "1" : "120");
  const lines = [
    `<?xml version="1.0" encoding="${declared}"?>`,
    `<FR_DUE_Upload ${namespaces}>`,
    indicator,
    ...groups,
    "</FR_DUE_Upload>",
    "",
  ];
  return encode(lines.join("\r\n"), charset);
};

const namespaces = [
  ["cct", "urn:oasis:names:tc:ubl:corecomponentTypes:1.0:0.70"],
  ["rxdt", "http://www.repxml.org/DataTypes"],
  ["rxorg", "http://www.repxml.org/Organization"],
  ["rxpadr", "http://www.repxml.org/PostalAddress"],
  ["rxpers", "http://www.repxml.org/Person_Identity"],
  ["rxphadr", "http://www.repxml.org/PhoneAddress"],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

const duesGroup = (hires: readonly Hire[]): readonly string[] => {
  const [first] = hires;
  if (first === undefined) return [];
  return wrap("FR_DuesGroup", [...employer(first), ...hires.flatMap((hire) => employee(hire))]);
};

const employer = (hire: Hire): readonly string[] =>
  wrap("FR_Employer", [
    ...wrap("FR_EmployerIdentity", [
      element("rxorg:FR_Organization.SIRET.Identifier", hire.siret),
      element("rxorg:FR_Organization.Designation.Text", hire.employer),
      element("rxorg:FR_Organization.APE.Code", "6201Z"),
    ]),
    element("FR_Employer.URSSAF.Code", hire.urssaf),
    ...wrap("FR_EmployerAddress", [
      element("rxpadr:FR_PostalAddress.StreetDesignation.Text", "1 RUE DE LA PAIE"),
      element("rxpadr:FR_PostalAddress.Town.Text", "VILLE FICTIVE"),
      element("rxpadr:FR_PostalAddress.Postal.Code", "99999"),
    ]),
  ]);

const employee = (hire: Hire): readonly string[] =>
  wrap("FR_EmployeeGroup", [
    ...wrap("FR_Employee", [
      ...wrap("FR_EmployeeIdentity", [
        element("rxpers:FR_PersonIdentity.Surname.Text", hire.person.family),
        element("rxpers:FR_PersonIdentity.ChristianName.Text", hire.person.given),
        ...nir(hire.person.nir),
        ...wrap("rxpers:FR_Birth", [
          element("rxpers:FR_Birth.Date", hire.person.born),
          element("rxpers:FR_Birth.Town.Text", "VILLE FICTIVE"),
        ]),
      ]),
    ]),
    ...wrap("FR_Contract", [
      element("FR_Contract.StartContract.Date", hire.hireDate),
      element("FR_Contract.StartContract.Time", `${hire.hireHour}:00`),
      element("FR_Contract.Nature.Code", "CDI"),
    ]),
  ]);

const nir = (identifier: string): readonly string[] =>
  identifier === ""
    ? []
    : wrap("rxpers:FR_NNI", [
        element("rxpers:FR_NNI.NIR.Identifier", identifier),
        element("rxpers:FR_NNI.NIRKey.Text", nirKey(identifier) ?? ""),
      ]);

const wrap = (name: string, lines: readonly string[]): readonly string[] => [
  `<${name}>`,
  ...lines,
  `</${name}>`,
];

const element = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;

const escape = (text: string): string =>
  text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
