/** The clear copy of a flat DUCS: each record cut into its columns, nothing of it left out. */
import { charsetOf, decode } from "../../formats/charset.ts";
import { layoutOf, type NamedColumn } from "../../formats/ducs-flat/layout.ts";
import { columns, field as columnText } from "../../formats/ducs-flat/record.ts";
import { linesOf } from "../../formats/lines.ts";
import type { ClearDeclaration, ClearField } from "../../ports/examination.ts";
import { returnPages } from "./returns.ts";
import { field } from "./said.ts";

const tagLength = 6;

export const flatReturns = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const charset = charsetOf(bytes);
  const pages = returnPages();
  for (const line of linesOf(bytes)) {
    const record = decode(bytes.subarray(line.start, line.end), charset);
    if (record.trim() === "") continue;
    const tag = record.slice(0, tagLength).trim();
    if (tag === "BGM") pages.begin();
    pages.add(fieldsOf(record, tag, line.number));
    if (tag === "NADMR" || tag === "NADDT")
      pages.party(tag.slice(3), columnText(record, columns.partyName));
    if (tag === "UNT") pages.end();
  }
  return pages.all();
};

const fieldsOf = (record: string, tag: string, line: number): readonly ClearField[] => {
  const { subject, columns: known } = layoutOf(tag);
  const label = (name: string): string => (name === "" ? subject : `${subject}, ${name}`);
  const fields = known.flatMap((column) => {
    const value = columnText(record, column);
    if (value === "") return [];
    const place = known.length > 1 ? `${line} ${tag} ${column.from}` : `${line} ${tag}`;
    return [field({ place, label: label(column.label), value }, column)];
  });
  const rest = beyond(record, known);
  const place = `${line} ${tag}`;
  if (rest !== "")
    fields.push(field({ place, label: label(known.length > 0 ? "suite" : ""), value: rest }));
  return fields.length > 0 ? fields : [field({ place, label: subject, value: "" })];
};

/** What stands in no column: shown as it is, because a copy leaves nothing out. */
const beyond = (record: string, known: readonly NamedColumn[]): string => {
  const end = Math.max(tagLength, ...known.map(({ from, length }) => from - 1 + length));
  return record.slice(end).trim().replace(/ {2,}/gu, " | ");
};
