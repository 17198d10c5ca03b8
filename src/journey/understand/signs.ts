/** What speaks for which deposit: questions to the journal, answered with signs to be weighed (domain/receipt/correlation.ts). */

import type { Deposit } from "../../domain/deposit.ts";
import type { DepositId, Instant } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { mayHaveArrived, modeOf } from "../../domain/message.ts";
import { ownDepositNumber } from "../../domain/message-id.ts";
import { believed } from "../../domain/receipt/believed.ts";
import { type Claims, type Sign, weights } from "../../domain/receipt/correlation.ts";
import {
  companyMark,
  interchangeMark,
  numberMark,
  referenceMark,
} from "../../domain/receipt/marks.ts";
import { addressOf, looksInto, ruledMails } from "../../domain/ruled-mails.ts";
import type { ReceiptLine, ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import { matchesGlob } from "../../foundation/glob.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Finding } from "./asking.ts";

export interface Signs extends Required<Claims> {
  readonly deposits: ReadonlyMap<DepositId, Deposit>;
  /** Simulated deposits that hold what it speaks of: nothing of them left, so it answers none of them. */
  readonly simulated: ReadonlySet<DepositId>;
}

interface Asked {
  readonly world: Finding & Pick<World, "agent">;
  readonly mail: ReadMail;
  readonly readings: readonly ReceiptReading[];
  readonly fileName: string;
  readonly arrived: Instant;
  /** Identity whose mailbox it came into; undefined for what a person brought. */
  readonly mailbox?: string;
  /** When it says that it was written; undefined when it does not say. */
  readonly written?: Instant;
  /** Deposits that a receipt with the same file was about. */
  readonly alike: ReadonlySet<DepositId>;
}

export const signsOf = async (asked: Asked): Promise<Signs> => {
  const board = new Board(asked);
  await byMessageId(asked, board);
  await byNumber(asked, board);
  for (const reading of asked.readings) await byReading(asked, reading, board);
  beside(asked, board);
  return board;
};

class Board implements Signs {
  readonly signs = new Map<DepositId, Set<Sign>>();
  readonly things: Set<DepositId>[] = [];
  readonly deposits = new Map<DepositId, Deposit>();
  readonly tests = new Set<DepositId>();
  readonly early = new Set<DepositId>();
  readonly simulated = new Set<DepositId>();
  readonly #asked: Pick<Asked, "arrived" | "mailbox" | "written" | "alike">;

  constructor(asked: Pick<Asked, "arrived" | "mailbox" | "written" | "alike">) {
    this.#asked = asked;
  }

  note(deposit: Deposit, sign: Sign): void {
    this.deposits.set(deposit.id, deposit);
    if (deposit.messages.some((m) => modeOf(m) === "essai")) this.tests.add(deposit.id);
    if (this.isEarly(deposit)) this.early.add(deposit.id);
    const own = this.signs.get(deposit.id) ?? new Set();
    own.add(sign);
    this.signs.set(deposit.id, own);
  }

  /**
   * By weaker signs, only in a mailbox where the rule of one of its mails looks (`ar.boites`), and only what may have reached
   * the organism before it answered: clocks differ by less than a day.
   */
  possible(deposits: readonly Deposit[]): readonly Deposit[] {
    const { arrived, mailbox } = this.#asked;
    return deposits.filter((d) =>
      ruledMails(d).some(
        (mail) =>
          looksInto(mail, mailbox) &&
          mail.message !== undefined &&
          mayHaveArrived(mail.message) &&
          mail.message.frozen.date <= arrived + dayMs,
      ),
    );
  }

  /** Noticed among those that hold a declaration or an interchange it names. */
  named(holders: readonly Deposit[]): readonly Deposit[] {
    for (const d of holders) if (d.stage.is === "simulated") this.simulated.add(d.id);
    return this.possible(holders);
  }

  /** Whether the receipt was written before the deposit left. */
  isEarly(deposit: Deposit): boolean {
    const { written } = this.#asked;
    const left = deposit.messages.filter(mayHaveArrived).map((m) => m.frozen.date);
    return (
      written !== undefined &&
      left.length > 0 &&
      written + limits.receiptEarlyMs < Math.min(...left)
    );
  }

  /** Whom a line means, of those that hold what it names and may have been answered. */
  meant(holders: readonly Deposit[], key: string): readonly Deposit[] {
    const cited = holders.filter((d) => this.#isCited(d.id));
    if (cited.length > 0) return cited;
    const sent = this.named(holders);
    const late = sent.filter((d) => !this.isEarly(d));
    const left = late.length > 0 ? late : sent;
    const alike = left.filter((d) => this.#asked.alike.has(d.id));
    // A test that was answered already may be answered again: its receipt is not the real one's.
    const modes = new Set(left.flatMap((d) => d.messages.map(modeOf)));
    const waiting = modes.size > 1 ? [] : left.filter((d) => isWaiting(d, key));
    // The same file about one that still waits: it came again, or the organism says the same twice.
    if (waiting.length > 0) return [...new Set([...waiting, ...alike])];
    return alike.length > 0 ? alike : left;
  }

  #isCited(id: DepositId): boolean {
    return [...(this.signs.get(id) ?? [])].some((sign) => weights[sign] === "strong");
  }
}

const dayMs = 86_400_000;

/** In-Reply-To and the newest of References first: a thread may cite older mails of ours too. */
const byMessageId = async ({ world, mail }: Asked, board: Board): Promise<void> => {
  const [replied] = mail.headers.get("in-reply-to") ?? [];
  const cited = mail.references.toReversed();
  const first = cited.filter((header) => replied?.includes(header) === true);
  for (const header of [...first, ...cited]) {
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    if (!deposit) continue;
    board.note(deposit, "references");
    return;
  }
  for (const header of quotedIds(world, mail.text)) {
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    if (deposit) board.note(deposit, "message-id");
  }
};

/** Message-IDs in a text that bear our own seal: nobody else can make one. */
export const quotedIds = (world: Pick<World, "agent">, text: string): readonly string[] => [
  ...new Set(
    (text.match(/<[^<>\s]{10,200}>/gu) ?? []).filter(
      (header) => ownDepositNumber(world.agent.key, header) !== undefined,
    ),
  ),
];

export const numberMarks = (
  world: Pick<World, "agent">,
  readings: readonly ReceiptReading[],
): readonly string[] =>
  readings.flatMap((reading) =>
    (reading.numbers ?? []).flatMap((number) => {
      // ACS and ARS of one portal, AEE and CCO of another, share their numbers.
      const mark = numberMark(reading.profile.split("-")[0] ?? "", number);
      return mark === undefined ? [] : [keyedHash(world.agent.key, mark)];
    }),
  );

const byNumber = async ({ world, readings }: Asked, board: Board): Promise<void> => {
  for (const mark of numberMarks(world, readings))
    for (const deposit of await world.journal.find({ by: "mark", mark }, limits.candidatesMax))
      if (isTaught(deposit, mark)) board.note(deposit, "number");
};

const byReading = async (asked: Asked, reading: ReceiptReading, board: Board): Promise<void> => {
  const { world } = asked;
  const holding = (text: string) => {
    const mark = keyedHash(world.agent.key, text);
    return world.journal.find({ by: "mark", mark }, limits.candidatesMax);
  };
  const marked = async (text: string) => board.named(await holding(text));
  const company = async (text: string) => board.possible(await holding(text));
  const interchange = reading.echo?.interchange ?? "";
  if (interchange !== "")
    for (const deposit of await marked(interchangeMark(interchange)))
      board.note(deposit, "interchange");
  for (const line of reading.lines.slice(0, limits.receiptLinesMax)) {
    const meant = await meantBy({ world, board, marked, company }, line);
    if (meant.length === 0) continue;
    for (const deposit of meant) board.note(deposit, "identifiers");
    board.things.push(new Set(meant.map((d) => d.id)));
  }
};

/** A number is known from a receipt that closes: what nothing authenticates may tie any number to any deposit. */
const isTaught = (deposit: Deposit, mark: string): boolean =>
  deposit.receipts.some((r) => r.marks?.includes(mark) === true && believed(deposit, r) !== "not");

/** The deposits that hold the declaration a line speaks of; of several, those that still wait for it. */
const meantBy = async (
  about: {
    readonly world: Asked["world"];
    readonly board: Board;
    readonly marked: (text: string) => Promise<readonly Deposit[]>;
    /** A firm's every deposit: none of them is named by it. */
    readonly company: (text: string) => Promise<readonly Deposit[]>;
  },
  line: ReceiptLine,
): Promise<readonly Deposit[]> => {
  const { world, board, marked } = about;
  switch (line.about.by) {
    case "key": {
      const key = keyedHash(world.agent.key, line.about.key);
      const holders = await world.journal.find({ by: "key", key }, limits.candidatesMax);
      return board.meant(holders, key);
    }
    case "reference":
      return marked(referenceMark(line.about.reference));
    case "company": {
      const company = await about.company(companyMark(line.about.siret));
      for (const deposit of company) board.note(deposit, "company");
      if (line.about.reference === "") return [];
      const named = new Set((await marked(referenceMark(line.about.reference))).map((d) => d.id));
      return company.filter((d) => named.has(d.id));
    }
    case "edi-message":
    case "rest":
    case "all":
      return [];
  }
};

const isWaiting = (deposit: Deposit, key: string): boolean => {
  const position = deposit.recognised?.keys.indexOf(key) ?? -1;
  const state = deposit.declarations[position];
  if (!state || state.is === "superseded") return false;
  // What nothing proves is still awaited: a forged answer must not hand the true one to another deposit.
  return state.is === "waiting" || state.is === "received" || !state.proven;
};

/** Signs that propose nobody by themselves, and tell one candidate from another. */
const beside = ({ mail, fileName }: Asked, board: Board): void => {
  const subject = mail.subject.toLowerCase();
  const domain = mail.from.slice(mail.from.lastIndexOf("@") + 1).toLowerCase();
  for (const deposit of board.deposits.values()) {
    const mails = ruledMails(deposit);
    const asSent = deposit.claimed.name.toLowerCase() === fileName.toLowerCase();
    const asTold = mails.some(({ expects }) => isLike(fileName, expects?.attachment));
    if (fileName !== "" && (asSent || asTold)) board.note(deposit, "attachment");
    const own = mails.map((m) => m.subject.trim().toLowerCase()).filter((s) => s.length > 3);
    // Seed 000: « l'email dont l'objet est « Fichier des AR » ».
    const told = mails.some(({ expects }) => isLike(mail.subject, expects?.subject));
    if (told || /fichier des ar\b/u.test(subject) || own.some((s) => subject.includes(s)))
      board.note(deposit, "subject");
    if (domain !== "" && mails.some((m) => addressOf(m).endsWith(`@${domain}`)))
      board.note(deposit, "sender");
  }
};

/** As people write them in `ar.sujet` and `ar.piece`. */
const isLike = (text: string, pattern: string | undefined): boolean =>
  pattern !== undefined && matchesGlob(pattern.trim(), text.trim());
