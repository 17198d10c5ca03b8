/** Fuzzing of what people and machines write to the agent: received mails, rule files, settings. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import fc from "fast-check";
import { readMail } from "../../../src/adapters/mail-reader/read-mail.ts";
import { loadSettings } from "../../../src/config/load.ts";
import { describeSettingsProblem } from "../../../src/config/problems.ts";
import { limits } from "../../../src/domain/limits.ts";
import { understand } from "../../../src/journey/understand.ts";
import { describeProblem } from "../../../src/rules/problems.ts";
import { readRuleSet } from "../../../src/rules/set.ts";
import { environment, rightSettings } from "../../config/wrong-shapes.ts";
import { arMail, bounceMail, dpae, dpaeAr } from "../samples.ts";
import { scratch } from "../scratch.ts";
import { rules, sendOne, smallWorld, takeOne } from "../small-world.ts";
import { mutated, replay } from "./mutate.ts";

/** Received mails: an answer within the deadline, whatever they are; and nobody is registered by a damaged one. */
export const fuzzMails = async (t: TestContext, numRuns: number): Promise<void> => {
  const mailReader = { read: readMail, [Symbol.asyncDispose]: async () => undefined };
  const world = smallWorld(t, { mailReader });
  const sent = dpae("FICTIVE", "IMAGINAIRE");
  world.spool.drop("dpae.txt", sent);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  const refused = dpaeAr(sent, ["12", "12"]);
  const seeds = [
    arMail({ references, file: refused }),
    arMail({ file: refused, text: "Accusé de réception\r\nRejet\r\n" }),
    bounceMail(references),
    arMail({ references, text: "<p>reçu</p>", more: "Auto-Submitted: auto-replied" }),
  ];
  const run = fc.asyncProperty(mutated(seeds), async (raw) => {
    const began = performance.now();
    const reading = await readMail(raw);
    assert.ok(performance.now() - began < limits.mailParseMsMax);
    if (reading.is === "read") {
      assert.ok(reading.mail.text.length <= limits.mailTextCharsMax);
      assert.ok(reading.mail.parts.length <= limits.mailPartsMax);
    }
    const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "1", uid: 1 };
    const conclusion = await understand(world, { ref, arrived: 0, raw });
    for (const match of conclusion.matches) {
      assert.equal(match.deposit, deposit.id);
      // A byte of the code itself may be what changed: two bytes at one place are not.
      const codes = match.verdicts.flatMap((v) => (v.is === "registered" ? [v.code] : []));
      for (const code of codes) assert.notEqual(code, "12");
    }
  });
  await fc.assert(run, { numRuns, ...replay() });
};

const fixtures = join(import.meta.dirname, "..", "..", "fixtures", "rules");

/** Rule files: a rule that can be used, or an error that says where; never both unsaid. */
export const fuzzRules = async (numRuns: number): Promise<void> => {
  const files = readdirSync(fixtures).filter((name) => name.endsWith(".cfg"));
  const seeds = [Buffer.from(rules()), ...files.map((name) => readFileSync(join(fixtures, name)))];
  const run = fc.property(mutated(seeds), (bytes) => {
    const first = readRuleSet({ root: bytes, companions: new Map() });
    // Whatever it names is not there: that is an error, too.
    const companions = new Map(first.wanted.map((path) => [path, "absent"] as const));
    const { set, problems } = readRuleSet({ root: bytes, companions });
    const errors = problems.filter((p) => p.severity === "error");
    assert.equal(set === undefined, errors.length > 0);
    assert.ok(problems.length <= limits.ruleProblemsMax);
    for (const problem of problems)
      assert.match(describeProblem(problem, "mapibox.cfg", "fr"), /^[^,]+(?:, | : )/u);
    for (const { send } of set?.rules ?? []) {
      // What would become a header of a mail holds no end of line, and one address only.
      assert.match(send.a ?? "x@y.example", /^[!-~]+@[!-~]+$/u);
      assert.doesNotMatch(send.a ?? "", /[,;<>]/u);
      assert.doesNotMatch(send.sujet ?? "", /[\p{Cc}\u2028\u2029]/u);
    }
  });
  fc.assert(run, { numRuns, ...replay() });
};

/** Settings: right, or every problem with its file, place and remedy; never thrown, never half. */
export const fuzzSettings = async (t: TestContext, numRuns: number): Promise<void> => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  const seeds = [Buffer.from(rightSettings), Buffer.from("{}")];
  const run = fc.property(mutated(seeds), (bytes) => {
    writeFileSync(file, bytes);
    const loaded = loadSettings(file, environment);
    if (loaded.is === "ok") return;
    assert.ok(loaded.problems.some((p) => p.severity === "error"));
    for (const problem of loaded.problems)
      for (const lang of ["fr", "en"] as const) {
        const said = describeSettingsProblem(problem, lang);
        assert.ok(said.includes(file) && problem.hint[lang] !== "", said);
        assert.ok(!said.includes(environment.SMTP_PASSWORD), said);
      }
  });
  fc.assert(run, { numRuns, ...replay() });
};
