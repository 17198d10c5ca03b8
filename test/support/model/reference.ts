/**
 * The reference day of the kill matrix (mail.md §6.1): six files, one of them twice; an AR with a refusal, a bounce, an
 * answer lost after the dot and found again among the sent mails. Whatever dies when, the verdicts are the same, or
 * a mail that never left is uncertain.
 */
import assert from "node:assert/strict";
import { type SituationIs, situation } from "../../../src/domain/rollup.ts";
import { sha256 } from "../../../src/foundation/bytes.ts";
import type { Doom } from "../mortal.ts";
import { arMail, bounceMail, dpae, dpaeAr, headerOf } from "../samples.ts";
import { Agent } from "./agent.ts";
import { contents } from "./contents.ts";
import { atTheEnd } from "./ending.ts";
import { type Estate, estate, isHeld } from "./estate.ts";
import type { Dropped, Seen } from "./play.ts";
import { check } from "./promises.ts";

/** Names in the order in which the folder is read, what they hold (`contents.ts`), and what becomes of them. */
const files: readonly (readonly [string, number, SituationIs])[] = [
  ["a-refus.txt", 3, "refuse"],
  ["b-perdu.txt", 4, "non-remis"],
  ["c-coupe.txt", 2, "remis"],
  ["d-copie.txt", 2, "doublon"],
  ["e-abime.txt", 6, "rejete"],
  ["f-entier.txt", 7, "incomplet"],
];

/** When the other side answers; the last wait is longer than the search among the sent mails takes to begin. */
const daySeconds = [1, 1, 1, 1, 1, 1, 1, 5, 5, 10, 50];

export interface Day {
  readonly estate: Estate;
  readonly steps: readonly string[];
  readonly deaths: number;
  readonly verdicts: readonly string[];
  /** Uncertain mails that the server does not hold: it never saw the dot, or said no to it. */
  readonly uncertain: number;
}

export const referenceDay = async (...dooms: readonly Doom[]): Promise<Day> => {
  const where = estate({ savesSent: true });
  const agent = new Agent(where);
  const seen: Seen = { dropped: [], answers: [], taken: [], clockSet: false };
  where.plans.push("unreachable", "accepts", "defers-at-dot");
  for (const [name, content] of files) seen.dropped.push(drop(where, name, content));
  agent.start();
  const [first, ...next] = dooms;
  if (first) agent.doom(first, ...next);
  for (const seconds of daySeconds) {
    await agent.pass(seconds * 1000);
    answer(where, seen);
    await check(where, seen);
  }
  const { deaths, steps } = agent;
  await atTheEnd({ estate: where, agent, seen });
  const deposits = (await where.journal.find({ by: "recent" }, 100)).toReversed();
  const held = new Set(where.courier.ledger().flatMap((t) => (isHeld(t) ? [headerOf(t)] : [])));
  const absent = deposits.filter(
    (d) =>
      situation(d).is === "incertain" &&
      !d.messages.some((m) => held.has(m.frozen.messageIdHeader)),
  );
  return {
    estate: where,
    steps,
    deaths,
    uncertain: absent.length,
    verdicts: deposits.map((d) => `${d.claimed.name} ${situation(d).is}`).sort(),
  };
};

export const expected: readonly string[] = files.map(([name, , is]) => `${name} ${is}`);

const drop = (where: Estate, name: string, content: number): Dropped => {
  const bytes = contents[content]?.bytes;
  assert.ok(bytes);
  return { dossier: "cirso", name, content, identity: where.spools.cirso.drop(name, bytes) };
};

/** The other side answers each mail that it has, once. */
const answer = ({ courier, mailbox, clock }: Estate, { answers }: Seen): void => {
  for (const { envelopeId, bytes, plan } of courier.ledger()) {
    const header = headerOf({ envelopeId });
    const text = Buffer.from(bytes).toString("latin1");
    if (plan !== "accepts" || answers.some((a) => a.header === header)) continue;
    const arrived = clock.now();
    if (text.includes("b-perdu.txt")) {
      answers.push({ header, what: "bounce" });
      mailbox.deliver(bounceMail(header), { arrived });
    }
    if (!text.includes("a-refus.txt")) continue;
    const file = dpaeAr(dpae("SUPPOSEE", "FICTIVE"), ["12", "12"]);
    answers.push({ header, what: "refusal", file: sha256(file) });
    mailbox.deliver(arMail({ references: header, file, name: "a-refus.txt" }), { arrived });
  }
};
