/**
 * Checked → ruled, held or simulated. The dossier's `mapibox.cfg` is read anew for each deposit, so a
 * corrected file counts at once; its text is stored with the choice.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { FactOf, Hold } from "../domain/facts.ts";
import { limits } from "../domain/limits.ts";
import { sha256 } from "../foundation/bytes.ts";
import { FileFault } from "../ports/spool.ts";
import { chooseIdentity } from "../rules/choose-identity.ts";
import { parseRuleFile } from "../rules/parse.ts";
import { describeProblem } from "../rules/problems.ts";
import type { Rule, RuleProblem } from "../rules/rule.ts";
import { putJson } from "./content.ts";
import { sentBefore, supersede } from "./rule/replaces.ts";
import type { Dossier, Facts, World } from "./world.ts";

export const rule = async (
  world: Pick<World, "store" | "dossiers" | "senders" | "journal">,
  deposit: Deposit,
): Promise<Facts> => {
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (!dossier) return held(deposit, { because: "rules-missing", details: ["dossier retiré"] });
  const changed = deposit.released ? undefined : await changedSince(dossier, deposit);
  if (changed) return held(deposit, { because: "modified-after-claim", details: [changed] });
  const bytes = await rulesOf(dossier);
  if (bytes instanceof FileFault)
    return held(deposit, { because: "rules-invalid", details: [bytes.message] });
  if (!bytes) return held(deposit, { because: "rules-missing", details: [dossier.rules] });
  const hash = sha256(bytes);
  const judged = judge(world, dossier, bytes);
  if (judged.is === "wrong")
    return held(deposit, { because: "rules-invalid", details: judged.details, rules: hash });
  // The lower of the two: a dossier put back to test stops what was taken before (I6).
  const real = deposit.claimed.mode === "reel" && dossier.mode === "reel";
  const met = real ? await sentBefore(world, deposit) : new Map();
  const answer = deposit.released?.as ?? (judged.rule.replaces ? "replacement" : undefined);
  if (met.size > 0 && !answer)
    return held(deposit, {
      because: "replaces",
      details: [...met.values()].flat().map((id) => `déjà envoyée : ${id}`),
      replaces: [...met.keys()],
    });
  const ruled: FactOf<"ruled"> = {
    is: "ruled",
    deposit: deposit.id,
    identity: judged.identity,
    to: judged.rule.to,
    subject: judged.rule.subject,
    ruling: await putJson(world, judged.rule),
    rules: { file: dossier.rules, sha256: hash, encoding: judged.encoding },
    warnings: judged.warnings,
    ...(judged.rule.receipts ? { expects: judged.rule.receipts } : {}),
  };
  // The wall: in test mode the ruling is shown and nothing else is ever made of it.
  return real
    ? [ruled, ...supersede(deposit, met, answer)]
    : [ruled, { is: "simulated", deposit: deposit.id }];
};

type Judged =
  | { readonly is: "wrong"; readonly details: readonly string[] }
  | {
      readonly is: "right";
      readonly rule: Rule;
      readonly identity: string;
      readonly encoding: string;
      readonly warnings: readonly string[];
    };

const judge = (world: Pick<World, "senders">, dossier: Dossier, bytes: Uint8Array): Judged => {
  const file = parseRuleFile(bytes.subarray(0, limits.ruleBytesMax + 1));
  const tell = (problem: RuleProblem) => describeProblem(problem, dossier.rules, "fr");
  const errors = file.problems.filter((p) => p.severity === "error");
  if (!file.rule) return { is: "wrong", details: errors.map(tell) };
  const chosen = chooseIdentity(file.rule, [...world.senders.values()]);
  if (chosen.is === "problem")
    return { is: "wrong", details: [...errors, chosen.problem].map(tell) };
  const warnings = file.problems.filter((p) => p.severity === "warning");
  const all = chosen.warning ? [...warnings, chosen.warning] : warnings;
  return {
    is: "right",
    rule: file.rule,
    identity: chosen.name,
    encoding: file.encoding,
    warnings: all.map(tell),
  };
};

const held = (deposit: Deposit, hold: Hold): Facts => [
  { is: "held", deposit: deposit.id, ...hold },
];

/** A writer that kept writing into the file we had taken (mail.md F02). */
const changedSince = async (dossier: Dossier, deposit: Deposit): Promise<string | undefined> => {
  const original = deposit.original;
  if (original === "in-place" || original.became !== "moved" || !original.to) return undefined;
  const now = await dossier.spool.hashRetired(original.to);
  return now === undefined || now === deposit.claimed.sha256 ? undefined : original.to;
};

/** Whether a hold for its rules may be judged again: the rule file is no longer the one that failed. */
export const rulesChanged = async (
  world: Pick<World, "dossiers">,
  deposit: Deposit,
): Promise<boolean> => {
  if (deposit.stage.is !== "held") return false;
  const { because, rules } = deposit.stage.hold;
  if (because !== "rules-missing" && because !== "rules-invalid") return false;
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const bytes = dossier && (await rulesOf(dossier));
  return bytes !== undefined && !(bytes instanceof FileFault) && sha256(bytes) !== rules;
};

/** A rule file that cannot be read, or is several, is a person's to correct: not a step that failed. */
const rulesOf = async (dossier: Dossier): Promise<Uint8Array | FileFault | undefined> => {
  try {
    return await dossier.spool.rules(dossier.rules);
  } catch (cause) {
    if (cause instanceof FileFault) return cause;
    throw cause;
  }
};
