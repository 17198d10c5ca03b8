/**
 * The promises of design §4, judged from outside after each command: by the files on disk, by the server's own
 * ledger, and by the bare facts of the journal. Nothing here asks the program what it thinks of itself.
 */
import assert from "node:assert/strict";
import type { DepositFact } from "../../../src/domain/deposit.ts";
import type { FactOf, Recorded } from "../../../src/domain/facts.ts";
import { situation } from "../../../src/domain/rollup.ts";
import { sha256 } from "../../../src/foundation/bytes.ts";
import { headerOf } from "../samples.ts";
import { contents } from "./contents.ts";
import { type Estate, isHeld, movedTo } from "./estate.ts";
import type { Dropped, Seen } from "./play.ts";

export const check = async (estate: Estate, seen: Seen): Promise<void> => {
  const facts = await estate.journal.facts({}, 100_000);
  nothingLost(estate, seen, facts);
  oncePerBytes(estate, seen, facts);
  oncePerMessage(estate, facts);
  nothingInTest(facts);
  ordersHold(facts);
  mailsKept(estate);
  deliveredOnce(estate, seen, facts);
  await toldTruly(estate, seen);
};

type Facts = readonly Recorded[];

const of = <K extends Recorded["is"]>(facts: Facts, is: K): readonly Recorded<FactOf<K>>[] =>
  facts.filter((f): f is Recorded<FactOf<K>> => f.is === is);

/** Nothing lost: a file stands where it was dropped, or is a deposit whose bytes are ours, or was written over. */
const nothingLost = (estate: Estate, { dropped }: Seen, facts: Facts): void => {
  const claims = of(facts, "claimed");
  for (const file of dropped) {
    const { dossier, name, content, identity } = file;
    const bytes = contents[content]?.bytes ?? new Uint8Array();
    const claim = claims.filter(
      (c) => c.dossier === dossier && c.name === name && c.file.inode === identity.inode,
    );
    assert.ok(claim.length <= 1, `I1 ${name} was taken ${claim.length} times`);
    const [taken] = claim;
    if (taken) {
      assert.equal(taken.sha256, sha256(bytes), `${taken.deposit} holds other bytes`);
      const kept = estate.store.blobs.get(taken.sha256);
      assert.ok(kept && sha256(kept) === taken.sha256, `${taken.deposit}: its bytes are lost`);
      continue;
    }
    const stands = estate.spools[dossier].files.get(name)?.identity.inode === identity.inode;
    assert.ok(stands || isWrittenOver(file, dropped), `${dossier}/${name} is lost`);
  }
};

const isWrittenOver = (file: Dropped, dropped: readonly Dropped[]): boolean =>
  dropped
    .slice(dropped.indexOf(file) + 1)
    .some((later) => later.dossier === file.dossier && later.name === file.name);

/** I1: the server holds the same bytes in one mail only, except where a bounce or a refusal took one back. */
const oncePerBytes = (estate: Estate, seen: Seen, facts: Facts): void => {
  const held = new Map<string, Set<string>>();
  const claims = new Map(of(facts, "claimed").map((c) => [c.deposit, c]));
  const frozen = of(facts, "frozen");
  for (const taken of estate.courier.ledger()) {
    const header = headerOf(taken);
    const mail = frozen.find((f) => f.messageIdHeader === header);
    assert.ok(mail, `${header} left, and the journal does not know it`);
    assert.equal(sha256(taken.bytes), mail.sha256, `${header} left with other bytes`);
    const sha = claims.get(mail.deposit)?.sha256 ?? "";
    const bounced = seen.answers.some((a) => a.what === "bounce" && a.header === header);
    if (!isHeld(taken) || bounced) continue;
    held.set(sha, (held.get(sha) ?? new Set()).add(header));
  }
  for (const headers of held.values())
    assert.ok(headers.size <= 1, `I1 the same bytes left as ${[...headers].join(" and ")}`);
};

/** I2: one dot without a definite no, and one more for each time a named person asked. */
const oncePerMessage = (estate: Estate, facts: Facts): void => {
  const ledger = estate.courier.ledger();
  for (const mail of of(facts, "frozen")) {
    const about = (f: Recorded): boolean => "message" in f && f.message === mail.message;
    const dots = ledger.filter((t) => headerOf(t) === mail.messageIdHeader);
    const journalled = of(facts, "attempt-dot").filter(about).length;
    assert.ok(journalled >= dots.length, `${mail.message}: a dot left before the journal said so`);
    const asked = of(facts, "ordered").filter(
      (f) => about(f) && (f.order === "resend" || f.order === "retry") && f.by !== "",
    );
    const open = dots.filter(isHeld).length;
    assert.ok(open <= 1 + asked.length, `I2 ${mail.message} left ${open} times`);
  }
  const made = of(facts, "frozen").map((f) => f.message);
  assert.equal(new Set(made).size, made.length, "a message was frozen twice");
};

