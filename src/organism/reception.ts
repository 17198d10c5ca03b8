/**
 * What happens to a message that reaches the organism: its addresses, the answer to its final dot, the
 * delivery in the ledger, the mails that come back. No sockets here.
 */
import { sha256 } from "../foundation/bytes.ts";
import { answersTo, declarationIn } from "./answers.ts";
import { type Behaviour, behaviourOf } from "./behaviours.ts";
import type { Later } from "./later.ts";
import type { Delivery, Ledger } from "./ledger.ts";
import type { Provider } from "./provider.ts";
import { type ReceivedMail, readMail } from "./read-mail.ts";
import type { AfterDot, Taken } from "./smtp.ts";

export interface ReceptionOptions {
  readonly domain: string;
  readonly clientDomain: string;
  readonly delayMs: number;
  readonly lateMs: number;
  readonly slowMs: number;
  readonly now: () => number;
  readonly onDelivery?: (delivery: Delivery) => void;
  readonly provider: Provider;
  readonly ledger: Ledger;
  readonly later: Later;
}

export class Reception {
  readonly #options: ReceptionOptions;
  #sendings = 0;

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  #behaviour(recipient: string): Behaviour | undefined {
    const [, local = "", domain = ""] = /^(.*)@([^@]*)$/u.exec(recipient) ?? [];
    return domain.toLowerCase() === this.#options.domain ? behaviourOf(local) : undefined;
  }

  /** Why this recipient is refused, or undefined. */
  refusal(recipient: string): string | undefined {
    if (this.#options.provider.accountOf(recipient) !== undefined) return undefined;
    const behaviour = this.#behaviour(recipient);
    if (behaviour?.atRcpt === "accept") return undefined;
    const { domain, clientDomain } = this.#options;
    const ours = [domain, clientDomain].some((d) => recipient.toLowerCase().endsWith(`@${d}`));
    return ours ? "5.1.1 no such mailbox" : "5.7.1 relaying denied";
  }

  /** Once for each final dot. */
  taken(taken: Taken): AfterDot {
    const mail = readMail(taken.bytes);
    const organism = taken.recipients.find((r) => this.#behaviour(r) !== undefined);
    const delivery = {
      ...this.#seen(taken, mail),
      recipient: organism ?? taken.recipients[0] ?? "",
    };
    const behaviour = organism === undefined ? undefined : this.#behaviour(organism);
    const after = this.#afterDot(behaviour, this.#options.ledger.triesBefore(delivery));
    const known = { ...delivery, answered: after.answered };
    this.#options.ledger.add(known);
    this.#options.onDelivery?.(known);
    if (after.answered !== "250" && after.answered !== "dropped") return after;
    this.#ownCopies(taken);
    if (organism !== undefined && behaviour !== undefined)
      this.#answer({ taken, mail, organism, behaviour });
    return after;
  }

  #seen(taken: Taken, mail: ReceivedMail): Omit<Delivery, "recipient" | "answered"> {
    const attachment = declarationIn(mail);
    return {
      recipients: taken.recipients,
      from: taken.from,
      messageIdHeader: mail.messageId,
      bytesSha256: sha256(taken.bytes),
      attachmentName: attachment?.name,
      attachmentSha256: attachment === undefined ? undefined : sha256(attachment.bytes),
      at: this.#options.now(),
    };
  }

  #afterDot(behaviour: Behaviour | undefined, triesBefore: number): AfterDot {
    if (this.#options.later.full)
      return { answered: "452", text: "4.3.1 too many answers are waiting", waitMs: 0 };
    const taken = { answered: "250", text: "2.0.0 received", waitMs: 0 } as const;
    switch (behaviour?.atDot) {
      case undefined:
      case "accept":
        return taken;
      case "slow":
        return { ...taken, waitMs: this.#options.slowMs };
      case "later-twice":
        return triesBefore >= 2
          ? taken
          : { answered: "451", text: "4.3.0 come back later", waitMs: 0 };
      case "refuse":
        return { answered: "554", text: "5.7.1 not this message", waitMs: 0 };
      case "drop-once":
        return triesBefore > 0 ? taken : { answered: "dropped", text: "", waitMs: 0 };
    }
  }

  #ownCopies({ recipients, from, bytes }: Taken): void {
    const domain = from.slice(from.lastIndexOf("@") + 1);
    for (const to of recipients)
      this.#options.provider.deliver({ to, from, domain, stamp: "passed", bytes });
  }

  #answer(what: {
    readonly taken: Taken;
    readonly mail: ReceivedMail;
    readonly organism: string;
    readonly behaviour: Behaviour;
  }): void {
    const { taken, behaviour, organism } = what;
    // RFC 3834 §2: nobody answers the empty sender.
    if (taken.from === "") return;
    this.#sendings += 1;
    const { bytes, envelopeId, from: sender } = taken;
    const asked = { ...what, bytes, envelopeId, sender };
    const mails = answersTo({ ...asked, at: this.#options.now(), number: this.#sendings });
    const { delayMs, lateMs, domain } = this.#options;
    const first = behaviour.when === "late" ? lateMs : delayMs;
    const from = behaviour.answer === "bounce" ? "" : organism;
    mails.forEach((mail, i) => {
      const posted = { to: sender, from, domain, stamp: behaviour.stamp, bytes: mail };
      this.#options.later.run(first + i * delayMs, () => this.#options.provider.deliver(posted));
    });
  }
}
