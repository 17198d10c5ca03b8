/**
 * The clear copy of a file: every declaration field by field, readable by a person (seed 002 §3.3.8). What
 * a zone or a qualifier means is said where formats.md says it; the rest stands as it is in the file.
 */
import { formats, recognise } from "../formats/all.ts";
import { type Charset, charsetOf, decode } from "../formats/charset.ts";
import { zoneText } from "../formats/dpae-flat/profile.ts";
import { prologOf } from "../formats/dpae-xml/prolog.ts";
import { elementNames, type Node, treeOf } from "../formats/dpae-xml/tree.ts";
import { segmentsOf } from "../formats/ducs-edifact/cutter.ts";
import { part, type Segment } from "../formats/ducs-edifact/segments.ts";
import { syntaxOf } from "../formats/ducs-edifact/syntax.ts";
import type { Format, NamedZone } from "../formats/format.ts";
import { linesOf } from "../formats/lines.ts";
import type { ClearDeclaration, ClearField } from "../ports/examination.ts";

/**
 * Undefined when none of `known` recognises the bytes: the formats that judged the file, with a user's own layouts.
 * Never throws for what the bytes hold.
 */
export const clearCopy = (
  bytes: Uint8Array,
  known: readonly Format[] = formats,
): readonly ClearDeclaration[] | undefined => {
  const format = recognise(bytes, known);
  switch (format?.name) {
    case undefined:
      return undefined;
    case "dpae-flat":
      return flatHires(bytes, format?.zonesOf?.(bytes) ?? []);
    case "dpae-xml":
      return xmlHires(bytes);
    case "ducs-edifact":
      return messages(bytes);
    case "ducs-flat":
      return flatReturns(bytes);
  }
};

const flatHires = (bytes: Uint8Array, zones: readonly NamedZone[]): readonly ClearDeclaration[] => {
  const charset = charsetOf(bytes);
  const found: ClearDeclaration[] = [];
  for (const line of linesOf(bytes)) {
    const record = decode(bytes.subarray(line.start, line.end), charset);
    if (record.trim() === "") continue;
    const fields = zones.map((zone) => ({
      place: `${zone.from}-${zone.from + zone.length - 1}`,
      label: zone.label ?? zone.name,
      value: zoneText(record, zone),
    }));
    found.push({
      title: `Déclaration ${found.length + 1} : ${whom(record, zones)}, ligne ${line.number}`,
      position: found.length + 1,
      fields: filled(fields),
    });
  }
  return found;
};

/** A name finds its page sooner than a number. */
const whom = (record: string, zones: readonly NamedZone[]): string =>
  zones
    .filter((z) => z.role === "family" || z.role === "given")
    .map((z) => zoneText(record, z))
    .join(" ");

const filled = (fields: readonly ClearField[]): readonly ClearField[] =>
  fields.filter((f) => f.value !== "");

const xmlHires = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const utf8 = prologOf(bytes)?.charset.startsWith("utf") ?? true;
  const parsed = treeOf(decode(bytes, utf8 ? "utf-8" : "windows-1252"));
  if ("fault" in parsed) return [];
  const found: ClearDeclaration[] = [];
  let fields: ClearField[] = [];
  let count = 0;
  const conclude = (page: Omit<ClearDeclaration, "fields">): void => {
    if (fields.length > 0) found.push({ ...page, fields });
    fields = [];
  };
  const walk = (node: Node, path: string): void => {
    for (const name of elementNames(node)) {
      const value = node[name] ?? "";
      for (const one of Array.isArray(value) ? (value as readonly (Node | string)[]) : [value]) {
        if (name === "FR_EmployeeGroup") conclude({ title: "Employeur" });
        if (typeof one === "string") fields.push({ place: path, label: name, value: one });
        else walk(one as Node, name);
        if (name !== "FR_EmployeeGroup") continue;
        count += 1;
        conclude({ title: `Déclaration ${count}`, position: count });
      }
    }
  };
  walk(parsed.tree, "");
  conclude({ title: "Employeur" });
  return found;
};

