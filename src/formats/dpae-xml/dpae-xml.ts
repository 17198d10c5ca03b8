/**
 * DPAE in XML (`FR_DUE_Upload`, formats.md §2): one declaration per `FR_EmployeeGroup`. The declared
 * character set is honoured; a document type or a foreign entity is refused.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { checkTogether } from "../../domain/checks/doubles.ts";
import { checkHireMoment, checkTerm } from "../../domain/checks/hire.ts";
import { checkNir } from "../../domain/checks/nir.ts";
import type { Declaration, Hire } from "../../domain/declaration.ts";
import type { Finding, Place } from "../../domain/finding.ts";
import { shown } from "../../domain/finding.ts";
import { bomLength, type Charset, decode, isUtf8 } from "../charset.ts";
import { type FindingList, findingList } from "../finding-list.ts";
import type { Completeness, Format, Reading } from "../format.ts";
import { checkHire, type HireField } from "../hire-checks.ts";
import { contentEnd } from "../lines.ts";
import { clockHour } from "../moments.ts";
import { checkPart } from "./check-tree.ts";
import { type Prolog, prologOf } from "./prolog.ts";
import { type ElementRule, uploadRules } from "./rules.ts";
import { children, count, type Node, offsetOf, textAt, treeOf } from "./tree.ts";

const rootName = "FR_DUE_Upload";

const recognises = (bytes: Uint8Array): boolean => prologOf(bytes)?.root === rootName;

/** The closing tag of the root, last but for white space. */
const completeness = (bytes: Uint8Array): Completeness => {
  const end = contentEnd(bytes);
  const tail = decode(bytes.subarray(Math.max(end - 200, 0), end), "ascii");
  return /<\/(?:[\w-]+:)?FR_DUE_Upload\s*>$/u.test(tail)
    ? { is: "complete" }
    : { is: "truncated", at: bytes.length };
};

/** Latin-1 is read as its superset, as every browser does: old writers rarely know the difference. */
const charsets: Readonly<Record<string, Charset>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "windows-1252",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
};

const read = (bytes: Uint8Array, context: CheckContext): Reading => {
  const prolog = prologOf(bytes);
  const text = prolog === undefined ? undefined : textOf(bytes, prolog);
  if (text === undefined) {
    return refused({ field: "encoding" }, { value: shown(prolog?.charset ?? ""), expected });
  }
  if (completeness(bytes).is === "truncated") {
    return blocked({
      code: "fichier-tronque",
      severity: "blocking",
      place: {},
      expected: `</${rootName}>`,
    });
  }
  if (prolog?.hasDoctype) return refused({}, { value: "<!DOCTYPE" });
  const parsed = treeOf(text);
  if ("fault" in parsed) {
    const { said, ...place } = parsed.fault;
    return refused(place, { value: shown(said) });
  }
  const [root] = children(parsed.tree, rootName);
  return readUpload(root, text, context);
};

const expected = "UTF-8, ISO-8859-1, Windows-1252";

const textOf = (bytes: Uint8Array, prolog: Prolog): string | undefined => {
  const body = bytes.subarray(bomLength(bytes));
  const charset = charsets[prolog.charset];
  if (charset === undefined || (charset === "utf-8" && !isUtf8(body))) return undefined;
  // One kind of line end, as XML itself reads them (XML 1.0 §2.11): offsets are the parser's.
  return decode(body, charset).replace(/\r\n?/gu, "\n");
};

const refused = (place: Place, about: Pick<Finding, "value" | "expected">): Reading =>
  blocked({ code: "structure-invalide", severity: "blocking", place, ...about });

const judgedBy = {
  name: "FR_DUE_Upload",
  source: "deux sources publiques concordantes ; aucun schéma publié",
  official: false,
} as const;

const blocked = (finding: Finding): Reading => ({
  declarations: [],
  findings: [finding],
  judgedBy,
});

