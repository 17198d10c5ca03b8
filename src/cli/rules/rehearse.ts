/**
 * `facteur rehearse --last 90d`: what the rules of today, or of a file that is not in force yet, would have made of
 * past deposits, and where that differs from what was done. Nothing is written or sent.
 */
import { readFileSync } from "node:fs";
import type { Reader } from "../../compose/reader.ts";
import { isMisnamed, readFault } from "../../config/read-fault.ts";
import type { Settings } from "../../config/settings.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { isRulesHold } from "../../domain/hold/hold.ts";
import { limits } from "../../domain/limits.ts";
import { lowest } from "../../domain/mode.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { knownAddresses } from "../../domain/wall.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { contentOf } from "../../journey/content.ts";
import { loadRules } from "../../journey/rule/load.ts";
import { CorruptBlob } from "../../ports/store.ts";
import { type Decision, decide } from "../../rules/decide.ts";
import { isError } from "../../rules/problem.ts";
import { describeProblem } from "../../rules/problems.ts";
import type { RuleSet } from "../../rules/set.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { colon, type Language } from "../io.ts";
import { reading } from "../reading.ts";
import { progressOf } from "../terminal/progress.ts";
import {
  clearNotesOf,
  type DossierSettings,
  loadDossierRules,
  rulesPath,
  spoolOf,
} from "./problems.ts";

