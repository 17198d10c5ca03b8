/**
 * Every fault at every step of an SMTP dialogue, in clear, by STARTTLS and by implicit TLS, and what the whole
 * agent must make of it. A case with an unknown outcome does not exist: the table below is total.
 */

import type { SmtpWaits } from "../../src/adapters/courier/smtp-options.ts";
import type { SituationIs } from "../../src/domain/rollup.ts";
import { type Fault, type Step, steps } from "./fault-smtp.ts";

export const securities = ["none", "starttls", "tls"] as const;
export type Security = (typeof securities)[number];

const faults = {
  silence: { is: "hang" },
  close: { is: "fin" },
  reset: { is: "drop" },
  "4xx": { is: "say", line: "451 4.3.0 later" },
  "5xx": { is: "say", line: "554 5.7.1 no" },
  "421": { is: "say", line: "421 4.3.2 going down", close: true },
  garbage: { is: "say", line: "quelque chose d'autre" },
  "two codes": { is: "say", line: "250-2.0.0 yes\r\n550 5.0.0 no" },
  unended: { is: "say", line: "250-2.0.0 yes", close: true },
  dribble: { is: "dribble" },
  trickle: { is: "trickle" },
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as readonly FaultName[];

/** How the file ends that met the fault. `suspended`: it waits, and its identity does not try. */
export type Ending =
  | Extract<SituationIs, "remis" | "incertain" | "refuse-par-le-serveur">
  | "suspended";

export interface SmtpCase {
  readonly name: string;
  readonly step: Step;
  readonly fault: Fault;
  readonly security: Security;
  readonly endings: readonly Ending[];
  readonly waits: Partial<SmtpWaits>;
}

/** Nothing can be said before the greeting's turn, nor in the place of a handshake. */
const wordless: readonly FaultName[] = ["silence", "close", "reset"];

const isPossible = (step: Step, fault: FaultName, security: Security): boolean => {
  if (step === "starttls" && security !== "starttls") return false;
  if (step === "handshake")
    return security !== "none" && (wordless.includes(fault) || fault === "garbage");
  if (step === "connect") return wordless.includes(fault);
  if (step === "end") return ["silence", "close", "reset", "421", "garbage"].includes(fault);
  // Within the body nothing is due: a right answer cannot be slow there.
  if (step === "body") return fault !== "dribble" && fault !== "trickle" && fault !== "unended";
  return true;
};

const endingsOf = (step: Step, fault: FaultName): readonly Ending[] => {
  if (step === "end" || fault === "dribble") return ["remis"];
  if (step === "auth" && fault === "5xx") return ["suspended"];
  // From MAIL on, a 5xx judges this message; who said yes and no to a recipient has none, and says so at DATA.
  const judged = ["mail", "rcpt", "data", "body", "dot"].includes(step);
  const refused = fault === "5xx" || (step === "rcpt" && fault === "two codes");
  if (judged && refused) return ["refuse-par-le-serveur"];
  if (step === "dot") return fault === "4xx" || fault === "421" ? ["remis"] : ["incertain"];
  // A small mail is wholly handed over before the server is heard: whether its dot left is the journal's to say.
  if (step === "body")
    return fault === "4xx" || fault === "421" ? ["remis"] : ["remis", "incertain"];
  return ["remis"];
};

/** Short where nothing comes any more; the others must not depend on how fast this machine is. */
const waitsOf = (step: Step, fault: FaultName): Partial<SmtpWaits> => {
  const quiet = ["silence", "trickle", "two codes", "garbage"].includes(fault);
  if (step === "end" || (step !== "handshake" && !quiet)) return {};
  return { connectMs: 1500, greetingMs: 1500, silenceMs: 1500, dotMs: 2500 };
};

export const smtpCases: readonly SmtpCase[] = securities.flatMap((security) =>
  steps.flatMap((step) =>
    faultNames
      .filter((fault) => isPossible(step, fault, security))
      .map((fault) => ({
        name: `${fault} at ${step}, ${security}`,
        step,
        fault: faults[fault],
        security,
        endings: endingsOf(step, fault),
        waits: waitsOf(step, fault),
      })),
  ),
);
