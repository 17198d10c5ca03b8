/** Asks an authority over HTTP (RFC 3161 §3.4). Plain HTTP is what most offer, and enough: the answer is signed and carries our nonce. */
import { asError } from "../../foundation/errors.ts";
import { type Timestamper, TimestampFault } from "../../ports/timestamper.ts";

const answerMsMax = 30_000;
const answerBytesMax = 256 * 1024;

export const httpTimestamper = (authority: string): Timestamper => ({
  authority,
  stamp: async (text) => {
    // What reads tokens is loaded when the first one is asked for: once a day, where an authority is set at all.
    const { requestFor, tokenOf } = await import("./token.ts");
    const { der, nonce } = requestFor(text);
    return tokenOf(await post(authority, der), { text, nonce });
  },
});

const post = async (url: string, body: Uint8Array): Promise<Uint8Array> => {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query" },
      body: Uint8Array.from(body),
      redirect: "error",
      signal: AbortSignal.timeout(answerMsMax),
    });
    if (!answer.ok) throw new TimestampFault(`code HTTP ${answer.status}`);
    return await capped(answer);
  } catch (cause) {
    if (cause instanceof TimestampFault) throw cause;
    const { message, cause: inner } = asError(cause);
    throw new TimestampFault(inner ? asError(inner).message : message);
  }
};

const capped = async (answer: Response): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > answerBytesMax)
      throw new TimestampFault(`réponse de plus de ${answerBytesMax} octets`);
    parts.push(part);
  }
  return Buffer.concat(parts);
};
