/**
 * The parties of a message (NAD, PNA): who declares, to whom, and which other number cannot be a SIRET. The first
 * of each role counts; only declared entities follow one another under one role.
 */
import type { Place } from "../../domain/finding.ts";
import { isOddSiret, type StatedParty } from "../contribution-checks.ts";
import { placeIn, type Segment, trimmed } from "./segments.ts";

export interface Party {
  readonly id: string;
  readonly name: string;
  /** Of the identifier. */
  readonly place: Place;
}

const nobody: Party = { id: "", name: "", place: {} };

/** Enough to see that a whole file is wrong. */
const oddMax = 10;

export class Parties {
  readonly #byRole = new Map<string, Party>();
  readonly #odd: StatedParty[] = [];

  take(segment: Segment): void {
    const role = segment.part(0, 0);
    const known = this.#byRole.has(role);
    if (known && role !== "DC") return;
    const party = segment.tag === "NAD" ? addressed(segment) : named(segment);
    if (!known) this.#byRole.set(role, party);
    if (role === "DT" || this.#odd.length >= oddMax || !isOddSiret(party.id)) return;
    this.#odd.push({ role, id: party.id, place: party.place });
  }

  declarant(): Party {
    return this.#byRole.get("DT") ?? this.#byRole.get("FR") ?? nobody;
  }

  organism(): Party {
    return this.#byRole.get("MR") ?? nobody;
  }

  /** Other parties than the declarant, the first ones whose number cannot be a SIRET. */
  odd(): readonly StatedParty[] {
    return this.#odd;
  }
}

/** NAD: C082 identifier, C058 name and address lines, C080 name. */
const addressed = (segment: Segment): Party => {
  const lines = segment.components(3);
  const name = lines.length < 2 ? segment.part(3, 0) : lines.slice(0, 5).map(trimmed).join(" ");
  return {
    id: segment.part(1, 0),
    name: trimmed(name) || segment.part(2, 0),
    place: placeIn(segment, 1),
  };
};

/** PNA: C206 identity number, C082 identifier, 3403, 3397, then C816 name components. */
const named = (segment: Segment): Party => {
  const names = [5, 6, 7, 8, 9].map((element) => segment.part(element, 1));
  const bare = segment.part(2, 0) === "";
  return {
    id: segment.part(bare ? 1 : 2, 0),
    place: placeIn(segment, bare ? 1 : 2),
    name: names.filter((name) => name !== "").join(" "),
  };
};
