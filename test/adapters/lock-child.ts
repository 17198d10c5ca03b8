/** Takes the lock of the folder it is given, says so, and holds it until it dies. */
import { takeLock } from "../../src/adapters/system/lock.ts";

const [folder = ""] = process.argv.slice(2);
const lock = await takeLock(folder);
process.stdout.write("held\n");
// Referred to for as long as the process lives, so that it is not collected.
setInterval(() => void lock, 60_000);
