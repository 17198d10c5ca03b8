/** Logins that nobody changes, for daemons whose tests are about something else. */
import type { Logins } from "../../src/ports/logins.ts";

export const noLogins: Logins = {
  accept: () => Promise.resolve(false),
  revoke: () => Promise.resolve("none"),
  probe: () => Promise.resolve(undefined),
};
