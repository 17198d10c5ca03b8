/**
 * A delivery status report (RFC 3464): who did not get what, and why. One report can speak of several
 * recipients; `relayed` and `delivered` are not the same, `delayed` is information only.
 */
import { type Fields, fieldGroups } from "../fields.ts";

export interface DeliveryStatus {
  /** Original-Envelope-Id, decoded from xtext (RFC 3461 §4), when the report has one. */
  readonly envelopeId?: string;
  readonly recipients: readonly RecipientStatus[];
}

export interface RecipientStatus {
  /** Address without its type prefix. */
  readonly recipient: string;
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded" | "unknown";
  /** RFC 3463 code such as `5.1.1`; empty when absent. */
  readonly status: string;
  readonly diagnostic: string;
}

/** Reads the body of a `message/delivery-status` part; undefined when no recipient is in it. */
export const readDeliveryStatus = (bytes: Uint8Array): DeliveryStatus | undefined => {
  const groups = fieldGroups(bytes);
  const recipients = groups.filter(isRecipient).map(recipientOf);
  if (recipients.length === 0) return undefined;
  const envelopeId = groups.map((g) => g.get("original-envelope-id")).find((v) => v !== undefined);
  return { recipients, ...(envelopeId === undefined ? {} : { envelopeId: fromXtext(envelopeId) }) };
};

const isRecipient = (group: Fields): boolean =>
  group.has("final-recipient") || group.has("original-recipient") || group.has("action");

const actions = ["failed", "delayed", "delivered", "relayed", "expanded"] as const;

const recipientOf = (fields: Fields): RecipientStatus => {
  const written = (fields.get("action") ?? "").toLowerCase();
  return {
    recipient: withoutType(fields.get("original-recipient") ?? fields.get("final-recipient") ?? ""),
    action: actions.find((a) => a === written) ?? "unknown",
    status: fields.get("status")?.split(" ")[0] ?? "",
    diagnostic: withoutType(fields.get("diagnostic-code") ?? ""),
  };
};

/** `rfc822; somebody@example.test` → the address. */
const withoutType = (value: string): string => value.slice(value.indexOf(";") + 1).trim();

/** `+3D` → `=` (RFC 3461 §4). */
const fromXtext = (text: string): string =>
  text.replace(/\+([0-9A-F]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** The Message-ID inside a returned message or its headers, with angle brackets. */
export const returnedMessageId = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 64 * 1024)).toString("latin1");
  const end = head.search(/\r?\n\r?\n/u);
  const headers = (end < 0 ? head : head.slice(0, end)).replace(/\r?\n[ \t]+/gu, " ");
  return /^message-id:\s*(<[^<>\s]+>)/imu.exec(headers)?.[1];
};
