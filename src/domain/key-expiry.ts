/** How near the end of a key or certificate is: people hear of it 60, 30 and 7 days before, and when it is there (mail.md F84). */
import type { FaultCode } from "./faults.ts";
import type { Instant } from "./ids.ts";
import type { SealKey } from "./seal.ts";

const expiryStages = [0, 7, 30, 60] as const;
/** Days. */
export type ExpiryStage = (typeof expiryStages)[number];

const dayMs = 86_400_000;

/** Undefined: no end, or a far one. */
export const expiryStage = (expires: Instant | undefined, now: Instant): ExpiryStage | undefined =>
  expires === undefined ? undefined : expiryStages.find((days) => expires - now <= days * dayMs);

/** A key or certificate that the settings name, and for what. */
export interface HeldKey extends SealKey {
  /** Its place in the settings: `sealers.cirso`, `receipts.openers.pgp`. */
  readonly use: string;
}

export type ExpiryCode = Extract<FaultCode, `key-${string}`>;

export const expiryCode = (stage: ExpiryStage): ExpiryCode => {
  switch (stage) {
    case 0:
      return "key-expired";
    case 7:
      return "key-expiring-soon";
    case 30:
    case 60:
      return "key-expiring";
  }
};

/** Weeks ahead: to be known, and no trouble yet. */
export const isOnlyWarning = (code: FaultCode): boolean =>
  code === "key-expiring" || code === "settings-changed";