const readUpload = (root: Node | undefined, text: string, context: CheckContext): Reading => {
  const findings = findingList();
  const declarations: Declaration[] = [];
  const lines = lineCounter(text);
  const [rootRules, groupRules, employeeRules] = [uploadRules, rulesOf(1), rulesOf(1, 1)];
  findings.addAll(checkPart({ node: root, rules: rootRules, place: {}, told }));
  for (const group of children(root, "FR_DuesGroup")) {
    const [employer] = children(group, "FR_Employer");
    const employees = children(group, "FR_EmployeeGroup");
    const place = { line: lines(offsetOf(group) ?? 0) };
    if (count(group, "FR_EmployeeGroup") > employees.length) {
      const field = "FR_EmployeeGroup";
      findings.add({ code: "champ-manquant", severity: "blocking", place: { ...place, field } });
    }
    findings.addAll(checkPart({ node: group, rules: groupRules, place, told }));
    for (const employee of employees) {
      const at = lines(offsetOf(employee) ?? 0);
      const position = declarations.length + 1;
      const hire = hireOf(employer, employee);
      const placeOfField = (field: string): Place => ({ line: at, field, declaration: position });
      const placeOf = (field: HireField): Place => placeOfField(labels[field]);
      checkHire(hire, findings, { placeOf, context });
      const part = { node: employee, rules: employeeRules, told };
      findings.addAll(checkPart({ ...part, place: { line: at, declaration: position } }));
      findings.addAll(checkEmployee(employee, hire, { placeOf: placeOfField, context }));
      declarations.push({ ...hire, position, at });
    }
  }
  if (declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  findings.addAll(checkTogether(declarations));
  const flag = testFlag(root, findings);
  return { declarations, findings: findings.all(), ...flag, judgedBy };
};

/** The rules inside a repeated group, found by the way to it. */
const rulesOf = (...path: readonly number[]): readonly ElementRule[] =>
  path.reduce<readonly ElementRule[]>((rules, at) => rules[at]?.children ?? [], uploadRules);

/** What a hire's own text says of the person and of the contract. */
const checkEmployee = (
  group: Node,
  hire: Hire,
  about: { readonly placeOf: (field: string) => Place; readonly context: CheckContext },
): readonly Finding[] => {
  const { placeOf, context } = about;
  const identity = ["FR_Employee", "FR_EmployeeIdentity"];
  const key = textAt(group, [...identity, "FR_NNI", "FR_NNI.NIRKey.Text"]);
  const sexCode = textAt(group, [...identity, "FR_PersonIdentity.Sex.Code"]);
  const sex = sexCode === "1" ? "M" : sexCode === "2" ? "F" : undefined;
  const stated = textAt(group, ["FR_Contract", "FR_Contract.Nature.Code"]);
  const nature = natures.find((one) => one === stated);
  const { nir, born } = hire.person;
  const moment = { date: hire.hireDate, hour: hire.hireHour };
  return [
    ...checkNir(
      { nir, born, ...(key === "" ? {} : { key }), ...(sex === undefined ? {} : { sex }) },
      placeOf("FR_NNI.NIR.Identifier"),
    ),
    ...checkHireMoment(moment, context, placeOf(labels.hireDate)),
    ...checkTerm(
      {
        start: hire.hireDate,
        born,
        end: textAt(group, ["FR_Contract", "FR_Contract.EndContract.Date"]),
        ...(nature === undefined ? {} : { nature }),
      },
      { start: placeOf(labels.hireDate), end: placeOf("FR_Contract.EndContract.Date") },
    ),
  ];
};

const natures = ["CDD", "CDI", "CTT"] as const;

/** 1 is a test, 120 is production (formats.md §2). */
const testFlag = (root: Node | undefined, findings: FindingList): Pick<Reading, "testFlag"> => {
  const name = "FR_DUE_Upload.Test.Indicator";
  const value = textAt(root, [name]);
  if (value === "1") return { testFlag: "test" };
  if (value === "120") return { testFlag: "real" };
  const place = { field: name };
  if (value === "") findings.add({ code: "champ-manquant", severity: "warning", place });
  else {
    const expected = "1, 120";
    findings.add({
      code: "champ-invalide",
      severity: "blocking",
      place,
      value: shown(value),
      expected,
    });
  }
  return {};
};

const hireOf = (employer: Node | undefined, group: Node): Hire => {
  const person = ["FR_Employee", "FR_EmployeeIdentity"];
  const contract = "FR_Contract";
  return {
    kind: "dpae",
    siret: textAt(employer, ["FR_EmployerIdentity", "FR_Organization.SIRET.Identifier"]),
    employer: textAt(employer, ["FR_EmployerIdentity", "FR_Organization.Designation.Text"]),
    urssaf: textAt(employer, ["FR_Employer.URSSAF.Code"]),
    person: {
      family: textAt(group, [...person, "FR_PersonIdentity.Surname.Text"]),
      given: textAt(group, [...person, "FR_PersonIdentity.ChristianName.Text"]),
      born: textAt(group, [...person, "FR_Birth", "FR_Birth.Date"]),
      nir: textAt(group, [...person, "FR_NNI", "FR_NNI.NIR.Identifier"]),
    },
    hireDate: textAt(group, [contract, "FR_Contract.StartContract.Date"]),
    hireHour: clockHour(textAt(group, [contract, "FR_Contract.StartContract.Time"])),
  };
};

const labels: Readonly<Record<HireField, string>> = {
  siret: "FR_Organization.SIRET.Identifier",
  family: "FR_PersonIdentity.Surname.Text",
  given: "FR_PersonIdentity.ChristianName.Text",
  born: "FR_Birth.Date",
  hireDate: "FR_Contract.StartContract.Date",
  hireHour: "FR_Contract.StartContract.Time",
};

/** Told by the checks of the hire's identity, of the group or of the test flag. */
const told: ReadonlySet<string> = new Set([
  ...Object.values(labels),
  "FR_DUE_Upload.Test.Indicator",
  "FR_DuesGroup",
  "FR_EmployeeGroup",
  // A hire without these has no identity either, which is told.
  "FR_Employer",
  "FR_Employee",
  "FR_Contract",
]);

/** Line of an offset, 1-based; offsets must grow, so that the text is walked once. */
const lineCounter = (text: string): ((offset: number) => number) => {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let feed = text.indexOf("\n", counted); feed >= 0 && feed < offset; ) {
      line += 1;
      counted = feed + 1;
      feed = text.indexOf("\n", counted);
    }
    return line;
  };
};

export const dpaeXml: Format = {
  name: "dpae-xml",
  recognises,
  completeness,
  read: (bytes, context = {}) => read(bytes, context),
};
