/**
 * Every fault at every command that the agent says to a mailbox, in clear, by STARTTLS and by implicit TLS.
 * It appends nothing to a mailbox, so there is no APPEND; STORE and EXPUNGE only follow a COPY.
 */
import type { ImapFault } from "./fault-imap-relay.ts";
import { securities } from "./smtp-cases.ts";

export interface ImapCase {
  readonly name: string;
  readonly at: RegExp;
  readonly fault: ImapFault;
  readonly security: (typeof securities)[number];
  readonly hide: readonly string[];
  readonly impatient: boolean;
  /** The agent has two connections: what happens while one is made happens to both. */
  readonly times: number;
}

const wordless = ["silence", "close", "reset"] as const;
const refusals = ["NO", "BAD"] as const;
const inPlace = [...wordless, "BYE", "garbage", "trickle"] as const;
const answers = ["half", "unheard", "dribble"] as const;
const all: readonly ImapFault[] = [...inPlace, ...refusals, ...answers];

interface Step {
  readonly at: RegExp;
  readonly faults: readonly ImapFault[];
  readonly hide?: readonly string[];
  readonly only?: readonly ImapCase["security"][];
}

/** Without MOVE, a mail is copied, marked and expunged. */
const hide = ["MOVE"] as const;

const steps: Readonly<Record<string, Step>> = {
  connect: { at: /^connect$/u, faults: wordless },
  greeting: { at: /^greeting$/u, faults: [...inPlace, ...answers] },
  handshake: { at: /^handshake$/u, faults: [...wordless, "garbage"], only: ["starttls", "tls"] },
  starttls: { at: /^STARTTLS$/u, faults: [...inPlace, ...refusals], only: ["starttls"] },
  // A login that is refused suspends its identity until a person or an hour heals it: test/integration/login.test.ts.
  login: { at: /^(?:LOGIN|AUTHENTICATE)/u, faults: [...inPlace, "BAD", ...answers] },
  list: { at: /^LIST/u, faults: all },
  examine: { at: /^EXAMINE/u, faults: all },
  search: { at: /^UID SEARCH (?:SINCE|YOUNGER)/u, faults: all },
  "fetch of marks": { at: /^UID FETCH .*RFC822\.SIZE/u, faults: all },
  "fetch of a mail": { at: /^UID FETCH .*BODY\.PEEK\[\]/u, faults: all },
  idle: { at: /^IDLE/u, faults: all },
  select: { at: /^SELECT/u, faults: all },
  "search before a move": { at: /^UID SEARCH (?:UID )?\d/u, faults: all },
  create: { at: /^CREATE/u, faults: all },
  move: { at: /^UID MOVE/u, faults: all },
  copy: { at: /^UID COPY/u, faults: all, hide },
  store: { at: /^UID STORE/u, faults: all, hide },
  expunge: { at: /^UID EXPUNGE/u, faults: all, hide },
  logout: { at: /^LOGOUT/u, faults: all },
};

const connecting = new Set(["connect", "greeting", "handshake", "starttls", "login"]);

export const imapCases: readonly ImapCase[] = securities.flatMap((security) =>
  Object.entries(steps)
    .filter(([, { only }]) => only === undefined || only.includes(security))
    .flatMap(([step, { at, faults, hide: hidden = [] }]) =>
      faults.map((fault) => ({
        name: `${fault} at ${step}, ${security}`,
        at,
        fault,
        security,
        hide: hidden,
        times: connecting.has(step) ? 2 : 1,
        impatient: fault === "silence" || fault === "trickle",
      })),
    ),
);
