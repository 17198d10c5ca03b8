/**
 * The return documents of net-entreprises (`rapport`, namespace of gip-mds, formats.md §3 [2+]): AEE (the flow is
 * recorded), ARE (*avis de rejet*, never « accusé de réception »), BAN (list of anomalies) and CCO (certificate of
 * conformity). The root's `type` decides and nothing else: the bare letters in a subject mean two things.
 *
 * Only a CCO whose every level says OK, with its certificate of more than 165 characters, registers.
 */
import { children, type Node, textAt } from "../../dpae-xml/tree.ts";
import { localTime } from "../local-time.ts";
import type { ReceiptLine, ReceiptPart, ReceiptReading } from "../receipt-format.ts";
import { type XmlPart, xmlPartOf } from "../xml-part.ts";

/** « + de 165 caractères » (formats.md §3). */
const certificateCharsMin = 166;

export const readRapport = (part: ReceiptPart): ReceiptReading | undefined => {
  const xml = xmlPartOf(part.bytes, ["rapport"]);
  if (!xml || !/\bgip-mds\.fr\b/u.test(xml.attributes.get("xmlns") ?? namespaceOf(xml)))
    return undefined;
  const type = xml.attributes.get("type") ?? "";
  const identity = ["envoi", "envoi_identification"];
  const flow = textAt(xml.tree, [...identity, "idflux"]);
  const local = localTime(
    textAt(xml.tree, [...identity, "date_reception"]),
    textAt(xml.tree, [...identity, "heure_reception"]),
  );
  const declarations = Number(textAt(bilanOf(xml.tree), ["envoi_contenu", "declarations"]));
  return {
    profile: `gip-mds-${type === "" ? "rapport" : type.toLowerCase().slice(0, 10)}`,
    official: true,
    lines: linesOf(type, xml.tree),
    ...(flow === "" ? {} : { numbers: [flow] }),
    ...(declarations > 0 ? { echo: { declarations } } : {}),
    ...(local === undefined ? {} : { stamp: { local, by: "organism" } }),
  };
};

const namespaceOf = (xml: XmlPart): string =>
  [...xml.attributes].find(([name]) => name.startsWith("xmlns:"))?.[1] ?? "";

const bilanOf = (tree: Node): Node | undefined =>
  children(children(tree, "envoi")[0], "envoi_bilan")[0];

const everything = { by: "all" } as const;
const unclear: readonly ReceiptLine[] = [{ is: "to-read", about: everything }];

const linesOf = (type: string, tree: Node): readonly ReceiptLine[] => {
  const state = textAt(bilanOf(tree), ["envoi_etat"]);
  const codes = anomaliesOf(tree);
  const [first] = codes;
  const code = first === undefined ? {} : { code: first.code };
  switch (type) {
    case "AEE":
      return state === "OK" ? [{ is: "received", level: 1, about: everything }] : unclear;
    case "ARE":
      return state === "KO" ? [{ is: "refused", level: 1, ...code, about: everything }] : unclear;
    case "BAN": {
      const blocking = codes.find((one) => one.blocking);
      if (blocking) return [{ is: "refused", level: 2, code: blocking.code, about: everything }];
      if (state === "OK" && codes.length === 0)
        return [{ is: "received", level: 2, about: everything }];
      return [{ is: "to-read", level: 2, ...code, about: everything }];
    }
    case "CCO":
      return certificate(tree);
    default:
      return unclear;
  }
};

const certificate = (tree: Node): readonly ReceiptLine[] => {
  const levels = children(tree, "declaration")
    .flatMap((d) => children(d, "declaration_bilan"))
    .flatMap((b) => children(b, "niveau_conformite"));
  const states = levels.map((l) => textAt(l, ["etat_conformite"]));
  if (states.includes("KO")) return [{ is: "refused", level: 3, about: everything }];
  const whole =
    levels.length > 0 &&
    states.every((s) => s === "OK") &&
    levels.every((l) => textAt(l, ["certificat_conformite"]).length >= certificateCharsMin);
  return [{ is: whole ? "registered" : "to-read", level: 3, about: everything }];
};

interface Anomaly {
  readonly code: string;
  readonly blocking: boolean;
}

const anomaliesOf = (tree: Node): readonly Anomaly[] =>
  [bilanOf(tree), ...children(tree, "declaration").flatMap((d) => children(d, "declaration_bilan"))]
    .flatMap((b) => [...children(b, "envoi_anomalie"), ...children(b, "declaration_anomalie")])
    .flatMap((a) => children(a, "description"))
    .map((d) => ({
      code: textAt(d, ["code"]).slice(0, 60),
      blocking: textAt(d, ["categorie"]) === "bloquant",
    }));
