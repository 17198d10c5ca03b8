/**
 * What the firm's register has to say before a deposit leaves: mandates and adhesions for what is real, the qualification
 * path for tests and for what is real. Without a register, or where it says nothing of a declaration, nothing is asked.
 */
import type { Declaration } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { FactOf, Hold } from "../../domain/facts.ts";
import type { Mode } from "../../domain/mode.ts";
import { parisDay } from "../../domain/paris-time.ts";
import type { StepStand } from "../../domain/qualification/stand.ts";
import { addressObjection } from "../../domain/register/addresses.ts";
import { type Entry, employerHash } from "../../domain/register/entry.ts";
import {
  adhesionLacks,
  type Declarant,
  declarantOf,
  lacksMandate,
  type Organism,
  organismOf,
} from "../../domain/register/view.ts";
import { type Qualifying, qualifyingOf, standNow } from "../qualification.ts";
import { standing } from "../register.ts";
import type { World } from "../world.ts";

type Part = Pick<World, "journal" | "store" | "clock" | "agent" | "paths">;

export interface RegisterQuestion {
  readonly deposit: Deposit;
  readonly mode: Mode;
  readonly declarations: readonly Declaration[];
  /** The address that each declaration goes to, by its position. */
  readonly to: ReadonlyMap<number, string>;
}

export type RegisterSays =
  | { readonly is: "free"; readonly facts: readonly FactOf<"qualification-sent">[] }
  | { readonly is: "held"; readonly hold: Hold };

const free: RegisterSays = { is: "free", facts: [] };

/** One employer at one organism, each once however many declarations the file has of them. */
interface Pair {
  readonly siret: string;
  readonly organism: Organism;
  readonly declarant: Declarant;
}

export const askRegister = async (world: Part, about: RegisterQuestion): Promise<RegisterSays> => {
  if (about.mode === "test") return free;
  const entries = await entriesAbout(world, about);
  if (entries.length === 0) return free;
  const asked = { ...about, today: parisDay(world.clock.now()) };
  const hold = objection(entries, asked);
  if (hold) return { is: "held", hold };
  return qualified(world, pairsOf(entries, asked), about);
};

/** What the register has against a mail that waits. Its step of a path was taken when it was ruled. */
export const registerObjects = async (
  world: Omit<Part, "paths">,
  about: RegisterQuestion,
): Promise<Hold | undefined> => {
  if (about.mode === "test") return undefined;
  const entries = await entriesAbout(world, about);
  return objection(entries, { ...about, today: parisDay(world.clock.now()) });
};

type Reading = Pick<Part, "journal" | "store" | "agent">;

/** Of organisms, their addresses, and the employers of these declarations. */
const entriesAbout = async (
  world: Reading,
  { declarations }: RegisterQuestion,
): Promise<readonly Entry[]> => {
  const found = [
    ...(await standing(world, { by: "all", table: "organismes" })),
    ...(await standing(world, { by: "all", table: "adresses" })),
  ];
  for (const siret of new Set(declarations.map((d) => d.siret)))
    found.push(...(await ofEmployer(world, siret)));
  return found;
};

const objection = (entries: readonly Entry[], asked: Asked): Hold | undefined =>
  (asked.mode === "reel" ? whatLacks(entries, asked) : undefined) ?? misaddressed(entries, asked);

const ofEmployer = (world: Reading, siret: string): Promise<readonly Entry[]> =>
  standing(world, { by: "employer", employer: employerHash(world.agent.key, siret) });

type Asked = RegisterQuestion & { readonly today: string };

const whatLacks = (entries: readonly Entry[], asked: Asked): Hold | undefined => {
  const { deposit, declarations, today } = asked;
  const unmandated = new Set<string>();
  for (const { siret } of declarations) {
    const declarant = declarantOf(entries, { siret, today });
    if (lacksMandate(entries, { siret, declarant, today })) unmandated.add(siret);
  }
  if (unmandated.size > 0 && !deposit.answered.includes("mandate-missing"))
    return { because: "mandate-missing", details: places(declarations, unmandated) };
  if (deposit.answered.includes("adhesion-missing")) return undefined;
  const details = pairsOf(entries, asked).flatMap(({ siret, organism }) => {
    const lacks = adhesionLacks(entries, { siret, organism, today });
    if (!lacks) return [];
    const at = declarations.filter((d) => d.siret === siret).map((d) => d.position);
    return [
      `${organism.code} : ${adhesionTexts[lacks]} (déclaration ${at.slice(0, 5).join(", ")})`,
    ];
  });
  return details.length > 0 ? { because: "adhesion-missing", details } : undefined;
};

