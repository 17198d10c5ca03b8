/** Who mails to clients, and which addresses nothing for a client may ever go to. */
import { smtpCourier } from "../adapters/courier/smtp-courier.ts";
import type { Settings } from "../config/settings.ts";
import { type Entry, valueOf } from "../domain/register/entry.ts";
import type { Courier } from "../ports/courier.ts";
import { withPassword } from "./logins.ts";

export interface ClientSender {
  readonly courier: Courier;
  readonly from: string;
}

/** The notifications' identity; undefined when the settings have none. */
export const accountSender = (
  settings: Pick<Settings, "notifications">,
): ClientSender | undefined => {
  const mail = settings.notifications?.mail;
  return mail && { courier: smtpCourier(withPassword(mail.submission)), from: mail.from };
};

/** A mailbox that reads receipts, or an organism's, as the settings, the register and what was sent know them. */
export const isMachine = (
  to: string,
  about: {
    readonly settings: Pick<Settings, "identities" | "organisms">;
    readonly entries: readonly Entry[];
    readonly sentTo: readonly string[];
  },
): boolean => {
  const { settings, entries, sentTo } = about;
  const machines = new Set(
    [
      // Whole addresses or `@domain`.
      ...settings.identities.flatMap((i) => [i.address, ...(i.mailbox?.aliases ?? [])]),
      ...settings.organisms.flatMap((o) => o.addresses),
      ...entries.flatMap((e) => (e.table === "adresses" ? [valueOf(e, "adresse")] : [])),
      ...entries.map((e) => valueOf(e, "adresse_ar")),
      ...sentTo,
    ].map((address) => address.toLowerCase()),
  );
  const key = to.toLowerCase();
  return machines.has(key) || machines.has(key.slice(key.lastIndexOf("@")));
};
