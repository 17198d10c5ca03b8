/**
 * Mails the signed link by which a client agrees (docs/approval.md), for the command line and the page alike: to whom, and what the
 * mail says. The link itself is made and journalled by an order, before the mail leaves.
 */
import { sendToClient } from "../adapters/courier/client-mail.ts";
import type { Settings } from "../config/settings.ts";
import { isPlausibleAddress } from "../domain/address.ts";
import { frenchDateTime } from "../domain/paris-time.ts";
import { isNotOfEach } from "../domain/register/clients.ts";
import { type Entry, valueOf } from "../domain/register/entry.ts";
import type { AccountWorld } from "../journey/account.ts";
import { contentOf } from "../journey/content.ts";
import { standing } from "../journey/register.ts";
import type { AgreementDesk } from "../ports/agreement-desk.ts";
import { accountSender, type ClientSender, isMachine } from "./account.ts";

export interface AgreementDeskParts {
  readonly settings: Pick<
    Settings,
    "identities" | "notifications" | "organisms" | "page" | "reports"
  >;
  readonly data: AccountWorld;
  /** Absent: as the settings say. */
  readonly sender?: ClientSender;
}

/** Undefined: the settings say nowhere that clients come by a link. */
export const agreementDesk = (parts: AgreementDeskParts): AgreementDesk | undefined => {
  const { settings, data } = parts;
  const agreements = settings.page?.agreements;
  if (!agreements) return undefined;
  const sender = parts.sender ?? accountSender(settings);
  return {
    days: agreements.days,
    addressee: async (deposit, typed) => {
      if (!sender) return { is: "no-identity" };
      const entries = await standing(data);
      const { declarations } = await contentOf(data, deposit);
      const sirets = new Set(declarations.map((d) => d.siret));
      const to = (typed ?? known(sirets, entries)).trim();
      if (!isPlausibleAddress(to)) return { is: "no-address" };
      if (isNotOfEach(to, { sirets, entries })) return { is: "other-clients", to };
      const rules = deposit.stage.is === "held" ? deposit.stage.hold.details : [];
      const sentTo = rules.flatMap((line) => line.split(" : ", 1));
      return isMachine(to, { settings, entries, sentTo })
        ? { is: "machine", to }
        : { is: "address", to };
    },
    mail: async ({ to, token, expires, at }) => {
      if (!sender) return { is: "failed", said: "notifications.mail" };
      const link = `${agreements.url}/agreement/${token}`;
      const text = mailText(link, frenchDateTime(expires), settings.reports.contact);
      const subject = "Votre accord avant déclaration";
      return sendToClient(sender.courier, { from: sender.from, to, subject, text, at });
    },
  };
};

/** It says nothing of the declaration: mails travel in clear. French: it is for the client. */
const mailText = (link: string, until: string, contact: string | undefined): string =>
  [
    "Bonjour,",
    "",
    "Un état de ce qui va être déclaré et débité attend votre accord :",
    "",
    link,
    "",
    `Ce lien sert une fois, jusqu'au ${until}. L'ouvrir ne donne pas votre accord : seul le bouton de la page le donne.`,
    "Ne le transmettez à personne : qui l'a peut donner votre accord.",
    `En cas de désaccord, ou si vous n'attendiez pas ce courrier, appelez ${contact ?? "votre cabinet"}.`,
    "",
  ].join("\n");

/** Of the employers of this deposit, when the register has one and the same for all; else empty. */
const known = (sirets: ReadonlySet<string>, entries: readonly Entry[]): string => {
  const own = entries.filter((e) => e.table === "employeurs" && sirets.has(valueOf(e, "siret")));
  const [one = "", ...others] = new Set(own.map((e) => valueOf(e, "courriel")));
  return others.length === 0 && own.length === sirets.size ? one : "";
};
