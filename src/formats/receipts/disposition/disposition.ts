/**
 * A message disposition notification (RFC 8098): what a reader, or a program, did with our mail. `displayed` is
 * no declaration. Of a program that answers for the organism (RFC 3335, RFC 4130) `processed` says that it
 * arrived, and `Received-Content-MIC` lets us compare what arrived with what left.
 */
import { fieldGroups } from "../fields.ts";

export interface Disposition {
  /** With angle brackets. */
  readonly originalMessageId: string;
  readonly recipient: string;
  readonly type:
    | "displayed"
    | "processed"
    | "deleted"
    | "dispatched"
    | "denied"
    | "failed"
    | "unknown";
  /** Modifiers such as `error`, `failure`, `warning`, with what follows them. */
  readonly modifiers: readonly { readonly is: string; readonly said: string }[];
  readonly mic?: { readonly digest: string; readonly algorithm: string };
}

const types = ["displayed", "processed", "deleted", "dispatched", "denied", "failed"] as const;

/** Undefined when there is no disposition in the bytes of the `message/disposition-notification` part. */
export const readDisposition = (bytes: Uint8Array): Disposition | undefined => {
  const group = fieldGroups(bytes).find((g) => g.has("disposition"));
  const written = group?.get("disposition");
  if (!group || written === undefined) return undefined;
  const [, after = ""] = /^[^;]*;(.*)$/u.exec(written) ?? [];
  const [type = "", ...modifiers] = after.split("/");
  const mic = micOf(group.get("received-content-mic") ?? "");
  return {
    originalMessageId: /<[^<>\s]+>/u.exec(group.get("original-message-id") ?? "")?.[0] ?? "",
    recipient: (group.get("final-recipient") ?? "").replace(/^[^;]*;\s*/u, ""),
    type: types.find((t) => t === type.trim().toLowerCase()) ?? "unknown",
    modifiers: modifiers.join("/").split(",").flatMap(modifierOf),
    ...(mic ? { mic } : {}),
  };
};

const modifierOf = (text: string): readonly { readonly is: string; readonly said: string }[] => {
  const [is = "", ...said] = text.split(":");
  return is.trim() === ""
    ? []
    : [{ is: is.trim().toLowerCase(), said: said.join(":").trim().slice(0, 200) }];
};

/** `Base64, sha256` (RFC 3335 §6.3). */
const micOf = (text: string): Disposition["mic"] | undefined => {
  const [, digest, algorithm] = /^([A-Za-z0-9+/=]{20,128})\s*,\s*([\w-]+)/u.exec(text.trim()) ?? [];
  return digest === undefined || algorithm === undefined
    ? undefined
    : { digest, algorithm: algorithm.toLowerCase().replace("-", "") };
};
