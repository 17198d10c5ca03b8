/** The clear copy of a DPAE in XML: each element that holds a text, the employer before its employees. */
import { decode } from "../../formats/charset.ts";
import { prologOf } from "../../formats/dpae-xml/prolog.ts";
import { elementNames, lineAt, type Node, treeOf } from "../../formats/dpae-xml/tree.ts";
import type { ClearDeclaration, ClearField } from "../../ports/examination.ts";
import { field, type Reading } from "./said.ts";

const readings: Readonly<Record<string, Reading>> = {
  "FR_DUE_Upload.Test.Indicator": { codes: { "1": "test", "120": "réel" } },
  "FR_Organization.SIRET.Identifier": { holds: "siret" },
  "FR_PersonIdentity.Sex.Code": { codes: { "1": "homme", "2": "femme" } },
  "FR_Birth.Date": { holds: "iso-date" },
  "FR_Contract.StartContract.Date": { holds: "iso-date" },
  "FR_Contract.StartContract.Time": { holds: "hour" },
  "FR_Contract.EndContract.Date": { holds: "iso-date" },
};

export const xmlHires = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const utf8 = prologOf(bytes)?.charset.startsWith("utf") ?? true;
  const parsed = treeOf(decode(bytes, utf8 ? "utf-8" : "windows-1252"));
  if ("fault" in parsed) return [];
  const found: ClearDeclaration[] = [];
  let fields: ClearField[] = [];
  let count = 0;
  const conclude = (title: string, position?: number): void => {
    if (fields.length > 0)
      found.push({ title, ...(position === undefined ? {} : { position }), fields });
    fields = [];
  };
  const employer = (): string => named("Employeur", fields, ["FR_Organization.Designation.Text"]);
  const walk = (node: Node): void => {
    for (const name of elementNames(node)) {
      const value = node[name] ?? "";
      const line = lineAt(node, [name]);
      const place = line === undefined ? "" : `ligne ${line}`;
      for (const one of Array.isArray(value) ? (value as readonly (Node | string)[]) : [value]) {
        if (name === "FR_EmployeeGroup") conclude(employer());
        if (typeof one !== "string") walk(one as Node);
        else if (one !== "") fields.push(field({ place, label: name, value: one }, readings[name]));
        if (name !== "FR_EmployeeGroup") continue;
        count += 1;
        conclude(named(`Déclaration ${count}`, fields, names), count);
      }
    }
  };
  walk(parsed.tree);
  conclude(employer());
  return found;
};

const names = ["FR_PersonIdentity.Surname.Text", "FR_PersonIdentity.ChristianName.Text"];

/** A name finds its page sooner than a number. */
const named = (title: string, fields: readonly ClearField[], labels: readonly string[]): string => {
  const whom = labels.flatMap((label) => fields.find((one) => one.label === label)?.value ?? []);
  return whom.length === 0 ? title : `${title} : ${whom.join(" ")}`;
};
