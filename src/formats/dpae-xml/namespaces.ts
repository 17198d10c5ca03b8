/**
 * Prefixes of the XML form against what the document declares (formats.md §2). Elements are read by their local
 * names, because two spellings of one namespace are in use; a prefix that nothing declares, or one that
 * declares another vocabulary, is told all the same: other readers refuse the whole file for it.
 */
import { type Finding, shown } from "../../domain/finding.ts";

export interface NamespaceWatch {
  /** An element as it is written, with its prefix. */
  named(name: string, line: number): void;
  attribute(name: string, value: string): void;
  findings(): readonly Finding[];
}

const vocabulary = "http://www.repxml.org/";

/** By the beginning of an element's local name. */
const homes: readonly (readonly [start: string, uri: string])[] = [
  ["FR_Organization.", `${vocabulary}Organization`],
  ["FR_PostalAddress.", `${vocabulary}PostalAddress`],
  ["FR_PersonIdentity.", `${vocabulary}Person_Identity`],
  ["FR_NNI", `${vocabulary}Person_Identity`],
  ["FR_Birth", `${vocabulary}Person_Identity`],
  ["FR_PhoneAddress.", `${vocabulary}PhoneAddress`],
];

/** A lawful file has six; a hostile one a million. */
const prefixesMax = 40;

export const namespaceWatch = (): NamespaceWatch => {
  /** The first element of each prefix and vocabulary. */
  const used = new Map<
    string,
    { readonly prefix: string; readonly uri: string; readonly line: number }
  >();
  const declared = new Map<string, string>();
  return {
    named: (name, line) => {
      const colon = name.indexOf(":");
      if (colon < 1 || used.size >= prefixesMax) return;
      const [prefix, local] = [name.slice(0, colon), name.slice(colon + 1)];
      const uri = homes.find(([start]) => local.startsWith(start))?.[1] ?? "";
      const key = `${prefix} ${uri}`;
      if (!used.has(key)) used.set(key, { prefix, uri, line });
    },
    attribute: (name, value) => {
      if (!name.startsWith("xmlns:") || declared.size >= prefixesMax) return;
      const prefix = name.slice("xmlns:".length);
      if (!declared.has(prefix)) declared.set(prefix, value);
    },
    findings: () =>
      [...used.values()].flatMap(({ prefix, uri, line }) => {
        const stated = declared.get(prefix);
        if (stated !== undefined && (uri === "" || stated === uri)) return [];
        const place = { line, field: `xmlns:${shown(prefix)}` };
        const value = stated === undefined ? "préfixe non déclaré" : shown(stated);
        const wanted = uri === "" ? {} : { expected: uri };
        return [
          { code: "structure-invalide", severity: "warning", place, value, ...wanted } as const,
        ];
      }),
  };
};
