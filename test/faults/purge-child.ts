/** Purges everything that is closed in one journal and store, and tells each removal: to be killed in the middle. */
import { dirname } from "node:path";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { inParts } from "../../src/journey/purge/parts.ts";
import { planPurge } from "../../src/journey/purge/plan.ts";
import { purge } from "../../src/journey/purge.ts";

const [file = "", folder = "", now = ""] = process.argv.slice(2);
const goOn = process.stdin[Symbol.asyncIterator]();
const clock = { now: () => Number(now) };
await using journal = sqliteJournal({ file, clock });
const files = fileStore({ data: dirname(folder) });
const store = {
  ...files,
  remove: async (hash: string): Promise<void> => {
    await files.remove(hash);
    process.stdout.write(`${hash}\n`);
    // The one who kills sees it before the next one goes, and says when it may.
    await goOn.next();
  },
};
const span = { count: 30, unit: "days" } as const;
const retention = { originals: span, mails: span, receipts: span, reports: span };
const world = {
  journal,
  store,
  dossiers: new Map(),
  reports: { kept: async () => [], discard: async () => undefined },
};
const plan = await planPurge(journal, { retention, now: clock.now() });
const signed = { by: "dupont", reason: "essai" };
for await (const part of inParts({ journal, plan, signed }, (order) => purge(world, order)))
  void part;
process.stdin.destroy();
