/**
 * Deposits of which nothing more becomes without a person: held, suspended, uncertain, corrupt, refused by the mail server, come
 * back, contradicted. What an organism refused stands in its report; it is no fault of the agent's work.
 */
import type { Deposit } from "../../domain/deposit.ts";
import { faults } from "../../domain/faults.ts";
import { halfSentNext } from "../../domain/half-sent.ts";
import { limits } from "../../domain/limits.ts";
import { type SituationIs, situation } from "../../domain/rollup.ts";
import { situationText } from "../../domain/situations.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { Language } from "../io.ts";

export interface Attention {
  readonly deposit: string;
  readonly dossier: string;
  readonly file: string;
  readonly state: SituationIs;
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

export interface Telling {
  readonly language: Language;
  /** Of a file that left cut, what to do organism by organism; undefined for others. */
  readonly stepsOf?: (deposit: Deposit) => readonly string[] | undefined;
}

/** These end nothing by themselves, and are over once the same bytes were dropped again. */
const stuck: readonly SituationIs[] = [
  "corrompu",
  "refuse-par-le-serveur",
  "non-remis",
  "suspendu",
  "contradictoire",
];

/** Each deposit once, oldest first. */
export const attention = async (
  journal: JournalReader,
  recent: readonly Deposit[],
  telling: Telling,
): Promise<readonly Attention[]> => {
  const found = new Map<string, Deposit>();
  for (const query of [{ by: "held" }, { by: "uncertain" }] as const)
    for (const deposit of await journal.find(query, limits.batchMax))
      found.set(deposit.id, deposit);
  for (const deposit of recent)
    if (isStuck(deposit) && !(await droppedAgain(journal, deposit))) found.set(deposit.id, deposit);
  return [...found.values()]
    .sort((a, b) => a.claimed.seq - b.claimed.seq)
    .map((deposit) => told(deposit, telling));
};

const isStuck = (d: Deposit): boolean =>
  stuck.includes(situation(d).is) || d.messages.some((m) => m.stage.is === "corrupt");

const droppedAgain = async (journal: JournalReader, deposit: Deposit): Promise<boolean> => {
  const { dossier, sha256, mode, seq } = deposit.claimed;
  const same = await journal.find({ by: "bytes", dossier, sha256, mode }, limits.batchMax);
  return same.some((d) => d.claimed.seq > seq && d.stage.is !== "duplicate");
};

const told = (deposit: Deposit, { language, stepsOf }: Telling): Attention => {
  const s = situation(deposit);
  const { title, sentence, next } = situationText(s, language);
  const { dossier, name } = deposit.claimed;
  const about = { deposit: deposit.id, dossier, file: name, state: s.is, title };
  // Why it is held says more than that it is.
  const why =
    deposit.stage.is === "held" ? faults[deposit.stage.hold.because][language] : undefined;
  if (why) return { ...about, what: why.what, next: why.next };
  if (s.is === "incertain") return { ...about, what: sentence, next: uncertain(language) };
  const isBack = s.is === "refuse-par-le-serveur" || s.is === "non-remis";
  const rest = isBack ? halfSentNext(deposit, language) : undefined;
  const steps = stepsOf?.(deposit)?.join(" ");
  return { ...about, what: sentence, next: steps ?? rest ?? next };
};

const uncertain = (language: Language): string => faults["message-uncertain"][language].next;
