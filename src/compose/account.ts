/** Who mails accounts to clients, and which addresses no account may ever go to. */
import { smtpCourier } from "../adapters/courier/smtp-courier.ts";
import type { Settings } from "../config/settings.ts";
import type { Courier } from "../ports/courier.ts";
import { withPassword } from "./logins.ts";

/** The notifications' identity; undefined when the settings have none. */
export const accountSender = (
  settings: Settings,
): { readonly courier: Courier; readonly from: string } | undefined => {
  const mail = settings.notifications?.mail;
  return mail && { courier: smtpCourier(withPassword(mail.submission)), from: mail.from };
};

/** Mailboxes of receipts, and organisms as the settings know them; whole addresses or `@domain`, in lower case. */
export const machineAddresses = (settings: Settings): readonly string[] =>
  [
    ...settings.identities.flatMap((i) => [i.address, ...(i.mailbox?.aliases ?? [])]),
    ...settings.organisms.flatMap((o) => o.addresses),
  ].map((address) => address.toLowerCase());
