/**
 * What must be announced, per employer and organism: the register as it stood when the organism last learnt of it, against
 * the register now. An organism learns of it by a letter that a person says is gone, else by the first real declaration.
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import { payerHash } from "../../domain/lookups.ts";
import { declares, mayHaveArrived, modeOf } from "../../domain/message.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { type ToAnnounce, toAnnounce, unusedAdhesion } from "../../domain/register/announce.ts";
import {
  type Entry,
  employerHash,
  isBlank,
  registerContent,
  valueOf,
} from "../../domain/register/entry.ts";
import type { Journal, JournalReader } from "../../ports/journal.ts";
import type { Store } from "../../ports/store.ts";
import { agentFacts } from "../agent-facts.ts";
import { standing } from "../register.ts";
import { contentNow } from "./content-now.ts";

export interface AnnounceWorld {
  readonly journal: JournalReader;
  readonly store: Pick<Store, "get">;
  readonly key: Uint8Array;
  readonly now: Instant;
}

export interface Announcement {
  readonly siret: string;
  readonly organism: string;
  /** When the organism last learnt how things stand. */
  readonly since: Instant;
  readonly changes: readonly ToAnnounce[];
}

export const announcements = async (world: AnnounceWorld): Promise<readonly Announcement[]> => {
  const { journal, key, now } = world;
  const entries = await standing(world);
  const told = await agentFacts(journal, "register-announced");
  const history = new History(world);
  const found: Announcement[] = [];
  for (const { siret, former, organism, identifiers } of pairsOf(entries)) {
    const employer = employerHash(key, siret);
    const last = told.findLast((f) => f.employer === employer && f.organism === organism);
    const since =
      last?.at ??
      (await firstDeclared(world, siret, identifiers)) ??
      (await firstDeclared(world, former, identifiers));
    if (since === undefined) continue;
    const pair = { siret, organism, today: parisDay(now), sirenTold: last !== undefined };
    const changes = toAnnounce(await history.at(since), entries, pair);
    if (changes.length > 0) found.push({ siret, organism, since, changes });
  }
  return found;
};

interface Pair {
  readonly siret: string;
  /** Its SIRET before; empty: the same. */
  readonly former: string;
  readonly organism: string;
  /** What files call the organism. */
  readonly identifiers: readonly string[];
}

/** Those that an adhesion, an account or a number ties together. */
const pairsOf = (entries: readonly Entry[]): readonly Pair[] => {
  const organisms = new Map(
    entries.flatMap((e) =>
      e.table === "organismes"
        ? [
            [
              valueOf(e, "code"),
              [valueOf(e, "siret"), ...valueOf(e, "identifiants").split(" ")].filter(Boolean),
            ] as const,
          ]
        : [],
    ),
  );
  const former = new Map(
    entries.flatMap((e) =>
      e.table === "employeurs" ? [[valueOf(e, "siret"), valueOf(e, "ancien_siret")]] : [],
    ),
  );
  const pairs = new Map<string, Pair>();
  for (const e of entries) {
    const [siret, organism] = [valueOf(e, "siret"), valueOf(e, "organisme")];
    if (siret === "" || organism === "" || e.table === "organismes") continue;
    pairs.set(`${siret} ${organism}`, {
      siret,
      former: former.get(siret) ?? "",
      organism,
      identifiers: organisms.get(organism) ?? [],
    });
  }
  return [...pairs.values()];
};

/** Deposits of one payer that are looked at: the first that was real is wanted. */
const depositsMax = 5_000;

/** When the employer's first real return left for the organism. */
const firstDeclared = async (
  world: AnnounceWorld,
  siret: string,
  identifiers: readonly string[],
): Promise<Instant | undefined> => {
  const all = await declared(world, siret, identifiers);
  return all.length > 0 ? Math.min(...all) : undefined;
};