/** formats.md §5 and §6: what a segment or a tag is about. */
const subjects: Readonly<Record<string, string>> = {
  UNB: "enveloppe du fichier",
  UNG: "enveloppe du groupe",
  UNH: "début du message",
  BGM: "référence de la déclaration",
  GIS: "type de formulaire",
  GEI: "type de formulaire",
  NAD: "intervenant",
  PNA: "intervenant",
  CTA: "contact",
  COM: "moyen de contact",
  RFF: "référence",
  DTM: "date ou période",
  QTY: "quantité",
  MOA: "montant",
  PAI: "mode de paiement",
  FII: "compte bancaire",
  UNS: "séparation des sections",
  CNT: "total de contrôle",
  AUT: "authentification",
  UNT: "fin de la déclaration",
  UNE: "fin du groupe",
  UNZ: "fin du fichier",
  TYP: "type de destinataire",
  PED: "période",
  ACO: "ligne de cotisation Acoss",
  AGI: "ligne de cotisation IRC",
};

/** 3035, 1153, 4461 and 3155 of formats.md §5. */
const qualifiers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NAD: {
    DT: "déclarant",
    AE: "mandataire du déclarant",
    FR: "émetteur",
    MR: "organisme destinataire",
    FZ: "centre de regroupement",
    DC: "entité déclarée",
  },
  RFF: { PQ: "référence sociale du paiement", CR: "Cpop" },
  PAI: { "20": "chèque", "30": "virement", "31": "prélèvement", Z10: "télérèglement A" },
  FII: { BF: "compte du bénéficiaire", OR: "compte à débiter" },
};

const meaning = (tag: string, qualifier: string): string => {
  const kind = tag === "PNA" ? "NAD" : tag;
  const said = qualifiers[kind]?.[qualifier];
  const subject = subjects[tag] ?? tag;
  return said === undefined ? subject : `${subject} : ${said}`;
};

const messages = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const charset = charsetOf(bytes);
  const syntax = syntaxOf(decode(bytes.subarray(0, 256), "ascii"));
  if (!syntax) return [];
  const found: ClearDeclaration[] = [];
  let fields: ClearField[] = [];
  let count = 0;
  for (const segment of segmentsOf(bytes, syntax)) {
    if (segment.tag === "UNH") {
      if (fields.length > 0) found.push({ title: "Enveloppe", fields });
      fields = [];
      count += 1;
    }
    fields.push(segmentField(segment, charset));
    if (segment.tag !== "UNT") continue;
    found.push({ title: `Déclaration ${count}`, position: count, fields });
    fields = [];
  }
  if (fields.length > 0) found.push({ title: "Fin du fichier", fields });
  return found;
};

const segmentField = (segment: Segment, charset: Charset): ClearField => {
  const value = segment.elements
    .map((components) => components.filter((c) => c !== "").join(" : "))
    .filter((element) => element !== "")
    .join(" | ");
  return {
    place: `${segment.number} ${segment.tag}`,
    label: meaning(segment.tag, part(segment, 0, segment.tag === "PAI" ? 2 : 0)),
    // The file was cut byte by byte, whatever its character set.
    value: charset === "ascii" ? value : decode(Buffer.from(value, "latin1"), charset),
  };
};

const flatReturns = (bytes: Uint8Array): readonly ClearDeclaration[] => {
  const charset = charsetOf(bytes);
  const found: ClearDeclaration[] = [];
  let fields: ClearField[] = [];
  let count = 0;
  for (const line of linesOf(bytes)) {
    const record = decode(bytes.subarray(line.start, line.end), charset);
    if (record.trim() === "") continue;
    const tag = record.slice(0, 6).trim();
    if (tag === "BGM") {
      if (fields.length > 0) found.push({ title: "Enveloppe", fields });
      fields = [];
      count += 1;
    }
    const value = record.slice(6).trim().replace(/ {2,}/gu, " | ");
    const qualifier = tag.startsWith("PAI") ? value : tag.slice(3, 5);
    const label = meaning(tag.slice(0, 3), qualifier);
    fields.push({ place: `${line.number} ${tag}`, label, value });
    if (!record.startsWith("UNT")) continue;
    found.push({ title: `Déclaration ${count}`, position: count, fields });
    fields = [];
  }
  if (fields.length > 0) found.push({ title: "Fin du fichier", fields });
  return found;
};
