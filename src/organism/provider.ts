/**
 * The client's mail provider: puts a mail into the mailbox of its recipient, stamped as providers do.
 * The stamp is what makes an answer trustworthy or not (RFC 8601; mail.md §4, F68).
 */
import type { Stamp } from "./behaviours.ts";
import { mailDate } from "./compose.ts";
import type { Account } from "./imap/mailboxes.ts";

export interface Posted {
  readonly to: string;
  /** The envelope's sender; empty for a bounce. */
  readonly from: string;
  /** The domain that signs and sends. */
  readonly domain: string;
  readonly stamp: Stamp;
  readonly bytes: Uint8Array;
}

export interface ProviderOptions {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly authservId: string;
  readonly now: () => number;
}

export class Provider {
  readonly #options: ProviderOptions;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** The account behind an address; `user+anything@` is `user@`. */
  accountOf(address: string): Account | undefined {
    const plain = address.toLowerCase().replace(/\+[^@]*@/u, "@");
    return this.#options.accounts.get(plain);
  }

  /** False when nobody has this address: the mail is lost, as it would be. */
  deliver(posted: Posted): boolean {
    const inbox = this.accountOf(posted.to)?.folder("INBOX");
    if (inbox === undefined) return false;
    const now = this.#options.now();
    const stamped = [
      `Return-Path: <${posted.from}>`,
      ...this.#authentication(posted),
      `Delivered-To: ${posted.to}`,
      `Received: from smtp.${posted.domain} by ${this.#options.authservId} with ESMTP;`,
      `\t${mailDate(now)}`,
      "",
    ].join("\r\n");
    inbox.add(Buffer.concat([Buffer.from(stamped, "utf8"), posted.bytes]), now);
    return true;
  }

  #authentication(posted: Posted): readonly string[] {
    const { domain, from, stamp } = posted;
    switch (stamp) {
      case "none":
        return [];
      case "passed":
        return [results(this.#options.authservId, { says: "pass", domain, from })];
      case "failed":
        return [results(this.#options.authservId, { says: "fail", domain, from })];
      case "foreign":
        return [results(`mx.${domain}`, { says: "pass", domain, from })];
    }
  }
}

const results = (
  authservId: string,
  { says, domain, from }: { says: "pass" | "fail"; domain: string; from: string },
): string =>
  [
    `Authentication-Results: ${authservId};`,
    `\tdkim=${says} header.d=${domain};`,
    // RFC 7208 §2.4: with an empty sender, SPF looks at the name that the server gave itself.
    `\tspf=${says} ${from === "" ? `smtp.helo=smtp.${domain}` : `smtp.mailfrom=${from}`};`,
    `\tdmarc=${says} header.from=${domain}`,
  ].join("\r\n");
