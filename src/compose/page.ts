/** The page, wired: what it reads, what it orders, and the reports' renderers. Loaded where the settings want a page only. */

import { toldFrom } from "../adapters/reports/told.ts";
import type { PageSettings, Settings } from "../config/settings.ts";
import type { Daemon } from "../daemon/daemon.ts";
import { AlarmsNow } from "../web/open-alarms.ts";
import { type PageService, pageService, type ServiceOptions } from "../web/service.ts";
import { OneTimeLinks, type Person } from "../web/visit/sessions.ts";
import type { ClientSender } from "./account.ts";
import { agreementDesk } from "./agreement-desk.ts";
import { officeOf } from "./page-accounts.ts";
import { papersOf } from "./page-papers.ts";

export interface OpenedPage extends PageService {
  /** Where somebody comes in, once; undefined while the page does not answer. */
  link(person: Person): string | undefined;
}

interface PageAbout {
  readonly settings: Pick<
    Settings,
    "identities" | "language" | "notifications" | "organisms" | "printing" | "reports"
  >;
  /** Who mails to clients; absent: as the settings say. */
  readonly sender?: ClientSender;
  readonly page: PageSettings;
  readonly daemon: Daemon;
  readonly version: string;
  readonly order: (order: string, args: unknown) => Promise<unknown>;
  readonly signal: AbortSignal;
}

export const openPage = (about: PageAbout): OpenedPage => {
  const parts = pageParts(about);
  const service = pageService(parts);
  return {
    ...service,
    link: (person) => {
      const address = service.address();
      return address === undefined ? undefined : `${address}/enter?key=${parts.links.make(person)}`;
    },
  };
};

export const pageParts = (about: PageAbout): ServiceOptions => {
  const { settings, page, daemon, version, order, signal } = about;
  const { world } = daemon;
  const alarms = new AlarmsNow(world.journal);
  const told = toldFrom(settings, version);
  const sender = about.sender && { sender: about.sender };
  const agreements = agreementDesk({ settings: { ...settings, page }, data: world, ...sender });
  return {
    page: {
      world,
      papers: papersOf(told),
      accounts: officeOf({ settings, told, data: world, formats: world.formats, ...sender }),
      ...(agreements ? { agreements } : {}),
      order,
      problems: () => daemon.problems.list(),
      trips: () => daemon.trips.list(),
      alarms: () => alarms.read(),
      version,
      language: settings.language,
    },
    settings: page,
    links: new OneTimeLinks(world),
    signal,
    told: daemon.problems,
  };
};
