/**
 * What a rule set makes of a deposit: for each declaration the first rule that matches, its address, and
 * from these one message, several (`decouper=oui`), or a hold with the table of what goes where. Pure; the
 * same function rules a deposit, explains it and rehearses it.
 */
import type { Declaration, FormatName } from "../domain/declaration.ts";
import { limits } from "../domain/limits.ts";
import { environmentOf, lowest, type Mode } from "../domain/mode.ts";
import { defaultMark, type KnownAddresses, wallObjection, withMark } from "../domain/wall.ts";
import { type Candidate, chooseIdentity } from "./choose-identity.ts";
import { cut, groupText, nameOf, noAddress, objectionText, unfilledText } from "./decide-texts.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import { type Told, told } from "./key.ts";
import { personalInClear } from "./personal.ts";
import { addressFor, type PlanRow } from "./plan.ts";
import { type RuleProblem, ruleWarning } from "./problem.ts";
import { describeProblem } from "./problems.ts";
import type { Rule } from "./rule.ts";
import type { RuleSet, SetRule } from "./set.ts";
import { render } from "./template.ts";

export interface Case {
  readonly dossier: string;
  readonly fileName: string;
  /** The lowest that the deposit and its dossier allow. */
  readonly mode: Mode;
  readonly format: FormatName;
  readonly testFlag?: "test" | "real" | undefined;
  readonly declarations: readonly Declaration[];
  /** YYYY-MM-DD in the law's zone. */
  readonly today: string;
}

export interface DecideContext {
  readonly identities: readonly Candidate[];
  /** Of all dossiers: an address that is real for one client is real for all. */
  readonly known: KnownAddresses;
  /** How people know the dossier's own rule file. */
  readonly root: string;
  /** Sealings of the file alone: beside them the note is read by everybody. */
  readonly clearNotes?: ReadonlySet<string>;
}

export interface DecidedMessage {
  readonly rule: Rule;
  readonly identity: string;
  /** Positions of the declarations it carries, ascending. */
  readonly positions: readonly number[];
  readonly from: SetRule;
  /** The row of the plan that gave the address. */
  readonly row?: PlanRow;
}

export type HeldBecause =
  | "no-rule"
  | "no-address"
  | "mixed-recipients"
  | "template-unfilled"
  | "personal-in-clear"
  | "rules-invalid"
  | "essai-wall";

export type Decision =
  | {
      readonly is: "messages";
      readonly mode: Mode;
      readonly messages: readonly DecidedMessage[];
      readonly warnings: readonly RuleProblem[];
    }
  | { readonly is: "held"; readonly because: HeldBecause; readonly details: readonly Told[] };

export const decide = (set: RuleSet, of: Case, context: DecideContext): Decision => {
  const chosen = of.declarations.map((declaration) => choose(set, declaration, of));
  const unruled = chosen.filter((c) => c.rule === undefined);
  if (unruled.length > 0) return held("no-rule", cut(unruled.map((c) => nameOf(c.declaration))));
  const ruled = chosen.flatMap((c) => (c.rule ? [{ ...c, rule: c.rule }] : []));
  // One file is one legal act: the rule that goes least far decides for all of it.
  const mode = lowest(of.mode, ...ruled.flatMap((c) => c.rule.send.mode ?? []));
  const addressed = ruled.map((c) => address(set, c, mode));
  const lost = addressed.filter((c) => c.to === undefined);
  if (lost.length > 0) return held("no-address", cut(lost.map((c) => noAddress(c, mode))));
  const groups = [
    ...Map.groupBy(
      addressed,
      (c) => `${c.rule.line} ${c.rule.file ?? ""} ${c.to?.toLowerCase() ?? ""}`,
    ).values(),
  ];
  if (groups.length > 1 && !ruled.every((c) => c.rule.send.decouper === true))
    return held("mixed-recipients", cut(groups.map(groupText)));
  return composeAll(groups, { of, context, mode });
};

interface Chosen {
  readonly declaration: Declaration;
  readonly fields: Fields;
  readonly rule: SetRule | undefined;
}

const choose = (set: RuleSet, declaration: Declaration, of: Case): Chosen => {
  const fields = fieldsFor(declaration, of);
  return { declaration, fields, rule: set.rules.find((rule) => matches(rule, fields)) };
};

export const fieldsFor = (declaration: Declaration, of: Case): Fields =>
  fieldsOf(declaration, {
    format: of.format,
    fileName: of.fileName,
    dossier: of.dossier,
    count: of.declarations.length,
    environment: environmentOf(of.mode),
    today: of.today,
  });

export const matches = (rule: SetRule, fields: Fields): boolean =>
  rule.conditions.every((condition) => condition.holds(fields));

interface Ruled extends Chosen {
  readonly rule: SetRule;
}

interface Addressed extends Ruled {
  readonly to: string | undefined;
  readonly row?: PlanRow;
}

const address = (set: RuleSet, chosen: Ruled, mode: Mode): Addressed => {
  const direct = chosen.rule.send.a;
  if (direct !== undefined) return { ...chosen, to: direct };
  const environment = environmentOf(mode);
  const answer = addressFor(
    set.plan,
    { ...chosen.fields, environnement: environment },
    environment,
  );
  return answer.is === "found"
    ? { ...chosen, to: answer.row.address, row: answer.row }
    : { ...chosen, to: undefined };
};

