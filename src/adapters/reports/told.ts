/** What every report says of the firm: who made it, who answers questions, whom to call at an organism. */
import type { Instant } from "../../domain/ids.ts";
import type { SummaryFrame } from "../../domain/report/deposit.ts";
import { printable } from "./model/printable.ts";
import { when } from "./model/words.ts";

export interface Told {
  readonly agent: { readonly name: string; readonly version: string };
  /** Who answers questions about the reports. */
  readonly contact?: string;
  /** Of the organism at this address (lower case), from the settings. */
  contactOf(address: string): string | undefined;
  /** How the firm calls it; the address when it has no name. */
  nameOf(address: string): string;
}

export interface KnownOrganism {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly contact: string;
}

/** What the settings say of it. */
export interface Firm {
  readonly organisms: readonly KnownOrganism[];
  readonly reports: { readonly contact?: string };
}

/** The agent with its version, as it signs what it makes. */
export const agentText = ({ agent }: Pick<Told, "agent">): string =>
  `${agent.name} ${agent.version}`;

/** At the head of a report about many deposits: of which dossier, and when it was made. */
export const headOf = (input: {
  readonly dossier?: string;
  readonly made: Instant;
}): Pick<SummaryFrame, "dossier" | "made"> => ({
  ...(input.dossier === undefined ? {} : { dossier: printable(input.dossier) }),
  made: when(input.made),
});

/** At the foot of a report about many deposits. */
export const footerOf = (told: Told): SummaryFrame["footer"] => ({
  agent: agentText(told),
  ...(told.contact === undefined ? {} : { contact: printable(told.contact) }),
});

export const toldFrom = ({ organisms, reports }: Firm, version: string): Told => {
  const organismOf = (address: string): KnownOrganism | undefined => {
    const whole = address.toLowerCase();
    const domain = whole.slice(whole.lastIndexOf("@"));
    const has = (wanted: string) => (o: KnownOrganism) =>
      o.addresses.some((a) => a.toLowerCase() === wanted);
    return organisms.find(has(whole)) ?? organisms.find(has(domain));
  };
  return {
    agent: { name: "Facteur", version },
    ...(reports.contact === undefined ? {} : { contact: reports.contact }),
    contactOf: (address) => organismOf(address)?.contact,
    nameOf: (address) => organismOf(address)?.name ?? address,
  };
};
