/** What is asked of the post thread, and what it asks back: plain values only, as threads exchange them. */

import type { Letter } from "../../ports/composer.ts";
import type { Handover } from "../../ports/courier.ts";
import type { Credential } from "../../ports/credential.ts";
import type { SmtpCourierOptions } from "./smtp-options.ts";

export type PostCall =
  | {
      readonly is: "deliver";
      readonly options: Omit<SmtpCourierOptions, "credential">;
      /** Whether it may be asked what to log in with. */
      readonly credential: boolean;
      readonly handover: Omit<Handover, "beforeDot">;
    }
  | { readonly is: "compose"; readonly letter: Letter };

export type PostQuestion =
  | { readonly is: "before-dot" }
  | { readonly is: "credential" }
  | { readonly is: "refused"; readonly credential: Credential };

/** A fault keeps what it is on its way between threads. */
export type CredentialAnswer =
  | { readonly is: "given"; readonly credential: Credential }
  | { readonly is: "fault"; readonly fault: "expired" | "unreachable"; readonly said: string };
