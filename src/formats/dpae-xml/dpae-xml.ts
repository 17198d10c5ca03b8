/**
 * DPAE in XML (`FR_DUE_Upload`, formats.md §2): one declaration per `FR_EmployeeGroup`. The declared
 * character set is honoured; a document type or a foreign entity is refused.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { together } from "../../domain/checks/doubles.ts";
import { checkHireMoment, checkTerm } from "../../domain/checks/hire.ts";
import { checkNir } from "../../domain/checks/nir.ts";
import type { Hire } from "../../domain/declaration.ts";
import { type Finding, type Place, shown } from "../../domain/finding.ts";
import { bomLength, decode } from "../charset.ts";
import { type FindingList, findingList } from "../finding-list.ts";
import type { Completeness, FileReader, Format, Sink, Summary } from "../format.ts";
import { checkHire, type HireField } from "../hire-checks.ts";
import { contentEnd } from "../lines.ts";
import { clockHour } from "../moments.ts";
import { checkPart } from "./check-tree.ts";
import { charsetsText, decoderOf, realCharset, undecodableAs } from "./declared-charset.ts";
import { namespaceWatch } from "./namespaces.ts";
import { prologOf } from "./prolog.ts";
import { type ElementRule, uploadRules } from "./rules.ts";
import {
  children,
  lineAt,
  type Node,
  type TreeFault,
  type TreeListener,
  textAt,
  treeReader,
} from "./tree.ts";

const rootName = "FR_DUE_Upload";

const recognises = (bytes: Uint8Array): boolean => prologOf(bytes)?.root === rootName;

const rootEnd = /<\/(?:[\w-]+:)?FR_DUE_Upload\s*>\s*$/u;
const tailChars = 200;

/** The closing tag of the root, last but for white space. */
const completeness = (bytes: Uint8Array): Completeness => {
  const end = contentEnd(bytes);
  const tail = decode(bytes.subarray(Math.max(end - tailChars, 0), end), "ascii");
  return rootEnd.test(tail) ? { is: "complete" } : { is: "truncated", at: bytes.length };
};

const open = (head: Uint8Array, sink: Sink, context: CheckContext): FileReader => {
  const prolog = prologOf(head);
  const toText = prolog && decoderOf(prolog.charset);
  if (prolog === undefined || toText === undefined)
    return refusing({
      place: { line: 1, field: "jeu de caractères" },
      value: shown(prolog?.charset ?? ""),
      expected: charsetsText,
    });
  if (prolog.hasDoctype) return refusing({ place: {}, value: "<!DOCTYPE" });
  const upload = uploadReader(sink, context);
  const tree = treeReader(upload.listener);
  let skip = bomLength(head);
  let undecodable = false;
  let going = true;
  let tail = "";
  const real = realCharset(prolog.charset);
  const push = (bytes: Uint8Array, last: boolean): void => {
    if (!going) return;
    real.see(bytes, last);
    const text = toText(bytes, last);
    // What is not of this set came out as this mark: what stands before it is read all the same.
    const scar = text.indexOf("\ufffd");
    const sound = scar < 0 ? text : text.slice(0, scar);
    tail = (tail + sound.slice(-tailChars)).slice(-tailChars);
    going = tree.push(sound);
    undecodable = going && scar >= 0;
    if (undecodable) going = false;
  };
  return {
    push: (bytes) => {
      push(skip < bytes.length ? bytes.subarray(skip) : nothing, false);
      skip = Math.max(0, skip - bytes.length);
    },
    end: () => {
      push(nothing, true);
      if (undecodable) {
        return upload.broken(undecodableAs(prolog.charset, tree.line()));
      }
      const read = tree.end();
      if ("tree" in read) return upload.whole(read.tree, real.mistaken());
      return upload.broken(faultFinding(read.fault, rootEnd.test(tail)));
    },
  };
};

const nothing = new Uint8Array(0);
const faultFinding = ({ cut, said, ...place }: TreeFault, ended: boolean): Finding =>
  cut && !ended
    ? {
        code: "fichier-tronque",
        severity: "blocking",
        place,
        expected: `balise de fin ${rootName}`,
      }
    : { code: "structure-invalide", severity: "blocking", place, value: shown(said) };

