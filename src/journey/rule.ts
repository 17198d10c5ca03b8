/**
 * Checked → ruled, held or simulated. The dossier's rule files are looked at anew for each deposit, so a
 * corrected file counts at once; what was decided is stored with the choice.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { FactOf, Hold } from "../domain/facts.ts";
import { isRulesHold } from "../domain/hold/hold.ts";
import { declarationId } from "../domain/ids.ts";
import type { RuledMessage } from "../domain/ruled-message.ts";
import { type Case, type Decision, decide } from "../rules/decide.ts";
import { describeProblem } from "../rules/problems.ts";
import { putJson } from "./content.ts";
import { approvalNeeded } from "./rule/approval.ts";
import type { Book } from "./rule/books.ts";
import { type Carried, carriedBy } from "./rule/carry.ts";
import { caseOf } from "./rule/case.ts";
import { decideContextOf } from "./rule/decide-context.ts";
import { mailTimes } from "./rule/mail-times.ts";
import { askRegister } from "./rule/registered.ts";
import { sentBefore, supersede } from "./sent-before.ts";
import type { Dossier, Facts, World } from "./world.ts";

type Part = Pick<
  World,
  | "store"
  | "dossiers"
  | "senders"
  | "sealers"
  | "journal"
  | "books"
  | "clock"
  | "formats"
  | "agent"
  | "paths"
>;

export const rule = async (world: Part, deposit: Deposit): Promise<Facts> => {
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (!dossier) return held(deposit, { because: "rules-missing", details: ["dossier retiré"] });
  const changed = await changedSince(dossier, deposit);
  if (changed) return held(deposit, { because: "modified-after-claim", details: [changed] });
  const book = await world.books.look(dossier);
  if (book.is !== "right") return held(deposit, unusable(book, dossier));
  const of = await caseOf(world, { deposit, dossier });
  const decision = decide(book.set, of, decideContextOf(world, dossier));
  if (decision.is === "held") {
    const details = decision.details.map((d) => d.fr);
    return held(deposit, { because: decision.because, details, rules: book.hash });
  }
  return ruled(world, { deposit, of, dossier, book, decision });
};

interface Ruling {
  readonly deposit: Deposit;
  readonly of: Case;
  readonly dossier: Dossier;
  readonly book: Extract<Book, { readonly is: "right" }>;
  readonly decision: Extract<Decision, { readonly is: "messages" }>;
}

const ruled = async (world: Part, ruling: Ruling): Promise<Facts> => {
  const { deposit, dossier, book, decision } = ruling;
  const { mode, messages } = decision;
  const carried = await carriedBy(world, { deposit, dossier, messages });
  if (carried.is === "held") return held(deposit, { ...carried.hold, rules: book.hash });
  const register = await askRegister(world, { ...ruling, ...ruling.of, mode, to: toOf(decision) });
  if (register.is === "held") return held(deposit, { ...register.hold, rules: book.hash });
  if (mode !== "test") {
    const asked = approvalNeeded(deposit, { messages: decision.messages, today: ruling.of.today });
    if (asked) return held(deposit, { ...asked, rules: book.hash });
  }
  const met = mode === "reel" ? await sentBefore(world, deposit) : new Map();
  const replaces = messages.every((m) => m.rule.replaces === true);
  const answer = deposit.answered.includes("replaces")
    ? deposit.released?.as
    : replaces
      ? "replacement"
      : undefined;
  if (met.size > 0 && !answer)
    return held(deposit, {
      because: "replaces",
      details: [...met.values()].flat().map((id) => `déjà envoyée : ${id}`),
      replaces: [...met.keys()],
    });
  const fact = await ruledFact(world, ruling, carried.messages);
  // The wall: in test mode the ruling is shown and nothing else is ever made of it.
  return mode === "test"
    ? [fact, { is: "simulated", deposit: deposit.id }]
    : [fact, ...supersede(deposit, met, answer), ...register.facts];
};

/** Where each declaration goes, by its position. */
const toOf = ({ messages }: Ruling["decision"]): ReadonlyMap<number, string> =>
  new Map(messages.flatMap((m) => m.positions.map((position) => [position, m.rule.to] as const)));

const ruledFact = async (
  world: Part,
  { deposit, dossier, book, decision }: Ruling,
  carried: readonly Carried[],
): Promise<FactOf<"ruled">> => {
  const made: RuledMessage[] = [];
  const groups = decision.messages.map((m) => m.positions);
  const times = await mailTimes(world, { deposit, dossier, groups });
  for (const [index, message] of decision.messages.entries()) {
    const { rule: of, identity, positions } = message;
    const own = times[index];
    made.push({
      identity,
      to: of.to,
      subject: of.subject,
      ruling: await putJson(world, of),
      ...(of.receipts ? { expects: of.receipts } : {}),
      declarations: positions.map((position) => declarationId(deposit.id, position)),
      ...(own ? { times: own } : {}),
      ...carried[index],
    });
  }
  const [first] = made;
  if (!first) throw new Error(`${deposit.id} is ruled without a message`);
  const { identity, to, subject, ruling, expects } = first;
  const warnings = [...book.warnings, ...decision.warnings];
  return {
    is: "ruled",
    deposit: deposit.id,
    identity,
    to,
    subject,
    ruling,
    rules: { file: dossier.rules, sha256: book.hash, encoding: book.set.encoding },
    warnings: warnings.map((problem) => describeProblem(problem, dossier.rules, "fr")),
    ...(expects ? { expects } : {}),
    mode: decision.mode,
    messages: made,
  };
};

const held = (deposit: Deposit, hold: Hold): Facts => [
  { is: "held", deposit: deposit.id, ...hold },
];

const unusable = (book: Exclude<Book, { readonly is: "right" }>, dossier: Dossier): Hold => {
  switch (book.is) {
    case "absent":
      return { because: "rules-missing", details: [dossier.rules] };
    case "unreadable":
      return { because: "rules-invalid", details: [book.said] };
    case "wrong": {
      const details = book.problems.map((p) => describeProblem(p, dossier.rules, "fr"));
      return { because: "rules-invalid", details, rules: book.hash };
    }
  }
};

/** A writer that kept writing into the file we had taken (mail.md F02). */
const changedSince = async (dossier: Dossier, deposit: Deposit): Promise<string | undefined> => {
  const { original, answered } = deposit;
  if (answered.includes("modified-after-claim")) return undefined;
  if (original === "in-place" || original.became !== "moved" || !original.to) return undefined;
  const now = await dossier.spool.hashRetired(original.to);
  return now === undefined || now === deposit.claimed.sha256 ? undefined : original.to;
};

/** Whether a hold for its rules may be judged again: the rules are no longer those that failed. */
export const rulesChanged = async (
  world: Pick<World, "dossiers" | "books">,
  deposit: Deposit,
): Promise<boolean> => {
  if (deposit.stage.is !== "held") return false;
  const { because, rules } = deposit.stage.hold;
  if (!isRulesHold(because) && because !== "address-differs") return false;
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const book = dossier && (await world.books.look(dossier));
  if (book?.is !== "right" && book?.is !== "wrong") return false;
  return book.hash !== rules;
};
