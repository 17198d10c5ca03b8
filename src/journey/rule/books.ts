/**
 * The rule sets that are in force, by dossier. All or nothing (I8): a new set that is wrong leaves the old one
 * in force, and says so; without an old one, deposits are held.
 */
import { type DeclaredAddress, type KnownAddresses, knownAddresses } from "../../domain/wall.ts";
import { RuleMemory } from "../../rules/memory.ts";
import { isError, type RuleProblem } from "../../rules/problem.ts";
import type { RuleSet } from "../../rules/set.ts";
import { type LoadedRules, loadRules, type RulesDossier } from "./load.ts";

export type Book =
  | { readonly is: "absent" }
  | { readonly is: "unreadable"; readonly said: string }
  | { readonly is: "wrong"; readonly hash: string; readonly problems: readonly RuleProblem[] }
  | {
      readonly is: "right";
      readonly hash: string;
      readonly set: RuleSet;
      readonly warnings: readonly RuleProblem[];
      /** What stands in the folder now cannot be used: why. */
      readonly refused?: { readonly said: string } | { readonly problems: readonly RuleProblem[] };
    };

interface Shelf {
  readonly loaded: LoadedRules;
  readonly book: Book;
}

export class RuleBooks {
  readonly #shelves = new Map<string, Shelf>();
  readonly #memory = new RuleMemory();
  #known: KnownAddresses | undefined;

  /** Reads the dossier's files again, and answers with what is in force. Throws `FolderFault`. */
  async look(dossier: RulesDossier & { readonly name: string }): Promise<Book> {
    const before = this.#shelves.get(dossier.name);
    const last = before?.loaded;
    const loaded = await loadRules(dossier, {
      before: last?.is === "read" ? last : undefined,
      memory: this.#memory,
    });
    if (before && loaded === last) return before.book;
    const book = next(loaded, before?.book);
    this.#shelves.set(dossier.name, { loaded, book });
    this.#known = undefined;
    return book;
  }

  /** Of all dossiers: an address that is real for one client is real for all. */
  addresses(): KnownAddresses {
    this.#known ??= knownAddresses([...this.#shelves.values()].flatMap(addressesOn));
    return this.#known;
  }
}

/** A file that cannot be followed opens no address to tests; what it calls real is real all the same. */
const addressesOn = ({ book, loaded }: Shelf): readonly DeclaredAddress[] => {
  if (book.is === "right" && !book.refused) return book.set.addresses;
  const inForce = book.is === "right" ? book.set.addresses : [];
  const named = loaded.is === "read" ? loaded.read.named : [];
  const real = named.filter((n) => n.environments.includes("reel"));
  return [...inForce, ...real.map((n) => ({ ...n, environments: ["reel"] as const }))];
};

const next = (loaded: LoadedRules, before: Book | undefined): Book => {
  switch (loaded.is) {
    case "absent":
      return loaded;
    case "unreadable":
      return before?.is === "right" ? { ...before, refused: { said: loaded.said } } : loaded;
    case "read": {
      const { read, bytes } = loaded;
      if (read.set)
        return { is: "right", hash: bytes.hash, set: read.set, warnings: read.problems };
      const problems = read.problems.filter(isError);
      return before?.is === "right"
        ? { ...before, refused: { problems } }
        : { is: "wrong", hash: bytes.hash, problems };
    }
  }
};
