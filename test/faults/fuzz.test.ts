/**
 * mail.md §6.6, a bounded part: whatever bytes come in, an answer and never an exception. More of it in
 * test/full/fuzz.test.ts; the files that are declared have theirs in test/formats/. Replay a failure with
 * `FACTEUR_SEED=<seed> FACTEUR_PATH=<path> node --test --test-name-pattern=<name> test/faults/fuzz.test.ts`.
 */
import { test } from "node:test";
import { fuzzJournalFile, fuzzRows, fuzzSocket } from "../support/fuzz/inside.ts";
import { fuzzMails, fuzzRules, fuzzSettings } from "../support/fuzz/texts.ts";

test("F65 received mails", (t) => fuzzMails(t, 300));
test("rule files", () => fuzzRules(2000));
test("settings", (t) => fuzzSettings(t, 300));
test("F32 rows of the journal", (t) => fuzzRows(t, 60));
test("F32 the journal's file", (t) => fuzzJournalFile(t, 60));
test("the control socket", (t) => fuzzSocket(t, 200));
