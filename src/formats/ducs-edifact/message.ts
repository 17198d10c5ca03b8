/**
 * What identifies one DUCS inside its message. The segments and elements are those of the UN
 * directories D.95A and D.99B (formats.md §5); the French subset's own tables are unknown, so the
 * reader takes the first of each and never insists on an order.
 */
import { paymentModes } from "../../domain/checks/payment-modes.ts";
import type { OpenPayment, Payment } from "../../domain/checks/stated-payment.ts";
import type { Contribution } from "../../domain/declaration.ts";
import type { Place } from "../../domain/finding.ts";
import { type ContributionPlaces, isOddSiret, type StatedParty } from "../contribution-checks.ts";
import { part, type Segment } from "./segments.ts";
import { isServiceKey, mayHold, tagSet } from "./tags.ts";

export interface MessageReader {
  /** True when the content of such a segment is nothing to us, where it stands now. */
  ignores(tag: number): boolean;
  take(segment: Segment): void;
  /** `decode`: bytes of the file (one character each) to text. */
  contribution(lot: string, decode: (raw: string) => string): Contribution;
  payments(): readonly Payment[];
  /** The amount of the summary section, when there is exactly one: its qualifier is not published. */
  total(): { readonly amount: string; readonly place: Place } | undefined;
  /** Other parties than the declarant, the first ones whose number cannot be a SIRET. */
  oddParties(): readonly StatedParty[];
  /** Where a control total stands, whose meaning is not published (6069). */
  controlTotal(): Place | undefined;
  /** Where the values of the contribution stand. */
  places(): ContributionPlaces;
}

interface Party {
  readonly id: string;
  readonly name: string;
  /** Of the identifier. */
  readonly place: Place;
}

interface Seen {
  readonly position: number;
  reference: string;
  form: string;
  period: string;
  /** The period inside the social reference, positions 5-10 (seed 002 §6.2.1.1). */
  paidPeriod: string;
  /** From the second part of the message on, amounts are totals until the payments begin. */
  inSummary: boolean;
  inPayment: boolean;
  readonly totals: { readonly amount: string; readonly place: Place }[];
  controlTotal: Place | undefined;
  readonly payments: OpenPayment[];
  readonly parties: Map<string, Party>;
  readonly oddParties: StatedParty[];
  readonly places: { reference?: Place; form?: Place; period?: Place };
}

/** `element`: 0-based, as the reader counts. */
const placeIn = (segment: Segment, element: number): Place => ({
  segment: segment.number,
  element: element + 1,
});

/** The message has nine payment groups at most; a hostile one has a million. */
const paymentsMax = 100;

/** Document date in the UN code list 2005: it dates the message, it is not its period. */
const documentDate = "137";

/** `position`: of the declaration in its file. */
export const messageReader = (position: number): MessageReader => {
  const seen: Seen = {
    position,
    reference: "",
    form: "",
    period: "",
    paidPeriod: "",
    inSummary: false,
    inPayment: false,
    totals: [],
    controlTotal: undefined,
    payments: [],
    parties: new Map(),
    oddParties: [],
    places: {},
  };
  return {
    ignores: (tag) => !isServiceKey(tag) && !mayHold(wantedNow(seen), tag),
    take: (segment) => take(segment, seen),
    contribution: (lot, decode) => contribution(seen, lot, decode),
    payments: () => seen.payments,
    total: () => (seen.totals.length === 1 ? seen.totals[0] : undefined),
    oddParties: () => seen.oddParties,
    controlTotal: () => seen.controlTotal,
    places: () => placesOf(seen),
  };
};

/** In step with `take`: the most of a message is contribution lines, which nobody published the meaning of. */
const wanted = ["BGM", "GIS", "GEI", "NAD", "PNA", "RFF", "PAI", "AUT", "CNT"] as const;
const wantedWithPeriod = tagSet(wanted);
const wantedBefore = tagSet([...wanted, "DTM"]);
const wantedInSummary = tagSet([...wanted, "DTM", "MOA"]);
const wantedInPayment = tagSet([...wanted, "DTM", "MOA", "FII"]);

const wantedNow = (seen: Seen): Uint8Array => {
  if (seen.inPayment) return wantedInPayment;
  if (seen.inSummary) return wantedInSummary;
  return seen.period === "" ? wantedBefore : wantedWithPeriod;
};

const take = (segment: Segment, seen: Seen): void => {
  switch (segment.tag) {
    case "BGM":
      seen.reference ||= part(segment, 1);
      seen.places.reference ??= placeIn(segment, 1);
      return;
    case "GIS":
    case "GEI": {
      // D.02B: the qualifier 9649 comes first, then C012.
      const element = segment.tag === "GIS" ? 0 : 1;
      seen.form ||= part(segment, element);
      seen.places.form ??= placeIn(segment, element);
      return;
    }
    case "NAD":
    case "PNA":
      takeParty(segment, seen);
      return;
    case "UNS":
      // 0081: « D » opens the detail, whose amounts are no totals; « S » the summary.
      seen.inSummary = part(segment, 0) !== "D";
      return;
    case "CNT":
      seen.controlTotal ??= placeIn(segment, 0);
      return;
    case "PAI":
    case "AUT":
      // From here on, dates are dates of payment and of signature.
      seen.inPayment = true;
      takePayment(segment, seen);
      return;
    case "MOA":
    case "FII":
      if (seen.inPayment) takePayment(segment, seen);
      else if (seen.inSummary && seen.totals.length < 2)
        seen.totals.push({ amount: part(segment, 0, 1), place: placeIn(segment, 0) });
      return;
    case "DTM":
      if (seen.inPayment) takePayment(segment, seen);
      else if (seen.period === "" && part(segment, 0) !== documentDate) {
        seen.period = part(segment, 0, 1);
        seen.places.period = placeIn(segment, 0);
      }
      return;
    case "RFF":
      takePayment(segment, seen);
      if (part(segment, 0) === "PQ") {
        seen.paidPeriod ||= /S[123](\d{6})/u.exec(part(segment, 0, 1))?.[1] ?? "";
        seen.places.period ??= placeIn(segment, 0);
      }
      return;
  }
};

