/**
 * Our Message-IDs: readable on the left for people, unguessable in the middle, and sealed with the agent's key. So
 * a mail that cites one shows that we sent it even when the journal has forgotten it (mail.md F30), and nobody
 * else, nor another agent of the same domain, can make us believe so.
 */
import { keyedHash } from "../foundation/bytes.ts";
import type { MessageId } from "./ids.ts";

const sealChars = 8;

const sealOf = (key: Uint8Array, left: string): string =>
  keyedHash(key, `message-id ${left}`).slice(0, sealChars);

export const messageIdHeaderOf = (about: {
  readonly message: MessageId;
  readonly nonce: Uint8Array;
  readonly key: Uint8Array;
  readonly address: string;
}): string => {
  const { message, nonce, key, address } = about;
  const left = `${message.toLowerCase()}.${Buffer.from(nonce).toString("hex")}`;
  return `<${left}${sealOf(key, left)}@${address.slice(address.lastIndexOf("@") + 1)}>`;
};

/** The number of the deposit it was made for, or undefined when it is none of ours. */
export const ownDepositNumber = (key: Uint8Array, header: string): number | undefined => {
  const [, left, number, seal] =
    /^<(d(\d{1,15})\.m\d{1,6}\.[0-9a-f]{16})([0-9a-f]{8})@[^<>\s]+>$/u.exec(header) ?? [];
  return left !== undefined && sealOf(key, left) === seal ? Number(number) : undefined;
};
