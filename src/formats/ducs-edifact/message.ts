/**
 * What identifies one DUCS inside its message. The segments and elements are those of the UN
 * directories D.95A and D.99B (formats.md §5); the French subset's own tables are unknown, so the
 * reader takes the first of each and never insists on an order.
 */
import type { Payment } from "../../domain/checks/stated-payment.ts";
import type { Contribution } from "../../domain/declaration.ts";
import type { Place } from "../../domain/finding.ts";
import type { ContributionPlaces, StatedParty } from "../contribution-checks.ts";
import { Parties } from "./parties.ts";
import { PaymentGroups } from "./payment-groups.ts";
import { placeIn, type Segment } from "./segments.ts";
import { tagSet } from "./tags.ts";

/** Document date in the UN code list 2005: it dates the message, it is not its period. */
const documentDate = "137";

/** In step with `take`: the most of a message is contribution lines, which nobody published the meaning of. */
const wanted = ["BGM", "GIS", "GEI", "NAD", "PNA", "RFF", "PAI", "AUT", "CNT"] as const;
const wantedWithPeriod = tagSet(wanted);
const wantedBefore = tagSet([...wanted, "DTM"]);
const wantedInSummary = tagSet([...wanted, "DTM", "MOA"]);
const wantedInPayment = tagSet([...wanted, "DTM", "MOA", "FII"]);

interface Total {
  readonly amount: string;
  readonly place: Place;
}

export class MessageReader {
  #reference = "";
  #form = "";
  #period = "";
  /** The period inside the social reference, positions 5-10 (seed 002 §6.2.1.1). */
  #paidPeriod = "";
  #wanted = wantedBefore;
  /** From the second part of the message on, amounts are totals until the payments begin. */
  #inSummary = false;
  #inPayment = false;
  #total: Total | undefined;
  #totals = 0;
  #controlTotal: Place | undefined;
  readonly #places: { reference?: Place; form?: Place; period?: Place } = {};
  readonly #parties = new Parties();
  readonly #payments: PaymentGroups;

  /** `position`: of the declaration in its file. */
  constructor(position: number) {
    this.#payments = new PaymentGroups(position);
  }

  /** The tags of which more is wanted than that they stand there; what follows UNH is taken first. */
  wanted(): Uint8Array {
    return this.#wanted;
  }

  take(segment: Segment): void {
    switch (segment.tag) {
      case "BGM":
        this.#reference ||= segment.part(1, 0);
        this.#places.reference ??= placeIn(segment, 1);
        return;
      case "GIS":
        this.#takeForm(segment, 0);
        return;
      case "GEI":
        // D.02B: the qualifier 9649 comes first, then C012.
        this.#takeForm(segment, 1);
        return;
      case "NAD":
      case "PNA":
        this.#parties.take(segment);
        return;
      case "UNS":
        // 0081: « D » opens the detail, whose amounts are no totals; « S » the summary.
        this.#inSummary = segment.part(0, 0) !== "D";
        break;
      case "CNT":
        this.#controlTotal ??= placeIn(segment, 0);
        return;
      case "PAI":
      case "AUT":
        // From here on, dates are dates of payment and of signature.
        this.#inPayment = true;
        this.#payments.take(segment);
        break;
      case "RFF":
        if (this.#inPayment) this.#payments.take(segment);
        this.#takeReference(segment);
        break;
      default:
        if (this.#inPayment) this.#payments.take(segment);
        else this.#takeBefore(segment);
    }
    this.#wanted = this.#wantedNow();
  }

  /** `decode`: bytes of the file (one character each) to text. */
  contribution(lot: string, decode: (raw: string) => string): Contribution {
    const declarant = this.#parties.declarant();
    const organism = this.#parties.organism();
    return {
      kind: "ducs",
      siret: decode(declarant.id),
      employer: decode(declarant.name),
      recipient: decode(organism.id),
      recipientName: decode(organism.name),
      form: decode(this.#form),
      period: decode(this.#period || this.#paidPeriod),
      reference: decode(this.#reference),
      lot: decode(lot),
    };
  }

  payments(): readonly Payment[] {
    return this.#payments.all();
  }

  /** The amount of the summary section, when there is exactly one: its qualifier is not published. */
  total(): Total | undefined {
    return this.#totals === 1 ? this.#total : undefined;
  }

  /** Other parties than the declarant, the first ones whose number cannot be a SIRET. */
  oddParties(): readonly StatedParty[] {
    return this.#parties.odd();
  }

  /** Where a control total stands, whose meaning is not published (6069). */
  controlTotal(): Place | undefined {
    return this.#controlTotal;
  }

  /** Where the values of the contribution stand. */
  places(): ContributionPlaces {
    return {
      ...this.#places,
      siret: this.#parties.declarant().place,
      recipient: this.#parties.organism().place,
    };
  }

  #takeForm(segment: Segment, element: number): void {
    this.#form ||= segment.part(element, 0);
    this.#places.form ??= placeIn(segment, element);
  }

  #takeReference(segment: Segment): void {
    if (segment.part(0, 0) !== "PQ") return;
    if (this.#period === "")
      this.#paidPeriod ||= /S[123](\d{6})/u.exec(segment.part(0, 1))?.[1] ?? "";
    this.#places.period ??= placeIn(segment, 0);
  }

  /** Amounts and dates that stand before the payments. */
  #takeBefore(segment: Segment): void {
    if (segment.tag === "MOA" && this.#inSummary) {
      this.#totals += 1;
      this.#total ??= { amount: segment.part(0, 1), place: placeIn(segment, 0) };
    } else if (
      segment.tag === "DTM" &&
      this.#period === "" &&
      segment.part(0, 0) !== documentDate
    ) {
      this.#period = segment.part(0, 1);
      this.#places.period = placeIn(segment, 0);
    }
  }

  #wantedNow(): Uint8Array {
    if (this.#inPayment) return wantedInPayment;
    if (this.#inSummary) return wantedInSummary;
    return this.#period === "" ? wantedBefore : wantedWithPeriod;
  }
}
