/** A layout with a NAF of five characters, as a user could write one. Synthetic: no such layout is published. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Zone {
  name: string;
  from: number;
  length: number;
  [key: string]: unknown;
}

export interface Json {
  recordLength: number;
  messageLength: number;
  zones: Zone[];
  [key: string]: unknown;
}

export const shipped = (): Json =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, "../../config/formats/dpae-flat-100.json"), "utf8"),
  ) as Json;

/** NAF with one character more: everything after it moves by one. */
export const naf5 = (): Json => {
  const json = shipped();
  const naf = json.zones.findIndex((zone) => zone.name === "C_NAF");
  const zones = json.zones.map((zone, index) => ({
    ...zone,
    from: index > naf ? zone.from + 1 : zone.from,
    length: index === naf ? 5 : zone.length,
  }));
  return { ...json, name: "essai-naf5", recordLength: 990, messageLength: 913, zones };
};

const nafEnd = 187;
export const longer = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString("latin1")
      .split("\r\n")
      .map((line) => (line === "" ? line : `${line.slice(0, nafEnd)}Z${line.slice(nafEnd)}`))
      .join("\r\n")
      .replaceAll("912     ", "913     "),
    "latin1",
  );
