/** The thread's program: small files are made durable here as `writeSmallFile` does it. */
import { writeSmallFile } from "../../foundation/safe-file.ts";
import { serveCalls } from "../../foundation/thread-calls.ts";
import type { WriteCall } from "./threaded-writer.ts";

serveCalls((call) => writeSmallFile(...(call as WriteCall)));