const judgedBy = {
  name: "FR_DUE_Upload",
  source: "deux sources publiques concordantes ; aucun schéma publié",
  official: false,
} as const;

const refusing = (about: Pick<Finding, "place" | "value" | "expected">): FileReader => ({
  push: () => undefined,
  end: () => ({
    findings: [{ code: "structure-invalide", severity: "blocking", ...about }],
    judgedBy,
  }),
});

/** The employer group that is being read. */
interface Group {
  readonly line: number;
  /** Findings of the group stand before those of its employees. */
  readonly tell: (finding: Finding) => void;
  employer: Node | undefined;
  /** Employees without anything in them. */
  empty: boolean;
}

interface UploadReader {
  readonly listener: TreeListener;
  /** `mistaken`: what is wrong with the declared character set, when the file can be read all the same. */
  whole(tree: Node, mistaken: readonly Finding[]): Summary;
  broken(finding: Finding): Summary;
}

const nothingDeclared = { code: "sans-declaration", severity: "blocking", place: {} } as const;

const uploadReader = (sink: Sink, context: CheckContext): UploadReader => {
  const findings = findingList();
  const tellFirst = findings.later();
  const namespaces = namespaceWatch();
  const doubles = together();
  const employeeRules = rulesOf(1, 1);
  let group: Group | undefined;
  let count = 0;
  const employee = (node: Node, line: number): void => {
    count += 1;
    const position = count;
    const hire = hireOf(group?.employer, node);
    const place = { line, declaration: position };
    const placeOf = placesIn({ employer: group?.employer, employee: node }, place);
    checkHire(hire, findings, { placeOf: (field) => placeOf(paths[field]), context, written });
    findings.addAll(checkPart({ node, rules: employeeRules, told, place }));
    findings.addAll(checkEmployee(node, hire, { placeOf, context }));
    const declared = { ...hire, position, at: line };
    doubles.see(declared);
    sink(declared, []);
  };
  const closeGroup = (node: Node): void => {
    const { tell, line, empty } = group ?? { tell: tellFirst, line: 1, empty: false };
    const place = { line };
    const field = "FR_EmployeeGroup";
    if (empty) tell({ code: "champ-manquant", severity: "blocking", place: { ...place, field } });
    checkPart({ node, rules: rulesOf(1), place, told }).forEach(tell);
    group = undefined;
  };
  const closed: TreeListener["closed"] = (name, content, line) => {
    if (name === "FR_Employer" && typeof content !== "string" && group) group.employer ??= content;
    if (name === "FR_DuesGroup" && typeof content !== "string") closeGroup(content);
    else if (name === "FR_EmployeeGroup" && typeof content !== "string") employee(content, line);
    else if (name === "FR_EmployeeGroup" && group) group.empty = true;
    return name === "FR_DuesGroup" || name === "FR_EmployeeGroup";
  };
  return {
    listener: {
      ...namespaces,
      opened: (name, line) => {
        if (name === "FR_DuesGroup")
          group = { line, tell: findings.later(), employer: undefined, empty: false };
      },
      closed,
    },
    broken: (finding) => {
      findings.add(finding);
      return { findings: findings.all(), judgedBy };
    },
    whole: (tree, mistaken) => {
      const [root] = children(tree, rootName);
      const structure = checkPart({ node: root, rules: uploadRules, place: {}, told });
      [...mistaken, ...namespaces.findings(), ...structure].forEach(tellFirst);
      if (count === 0) findings.add(nothingDeclared);
      findings.addAll(doubles.findings());
      const flag = testFlag(root, findings);
      return { findings: findings.all(), ...flag, judgedBy };
    },
  };
};

/** An element's own line, else that of the group around it. */
const placesIn =
  (
    { employer, employee }: { readonly employer: Node | undefined; readonly employee: Node },
    group: Place & { readonly line: number },
  ) =>
  (path: readonly string[]): Place => ({
    ...group,
    line: lineAt(path[0] === "FR_EmployerIdentity" ? employer : employee, path) ?? group.line,
    field: path.at(-1) ?? "",
  });

/** The rules inside a repeated group, found by the way to it. */
const rulesOf = (...path: readonly number[]): readonly ElementRule[] =>
  path.reduce<readonly ElementRule[]>((rules, at) => rules[at]?.children ?? [], uploadRules);

