/** Groups of `Name: value` lines, as reports about mail are written (RFC 3464 §2.1, RFC 8098 §3.1). */
export type Fields = ReadonlyMap<string, string>;

/** Lower-case names; of a repeated field the first one counts. */
export const fieldGroups = (bytes: Uint8Array): readonly Fields[] =>
  Buffer.from(bytes)
    .toString("latin1")
    .split(/\r?\n[ \t]*\r?\n/u)
    .map(fieldsOf)
    .filter((group) => group.size > 0);

const fieldsOf = (group: string): Fields => {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\r?\n[ \t]+/gu, " ").split(/\r?\n/u)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};