const composeAll = (
  groups: readonly (readonly Addressed[])[],
  about: { readonly of: Case; readonly context: DecideContext; readonly mode: Mode },
): Decision => {
  const messages: DecidedMessage[] = [];
  const warnings: RuleProblem[] = [];
  for (const group of groups) {
    const made = composeOne(group, about);
    if ("because" in made) return { is: "held", ...made };
    messages.push(made.message);
    warnings.push(...made.warnings);
  }
  return { is: "messages", mode: about.mode, messages, warnings };
};

type Made =
  | { readonly message: DecidedMessage; readonly warnings: readonly RuleProblem[] }
  | { readonly because: HeldBecause; readonly details: readonly Told[] };

const composeOne = (
  group: readonly Addressed[],
  {
    of,
    context,
    mode,
  }: { readonly of: Case; readonly context: DecideContext; readonly mode: Mode },
): Made => {
  const [first] = group;
  if (first?.to === undefined) throw new Error("a group holds a declaration with its address");
  const { rule: from, to, row } = first;
  const texts = textsOf(
    from,
    group.map((c) => c.fields),
  );
  if ("because" in texts) return texts;
  const personal = personalInClear(from, group, context.clearNotes ?? new Set());
  if (personal.length > 0) return { because: "personal-in-clear", details: personal };
  const identity = chooseIdentity(
    from.send.profil === undefined || from.send.profil === "" ? {} : { profile: from.send.profil },
    context.identities,
  );
  if (identity.is === "problem") {
    const problem = located(identity.problem, from);
    const text = (lang: "fr" | "en") => describeProblem(problem, context.root, lang);
    return { because: "rules-invalid", details: [told(text("fr"), text("en"))] };
  }
  const mark = row ? row.mark : (from.send.marque ?? "");
  const subject = mode === "essai" ? withMark(texts.subject, mark || defaultMark) : texts.subject;
  const objection =
    mode === "essai"
      ? wallObjection({ mode, to, subject, testFlag: of.testFlag }, context.known)
      : undefined;
  if (objection) return { because: "essai-wall", details: [objectionText(objection, to)] };
  return {
    message: {
      rule: ruleOf(from, { to, subject, note: texts.note }),
      identity: identity.name,
      positions: group.map((c) => c.declaration.position),
      from,
      ...(row ? { row } : {}),
    },
    warnings: [
      ...(identity.warning ? [located(identity.warning, from)] : []),
      ...ducsWarning(first, subject),
    ],
  };
};

const located = (problem: RuleProblem, from: SetRule): RuleProblem => {
  const place = from.written.get("profil");
  const file = place?.file ?? from.file;
  return { ...problem, line: place?.line ?? from.line, ...(file === undefined ? {} : { file }) };
};

/** A rule for any type may carry a DUCS: only here is it known. */
const ducsWarning = ({ declaration, rule }: Addressed, subject: string): readonly RuleProblem[] =>
  declaration.kind !== "ducs" || rule.match.type !== undefined || subject.startsWith("DUCS")
    ? []
    : [
        ruleWarning("sujet-sans-ducs", {
          file: rule.written.get("sujet")?.file ?? rule.file,
          line: rule.written.get("sujet")?.line ?? rule.line,
          key: "sujet",
          value: subject,
        }),
      ];

const textsOf = (
  from: SetRule,
  all: readonly Fields[],
):
  | { readonly subject: string; readonly note: string }
  | { readonly because: HeldBecause; readonly details: readonly Told[] } => {
  const written = from.send.sujet ?? "";
  if (!from.templates) return { subject: written, note: from.note };
  const subject = render(written, all);
  const note = render(from.note, all);
  const details = (
    [
      ["sujet", subject],
      ["note", note],
    ] as const
  ).flatMap(([key, made]) => (made.is === "unfilled" ? [unfilledText(key, made)] : []));
  if (subject.is !== "text" || note.is !== "text") return { because: "template-unfilled", details };
  if (subject.text.length <= limits.subjectCharsMax)
    return { subject: subject.text, note: note.text };
  const long = told(
    `sujet : ${subject.text.length} caractères, au plus ${limits.subjectCharsMax}`,
    `sujet: ${subject.text.length} characters, at most ${limits.subjectCharsMax}`,
  );
  return { because: "template-unfilled", details: [long] };
};

const ruleOf = (
  from: SetRule,
  texts: { readonly to: string; readonly subject: string; readonly note: string },
): Rule => {
  const { send } = from;
  const after = send["envoi.apres"];
  const before = send["envoi.avant"];
  const window = {
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
  return {
    ...(from.name === "" ? {} : { name: from.name }),
    ...(send.profil === undefined || send.profil === "" ? {} : { profile: send.profil }),
    ...texts,
    ...(send.remplace ? { replaces: true } : {}),
    ...(from.receipts ? { receipts: from.receipts } : {}),
    ...(send.joindre ? { attachments: send.joindre } : {}),
    ...(send.copie ? { copyToSelf: true } : {}),
    ...(send["copie.bureau"] ? { officeCopies: send["copie.bureau"] } : {}),
    ...(send.chiffrement ? { sealing: send.chiffrement } : {}),
    ...(send.incertain === "renvoyer" ? { resendsUncertain: true } : {}),
    ...approvalOf(send),
    ...(Object.keys(window).length > 0 ? { window } : {}),
  };
};

const approvalOf = (send: SetRule["send"]): Pick<Rule, "approval"> => {
  const tacit = send["validation.tacite"];
  switch (send.validation) {
    case "oui":
      return { approval: { by: "clerk" } };
    case "client":
      return { approval: { by: "client", ...(tacit ? { tacit } : {}) } };
    default:
      return {};
  }
};

const held = (because: HeldBecause, details: readonly Told[]): Decision => ({
  is: "held",
  because,
  details,
});
