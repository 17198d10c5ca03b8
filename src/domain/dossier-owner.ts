/** Whose a dossier is: two agents that watch one folder would send each file twice (mail.md F12). */

/** What the mark in a dossier says; an empty text where it says nothing, or cannot be understood. */
export interface Owner {
  readonly agent: string;
  /** Name of its machine, for people. */
  readonly machine: string;
  /** Its data folder, for people. */
  readonly data: string;
  /** The machine and the data folder, hashed: a copy of the agent's files elsewhere has another. */
  readonly place: string;
  /** New at each start: of two copies that share even their place, the later start holds the folder. */
  readonly start: string;
}

/** As people are told of it. */
export const ownerText = ({ agent, machine, data }: Owner): string =>
  `${agent} (${[machine, data].filter((one) => one !== "").join(", ")})`;

/** Whether the mark is that of this very process: agent and start, because a copied agent has the same name. */
export const isSameOwner = (a: Owner, b: Owner): boolean =>
  a.agent === b.agent && a.start === b.start;
