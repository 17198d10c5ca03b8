/** What may happen to an agent, as plain data: a run is a list of these, and shrinks like any list. */
import fc from "fast-check";
import { orderNames } from "../../../src/domain/facts.ts";
import type { CourierPlan } from "../memory-courier.ts";
import { contents } from "./contents.ts";
import { dossierNames } from "./estate.ts";

const plans = [
  "unreachable",
  "defers-organism",
  "refuses-organism",
  "drops-at-data",
  "drops-in-data",
  "defers-at-dot",
  "refuses-at-dot",
  "drops-after-dot",
  "hangs-after-dot",
  "refuses-login",
] as const satisfies readonly CourierPlan[];

/** What comes back: about a mail that the server was given, or about none of ours. */
const answers = [
  "ar",
  "refusal",
  "forged-ar",
  "bounce",
  "same-mail-again",
  "for-another",
  "noise",
] as const;
export type Answer = (typeof answers)[number];

const constant = fc.constantFrom;
const record = fc.record;
const is = <const T extends string>(name: T) => fc.constant(name);
const doom = record({ at: fc.integer({ min: 1, max: 30 }), when: constant("before", "after") });
/** Even: a mail that was made an hour ahead of the clock waits that hour, as a retry would (src/domain/retry.ts). */
const hours = constant(-6, -4, -2, 2, 4, 6).map((h) => h * 3_600_000);

const commands = {
  drop: record({
    do: is("drop"),
    dossier: fc.oneof(
      { weight: 6, arbitrary: constant(dossierNames[0]) },
      { weight: 1, arbitrary: constant(dossierNames[1]) },
    ),
    name: constant("dpae.txt", "suite.txt", "b.txt"),
    content: fc.nat(contents.length - 1),
  }),
  pass: record({ do: is("pass"), ms: constant(100, 1500, 3000, 8000, 40_000) }),
  server: record({
    do: is("server"),
    plans: fc.array(constant(...plans), { minLength: 1, maxLength: 3 }),
  }),
  receive: record({
    do: is("receive"),
    what: fc.oneof(
      { weight: 2, arbitrary: constant(...answers) },
      { weight: 1, arbitrary: constant(answers[0]) },
    ),
    of: fc.nat(5),
  }),
  order: record({
    do: is("order"),
    order: constant(...orderNames),
    of: fc.nat(7),
    as: constant(undefined, undefined, "replacement", "separate"),
    during: constant(0, 0, 1, 2, 3, 5),
  }),
  crash: record({ do: is("crash"), dooms: fc.array(doom, { minLength: 1, maxLength: 3 }) }),
  kill: record({ do: is("kill") }),
  jump: record({ do: is("jump"), ms: hours }),
  disk: record({ do: is("disk"), full: fc.boolean() }),
  mailbox: record({ do: is("mailbox"), away: fc.boolean() }),
  rules: record({ do: is("rules"), there: fc.boolean() }),
  takeAr: record({ do: is("take-ar") }),
} as const;

export type Command = {
  [K in keyof typeof commands]: (typeof commands)[K] extends fc.Arbitrary<infer T> ? T : never;
}[keyof typeof commands];

const weights: Readonly<Record<keyof typeof commands, number>> = {
  drop: 9,
  pass: 12,
  server: 4,
  receive: 8,
  order: 6,
  crash: 3,
  kill: 1,
  jump: 1,
  disk: 1,
  mailbox: 1,
  rules: 1,
  takeAr: 1,
};

const any: fc.Arbitrary<Command> = fc.oneof(
  ...(Object.keys(commands) as (keyof typeof commands)[]).map((name) => ({
    weight: weights[name],
    arbitrary: commands[name] as fc.Arbitrary<Command>,
  })),
);

export const runs = (lengthMax: number) =>
  record({
    savesSent: fc.boolean(),
    commands: fc.array(any, { minLength: 1, maxLength: lengthMax, size: "max" }),
  });

export type Run = ReturnType<typeof runs> extends fc.Arbitrary<infer T> ? T : never;
