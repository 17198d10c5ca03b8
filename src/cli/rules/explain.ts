/** `facteur explain FILE`: what the rules would make of a file, and why. Nothing is taken, written or sent. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { knowledgeOf } from "../../compose/knowledge.ts";
import { isMisnamed, readFault } from "../../config/read-fault.ts";
import type { Settings } from "../../config/settings.ts";
import { limits } from "../../domain/limits.ts";
import { lowest } from "../../domain/mode.ts";
import { parisIso } from "../../domain/paris-time.ts";
import { knownAddresses } from "../../domain/wall.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { examiner } from "../../journey/examine.ts";
import type { Case, DecideContext } from "../../rules/decide.ts";
import { explain as explainRules } from "../../rules/explain.ts";
import { explainedJson, explainedText } from "../../rules/explain-text.ts";
import type { RuleSet } from "../../rules/set.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { colon } from "../io.ts";
import {
  clearNotesOf,
  type DossierSettings,
  loadDossierRules,
  rulesPath,
  rulesProblems,
} from "./problems.ts";
import { rulesWords } from "./words.ts";

export interface ExplainOptions extends Global {
  readonly file: string;
  readonly dossier?: string;
  readonly json?: boolean;
}

/** Exit 0 when it would go or be shown, 1 when it would be held or rejected, 78 when the rules are wrong. */
export const explain = async (context: Context, options: ExplainOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const dossier = dossierOf(context, settings, options);
  const bytes = contentOf(context, options.file);
  const now = parisIso(Date.now());
  const reader = examiner({
    context: { today: now.slice(0, 10), hour: now.slice(11, 16), mode: dossier.mode },
    formats: knowledgeOf({ settings, beside: dirname(settings.file) }).formats,
    keptMax: limits.declarationsMax,
  });
  reader.push(bytes);
  const found = reader.end();
  const set = await setOf(context, settings, dossier);
  const of: Case = {
    dossier: dossier.name,
    fileName: basename(options.file),
    mode: lowest(dossier.mode),
    format: found.format ?? "dpae-flat",
    testFlag: found.testFlag,
    declarations: found.declarations,
    today: now.slice(0, 10),
  };
  const decideContext: DecideContext = {
    identities: settings.identities,
    known: await addressesOf(settings),
    root: rulesPath(dossier),
    clearNotes: clearNotesOf(settings),
  };
  const blocking = found.findings.filter((f) => f.severity === "blocking");
  const about = {
    language: context.language,
    of,
    set,
    recognised: found.format !== undefined,
    blocking,
    rules: rulesPath(dossier),
    senders: settings.identities,
    explanation: explainRules(set, of, decideContext),
  };
  context.io.out(options.json ? explainedJson(about) : explainedText(about));
  const goes = blocking.length === 0 && found.format !== undefined;
  return goes && about.explanation.decision.is === "messages" ? 0 : 1;
};

const contentOf = ({ language }: Context, file: string): Uint8Array => {
  try {
    const { size } = statSync(file);
    const megabytes = limits.depositBytesMax / 1024 / 1024;
    if (size > limits.depositBytesMax)
      throw new Refusal(1, [
        `${file}${colon[language]}${rulesWords[language].tooLargeToSend(megabytes)}`,
      ]);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(isMisnamed(cause) ? 2 : 75, [
      `${file}${colon[language]}${readFault(cause)[language]}`,
    ]);
  }
};

/** Named, or the one whose folder the file stands in, or the only one. */
const dossierOf = (
  context: Context,
  settings: Settings,
  options: ExplainOptions,
): DossierSettings => {
  const { dossiers } = settings;
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  const folder = real(dirname(resolve(options.file)));
  const found =
    options.dossier === undefined
      ? (dossiers.find((d) => real(d.folder) === folder) ??
        (dossiers.length === 1 ? dossiers[0] : undefined))
      : dossiers.find((d) => d.name === options.dossier);
  if (found) return found;
  const names = dossiers.map((d) => d.name).join(", ");
  throw new Refusal(2, [
    options.dossier === undefined
      ? `--dossier ? ${names}`
      : context.words.unknownDossier(options.dossier),
  ]);
};

const setOf = async (
  context: Context,
  settings: Settings,
  dossier: DossierSettings,
): Promise<RuleSet> => {
  const loaded = await loadDossierRules(dossier);
  if (loaded.is === "read" && loaded.read.set) return loaded.read.set;
  const problems = await rulesProblems(settings, dossier, context.language);
  throw new Refusal(
    78,
    problems.map((p) => p.text),
  );
};

/** The wall asks what the rules of all dossiers say. */
const addressesOf = async (settings: Settings) => {
  const declared = [];
  for (const dossier of settings.dossiers) {
    const loaded = await loadDossierRules(dossier);
    if (loaded.is === "read" && loaded.read.set) declared.push(...loaded.read.set.addresses);
  }
  return knownAddresses(declared);
};
