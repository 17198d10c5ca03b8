/** The page, wired: what it reads, what it orders, and the reports' renderers. Loaded where the settings want a page only. */

import { toldFrom } from "../adapters/reports/told.ts";
import type { PageSettings, Settings } from "../config/settings.ts";
import type { Daemon } from "../daemon/daemon.ts";
import { AlarmsNow } from "../web/open-alarms.ts";
import { type PageService, pageService, type ServiceOptions } from "../web/service.ts";
import { OneTimeLinks, type Person } from "../web/visit/sessions.ts";
import { papersOf } from "./page-papers.ts";

export interface OpenedPage extends PageService {
  /** Where somebody comes in, once; undefined while the page does not answer. */
  link(person: Person): string | undefined;
}

interface PageAbout {
  readonly settings: Pick<Settings, "language" | "organisms" | "reports">;
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
  const alarms = new AlarmsNow(daemon.world.journal);
  return {
    page: {
      world: daemon.world,
      papers: papersOf(toldFrom(settings, version)),
      order,
      problems: () => daemon.problems.list(),
      trips: () => daemon.trips.list(),
      alarms: () => alarms.read(),
      version,
      language: settings.language,
    },
    settings: page,
    links: new OneTimeLinks(daemon.world),
    signal,
    told: daemon.problems,
  };
};
