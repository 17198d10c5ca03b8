/**
 * `avis.xml` of the portal jedeclare.com (formats.md §7 [1]): an ACS (`avisConformiteSigne`, the portal's own
 * control) or an ARS (`avisReceptionSigne`, the organism's answer). Names of roots and fields, and the seven values,
 * come from one source; which element holds which is not told, so a declaration is recognised by its fields,
 * and its value is looked for in it and in the elements around it. `official` is therefore false.
 *
 * An accepted ACS is only a deposit: never more than `received`. Only an ARS may say `registered`. A value that is
 * none of the seven, or two that differ, is for a person, and so is whatever has an anomaly.
 */
import { plain } from "../../../domain/declaration.ts";
import type { VerdictIs } from "../../../domain/receipt/verdict.ts";
import { elementNames, type Node, rawTexts, textAt } from "../../dpae-xml/tree.ts";
import { localTime } from "../local-time.ts";
import type { ReceiptLine, ReceiptPart, ReceiptReading } from "../receipt-format.ts";
import { xmlPartOf } from "../xml-part.ts";

const acs = "avisConformiteSigne";
const ars = "avisReceptionSigne";

type Said = "accepted" | "anomaly" | "silent" | "refused";

/** The seven values met in 2,165 real ones, without accents and blanks; `(e)s` as met beside them. */
const values: Readonly<Record<string, Said>> = {
  ACCEPTEE: "accepted",
  ACCEPTEES: "accepted",
  ACCEPTEESPRECEDEMENT: "accepted",
  SANSRETOUR: "silent",
  ACCEPTEEAVECANOMALIE: "anomaly",
  ACCEPTEESANOPRECEDEMENT: "anomaly",
  REFUSEES: "refused",
  REFUSEESPRECEDEMENT: "refused",
};

const saidBy = (text: string): Said | undefined => {
  const key = plain(text).replaceAll(" ", "");
  return Object.hasOwn(values, key) ? values[key] : undefined;
};

export const readAvis = (part: ReceiptPart): ReceiptReading | undefined => {
  const xml = xmlPartOf(part.bytes, [acs, ars]);
  if (!xml) return undefined;
  const isArs = xml.root === ars;
  const at = localTime(textAt(xml.tree, [isArs ? "dateArs" : "dateAcs"]));
  const found = declarationsIn(xml.tree, []);
  const lines = found.map((one) => lineOf(one, { isArs, at }));
  const number = textAt(xml.tree, ["numeroAds"]);
  const stated = textAt(xml.tree, ["nbDecl"]);
  // What it counts is what it lists: else something of it was not understood.
  const complete = stated === "" || Number(stated) === lines.length;
  return {
    profile: isArs ? "jedeclare-ars" : "jedeclare-acs",
    official: false,
    lines: lines.length > 0 && complete ? lines : [{ is: "to-read", about: { by: "all" } }],
    ...(number === "" ? {} : { numbers: [number] }),
    ...(at === undefined
      ? {}
      : { stamp: { local: at, by: isArs ? ("organism" as const) : ("intermediary" as const) } }),
  };
};

interface Found {
  readonly node: Node;
  /** Names of the elements around it, the nearest first. */
  readonly around: readonly string[];
}

const identifying = ["typeDeclaration", "destinataire", "numeroInterne", "periodeDepotDeb"];

const declarationsIn = (node: Node, around: readonly string[]): readonly Found[] => {
  if (textAt(node, ["siret"]) !== "" && identifying.some((name) => textAt(node, [name]) !== ""))
    return [{ node, around }];
  return elementNames(node).flatMap((name) => {
    const inside = node[name];
    const list: readonly unknown[] = Array.isArray(inside) ? inside : [inside];
    return list
      .filter((one): one is Node => typeof one === "object" && one !== null)
      .flatMap((one) => declarationsIn(one, [name, ...around]));
  });
};

/** Fields of a declaration that say what it is, and never what became of it. */
const descriptive = new Set([
  "siret",
  "rs",
  "numeroInterne",
  "typeDeclaration",
  "destinataire",
  "periodeDepotDeb",
  "periodeDepotFin",
  "montantTd",
]);

const valueOf = ({ node, around }: Found): { readonly said?: Said; readonly text: string } => {
  const texts = elementNames(node)
    .filter((name) => !descriptive.has(name))
    .flatMap((name) => rawTexts(node, name));
  const inside = texts.find((text) => saidBy(text) !== undefined);
  const holder = around.find((name) => saidBy(name) !== undefined);
  const all = [inside, holder].flatMap((text) => (text === undefined ? [] : (saidBy(text) ?? [])));
  const [said] = all;
  const text = inside ?? holder ?? texts.find((t) => t !== "") ?? "";
  return said !== undefined && all.every((one) => one === said) ? { said, text } : { text };
};

const lineOf = (
  found: Found,
  about: { readonly isArs: boolean; readonly at: string | undefined },
): ReceiptLine => {
  const { node } = found;
  const { said, text } = valueOf(found);
  const amount = textAt(node, ["montantTd"]);
  const recipient = textAt(node, ["destinataire"]);
  const level = about.isArs ? 3 : 1;
  return {
    is: verdictOf(said, about.isArs),
    level,
    ...(text === "" || said === "accepted" ? {} : { code: text.slice(0, 60) }),
    about: {
      by: "company",
      siret: textAt(node, ["siret"]),
      reference: textAt(node, ["numeroInterne"]),
      recipient,
    },
    ...(amount === "" ? {} : { amount }),
    // « par destinataire, le dernier ARS décide » (formats.md §7).
    ...(about.isArs && about.at !== undefined
      ? { decides: { series: `ars|${plain(recipient)}`, at: about.at } }
      : {}),
  };
};

const verdictOf = (said: Said | undefined, isArs: boolean): VerdictIs => {
  switch (said) {
    case "accepted":
      return isArs ? "registered" : "received";
    case "silent":
      return "received";
    case "refused":
      return "refused";
    case "anomaly":
    case undefined:
      return "to-read";
  }
};