/**
 * The mode is the third component of C534 in the directories; which one the French message fills is
 * not published, so a known code is taken wherever it stands.
 */
const modeOf = (segment: Segment): string =>
  segment
    .components(0)
    .find((component) => paymentModes.has(component.trim()))
    ?.trim() ?? part(segment, 0, 2);

/** One payment group: PAI, then its account, amount, references and date. */
const takePayment = (segment: Segment, seen: Seen): void => {
  if (segment.tag === "PAI") {
    if (seen.payments.length >= paymentsMax) return;
    seen.payments.push({
      mode: modeOf(segment),
      socialReference: "",
      cpop: "",
      amount: "",
      date: "",
      place: {
        segment: segment.number,
        element: 1,
        field: "mode de paiement",
        declaration: seen.position,
      },
      parts: {},
    });
    return;
  }
  const open = seen.inPayment ? seen.payments.at(-1) : undefined;
  if (open === undefined) return;
  const { parts } = open;
  switch (segment.tag) {
    case "FII":
      parts.account ??= placeIn(segment, 0);
      parts.number ??= placeIn(segment, 1);
      open.account ??= {
        role: part(segment, 0),
        account: part(segment, 1),
        bank: part(segment, 2),
        branch: part(segment, 2, 3),
      };
      return;
    case "MOA":
      open.amount ||= part(segment, 0, 1);
      parts.amount ??= placeIn(segment, 0);
      return;
    case "RFF":
      takeReference(segment, open);
      return;
    case "DTM":
      open.date ||= part(segment, 0, 1);
      parts.date ??= placeIn(segment, 0);
      return;
    default:
      return;
  }
};

const takeReference = (segment: Segment, open: OpenPayment): void => {
  const [qualifier, value] = [part(segment, 0), part(segment, 0, 1)];
  if (qualifier !== "PQ" && qualifier !== "CR") return;
  const kind = qualifier === "PQ" ? "socialReference" : "cpop";
  open[kind] ||= value;
  open.parts[kind] ??= placeIn(segment, 0);
};

const takeParty = (segment: Segment, seen: Seen): void => {
  const role = part(segment, 0);
  // Declared entities follow one another under one role.
  if (seen.parties.has(role) && role !== "DC") return;
  const party = segment.tag === "NAD" ? addressed(segment) : named(segment);
  if (!seen.parties.has(role)) seen.parties.set(role, party);
  if (role === "DT" || seen.oddParties.length >= oddPartiesMax || !isOddSiret(party.id)) return;
  seen.oddParties.push({ role, id: party.id, place: party.place });
};

/** Enough to see that a whole file is wrong. */
const oddPartiesMax = 10;

/** NAD: C082 identifier, C058 name and address lines, C080 name. */
const addressed = (segment: Segment): Party => {
  const [only = "", ...more] = segment.components(3);
  const name = more.length === 0 ? only : [only, ...more.slice(0, 4)].map(trimmed).join(" ");
  return {
    id: part(segment, 1),
    name: name.trim() || part(segment, 2),
    place: placeIn(segment, 1),
  };
};

const trimmed = (text: string): string => text.trim();

/** PNA: C206 identity number, C082 identifier, 3403, 3397, then C816 name components. */
const named = (segment: Segment): Party => {
  const names = [5, 6, 7, 8, 9].map((element) => part(segment, element, 1));
  const bare = part(segment, 2) === "";
  return {
    id: part(segment, bare ? 1 : 2),
    place: placeIn(segment, bare ? 1 : 2),
    name: names.filter((name) => name !== "").join(" "),
  };
};

const nobody: Party = { id: "", name: "", place: {} };

const declarantOf = ({ parties }: Seen): Party => parties.get("DT") ?? parties.get("FR") ?? nobody;

const organismOf = ({ parties }: Seen): Party => parties.get("MR") ?? nobody;

const placesOf = (seen: Seen): ContributionPlaces => ({
  ...seen.places,
  siret: declarantOf(seen).place,
  recipient: organismOf(seen).place,
});

const contribution = (seen: Seen, lot: string, decode: (raw: string) => string): Contribution => {
  const declarant = declarantOf(seen);
  const organism = organismOf(seen);
  return {
    kind: "ducs",
    siret: decode(declarant.id),
    employer: decode(declarant.name),
    recipient: decode(organism.id),
    recipientName: decode(organism.name),
    form: decode(seen.form),
    period: decode(seen.period || seen.paidPeriod),
    reference: decode(seen.reference),
    lot: decode(lot),
  };
};
