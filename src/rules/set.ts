/**
 * A rule set: the dossier's file with all that it brings in, as one ordered list of rules, one plan, and
 * every problem. Pure: the files are given; those that are missing are named in `wanted`, so that the caller
 * fetches them and asks again.
 */

import { limits } from "../domain/limits.ts";
import type { ExpectedReceipts } from "../domain/receipt/expected.ts";
import { type DeclaredAddress } from "../domain/wall.ts";
import { decodeRuleBytes } from "./encoding.ts";
import { isMatchKey, type RuleKeyName } from "./keys/all.ts";
import type { MatchValues } from "./keys/match.ts";
import { expectedOf } from "./keys/receipts.ts";
import type { SendValues } from "./keys/send.ts";
import { lintRules } from "./lint.ts";
import { type Condition, conditionsOf } from "./match.ts";
import { RuleMemory } from "./memory.ts";
import { declaredBy, environmentsOf, type PlanRow, planProblems, planSection } from "./plan.ts";
import { isError, type RuleProblem, ruleError, sortAndCut } from "./problem.ts";
import type { RuleEncoding } from "./rule.ts";
import { type Entry, type Reference, readSource, type Section, type Source } from "./source.ts";

/** Where a value was written: its section, `[defaut]`, or a file. */
export interface Written<T = unknown> {
  readonly value: T;
  /** As it stands there. */
  readonly text: string;
  readonly file: string | undefined;
  readonly line: number;
}

export interface SetRule {
  /** Empty for the rule of a file without sections. */
  readonly name: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly conditions: readonly Condition[];
  readonly match: MatchValues;
  readonly send: SendValues;
  readonly receipts: ExpectedReceipts | undefined;
  /** The whole note, lines and file put together. */
  readonly note: string;
  /** Only texts of a section know `{{…}}`: an old subject goes out as it is. */
  readonly templates: boolean;
  /** Where each key comes from. */
  readonly written: ReadonlyMap<RuleKeyName, Written>;
}

export interface RuleSet {
  readonly encoding: RuleEncoding;
  readonly sectioned: boolean;
  readonly rules: readonly SetRule[];
  readonly plan: readonly PlanRow[];
  /** What the set says of the addresses it names, for the wall. */
  readonly addresses: readonly DeclaredAddress[];
}

export interface ReadSet {
  readonly encoding: RuleEncoding;
  /** Absent when an error forbids to use it. */
  readonly set?: RuleSet;
  readonly problems: readonly RuleProblem[];
  /** Its rules even so, to be compared with the settings in one go. */
  readonly draft: readonly SetRule[];
  /** The addresses that it names even so: those that are real stay closed to tests. */
  readonly named: readonly DeclaredAddress[];
  /** Files that are named and were not given. */
  readonly wanted: readonly string[];
}

/** A file that a rule names: its bytes, or why there are none. */
export type Companion = Uint8Array | "absent" | { readonly unreadable: string };

export interface RuleFiles {
  readonly root: Uint8Array;
  readonly companions: ReadonlyMap<string, Companion>;
}

export const readRuleSet = (files: RuleFiles, memory = new RuleMemory()): ReadSet => {
  const root = readSource(files.root);
  const gathering = new Gathering(files.companions, memory);
  gathering.add(root, []);
  const { plan, sections, problems } = gathering;
  const rules = sections
    .filter((s) => s.kind === "regle")
    .map((s) => ruleOf(s, gathering, root.sectioned || s.file !== undefined));
  const all = sortAndCut([
    ...problems,
    ...gathering.doubles(),
    // A plan of one table was compared with itself when it was read.
    ...(gathering.tables === 1 && gathering.rowsApart === 0 ? [] : planProblems(plan)),
    ...lintRules(rules, { plan, planned: gathering.planned }),
  ]);
  const { encoding } = root;
  const wanted = [...gathering.wanted];
  const named = [...plan.map(declaredBy), ...rules.flatMap(declaredByRule)];
  const read = { encoding, problems: all, draft: rules, named, wanted };
  return all.some(isError) || wanted.length > 0
    ? read
    : { ...read, set: { encoding, sectioned: root.sectioned, rules, plan, addresses: named } };
};

