/** From what an acknowledgement says to verdicts on the declarations of one deposit. */
import { type Content, type Declaration, plain } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { type DeclarationId, declarationId } from "../../domain/ids.ts";
import type { Verdict } from "../../domain/receipt/verdict.ts";
import type { RuledMail } from "../../domain/ruled-mails.ts";
import { messageReferences } from "../../formats/ducs-edifact/message-references.ts";
import type { About, ReceiptLine, ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import type { World } from "../world.ts";
import { answeredScope } from "./answered.ts";
import { compareTotals } from "./totals.ts";

export interface Understood {
  readonly verdicts: readonly Verdict[];
  readonly level?: 1 | 2 | 3;
  readonly reader?: { readonly profile: string; readonly official: boolean };
  /** What made good news doubtful; for the evidence. */
  readonly doubts: readonly string[];
}

export interface Spoken {
  readonly world: Pick<World, "store" | "agent">;
  readonly deposit: Deposit;
  /** What was found in its file. */
  readonly whole: Content;
  /** Those of its mails that are answered. */
  readonly mails: readonly RuledMail[];
}

export const verdictsFor = async (
  { world, deposit, whole, mails }: Spoken,
  readings: readonly ReceiptReading[],
): Promise<Understood> => {
  const scope = answeredScope(mails);
  const content = scope ? within(whole, deposit, scope) : whole;
  const lines = readings.flatMap((r) => r.lines).map((l) => (scope ? l : ofNobody(l)));
  const messages = lines.some((l) => l.about.by === "edi-message")
    ? messageReferences(await world.store.get(deposit.claimed.sha256))
    : [];
  const placed = placedLines({ world, deposit, whole, content, messages }, lines);
  const [first] = readings;
  // Something came back about this deposit and nothing in it was understood: a person reads it.
  if (placed.length === 0)
    return { verdicts: allToRead(deposit, content), doubts: ["nothing-read"] };
  const differ = compareTotals(content, readings) === "differ";
  const levels = lines.flatMap((l) => l.level ?? []);
  return {
    verdicts: placed.map(({ position, line }) =>
      verdictOf(deposit, position, differ ? doubted(line) : line),
    ),
    ...(levels[0] && levels.every((l) => l === levels[0]) ? { level: levels[0] } : {}),
    ...(first ? { reader: { profile: first.profile, official: first.official } } : {}),
    doubts: differ ? ["totals-differ"] : [],
  };
};

/** What was sent in these mails. */
const within = (whole: Content, deposit: Deposit, scope: ReadonlySet<DeclarationId>): Content => {
  const has = (position: number) => scope.has(declarationId(deposit.id, position));
  return {
    ...whole,
    declarations: whole.declarations.filter((d) => has(d.position)),
    ...(whole.payments ? { payments: whole.payments.filter((p) => has(p.declaration)) } : {}),
  };
};

/** « Your sending » of one of several organisms, and nobody can tell which: a person reads it. */
const ofNobody = (line: ReceiptLine): ReceiptLine =>
  line.about.by === "all" || line.about.by === "rest" ? { ...line, is: "to-read" } : line;

const allToRead = (deposit: Deposit, content: Content): readonly Verdict[] =>
  toRead(content.declarations.map((d) => declarationId(deposit.id, d.position)));

export const toRead = (declarations: readonly DeclarationId[]): readonly Verdict[] =>
  declarations.map((declaration) => ({ declaration, is: "to-read" }));

/** Good news about other totals than ours is no news; a refusal stays one. */
const doubted = (line: ReceiptLine): ReceiptLine =>
  line.is === "refused" ? line : { ...line, is: "to-read" };

interface Placing {
  readonly world: Pick<World, "agent">;
  readonly deposit: Deposit;
  /** Everything in the file; `content`: what the answered mails hold of it. */
  readonly whole: Content;
  readonly content: Content;
  readonly messages: readonly string[];
}

const placedLines = (
  placing: Placing,
  lines: readonly ReceiptLine[],
): readonly { readonly position: number; readonly line: ReceiptLine }[] => {
  const placed = lines
    .filter((line) => line.about.by !== "rest")
    .flatMap((line) => positionsOf(placing, line).map((position) => ({ position, line })));
  const taken = new Set(placed.map((p) => p.position));
  const free = placing.content.declarations.filter((d) => !taken.has(d.position));
  const rest = lines
    .filter((line) => line.about.by === "rest")
    .flatMap((line) => free.map((d) => ({ position: d.position, line })));
  return [...placed, ...rest];
};

const positionsOf = (
  { world, deposit, whole, content, messages }: Placing,
  { about }: ReceiptLine,
): readonly number[] => {
  const { declarations } = whole;
  switch (about.by) {
    case "all":
      return content.declarations.map((d) => d.position);
    case "rest":
      return [];
    case "key": {
      const wanted = keyedHash(world.agent.key, about.key);
      const keys = deposit.recognised?.keys ?? [];
      return keys.flatMap((key, index) => (key === wanted ? [index + 1] : []));
    }
    case "reference":
      return positions(declarations.filter((d) => isReferenced(d, about.reference)));
    case "edi-message": {
      const at = messages.indexOf(about.reference);
      return declarations.filter((_, index) => index === at).map((d) => d.position);
    }
    case "company":
      return positions(ofCompany(declarations, about));
  }
};

const positions = (found: readonly Declaration[]): readonly number[] =>
  found.map((d) => d.position);

const isReferenced = (d: Declaration, reference: string): boolean =>
  d.kind === "ducs" && plain(d.reference) === plain(reference);

/** The one declaration of a company that is meant; of several alike nobody can tell, and none is. */
const ofCompany = (
  declarations: readonly Declaration[],
  about: About & { readonly by: "company" },
): readonly Declaration[] => {
  const own = declarations.filter((d) => d.siret === about.siret);
  if (own.length <= 1) return own;
  const named = own.filter((d) => isReferenced(d, about.reference));
  if (named.length === 1) return named;
  const sent = (named.length > 0 ? named : own).filter(
    (d) => d.kind === "ducs" && about.recipient !== "" && isRecipient(d, about.recipient),
  );
  return sent.length === 1 ? sent : [];
};

const isRecipient = (d: Declaration & { readonly kind: "ducs" }, recipient: string): boolean =>
  plain(d.recipientName) === plain(recipient) || plain(d.recipient) === plain(recipient);

const verdictOf = (deposit: Deposit, position: number, line: ReceiptLine): Verdict => ({
  declaration: declarationId(deposit.id, position),
  is: line.is,
  ...(line.level ? { level: line.level } : {}),
  ...(line.code === undefined ? {} : { code: line.code }),
  ...(line.number === undefined ? {} : { number: line.number }),
  ...(line.decides === undefined ? {} : { decides: line.decides }),
});
