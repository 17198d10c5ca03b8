/**
 * Every message whose final dot was received, whatever was answered: the judge's count. A test that says
 * "never doubled" compares it with what the agent believes.
 */
import { limits } from "../domain/limits.ts";

export interface Delivery {
  /** The organism's address; the first recipient when no organism was among them. */
  readonly recipient: string;
  /** All accepted recipients, own copies included. */
  readonly recipients: readonly string[];
  /** The envelope's sender. */
  readonly from: string;
  /** With its angle brackets; empty when the mail has none. */
  readonly messageIdHeader: string;
  readonly bytesSha256: string;
  /** Of the attachment that was read as the declaration. */
  readonly attachmentName: string | undefined;
  readonly attachmentSha256: string | undefined;
  /** Milliseconds. */
  readonly at: number;
  readonly answered: Answered;
}

/** `dropped`: the connection was cut in the place of an answer. */
export type Answered = "250" | "451" | "452" | "554" | "dropped";

export class Ledger {
  readonly #deliveries: Delivery[] = [];
  readonly #dots = new Map<string, number>();
  readonly #tries = new Map<string, number>();

  add(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > limits.organismDeliveriesMax) this.#deliveries.shift();
    count(this.#dots, delivery.messageIdHeader);
    count(this.#tries, keyOf(delivery));
  }

  all(): readonly Delivery[] {
    return [...this.#deliveries];
  }

  /** How often the final dot of this message was received. */
  dots(messageId: string): number {
    return this.#dots.get(messageId) ?? 0;
  }

  /** How often this message came to this recipient before; without a Message-ID, from this sender. */
  triesBefore(delivery: Pick<Delivery, "recipient" | "from" | "messageIdHeader">): number {
    return this.#tries.get(keyOf(delivery)) ?? 0;
  }
}

const keyOf = (d: Pick<Delivery, "recipient" | "from" | "messageIdHeader">): string =>
  `${d.recipient.toLowerCase()} ${d.messageIdHeader || d.from.toLowerCase()}`;

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
