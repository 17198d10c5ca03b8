/** Where a mail server is, how it is reached and what it is told at login: the same for submission, IMAP and POP3. */
import type { CredentialSource } from "./credential.ts";

export interface MailServer {
  /** A name, not an address: the certificate is checked against it. */
  readonly host: string;
  readonly port: number;
  /** `none` is refused for other hosts than loopback. */
  readonly security: "tls" | "starttls" | "none";
  readonly login?: string;
  readonly password?: string;
  /** Asked for at each login; it wins over `password`. */
  readonly credential?: CredentialSource;
  /** PEM text of the only authorities trusted; absent: the system's. */
  readonly ca?: string;
}
