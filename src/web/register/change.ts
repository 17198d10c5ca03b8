/**
 * Changes of the register from the page: the same judgement and the same order as the command line's. What a person typed is
 * judged here first, so that every error is told beside its field; the agent judges it again when it writes.
 */
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { judgeRows, type KnownNames } from "../../domain/register/check.ts";
import { type Entry, keyText, type RegisterContent } from "../../domain/register/entry.ts";
import type { RegisterProblem } from "../../domain/register/problem.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { contentBytes, naming, proposal, type RegisterAnswer } from "../../journey/register.ts";
import { bring, type FoundScan, type GivenTable } from "../../journey/register-tables.ts";
import { textOf } from "../visit/kept.ts";
import type { Upload, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { registerWords } from "./words.ts";

export type Changed =
  | { readonly is: "done"; readonly put: number; readonly removed: number }
  /** All is right, and was only to be checked. */
  | { readonly is: "checked"; readonly put: number }
  | { readonly is: "same" }
  | { readonly is: "refused"; readonly problems: readonly RegisterProblem[] };

interface Asked {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly standing: readonly Entry[];
}

export const putRow = (asked: Asked, entry: Entry): Promise<Changed> => {
  const { page, standing } = asked;
  const rows = [{ entry, file: entry.table }];
  const { entries, problems } = judgeRows(rows, { standing, names: namesOf(page) });
  if (problems.length > 0) return Promise.resolve({ is: "refused", problems });
  return hand(asked, { put: entries, removed: [] });
};

/** With `all`, the rows that name it go too. */
export const removeRow = (asked: Asked, entry: Entry, all: boolean): Promise<Changed> => {
  const { standing } = asked;
  const removed = all ? [entry, ...naming(entry, standing)] : [entry];
  const { problems } = judgeRows([], { standing, removed });
  if (problems.length > 0) return Promise.resolve({ is: "refused", problems });
  return hand(asked, { put: [], removed });
};

/** Tables, and the scanned papers that they name, chosen together. */
export const importTables = async (
  asked: Asked,
  given: {
    readonly tables: readonly GivenTable[];
    readonly papers: readonly Upload[];
    readonly checkOnly: boolean;
  },
): Promise<Changed> => {
  const { page, standing } = asked;
  const used = new Map<Sha256, Upload>();
  const missing = { fr: registerWords.fr.scan.missing, en: registerWords.en.scan.missing };
  const findScan = (path: string): FoundScan => {
    const name = path.split(/[/\\]/u).at(-1);
    const paper = given.papers.find((one) => one.name === name);
    if (!paper) return { wrong: missing };
    const hash = sha256(paper.bytes);
    used.set(hash, paper);
    return { sha256: hash };
  };
  const brought = await bring({
    tables: given.tables,
    standing,
    names: namesOf(page),
    findScan: async (path) => findScan(path),
  });
  if (brought.problems.length > 0) return { is: "refused", problems: brought.problems };
  const content = proposal(standing, brought);
  if (content.put.length === 0) return { is: "same" };
  if (given.checkOnly) return { is: "checked", put: content.put.length };
  // Durable before anything names them.
  for (const paper of used.values()) await page.world.store.put(paper.bytes);
  return hand(asked, content);
};

/** What rows may name outside the register. */
const namesOf = ({ world }: PageWorld): KnownNames => {
  const { paths, known, dossiers } = world;
  const own = [...dossiers.values()].flatMap((dossier) => dossier.legal);
  const calendars = [...(known.legal ?? []), ...own].map((calendar) => calendar.name);
  return { paths: paths.map((path) => path.name), calendars: [...new Set(calendars)] };
};

const hand = async ({ page, visit, standing }: Asked, given: RegisterContent): Promise<Changed> => {
  const content = proposal(standing, given);
  if (content.put.length + content.removed.length === 0) return { is: "same" };
  const kept = await page.world.store.put(contentBytes(content));
  const reason = textOf(visit, "reason", limits.orderReasonCharsMax);
  const order = { content: kept, by: visit.session.name, reason };
  return (await page.order("register", order)) as RegisterAnswer;
};

export const standsThere = (standing: readonly Entry[], entry: Entry): Entry | undefined =>
  standing.find((one) => keyText(one) === keyText(entry));
