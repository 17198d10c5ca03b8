/** Where declarants stand on their paths, and what people say of steps that no mail tells: a call, a signed paper, a plan. */

import type { FormatName } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { QualificationFact, QualificationOf } from "../domain/facts/qualification.ts";
import { qualificationFacts } from "../domain/facts/qualification.ts";
import type { Recorded } from "../domain/facts.ts";
import type { DepositId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { attestationStep, type QualificationPath, scopeOf } from "../domain/qualification/path.ts";
import { type Stand, standOf } from "../domain/qualification/stand.ts";
import { employerHash } from "../domain/register/entry.ts";
import type { Declarant, Organism } from "../domain/register/view.ts";
import { keyedHash } from "../foundation/bytes.ts";
import type { Journal, JournalReader } from "../ports/journal.ts";

/** One declarant at one organism, as the register tells it. */
export interface Qualifying extends QualificationOf {
  readonly path: QualificationPath;
  readonly organism: Organism;
  /** Keyed hash of the declarant's payroll program. */
  readonly software?: string;
}

/** Undefined when nothing is to be passed with this organism. */
export const qualifyingOf = (about: {
  readonly key: Uint8Array;
  readonly paths: readonly QualificationPath[];
  readonly organism: Organism;
  readonly declarant: Pick<Declarant, "siret" | "software">;
}): Qualifying | undefined => {
  const { key, organism, declarant } = about;
  const path = about.paths.find((one) => one.name === organism.path);
  if (!path) return undefined;
  return {
    declarant: employerHash(key, declarant.siret),
    scope: scopeOf(path, organism),
    path,
    organism,
    ...(declarant.software === ""
      ? {}
      : { software: keyedHash(key, `software|${declarant.software.toLowerCase()}`) }),
  };
};

/** `format`, `asking`: of a deposit that asks whether it may go. */
export const standNow = async (
  journal: Pick<JournalReader, "facts" | "deposit">,
  qualifying: Qualifying,
  asking: { readonly format?: FormatName; readonly deposit?: DepositId } = {},
): Promise<Stand> => {
  const facts = await qualificationHistory(journal, qualifying);
  const deposits = new Map<DepositId, Deposit>();
  for (const fact of facts) {
    if (fact.is !== "qualification-sent" || deposits.has(fact.sending)) continue;
    const deposit = await journal.deposit(fact.sending);
    if (deposit) deposits.set(fact.sending, deposit);
  }
  const { path, software } = qualifying;
  return standOf({ path, facts, deposits, software, ...asking, asking: asking.deposit });
};

/** What is written of one qualification, oldest first. */
const qualificationHistory = async (
  journal: Pick<JournalReader, "facts">,
  { declarant, scope }: QualificationOf,
): Promise<readonly Recorded<QualificationFact>[]> => {
  const filter = { qualification: { declarant, scope } } as const;
  const facts = await journal.facts(filter, limits.qualificationFactsMax);
  return facts.filter(isQualification);
};

const isQualification = (fact: Recorded): fact is Recorded<QualificationFact> =>
  qualificationFacts.some((is) => is === fact.is);

/** What a person says of a qualification. */
export type QualificationOrder = QualificationOf & {
  readonly by: string;
  readonly reason: string;
} & (
    | {
        readonly order: "done";
        readonly path: string;
        readonly step: string;
        /** YYYY-MM-DD */
        readonly on: string;
        readonly software?: string;
        readonly paper?: Sha256;
      }
    | { readonly order: "override" }
    | { readonly order: "plan"; readonly from: string }
  );

export const qualificationRefusals = {
  "unknown-path": {
    fr: "ce parcours n'est pas décrit.",
    en: "this path is not described.",
  },
  "unknown-step": {
    fr: "cette étape n'est pas du parcours ; `facteur qualification show` les montre.",
    en: "this step is not of the path; `facteur qualification show` shows them.",
  },
  "by-mail": {
    fr: "cette étape se passe par un envoi et son accusé, pas par une déclaration d'une personne.",
    en: "this step is passed by a sending and its acknowledgement, not by a person's word.",
  },
  "no-attestation": {
    fr: "aucune attestation ne dispense de ce parcours.",
    en: "no attestation takes the place of this path.",
  },
  "reason-needed": {
    fr: 'dites pourquoi : --reason "…". La raison reste au journal.',
    en: 'say why: --reason "…". The reason stays in the journal.',
  },
} as const satisfies Record<string, { readonly fr: string; readonly en: string }>;

export type QualificationAnswer =
  | { readonly is: "done" }
  | { readonly is: "refused"; readonly because: keyof typeof qualificationRefusals };

export const giveQualification = async (
  world: {
    readonly journal: Pick<Journal, "transact">;
    readonly paths: readonly QualificationPath[];
  },
  request: QualificationOrder,
): Promise<QualificationAnswer> => {
  const because = refusalOf(world.paths, request);
  if (because) return { is: "refused", because };
  await world.journal.transact((t) => t.append(factOf(request)));
  return { is: "done" };
};

const refusalOf = (
  paths: readonly QualificationPath[],
  request: QualificationOrder,
): keyof typeof qualificationRefusals | undefined => {
  if (request.order === "override") return request.reason === "" ? "reason-needed" : undefined;
  if (request.order === "plan") return undefined;
  const path = paths.find((one) => one.name === request.path);
  if (!path) return "unknown-path";
  if (request.step === attestationStep) return path.attestation ? undefined : "no-attestation";
  const step = path.steps.find((one) => one.id === request.step);
  if (!step) return "unknown-step";
  return step.by === "person" ? undefined : "by-mail";
};

const factOf = (request: QualificationOrder): QualificationFact => {
  const { declarant, scope, by, reason } = request;
  switch (request.order) {
    case "done": {
      const { step, on, software, paper } = request;
      const more = { ...(software ? { software } : {}), ...(paper ? { paper } : {}) };
      return { is: "qualification-done", declarant, scope, step, on, ...more, by, reason };
    }
    case "override":
      return { is: "qualification-overridden", declarant, scope, by, reason };
    case "plan":
      return { is: "qualification-planned", declarant, scope, from: request.from, by, reason };
  }
};
