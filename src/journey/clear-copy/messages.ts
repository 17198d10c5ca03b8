/** The clear copy of an interchange: each segment cut into its elements, named as the directories name them. */
import { type Charset, charsetOf, decode } from "../../formats/charset.ts";
import { segmentsOf } from "../../formats/ducs-edifact/cutter.ts";
import { namesOf, qualifier, type SegmentNames } from "../../formats/ducs-edifact/element-names.ts";
import { part, type Segment } from "../../formats/ducs-edifact/segments.ts";
import { syntaxOf } from "../../formats/ducs-edifact/syntax.ts";
import type { ClearDeclaration, ClearField } from "../../ports/examination.ts";
import { returnPages } from "./returns.ts";
import { field, type Reading } from "./said.ts";

export const messages = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const charset = charsetOf(bytes);
  const syntax = syntaxOf(decode(bytes.subarray(0, 256), "ascii"));
  if (!syntax) return [];
  const toText = textIn(charset);
  const pages = returnPages();
  for (const segment of segmentsOf(bytes, syntax)) {
    if (segment.tag === "UNH") pages.begin();
    pages.add(fieldsOf(segment, toText));
    if (segment.tag === "NAD" || segment.tag === "PNA")
      pages.party(part(segment, 0), toText(nameIn(segment)).trim());
    if (segment.tag === "UNT") pages.end();
  }
  return pages.all();
};

/** The file was cut byte by byte, whatever its character set. */
const textIn =
  (charset: Charset) =>
  (raw: string): string =>
    charset === "ascii" ? raw : decode(Buffer.from(raw, "latin1"), charset);

/** NAD: C080, else C058; PNA: its first name component. */
const nameIn = (segment: Segment): string =>
  segment.tag === "NAD" ? part(segment, 3) || part(segment, 2) : part(segment, 5, 1);

const fieldsOf = (segment: Segment, toText: (raw: string) => string): readonly ClearField[] => {
  const { tag, number } = segment;
  const names = namesOf(tag);
  const subject = subjectOf(segment, names);
  const fields = segment.elements.flatMap((components, e) =>
    components.flatMap((raw, c) => {
      const name = names.elements[e]?.[c];
      const value = toText(raw).trim();
      if (value === "" || name === qualifier) return [];
      const place = `${number} ${tag} ${e + 1}${components.length > 1 ? `.${c + 1}` : ""}`;
      const label = [subject, name ?? `élément ${e + 1}.${c + 1}`].filter((one) => one !== "");
      return [
        field({ place, label: label.join(", "), value }, readingOf(segment, { e, c, names })),
      ];
    }),
  );
  return fields.length > 0
    ? fields
    : [field({ place: `${number} ${tag}`, label: subject, value: "" })];
};

/** What its qualifier says; an unknown one is shown as it stands. */
const subjectOf = (segment: Segment, { subject, elements, codes }: SegmentNames): string => {
  if (elements[0]?.[0] !== qualifier) return subject;
  const stated = part(segment, 0);
  if (stated === "") return subject;
  const known = codes !== undefined && Object.hasOwn(codes, stated) ? codes[stated] : undefined;
  return known ?? `${subject} (qualifiant ${stated})`;
};

/** In the UN code list 2379: a day; without a code, a period as the seed writes it. */
const dayCode = "102";

const readingOf = (
  segment: Segment,
  { e, c, names }: { readonly e: number; readonly c: number; readonly names: SegmentNames },
): Reading => {
  switch (segment.tag) {
    case "UNB":
      if (e === 3) return { holds: c === 0 ? "short-date" : "hour" };
      return e === 10 ? { codes: { "1": "test" } } : {};
    case "GIS":
    case "GEI":
      return c === 0 ? { holds: "form" } : {};
    case "NAD":
      return e === 1 && c === 0 ? { holds: "siret" } : {};
    case "DTM": {
      const format = part(segment, 0, 2);
      if (c !== 1) return {};
      return format === dayCode ? { holds: "date" } : format === "" ? { holds: "period" } : {};
    }
    case "PAI":
    case "UNS":
      return names.codes === undefined ? {} : { codes: names.codes };
    default:
      return {};
  }
};
