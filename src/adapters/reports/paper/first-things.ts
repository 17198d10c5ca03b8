/**
 * What a person must know of a checked file in five seconds: whether it would leave, whose record to open in
 * the payroll program, which field, what to do there. The same mistake of several declarations is one line.
 */
import { limits } from "../../../domain/limits.ts";
import type { ReportFinding } from "../../../domain/report/deposit.ts";
import type { Item } from "./paper.ts";
import type { ValidatedFile } from "./validation-model.ts";

export const firstThings = (
  f: ValidatedFile,
): { readonly lines: readonly string[]; readonly items: readonly Item[] } => {
  if (f.counts.blocking > 0)
    return {
      lines: [
        "Facteur n'enverrait pas ce fichier. Corrigez dans le logiciel de paie, préparez le fichier de nouveau, puis contrôlez-le encore.",
      ],
      items: itemsOf(f, "blocking"),
    };
  if (f.counts.warning > 0)
    return { lines: [...ofTest(f), warned(f)], items: itemsOf(f, "warning") };
  return {
    lines: ["Aucune erreur n'a été trouvée.", ...ofTest(f), ...unchecked(f)],
    items: [],
  };
};

/** Of how many kinds of the listed findings a real sending would be refused. */
export const refusedInReal = ({ findings }: ValidatedFile): number =>
  findings.filter((one) => one.blocksInReal).length;

const warned = (f: ValidatedFile): string => {
  if (!f.conform) return "Rien ne bloque, mais le contrôle strict demande de corriger :";
  if (refusedInReal(f) > 0)
    return "Rien ne bloque en mode test, mais en mode réel Facteur n'enverrait pas ce fichier. Corrigez ce qui bloque, vérifiez le reste :";
  return f.testFlag === "test"
    ? "Rien ne bloque. Vérifiez d'abord :"
    : "Rien ne bloque : Facteur enverrait ce fichier tel quel. Vérifiez d'abord :";
};

/** Against a real dossier, a file's own mark of a test is refused. */
const ofTest = ({ testFlag, mode }: ValidatedFile): readonly string[] =>
  testFlag === "test" && mode !== "reel"
    ? ["Le fichier se dit de test : un dossier en mode réel le refuserait."]
    : [];

const unchecked = ({ counts }: ValidatedFile): readonly string[] => {
  const n = counts["not-checked"];
  if (n === 0) return [];
  return [
    n === 1
      ? "Un point n'a pas pu être contrôlé : il est dit plus bas."
      : `${n} points n'ont pas pu être contrôlés : ils sont dits plus bas.`,
  ];
};

const itemsOf = (f: ValidatedFile, severity: "blocking" | "warning"): readonly Item[] => {
  const alike = new Map<string, ReportFinding[]>();
  // What a real sending would be refused for comes first.
  const listed = f.findings.filter((x) => x.severity === severity);
  const first = listed.filter((x) => x.blocksInReal);
  for (const one of [...first, ...listed.filter((x) => !x.blocksInReal)]) {
    const key = `${one.code} ${one.zone ?? ""} ${isOfForm(one) ? read(one) : ""}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const groups = [...alike.values()];
  const kept = groups.slice(0, limits.reportReasonsMax);
  const more = groups.length - kept.length;
  return [...kept.map(item), ...(more === 0 ? [] : [{ lead: "", text: others(more) }])];
};

/** Of a file's own form, the same code is said of quite different faults: what was read tells them apart. */
const isOfForm = ({ code }: ReportFinding): boolean =>
  code === "structure-invalide" || code === "compte-inexact" || code === "ordre-inattendu";

const others = (more: number): string =>
  more === 1 ? "Une autre sorte d'erreur, plus bas." : `${more} autres sortes d'erreurs, plus bas.`;

const namesMax = 3;

const read = ({ value = "", expected = "" }: ReportFinding): string => {
  const said = [value && `lu : ${value}`, expected && `attendu : ${expected}`]
    .filter((one) => one !== "")
    .join(" ; ");
  return said === "" ? "" : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
};

const item = (alike: readonly ReportFinding[]): Item => {
  const [first] = alike;
  if (first === undefined) return { lead: "", text: "" };
  const names = [...new Set(alike.flatMap((one) => (one.whom === undefined ? [] : [one.whom])))];
  const more = names.length - namesMax;
  const whose = [
    ...names.slice(0, namesMax),
    ...(more <= 0 ? [] : [more === 1 ? "1 autre" : `${more} autres`]),
  ].join(", ");
  const lead = [whose, first.zone ?? ""].filter((one) => one !== "").join(" : ");
  const same = alike.every((one) => read(one) === read(first));
  const text = [first.what, same ? read(first) : "", first.remedy]
    .filter((one) => one !== "")
    .join(" ");
  return { lead, text };
};