export interface RehearseOptions extends Global {
  readonly last: number;
  readonly dossier?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

interface Rehearsed {
  readonly deposit: string;
  readonly dossier: string;
  readonly file: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const dayMs = 86_400_000;

/** Exit 0 when nothing would change, 1 when something would, 78 when the rules are wrong. */
export const rehearse = async (context: Context, options: RehearseOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const dossiers = dossiersOf(context, settings, options);
  const sets = new Map<string, RuleSet>();
  for (const dossier of dossiers)
    sets.set(dossier.name, await setOf(context, dossier, options.rules));
  await using reader = reading(context, options);
  const since = Date.now() - options.last * dayMs;
  const recent = await reader.journal.find({ by: "recent" }, limits.rehearsedMax);
  const chosen = recent.filter(
    (d) => d.claimed.at >= since && wasAsked(d) && sets.has(d.claimed.dossier),
  );
  const known = knownAddresses([...sets.values()].flatMap((set) => set.addresses));
  const told: Rehearsed[] = [];
  let looked = 0;
  let gone = 0;
  const progress = progressOf(context);
  for (const [index, deposit] of chosen.entries()) {
    progress.show(() => `${index + 1}/${chosen.length} ${deposit.id}`);
    const dossier = dossiers.find((d) => d.name === deposit.claimed.dossier);
    const set = sets.get(deposit.claimed.dossier);
    if (!dossier || !set) continue;
    const decision = await decideAgain(reader, { deposit, dossier, set, settings, known });
    if (!decision) {
      gone += 1;
      continue;
    }
    looked += 1;
    const [before, after] = [wasDone(deposit), wouldBe(decision)];
    if (JSON.stringify(before) !== JSON.stringify(after))
      told.push({
        deposit: deposit.id,
        dossier: dossier.name,
        file: deposit.claimed.name,
        before,
        after,
      });
  }
  progress.clear();
  context.io.out(
    options.json
      ? `${JSON.stringify({ looked, gone, changed: told }, undefined, 2)}\n`
      : inWords(context, { looked, gone, told }),
  );
  return told.length === 0 ? 0 : 1;
};

/** What no rule decided (a file rejected by its checks, a double, a declaration sent before) no other rule would change. */
const wasAsked = ({ ruled, stage }: Deposit): boolean =>
  ruled !== undefined || (stage.is === "held" && isRulesHold(stage.hold.because));

/** Undefined when its content was purged. */
const decideAgain = async (
  reader: Reader,
  about: {
    readonly deposit: Deposit;
    readonly dossier: DossierSettings;
    readonly set: RuleSet;
    readonly settings: Settings;
    readonly known: ReturnType<typeof knownAddresses>;
  },
): Promise<Decision | undefined> => {
  const { deposit, dossier, set, settings, known } = about;
  const { recognised, claimed } = deposit;
  if (!recognised) return undefined;
  try {
    const { declarations } = await contentOf(reader, deposit);
    return decide(
      set,
      {
        dossier: dossier.name,
        fileName: claimed.name,
        mode: lowest(claimed.mode, dossier.mode),
        format: recognised.format,
        testFlag: recognised.testFlag,
        declarations,
        // Its own day: a date in the subject is no difference.
        today: parisDay(deposit.ruled?.at ?? claimed.at),
      },
      {
        identities: settings.identities,
        known,
        root: rulesPath(dossier),
        clearNotes: clearNotesOf(settings),
      },
    );
  } catch (cause) {
    if (cause instanceof CorruptBlob) return undefined;
    throw cause;
  }
};

const wasDone = ({ ruled, stage }: Deposit): readonly string[] => {
  if (stage.is === "held" && !ruled) return [`retenu : ${stage.hold.because}`];
  if (!ruled) return [];
  const messages = ruled.messages ?? [ruled];
  return messages.map((m) => `${m.identity} → ${m.to} : ${m.subject}`);
};

const wouldBe = (decision: Decision): readonly string[] =>
  decision.is === "held"
    ? [`retenu : ${decision.because}`]
    : decision.messages.map((m) => `${m.identity} → ${m.rule.to} : ${m.rule.subject}`);

const inWords = (
  { language }: Context,
  about: { readonly looked: number; readonly gone: number; readonly told: readonly Rehearsed[] },
): string => {
  const fr = language === "fr";
  const { looked, gone, told } = about;
  const lines = told.flatMap((t) => [
    `${t.deposit}  ${t.dossier}/${t.file}`,
    ...t.before.map((line) => `  - ${line}`),
    ...t.after.map((line) => `  + ${line}`),
  ]);
  const purged =
    gone === 0
      ? ""
      : fr
        ? ` ; ${gone} dont le contenu n'est plus là`
        : `; ${gone} whose content is gone`;
  const summary = fr
    ? `${looked} dépôts rejoués${purged} : ${told.length} différents.`
    : `${looked} deposits rehearsed${purged}: ${told.length} differ.`;
  return `${[...lines, summary].join("\n")}\n`;
};

const dossiersOf = (
  context: Context,
  settings: Settings,
  options: RehearseOptions,
): readonly DossierSettings[] => {
  if (options.dossier === undefined) {
    if (options.rules === undefined || settings.dossiers.length === 1) return settings.dossiers;
    throw new Refusal(2, [`--rules ? --dossier ${settings.dossiers.map((d) => d.name).join("|")}`]);
  }
  const found = settings.dossiers.filter((d) => d.name === options.dossier);
  if (found.length === 0) throw new Refusal(2, [context.words.unknownDossier(options.dossier)]);
  return found;
};

const setOf = async (
  context: Context,
  dossier: DossierSettings,
  candidate: string | undefined,
): Promise<RuleSet> => {
  const file = candidate ?? rulesPath(dossier);
  const loaded =
    candidate === undefined
      ? await loadDossierRules(dossier)
      : await loadRules({
          rules: dossier.rules,
          spool: { ...spoolOf(dossier), rules: async () => bytesOf(candidate, context.language) },
        });
  if (loaded.is !== "read") throw new Refusal(78, [`${file} : ${loaded.is}`]);
  if (loaded.read.set) return loaded.read.set;
  throw new Refusal(
    78,
    loaded.read.problems.filter(isError).map((p) => describeProblem(p, file, context.language)),
  );
};

const bytesOf = (file: string, language: Language): Uint8Array => {
  try {
    return readFileSync(file).subarray(0, limits.ruleBytesMax + 1);
  } catch (cause) {
    throw new Refusal(isMisnamed(cause) ? 2 : 75, [
      `${file}${colon[language]}${readFault(cause)[language]}`,
    ]);
  }
};
