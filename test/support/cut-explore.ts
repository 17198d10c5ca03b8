/** Plays stories of cut files against the journey, and holds what happened against the judge's word. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import fc from "fast-check";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { modelOf } from "../../src/adapters/reports/reporter.ts";
import { advance } from "../../src/daemon/advance.ts";
import { reconsider, takeReceipt } from "../../src/daemon/receipts.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { awaitedOf } from "../../src/domain/due/awaited.ts";
import { declarationId, type ReceiptId } from "../../src/domain/ids.ts";
import { type Counts, situation, situationOf } from "../../src/domain/rollup.ts";
import { type RuledMail, ruledMails, ruledMessages } from "../../src/domain/ruled-mails.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { forPeople } from "../../src/journey/report.ts";
import { send } from "../../src/journey/send.ts";
import type { MailReader } from "../../src/ports/mail-reader.ts";
import { cleanup } from "./cleanup.ts";
import {
  addressOf,
  expectedStates,
  fileOf,
  mailOf,
  organisms,
  rulesTextOf,
  type Story,
  type StoryReceipt,
  stories,
} from "./cut-story.ts";
import { type SmallWorld, smallWorld, takeOne, theDeposit } from "./small-world.ts";
import { testTold } from "./told.ts";

/** Replay a failure with `FACTEUR_SEED=… FACTEUR_PATH=…`, as it is printed. */
export const exploreCuts = async (t: TestContext, runs: number): Promise<void> => {
  const { FACTEUR_SEED: seed, FACTEUR_PATH: path } = process.env;
  const mailReader = workerMailReader();
  cleanup(t, () => mailReader[Symbol.asyncDispose]());
  const met = new Map<string, number>();
  const property = fc.asyncProperty(stories, fc.nat(), async (story, turn) => {
    const played = await play(t, story, { mailReader, order: story.receipts });
    await judge(story, played);
    const other = await play(t, story, { mailReader, order: turned(story.receipts, turn) });
    assert.deepEqual(await told(other), await told(played), "the order of the receipts is told");
    const { is } = situation(played.deposit);
    met.set(is, (met.get(is) ?? 0) + 1);
  });
  await fc.assert(property, {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  });
  t.diagnostic([...met].map(([what, n]) => `${what} ${n}`).join(", "));
};

/** The other way round, and begun elsewhere: with the order as it came, every pair stands in both orders. */
const turned = <T>(list: readonly T[], by: number): readonly T[] => {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)].toReversed();
};

interface Played {
  readonly world: SmallWorld;
  readonly deposit: Deposit;
  /** Which of the story's receipts each is. */
  readonly names: ReadonlyMap<ReceiptId, string>;
}

const play = async (
  t: TestContext,
  story: Story,
  about: { readonly mailReader: MailReader; readonly order: readonly StoryReceipt[] },
): Promise<Played> => {
  const world = smallWorld(t, {
    mailReader: about.mailReader,
    courier: ({ envelope }) =>
      organisms.some((of) => story.refused.has(of) && envelope.to[0] === addressOf(of))
        ? "refuses-organism"
        : "accepts",
  });
  world.spool.drop("mapibox.cfg", rulesTextOf(story));
  world.spool.drop("lot.edi", fileOf(story));
  const { id, messages, stage } = await takeOne(world);
  assert.equal(stage.is, "frozen", JSON.stringify(stage));
  for (const message of messages)
    await send(world, await theDeposit(world, id), message, new AbortController().signal);
  const headers = new Map(
    messages.map((m) => [m.frozen.envelope.to[0], m.frozen.messageIdHeader] as const),
  );
  const names = new Map<ReceiptId, string>();
  for (const receipt of about.order) {
    // Each has its own time of arrival, whatever the order in which it is read.
    const index = story.receipts.indexOf(receipt);
    const arrived = world.clock.now() + (index + 1) * 60_000;
    const header = receipt.cites && headers.get(addressOf(receipt.cites));
    const raw = Buffer.from(mailOf(receipt, { index, header }));
    const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid: index + 1 };
    const taken = await takeReceipt(world, { ref, arrived, raw });
    names.set(taken.receipt, `AR${index}`);
    if (taken.conclusion) await reconsider(world, taken.conclusion);
    await advance(world, id);
  }
  return { world, deposit: await theDeposit(world, id), names };
};

/** The report, without what tells only the order in which the mails were read. */
const told = async ({ world, deposit, names }: Played): Promise<unknown> => {
  const { footer: _, timeline, ...rest } = modelOf(await forPeople(world, deposit), testTold);
  const text = JSON.stringify({ ...rest, timeline: timeline.map((e) => `${e.what} ${e.detail}`) });
  return JSON.parse(text.replaceAll(/R\d+/gu, (id) => names.get(id as ReceiptId) ?? id)) as unknown;
};

