/** Brings one journal up to date, and tells how far it is: to be killed in the middle. */
import { migrateJournal } from "../../src/adapters/journal/migrate.ts";

const [file = "", now = ""] = process.argv.slice(2);
await migrateJournal({
  file,
  clock: { now: () => Number(now) },
  tell: ({ doing }) => void process.stdout.write(`${doing}\n`),
});