/** I6: nothing is even made of what stands in the test dossier. */
const nothingInTest = (facts: Facts): void => {
  const tests = new Set(
    of(facts, "claimed").flatMap((c) => (c.dossier === "essai" ? [c.deposit] : [])),
  );
  assert.deepEqual(
    of(facts, "frozen").filter((f) => tests.has(f.deposit)),
    [],
    "I6 a mail was made in test mode",
  );
};

/** What a person held or cancelled does not leave, nor what they said had arrived, until somebody orders it again. */
const ordersHold = (facts: Facts): void => {
  const held = new Set<string>();
  const cancelled = new Set<string>();
  const confirmed = new Set<string>();
  for (const fact of facts as readonly Recorded<DepositFact>[]) {
    if (fact.is === "attempt-begun") {
      assert.ok(!held.has(fact.deposit), `${fact.deposit} is held, and its mail leaves`);
      assert.ok(!cancelled.has(fact.deposit), `${fact.deposit} is cancelled, and its mail leaves`);
    }
    if (fact.is === "attempt-dot")
      assert.ok(!confirmed.has(fact.message), `${fact.message} is there, and leaves once more`);
    if (fact.is !== "ordered") continue;
    assert.ok(fact.by === "dupont" || fact.by === "facteur", `ordered by ${fact.by}`);
    if (fact.order === "hold") held.add(fact.deposit);
    if (fact.order === "release") held.delete(fact.deposit);
    if (fact.order === "cancel") cancelled.add(fact.deposit);
    if (fact.order === "confirm") confirmed.add(fact.message ?? "");
    if (fact.order === "resend" || fact.order === "retry") confirmed.delete(fact.message ?? "");
  }
};

/** I5: what was moved in the mailbox is ours. */
const mailsKept = ({ mailbox, store }: Estate): void => {
  for (const raw of mailbox.content(movedTo))
    assert.ok(store.blobs.has(sha256(raw)), "I5 a mail was moved before it was kept");
};

/** I4: each AR file comes once, for each deposit that it speaks of, and never again after it was taken away. */
const deliveredOnce = (estate: Estate, seen: Seen, facts: Facts): void => {
  const came = new Map<string, number>();
  const count = (sha: string): void => void came.set(sha, (came.get(sha) ?? 0) + 1);
  seen.taken.forEach(count);
  for (const { files } of Object.values(estate.spools))
    for (const [path, { bytes }] of files)
      if (/^AR\/(?!\.facteur)/u.test(path)) count(sha256(bytes));
  for (const [sha, times] of came) {
    const deposits = of(facts, "frozen").filter((f) =>
      seen.answers.some((a) => a.file === sha && a.header === f.messageIdHeader),
    );
    const speaksOf = new Set(deposits.map((f) => f.deposit)).size;
    assert.ok(times <= speaksOf, `I4 an AR came ${times} times for ${speaksOf} deposits`);
  }
};

/** The report says no more than what happened outside. */
const toldTruly = async (estate: Estate, { answers }: Seen): Promise<void> => {
  const ledger = estate.courier.ledger();
  for (const deposit of await estate.journal.find({ by: "recent" }, 1000)) {
    const headers = deposit.messages.map((m) => m.frozen.messageIdHeader);
    const came = (...whats: readonly string[]): boolean =>
      answers.some((a) => whats.includes(a.what) && headers.includes(a.header));
    const left = ledger.some((t) => headers.includes(headerOf(t)));
    const { is } = situation(deposit);
    const told = `${deposit.id} is told ${is}`;
    if (is === "enregistre") assert.ok(came("ar"), told);
    if (is === "enregistre-a-confirmer") assert.ok(came("ar", "forged-ar"), told);
    if (is === "refuse") assert.ok(came("refusal"), told);
    if (is === "non-remis") assert.ok(came("bounce"), told);
    if (is === "contradictoire") assert.ok(came("ar", "refusal", "forged-ar", "bounce"), told);
    for (const message of deposit.messages) {
      const { stage } = message;
      const decided = message.orders.some((o) => o.order === "confirm");
      if (stage.is === "accepted") assert.ok(left || decided, `${message.id} was never sent`);
    }
  }
};