/** When each of its real returns to the organism was taken. */
const declared = async (
  { journal, key }: AnnounceWorld,
  siret: string,
  identifiers: readonly string[],
): Promise<readonly Instant[]> => {
  const all: Instant[] = [];
  for (const recipient of siret === "" ? [] : identifiers) {
    const hash = payerHash({ ...anyReturn, siret, recipient }, key) ?? "";
    for (const deposit of await journal.find({ by: "key", key: hash }, depositsMax))
      if (leftForReal(deposit)) all.push(deposit.claimed.at);
  }
  return all;
};

export interface Unused {
  readonly siret: string;
  readonly organism: string;
  /** YYYY-MM-DD; absent: never, as far as is known. */
  readonly used?: string;
  readonly is: "lost" | "soon";
}

/** Adhesions that were not used for so long that the organism may suspend them. */
export const unusedAdhesions = async (world: AnnounceWorld): Promise<readonly Unused[]> => {
  const entries = await standing(world);
  const pairs = new Map(pairsOf(entries).map((p) => [`${p.siret} ${p.organism}`, p]));
  const today = parisDay(world.now);
  const found: Unused[] = [];
  for (const entry of entries) {
    const [siret, organism] = [valueOf(entry, "siret"), valueOf(entry, "organisme")];
    if (entry.table !== "adhesions" || valueOf(entry, "accord") !== "oui") continue;
    const began = valueOf(entry, "accord_le") || valueOf(entry, "demandee");
    if (began === "" || valueOf(entry, "resiliee") !== "") continue;
    // Most are used, or too young to be told of: only the others cost a search.
    if (unusedAdhesion({ used: undefined, began, today }) === undefined) continue;
    const { identifiers = [] } = pairs.get(`${siret} ${organism}`) ?? {};
    const days = (await declared(world, siret, identifiers)).map(parisDay);
    const used = [...days, valueOf(entry, "utilisee_le")].filter(Boolean).sort().at(-1);
    const is = unusedAdhesion({ used, began, today });
    if (is) found.push({ siret, organism, is, ...(used ? { used } : {}) });
  }
  return found;
};

const anyReturn = {
  kind: "ducs",
  position: 1,
  at: 1,
  employer: "",
  recipientName: "",
  form: "",
  period: "",
  reference: "",
  lot: "",
} as const;

const leftForReal = (deposit: Deposit): boolean =>
  deposit.messages.some((m) => declares(m) && modeOf(m) === "reel" && mayHaveArrived(m));

/** The register as it stood at an instant, from its facts: each content is read once. */
class History {
  readonly #world: AnnounceWorld;
  readonly #known = new Map<Instant, readonly Entry[]>();

  constructor(world: AnnounceWorld) {
    this.#world = world;
  }

  async at(instant: Instant): Promise<readonly Entry[]> {
    const known = this.#known.get(instant);
    if (known) return known;
    const { journal, store } = this.#world;
    const facts = await agentFacts(journal, "register-changed", "register-forgotten");
    const rows = new Map<string, Entry>();
    for (const fact of facts) {
      if (fact.at > instant) break;
      if (fact.is === "register-forgotten") continue;
      const { put } = registerContent(await store.get(contentNow(fact, facts)));
      for (const { id, at } of fact.changes) {
        const entry = at === undefined ? undefined : put[at];
        if (entry && !isBlank(entry)) rows.set(id, entry);
        else rows.delete(id);
      }
    }
    const entries = [...rows.values()];
    this.#known.set(instant, entries);
    return entries;
  }
}

export interface Announced {
  readonly siret: string;
  readonly organism: string;
  readonly by: string;
  readonly reason: string;
}

/** A person says that the letter is gone: from here on, only what changes later is to be told. */
export const announced = (
  world: {
    readonly journal: Pick<Journal, "transact">;
    readonly agent: { readonly key: Uint8Array };
  },
  { siret, organism, by, reason }: Announced,
): Promise<void> =>
  world.journal.transact((t) => {
    const employer = employerHash(world.agent.key, siret);
    return t.append({ is: "register-announced", employer, organism, by, reason });
  });
