/** Rows of the register in a small world, and the paths that come with us. */
import cirso from "../../config/qualification/cirso.json" with { type: "json" };
import ducs from "../../config/qualification/ducs.json" with { type: "json" };
import portail from "../../config/qualification/portail.json" with { type: "json" };
import { qualificationPaths } from "../../src/domain/qualification/load-path.ts";
import type { QualificationPath } from "../../src/domain/qualification/path.ts";
import { type Entry, keyValues } from "../../src/domain/register/entry.ts";
import { isRegisterTable } from "../../src/domain/register/kinds.ts";
import { changeRegister, contentBytes } from "../../src/journey/register.ts";
import type { World } from "../../src/journey/world.ts";

export const shippedPaths = (): readonly QualificationPath[] => {
  const read = qualificationPaths(
    [cirso, ducs, portail].map((json) => ({ name: json.name, json })),
  );
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.paths;
};

/** `organismes code=U nom=…`: blanks end a value, `_` stands for one inside it. */
export const row = (text: string): Entry => {
  const [table = "", ...cells] = text.split(" ");
  if (!isRegisterTable(table)) throw new Error(text);
  const values = cells.map((cell) => {
    const at = cell.indexOf("=");
    return [cell.slice(0, at), cell.slice(at + 1).replaceAll("_", " ")] as const;
  });
  return { table, values: Object.fromEntries(values) };
};

type Part = Pick<World, "journal" | "store" | "agent">;

export const put = (world: Part, ...rows: readonly string[]): Promise<void> =>
  change(world, { put: rows.map(row), removed: [] });

export const removeRows = (world: Part, ...rows: readonly string[]): Promise<void> =>
  change(world, {
    put: [],
    removed: rows.map(row).map((e) => ({ table: e.table, values: keyValues(e) })),
  });

const change = async (
  world: Part,
  content: { readonly put: readonly Entry[]; readonly removed: readonly Entry[] },
): Promise<void> => {
  const hash = await world.store.put(contentBytes(content));
  const answer = await changeRegister(world, { content: hash, by: "odile", reason: "essai" });
  if (answer.is !== "done") throw new Error(JSON.stringify(answer.problems));
};
