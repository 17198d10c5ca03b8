/** The character set that an XML file declares, against its bytes (formats.md §2: ISO-8859-1). */
import { isAscii } from "node:buffer";
import { type Finding, shown } from "../../domain/finding.ts";
import { type Charset, decode } from "../charset.ts";

/** Latin-1 is read as its superset, as every browser does: old writers rarely know the difference. */
const charsets: Readonly<Record<string, Charset>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "windows-1252",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
};

export const charsetsText = "UTF-8, ISO-8859-1, Windows-1252";

/** Pieces of bytes to text; undefined when the set is none that we know. */
export const decoderOf = (
  name: string,
): ((bytes: Uint8Array, last: boolean) => string) | undefined => {
  const charset = charsets[name];
  if (charset === undefined) return undefined;
  if (charset !== "utf-8") return (bytes) => decode(bytes, charset);
  const decoder = new TextDecoder("utf-8");
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
};

/** Single bytes are always something in Latin-1: accents that are all whole UTF-8 were written as such. */
export const realCharset = (declared: string) => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let accents = false;
  let utf8 = charsets[declared] !== "utf-8";
  return {
    see: (bytes: Uint8Array, last: boolean): void => {
      accents ||= !isAscii(bytes);
      if (!utf8 || !accents) return;
      try {
        decoder.decode(bytes, { stream: !last });
      } catch {
        utf8 = false;
      }
    },
    /** A file that can be read all the same, but not as it was written. */
    mistaken: (): readonly Finding[] => (utf8 && accents ? [notAsDeclared(declared)] : []),
  };
};

const notAsDeclared = (declared: string): Finding => ({
  code: "structure-invalide",
  severity: "warning",
  place: { line: 1, field: "jeu de caractères" },
  value: shown(declared),
  expected: "UTF-8, tel que le fichier est écrit",
});

export const undecodableAs = (declared: string, line: number): Finding => ({
  code: "structure-invalide",
  severity: "blocking",
  place: { line, field: "jeu de caractères" },
  value: `des octets qui ne sont pas de l'${shown(declared).toUpperCase()}`,
  expected: "un fichier écrit dans le jeu de caractères que sa première ligne annonce",
});
