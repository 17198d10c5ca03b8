/** What stands in a dossier and is no file that can be taken: named, with a note beside it that goes when it does. */
import { asError } from "../foundation/errors.ts";
import type { Look } from "../journey/find.ts";
import type { Dossier } from "../journey/world.ts";
import type { OddityIs } from "../ports/spool.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import type { Daemon } from "./daemon.ts";

interface Beside {
  readonly daemon: Daemon;
  readonly dossier: Dossier;
  /** Beside which a note was written. */
  readonly noted: Map<string, OddityFault>;
}

type Pass = Pick<Look, "oddities" | "unreadable" | "damaged">;

export type OddityFault = "not-a-file" | "file-unreadable" | "name-unreadable" | "name-control";

const oddityFaults: Readonly<Record<OddityIs, OddityFault>> = {
  directory: "not-a-file",
  link: "not-a-file",
  device: "not-a-file",
  unreadable: "file-unreadable",
  name: "name-unreadable",
  control: "name-control",
};

export const tellOddities = async (watch: Beside, look: Pass): Promise<void> => {
  const { daemon, dossier, noted } = watch;
  const prefix = `${dossier.name}/`;
  const odd = new Map(look.oddities.map((o) => [o.name, o.oddity]));
  const stuck = new Map(look.unreadable.map((u) => [u.name, u.said]));
  const namesOf = (code: OddityFault): readonly string[] =>
    [...odd].flatMap(([name, is]) => (oddityFaults[is] === code ? [name] : []));
  for (const code of ["not-a-file", "name-unreadable", "name-control"] as const)
    daemon.problems.keepOnly(prefix, new Set(namesOf(code)), code);
  const unreadable = new Set([...stuck.keys(), ...namesOf("file-unreadable")]);
  daemon.problems.keepOnly(prefix, unreadable, "file-unreadable");
  for (const [name, is] of odd) {
    daemon.problems.raise(oddityFaults[is], prefix + name, is);
    await noteOddity(watch, name, oddityFaults[is]);
  }
  for (const [name, code] of noted) if (!odd.has(name)) await unnoteOddity(watch, name, code);
  daemon.problems.keepOnly(prefix, new Set(look.damaged), "journal-damaged");
  for (const name of look.damaged)
    daemon.problems.raise("journal-damaged", prefix + name, "dépôt illisible de ce fichier");
  for (const [name, said] of stuck) daemon.problems.raise("file-unreadable", prefix + name, said);
};

const noteOddity = (watch: Beside, name: string, code: OddityFault): Promise<void> =>
  beside(watch, name, async () => {
    const { daemon, dossier, noted } = watch;
    noted.set(name, code);
    await dossier.spool.note(name, daemon.reporter.oddity(name, code));
  });

/** Where a file came in its place, its own report says something else already, and stays. */
const unnoteOddity = (watch: Beside, name: string, code: OddityFault): Promise<void> =>
  beside(watch, name, async () => {
    const { daemon, dossier, noted } = watch;
    await dossier.spool.unnote(name, daemon.reporter.oddity(name, code));
    noted.delete(name);
  });

/** What cannot be written beside an oddity must not keep the files from being taken. */
const beside = async (
  { daemon, dossier }: Beside,
  name: string,
  work: () => Promise<void>,
): Promise<void> => {
  const about = `${dossier.name}/${name}`;
  try {
    await work();
    daemon.problems.clear(about, "report-failed");
  } catch (cause) {
    if (cause instanceof FolderFault) throw cause;
    if (!(await daemon.disk.isCause(cause, dossier.name)))
      daemon.problems.raise("report-failed", about, asError(cause).message);
  }
};