const declaredByRule = (rule: SetRule): readonly DeclaredAddress[] =>
  rule.send.a === undefined
    ? []
    : [
        {
          address: rule.send.a,
          environments: environmentsOf(rule.match.environnement),
          shared: rule.send.partage === true && rule.match.environnement !== "test",
          mark: rule.send.marque ?? "",
        },
      ];

class Gathering {
  readonly sections: Section[] = [];
  readonly plan: PlanRow[] = [];
  readonly problems: RuleProblem[] = [];
  readonly wanted = new Set<string>();
  planned = false;
  /** Tables that the plan comes from, and rows written in sections. */
  tables = 0;
  rowsApart = 0;
  /** Defaults of included files first, so that the including file's own come over them. */
  readonly #defaults: Section[] = [];
  readonly #companions: RuleFiles["companions"];
  #count = 0;

  readonly #memory: RuleMemory;

  constructor(companions: RuleFiles["companions"], memory: RuleMemory) {
    this.#companions = companions;
    this.#memory = memory;
  }

  add(source: Source, within: readonly string[]): void {
    this.problems.push(...source.problems);
    const own: Section[] = [];
    for (const item of source.items) {
      this.planned ||= item.kind === "plan" || item.kind === "adresse";
      if (!("entries" in item)) this.#follow(item, within);
      else if (item.kind === "defaut") own.push(item);
      else if (item.kind === "adresse") {
        this.rowsApart += 1;
        this.#addRows(planSection(item));
      } else if (!isEmptyTop(item, source, within)) this.sections.push(item);
    }
    this.#defaults.push(...own);
    if (this.sections.length > limits.ruleSectionsMax && this.#count < Infinity) {
      this.#count = Infinity;
      const value = `> ${limits.ruleSectionsMax}`;
      this.problems.push(ruleError("sections-trop-nombreuses", { line: 0, value }));
      // The set is refused already: comparing each of the others with every one would take half a minute.
      this.sections.splice(limits.ruleSectionsMax);
    }
  }

  defaults(): ReadonlyMap<RuleKeyName, Entry> {
    return new Map(this.#defaults.flatMap((section) => [...section.entries]));
  }

  moreNote(): readonly Entry[] {
    return this.#defaults.at(-1)?.moreNote ?? [];
  }

  /** The text of a note's file; the problem is told once per place. */
  noteText(path: string, entry: Entry): string {
    const bytes = this.#bytesOf(
      { kind: "inclure", path, file: entry.file, line: entry.line },
      "note.fichier",
    );
    if (!bytes) return "";
    const decoded = decodeRuleBytes(bytes);
    if (
      decoded.is === "sure" &&
      decoded.text.length <= limits.noteCharsMax &&
      !decoded.text.includes("\0")
    )
      return decoded.text.replace(/\r\n?/gu, "\n").trimEnd();
    const place = { file: entry.file, line: entry.line, key: "note.fichier", value: path };
    this.problems.push(
      ruleError(decoded.is === "sure" ? "texte-trop-long" : "encodage-ambigu", place),
    );
    return "";
  }