/** The register opens no address and objects to some; no answer of a person takes a test to what it calls real. */
const misaddressed = (entries: readonly Entry[], asked: Asked): Hold | undefined => {
  const { deposit, mode, declarations } = asked;
  const format = deposit.recognised?.format;
  if (mode === "test" || !format || !entries.some((e) => e.table === "adresses")) return undefined;
  if (mode === "reel" && deposit.answered.includes("address-differs")) return undefined;
  const details = new Set<string>();
  for (const declaration of declarations) {
    const to = asked.to.get(declaration.position) ?? "";
    const organism = organismOf(entries, { declaration, to })?.code;
    const objection = addressObjection(entries, { to, mode, format, organism });
    if (objection?.is === "other-address")
      details.add(`${organism ?? ""} : ${to}, au registre ${objection.expected}`);
    else if (objection) details.add(`${to} : au registre, adresse ${otherEnvironment[mode]}`);
  }
  return details.size === 0
    ? undefined
    : { because: "address-differs", details: [...details].slice(0, detailsMax) };
};

const detailsMax = 20;
const otherEnvironment = { reel: "de test seulement", essai: "réelle seulement" } as const;

const adhesionTexts = {
  none: "aucune adhésion enregistrée",
  "not-agreed": "l'organisme n'a pas donné son accord",
  ended: "adhésion résiliée",
} as const;

/** Which declarations of the file, never whose: details stand in the journal. */
const places = (
  declarations: readonly Declaration[],
  sirets: ReadonlySet<string>,
): readonly string[] => {
  const at = declarations.filter((d) => sirets.has(d.siret)).map((d) => d.position);
  return [`déclaration ${at.slice(0, 20).join(", ")}${at.length > 20 ? "…" : ""}`];
};

const pairsOf = (entries: readonly Entry[], asked: Asked): readonly Pair[] => {
  const pairs = new Map<string, Pair>();
  for (const declaration of asked.declarations) {
    const to = asked.to.get(declaration.position) ?? "";
    const organism = organismOf(entries, { declaration, to });
    const { siret } = declaration;
    if (!organism || pairs.has(`${siret} ${organism.code}`)) continue;
    const declarant = declarantOf(entries, { siret, today: asked.today });
    pairs.set(`${siret} ${organism.code}`, { siret, organism, declarant });
  }
  return [...pairs.values()];
};

/** Every declarant and organism of the file, each qualification once. */
const qualified = async (
  world: Part,
  pairs: readonly Pair[],
  about: RegisterQuestion,
): Promise<RegisterSays> => {
  const { paths, agent } = world;
  const all = new Map<string, Qualifying>();
  for (const { organism, declarant } of pairs) {
    const one = qualifyingOf({ key: agent.key, paths, organism, declarant });
    if (one) all.set(`${one.declarant} ${one.scope}`, one);
    else if (organism.path !== "" && about.mode === "reel" && !isOverridden(about.deposit))
      return { is: "held", hold: undescribed(organism) };
  }
  const facts: FactOf<"qualification-sent">[] = [];
  for (const qualifying of all.values()) {
    const said = await asked(world, qualifying, about);
    if (said.is === "held") return said;
    facts.push(...said.facts);
  }
  return { is: "free", facts };
};

const isOverridden = ({ orders }: Deposit): boolean => orders.some((o) => o.override === true);

/** Its file was taken away: nobody can tell what was passed. */
const undescribed = ({ code, path }: Organism): Hold => ({
  because: "not-qualified",
  details: [
    `${code}, parcours ${path} : il n'est plus décrit (dossier qualification des réglages)`,
  ],
});

const asked = async (
  world: Part,
  qualifying: Qualifying,
  { deposit, mode }: RegisterQuestion,
): Promise<RegisterSays> => {
  const format = deposit.recognised?.format;
  if (!format) return free;
  const stand = await standNow(world.journal, qualifying, { format, deposit: deposit.id });
  const sent = (step: string): RegisterSays => {
    const { declarant, scope, software } = qualifying;
    const told = { step, sending: deposit.id, format, ...(software ? { software } : {}) };
    const fact = {
      is: "qualification-sent",
      declarant,
      scope,
      ...told,
      after: stand.lastSeq,
    } as const;
    return { is: "free", facts: [fact] };
  };
  const overridden = stand.overridden !== undefined || isOverridden(deposit);
  if (mode === "reel") {
    const first = stand.steps.find((s) => s.step.by === "real" && s.is === "open");
    if (stand.complete || overridden) return first ? sent(first.step.id) : free;
    return held("not-qualified", qualifying, stand.next);
  }
  if (!stand.next || overridden) return free;
  if (stand.next.step.by === "person") return held("step-first", qualifying, stand.next);
  const waiting = stand.next.is === "awaiting" || stand.next.is === "to-read";
  return waiting ? held("step-awaits-ar", qualifying, stand.next) : sent(stand.next.step.id);
};

const held = (
  because: "not-qualified" | "step-first" | "step-awaits-ar",
  { organism, path }: Qualifying,
  next: StepStand | undefined,
): RegisterSays => {
  const step = next ? [`${next.step.id} : ${next.step.says}`] : [];
  const sendings = (next?.sendings ?? []).map((d) => `envoi en attente : ${d.id}`);
  const details = [`${organism.code}, parcours ${path.name}`, ...step];
  return {
    is: "held",
    hold: { because, details: because === "step-awaits-ar" ? [...details, ...sendings] : details },
  };
};
