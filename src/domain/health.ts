/**
 * What is wrong, weighed: how grave each trouble is, and which one only follows from another. A cause is told with what to do; what
 * follows from it is shown under it and counts for nothing by itself.
 */
import type { FaultCode } from "./faults.ts";
import type { Instant } from "./ids.ts";
import { tlsReasons } from "./tls-reason.ts";

/** `critical`: declarations do not leave, or may be late, wrong or lost, until somebody acts. */
export type Severity = "critical" | "warning";

export interface Trouble {
  readonly code: FaultCode;
  /** Dossier, identity, receipt or file concerned. */
  readonly about: string;
  readonly since: Instant;
}

/** Work goes on, or goes on elsewhere; somebody should look all the same. */
const warnings: ReadonlySet<FaultCode> = new Set<FaultCode>([
  "ar-late",
  "ar-silence",
  "clock-jump",
  "file-unreadable",
  "key-expiring",
  "key-expiring-soon",
  "mail-sealed",
  "mail-unreadable",
  "mailbox-full",
  "modified-after-claim",
  "name-control",
  "name-unreadable",
  "not-a-file",
  "not-produced",
  "notify-failed",
  "page-failed",
  "print-failed",
  "receipt-pending",
  "receipt-to-assign",
  "report-failed",
  "settings-changed",
  "smtp-temporary",
  "timestamp-failed",
]);

export const severityOf = (code: FaultCode): Severity =>
  warnings.has(code) ? "warning" : "critical";

interface Consequence {
  readonly of: readonly FaultCode[];
  readonly follow: readonly FaultCode[];
  /** Whether both must be about the same thing. */
  readonly same: boolean;
}

/** However its certificate is wrong, the mailbox cannot be read. */
const mailboxAway: readonly FaultCode[] = [
  "mailbox-unreachable",
  "mailbox-login",
  "mailbox-tls",
  ...tlsReasons.map((reason) => `mailbox-tls-${reason}` as const),
];

/** However its certificate is wrong, the server takes nothing. */
const submissionAway: readonly FaultCode[] = [
  "smtp-unreachable",
  "smtp-tls",
  ...tlsReasons.map((reason) => `smtp-tls-${reason}` as const),
];

const consequences: readonly Consequence[] = [
  {
    of: ["identity-suspended"],
    follow: ["smtp-login", "mailbox-login", "login-expired", "login-unreachable"],
    same: true,
  },
  {
    // An answer may lie where nobody can read.
    of: ["identity-suspended", ...mailboxAway, "disk-full"],
    follow: ["ar-late", "ar-silence"],
    same: false,
  },
  {
    // Nothing can leave, so nothing can be in time.
    of: ["identity-suspended", "sending-locked", "disk-full", ...submissionAway],
    follow: ["deadline-near", "deadline-passed"],
    same: false,
  },
  {
    of: ["disk-full", "folder-full", "disk-failing"],
    follow: ["step-failed", "report-failed", "send-unbegun", "file-unreadable", "loop-failed"],
    same: false,
  },
];

/** What this trouble follows from, among those that are open; undefined when it is a cause. */
export const causeOf = <T extends Trouble>(trouble: T, open: readonly T[]): T | undefined => {
  const known = consequences.filter(({ follow }) => follow.includes(trouble.code));
  return open.find((other) =>
    known.some(
      ({ of, same }) => of.includes(other.code) && (!same || other.about === trouble.about),
    ),
  );
};

export interface Health {
  /** `fails`: something critical; `warns`: something to look at; `works`: nothing. */
  readonly is: "works" | "warns" | "fails";
  readonly critical: number;
  readonly warnings: number;
}

/** What follows from another is not counted beside it. */
export const healthOf = (open: readonly Trouble[]): Health => {
  const causes = open.filter((trouble) => causeOf(trouble, open) === undefined);
  const critical = causes.filter(({ code }) => severityOf(code) === "critical").length;
  const rest = causes.length - critical;
  return { is: critical > 0 ? "fails" : rest > 0 ? "warns" : "works", critical, warnings: rest };
};

/** A trouble with its weight, for whoever tells it. */
export type Weighed<T extends Trouble> = T & {
  readonly severity: Severity;
  /** What it follows from; absent when it is a cause. */
  readonly dependsOn?: Pick<Trouble, "code" | "about">;
};

/** Causes first, the gravest of them first; what follows from one stands behind it. */
export const weighed = <T extends Trouble>(open: readonly T[]): readonly Weighed<T>[] =>
  open
    .map((trouble): Weighed<T> => {
      const cause = causeOf(trouble, open);
      return {
        ...trouble,
        severity: severityOf(trouble.code),
        ...(cause ? { dependsOn: { code: cause.code, about: cause.about } } : {}),
      };
    })
    .toSorted((a, b) => rankOf(a) - rankOf(b));

const rankOf = ({ severity, dependsOn }: Weighed<Trouble>): number =>
  (dependsOn ? 2 : 0) + (severity === "critical" ? 0 : 1);

/** When an identity last did what it is there for. */
export interface RoundTrip {
  readonly identity: string;
  /** The server took a mail; absent: none since the agent began. */
  readonly acceptedAt?: Instant;
  /** The mailbox was read to its end. */
  readonly readAt?: Instant;
  /** A receipt came. */
  readonly answeredAt?: Instant;
}