  doubles(): readonly RuleProblem[] {
    const seen = new Map<string, Section>();
    return [...this.sections, ...this.#defaults].flatMap((section) => {
      // Each file may have defaults of its own; names of rules are the set's.
      const scope = section.kind === "defaut" ? `${section.file ?? ""}/` : "";
      const key = `${section.kind} ${scope}${section.name.toLowerCase()}`;
      const before = seen.get(key);
      seen.set(key, section);
      if (!before) return [];
      const place = [...(before.file === undefined ? [] : [before.file]), before.line].join(", ");
      return [
        ruleError("section-double", {
          file: section.file,
          line: section.line,
          value: `[${section.name}]`,
          expected: {
            fr: `un autre nom que celui de la ligne ${place}`,
            en: `another name than that of line ${place}`,
          },
        }),
      ];
    });
  }

  #addRows(read: {
    readonly rows: readonly PlanRow[];
    readonly problems: readonly RuleProblem[];
  }): void {
    this.plan.push(...read.rows);
    this.problems.push(...read.problems);
  }

  #follow(reference: Reference, within: readonly string[]): void {
    const { path, file, line, kind } = reference;
    const place = { file, line, key: kind, value: path };
    if (within.includes(path)) {
      this.problems.push(ruleError("inclusion-en-boucle", place));
      return;
    }
    this.#count += 1;
    if (this.#count > limits.ruleFilesMax) {
      if (this.#count === limits.ruleFilesMax + 1)
        this.problems.push(ruleError("fichiers-trop-nombreux", place));
      return;
    }
    const bytes = this.#bytesOf(reference, kind);
    if (!bytes) return;
    if (kind === "plan" && /\.csv$/iu.test(path)) {
      this.tables += 1;
      this.#addRows(this.#memory.table(bytes, path));
      return;
    }
    this.add(this.#memory.source(bytes, path), [...within, path]);
  }

  #bytesOf({ path, file, line }: Reference, key: string): Uint8Array | undefined {
    const found = this.#companions.get(path);
    const place = { file, line, key, value: path };
    if (found === undefined) this.wanted.add(path);
    else if (found === "absent") this.problems.push(ruleError("fichier-absent", place));
    else if (!(found instanceof Uint8Array))
      this.problems.push(
        ruleError("fichier-illisible", { ...place, value: `${path} : ${found.unreadable}` }),
      );
    else return found;
    return undefined;
  }
}

/** A file that only brings others in, or only holds a plan for another, has no rule of its own. */
const isEmptyTop = (section: Section, source: Source, within: readonly string[]): boolean =>
  section.name === "" &&
  section.line === 0 &&
  section.entries.size === 0 &&
  (within.length > 0 || source.items.some((item) => item.kind === "inclure"));

const noteKeys: readonly RuleKeyName[] = ["note", "note+", "note.fichier"];

/** A rule's own text takes the place of the default one, however either is written. */
const isAnsweredBy = (section: Section, name: RuleKeyName): boolean =>
  noteKeys.includes(name) && noteKeys.some((own) => section.entries.has(own));

const ruleOf = (section: Section, gathering: Gathering, templates: boolean): SetRule => {
  const entries = new Map([
    ...[...(templates ? gathering.defaults() : [])].filter(
      ([name]) => !isAnsweredBy(section, name),
    ),
    ...section.entries,
  ]);
  const values = (of: (name: RuleKeyName) => boolean) =>
    Object.fromEntries(
      [...entries].flatMap(([name, { value }]) =>
        value === undefined || !of(name) ? [] : [[name, value]],
      ),
    );
  const match: MatchValues = values(isMatchKey);
  const send: SendValues = values((name) => !isMatchKey(name));
  const file = entries.get("note.fichier");
  const more =
    section.moreNote.length > 0 || section.entries.has("note")
      ? section.moreNote
      : gathering.moreNote();
  const lines = [
    ...(send.note === undefined ? [] : [send.note]),
    ...more.map((entry) => (typeof entry.value === "string" ? entry.value : "")),
  ];
  const note =
    file && typeof file.value === "string" && lines.length === 0
      ? gathering.noteText(file.value, file)
      : lines.join("\n");
  return {
    name: section.name,
    file: section.file,
    line: section.line,
    conditions: conditionsOf(match),
    match,
    send,
    receipts: expectedOf(values((name) => name.startsWith("ar."))),
    note,
    templates,
    written: entries,
  };
};
