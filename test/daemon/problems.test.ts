/** What comes and goes is one trouble; what follows from another is not counted beside it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Problems } from "../../src/daemon/problems.ts";
import { faults } from "../../src/domain/faults.ts";
import { causeOf, healthOf, severityOf } from "../../src/domain/health.ts";
import { limits } from "../../src/domain/limits.ts";
import { tlsReasons } from "../../src/domain/tls-reason.ts";
import { memoryClock } from "../support/memory-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

const given = () => {
  const clock = memoryClock();
  const log = memoryLog();
  const problems = new Problems({ clock, log });
  const logged = () => log.events.map((e) => e.name).filter((e) => e.startsWith("problem"));
  return { clock, problems, logged };
};

test("a trouble is told when it begins and when it ends, once each", () => {
  const { problems, logged } = given();
  problems.raise("smtp-unreachable", "cabinet", "ECONNREFUSED");
  problems.raise("smtp-unreachable", "cabinet", "ECONNREFUSED");
  assert.deepEqual(logged(), ["problem"]);
  problems.raise("smtp-unreachable", "cabinet", "ETIMEDOUT");
  assert.deepEqual(
    problems.list().map(({ said, times }) => [said, times]),
    [["ETIMEDOUT", 1]],
    "the newest word about the same trouble",
  );
  assert.deepEqual(logged(), ["problem"]);
  problems.clear("cabinet", "smtp-unreachable");
  assert.deepEqual(problems.list(), []);
  assert.deepEqual(logged(), ["problem", "problem-over"]);
});

test("what comes back keeps its first hour; the third time it is unsteady until it stays away", async () => {
  const { clock, problems, logged } = given();
  const since = clock.now();
  for (let n = 0; n < 20; n++) {
    problems.raise("mailbox-unreachable", "cabinet", "reset");
    await clock.advance(1000);
    problems.clear("cabinet", "mailbox-unreachable");
    await clock.advance(1000);
  }
  const [unsteady] = problems.list();
  assert.deepEqual([unsteady?.since, unsteady?.times, unsteady?.stands], [since, 20, false]);
  problems.raise("mailbox-unreachable", "cabinet", "reset");
  assert.deepEqual(
    problems.list().map(({ times, stands }) => [times, stands]),
    [[21, true]],
  );
  problems.clear("cabinet", "mailbox-unreachable");
  assert.ok(logged().length <= 2 * limits.problemTimesLogged, logged().join());
  await clock.advance(limits.problemAgainMs);
  assert.deepEqual(problems.list(), []);
  assert.equal(logged().at(-1), "problem-over");
  problems.raise("mailbox-unreachable", "cabinet", "reset");
  assert.equal(problems.list()[0]?.times, 1, "a new trouble");
});

test("two troubles of one cause: the consequence names it and is not counted", () => {
  const at = 0;
  const suspended = { code: "identity-suspended", about: "cabinet", since: at } as const;
  const login = { code: "mailbox-login", about: "cabinet", since: at } as const;
  const other = { code: "mailbox-login", about: "autre", since: at } as const;
  const silence = { code: "ar-silence", about: "ar@organisme.test", since: at } as const;
  const open = [suspended, login, other, silence];
  assert.equal(causeOf(login, open), suspended);
  assert.equal(causeOf(other, open), undefined, "another identity's own trouble");
  assert.equal(causeOf(silence, open), suspended, "the answer may lie there");
  assert.deepEqual(healthOf(open), { is: "fails", critical: 2, warnings: 0 });
  assert.deepEqual(healthOf([silence]), { is: "warns", critical: 0, warnings: 1 });
  assert.deepEqual(healthOf([]), { is: "works", critical: 0, warnings: 0 });
});

test("a silence follows from a mailbox whose certificate is wrong, in whatever way", () => {
  const silence = { code: "ar-silence", about: "ar@organisme.test", since: 0 } as const;
  const late = { code: "deadline-near", about: "cirso", since: 0 } as const;
  for (const reason of tlsReasons) {
    const mailbox = { code: `mailbox-tls-${reason}`, about: "cabinet", since: 0 } as const;
    const server = { code: `smtp-tls-${reason}`, about: "cabinet", since: 0 } as const;
    assert.equal(causeOf(silence, [silence, mailbox]), mailbox, reason);
    assert.equal(causeOf(late, [late, server]), server, reason);
  }
});

test("nothing follows from itself, and every fault has a weight", () => {
  for (const code of Object.keys(faults) as (keyof typeof faults)[]) {
    const one = { code, about: "x", since: 0 };
    assert.equal(causeOf(one, [one]), undefined, code);
    assert.match(severityOf(code), /^(?:critical|warning)$/u);
  }
});