/** What a hire's own text says of the person and of the contract. */
const checkEmployee = (
  group: Node,
  hire: Hire,
  about: { readonly placeOf: (path: readonly string[]) => Place; readonly context: CheckContext },
): readonly Finding[] => {
  const { placeOf, context } = about;
  const key = textAt(group, [...person, "FR_NNI", "FR_NNI.NIRKey.Text"]);
  const sexCode = textAt(group, [...person, "FR_PersonIdentity.Sex.Code"]);
  const sex = sexCode === "1" ? "M" : sexCode === "2" ? "F" : undefined;
  const stated = textAt(group, ["FR_Contract", "FR_Contract.Nature.Code"]);
  const nature = natures.find((one) => one === stated);
  const { nir, born } = hire.person;
  const moment = { date: hire.hireDate, hour: hire.hireHour };
  return [
    ...checkNir(
      { nir, born, ...(key === "" ? {} : { key }), ...(sex === undefined ? {} : { sex }) },
      placeOf(nirPath),
    ),
    ...checkHireMoment(moment, context, placeOf(paths.hireDate)),
    ...checkTerm(
      {
        start: hire.hireDate,
        born,
        end: textAt(group, endPath),
        ...(nature === undefined ? {} : { nature }),
      },
      { start: placeOf(paths.hireDate), end: placeOf(endPath) },
    ),
  ];
};

const written = { date: "AAAA-MM-JJ", hour: "HH:MM:SS" };

const natures = ["CDD", "CDI", "CTT"] as const;

/** 1 is a test, 120 is production (formats.md §2). */
const testFlag = (root: Node | undefined, findings: FindingList): Pick<Summary, "testFlag"> => {
  const name = "FR_DUE_Upload.Test.Indicator";
  const value = textAt(root, [name]);
  if (value === "1") return { testFlag: "test" };
  if (value === "120") return { testFlag: "real" };
  const line = lineAt(root, [name]);
  const place = { ...(line === undefined ? {} : { line }), field: name };
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

const person = ["FR_Employee", "FR_EmployeeIdentity"];
const nirPath = [...person, "FR_NNI", "FR_NNI.NIR.Identifier"];
const endPath = ["FR_Contract", "FR_Contract.EndContract.Date"];

/** Inside the employer for the first one, inside the employee's group for the others. */
const paths: Readonly<Record<HireField, readonly string[]>> = {
  siret: ["FR_EmployerIdentity", "FR_Organization.SIRET.Identifier"],
  family: [...person, "FR_PersonIdentity.Surname.Text"],
  given: [...person, "FR_PersonIdentity.ChristianName.Text"],
  born: [...person, "FR_Birth", "FR_Birth.Date"],
  hireDate: ["FR_Contract", "FR_Contract.StartContract.Date"],
  hireHour: ["FR_Contract", "FR_Contract.StartContract.Time"],
};

const hireOf = (employer: Node | undefined, group: Node): Hire => ({
  kind: "dpae",
  siret: textAt(employer, paths.siret),
  employer: textAt(employer, ["FR_EmployerIdentity", "FR_Organization.Designation.Text"]),
  urssaf: textAt(employer, ["FR_Employer.URSSAF.Code"]),
  person: {
    family: textAt(group, paths.family),
    given: textAt(group, paths.given),
    born: textAt(group, paths.born),
    nir: textAt(group, nirPath),
  },
  hireDate: textAt(group, paths.hireDate),
  hireHour: clockHour(textAt(group, paths.hireHour)),
});

/** Told by the checks of the hire's identity, of the group or of the test flag. */
const told: ReadonlySet<string> = new Set([
  ...Object.values(paths).map((path) => path.at(-1) ?? ""),
  "FR_DUE_Upload.Test.Indicator",
  "FR_DuesGroup",
  "FR_EmployeeGroup",
  // A hire without these has no identity either, which is told.
  "FR_Employer",
  "FR_Employee",
  "FR_Contract",
]);

export const dpaeXml: Format = {
  name: "dpae-xml",
  recognises,
  completeness,
  open: (head, sink, context = {}) => open(head, sink, context),
};