const judge = async (story: Story, played: Played): Promise<void> => {
  const { deposit } = played;
  const expected = expectedStates(story);
  assert.deepEqual(
    deposit.declarations.map(({ is, proven }) => ({ is, proven })),
    expected,
  );
  await wellCut(story, played);
  rollsUp(deposit);
  const { is } = situation(deposit);
  const all = expected.every((e) => e.is === "registered" && e.proven);
  assert.equal(is === "enregistre", all, `${is}, though not every mail is registered`);
  waitsForItsOwn(story, deposit);
  await asksForTheRest(story, played);
};

/** Every declaration is in one mail, that of its own organism, whose file reads back as it and nothing else. */
const wellCut = async (story: Story, { world, deposit }: Played): Promise<void> => {
  const carried = ruledMails(deposit).flatMap((mail) =>
    mail.declarations.map((id) => [id, mail.to] as const),
  );
  const owned = story.lines.map((of, i) => [declarationId(deposit.id, i + 1), addressOf(of)]);
  assert.deepEqual(
    carried.toSorted(([a], [b]) => a.localeCompare(b)),
    owned,
  );
  for (const { part, declarations } of ruledMessages(deposit)) {
    if (!part) continue;
    const bytes = await world.store.get(part);
    assert.equal(ducsEdifact.completeness(bytes).is, "complete");
    const read = readWhole(ducsEdifact, bytes);
    assert.deepEqual(
      read.declarations.map((d) => d.kind === "ducs" && d.reference),
      declarations.map((id) => `REF${id.split(".")[1]}`),
    );
    assert.deepEqual(
      read.findings.filter((f) => f.severity === "blocking"),
      [],
    );
  }
};

/** The deposit is what its mails are, and nothing more. */
const rollsUp = (deposit: Deposit): void => {
  const mails = ruledMails(deposit).map((m) => situationOf(deposit, m.message?.id));
  const { is, counts } = situation(deposit);
  for (const key of Object.keys(counts) as readonly (keyof Counts)[])
    assert.equal(
      counts[key],
      mails.reduce((sum, mail) => sum + mail.counts[key], 0),
      key,
    );
  for (const state of ["enregistre", "refuse"] as const)
    assert.equal(
      is === state,
      mails.every((mail) => mail.is === state),
      state,
    );
};

/** A mail is waited for until all that it carries has a proven last word; one that the server refused is told otherwise. */
const waitsForItsOwn = (story: Story, deposit: Deposit): void => {
  const expected = expectedStates(story);
  const open = (mail: RuledMail): boolean =>
    mail.declarations.some((id) => {
      const state = expected[Number(id.split(".")[1]) - 1];
      return state === undefined || !state.proven || state.is === "received";
    });
  const awaited = ruledMails(deposit).filter((mail) => {
    const refused = organisms.some((of) => story.refused.has(of) && mail.to === addressOf(of));
    return !refused && open(mail);
  });
  assert.deepEqual(
    awaitedOf(deposit, frenchCalendar).map((a) => a.address),
    awaited.map((mail) => mail.to),
  );
};

/** After a part was refused, by its server or its organism, the clerk is told which declarations to drop again, and no other. */
const asksForTheRest = async (story: Story, { world, deposit }: Played): Promise<void> => {
  const mails = ruledMails(deposit);
  if (mails.length < 2) return;
  const { mails: parts } = modelOf(await forPeople(world, deposit), testTold);
  const expected = expectedStates(story);
  for (const [index, mail] of mails.entries()) {
    const todo = parts[index]?.part?.todo.join(" ") ?? "";
    const positions = mail.declarations.map((id) => Number(id.split(".")[1]));
    const unsent = organisms.some((of) => story.refused.has(of) && mail.to === addressOf(of));
    const refused = positions.filter(
      (n) => expected[n - 1]?.is === "refused" && expected[n - 1]?.proven,
    );
    const { is } = situationOf(deposit, mail.message?.id);
    const wanted = unsent ? positions : is === "refuse" || is === "partiel" ? refused : [];
    const asked = /ne contient que (?:la déclaration|les déclarations) ([\d, à]+)/u.exec(todo)?.[1];
    assert.deepEqual(numbersIn(asked ?? ""), wanted, todo);
  }
};

/** « 1, 3 à 5 ». */
const numbersIn = (text: string): readonly number[] =>
  text.split(", ").flatMap((run) => {
    const [from = Number.NaN, to = from] = run.split(" à ").map((n) => Number.parseInt(n, 10));
    return Number.isNaN(from) ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
