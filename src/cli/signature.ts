/** Who gives an order, and why: it stands in the journal for ever, so that a decision of nobody is none (I3). */
import { userInfo } from "node:os";
import { limits } from "../domain/limits.ts";

/** `--by`, else the login. */
export const signer = (by: string | undefined): string =>
  (by?.trim() || userInfo().username).slice(0, limits.orderByCharsMax);

/** `--reason`; empty when nothing is said. */
export const reasonGiven = (reason: string | undefined): string =>
  (reason ?? "").trim().slice(0, limits.orderReasonCharsMax);
