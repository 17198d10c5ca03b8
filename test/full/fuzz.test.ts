/**
 * The fuzzing of test/faults/fuzz.test.ts, a hundred times longer. Replay a failure with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test --test-name-pattern=<name> test/full/fuzz.test.ts`.
 */
import { test } from "node:test";
import { fuzzJournalFile, fuzzRows, fuzzSocket } from "../support/fuzz/inside.ts";
import { fuzzMails, fuzzRules, fuzzSettings } from "../support/fuzz/texts.ts";

const timeout = 1_800_000;

test("F65 received mails", { timeout }, (t) => fuzzMails(t, 20_000));
test("rule files", { timeout }, () => fuzzRules(100_000));
test("settings", { timeout }, (t) => fuzzSettings(t, 20_000));
test("F32 rows of the journal", { timeout }, (t) => fuzzRows(t, 3000));
test("F32 the journal's file", { timeout }, (t) => fuzzJournalFile(t, 3000));
test("the control socket", { timeout }, (t) => fuzzSocket(t, 10_000));
