/** The payment groups of a message: PAI, then its account, amount, references and date. */
import { paymentModes } from "../../domain/checks/payment-modes.ts";
import type { OpenPayment, Payment } from "../../domain/checks/stated-payment.ts";
import { placeIn, type Segment } from "./segments.ts";

/** The message has nine payment groups at most; a hostile one has a million. */
const groupsMax = 100;

export class PaymentGroups {
  #all: OpenPayment[] = [];
  /** The group that is being read. */
  #open: OpenPayment | undefined;
  readonly #declaration: number;

  /** `declaration`: its position in its file. */
  constructor(declaration: number) {
    this.#declaration = declaration;
  }

  all(): readonly Payment[] {
    return this.#all;
  }

  take(segment: Segment): void {
    if (segment.tag === "PAI") this.#begin(segment);
    // The dates and references of an authentication are those of a signature.
    else if (segment.tag === "AUT") this.#open = undefined;
    else if (this.#open !== undefined) takePart(segment, this.#open);
  }

  #begin(segment: Segment): void {
    this.#open = undefined;
    if (this.#all.length >= groupsMax) return;
    const group = {
      mode: modeOf(segment),
      socialReference: "",
      cpop: "",
      amount: "",
      date: "",
      place: {
        segment: segment.number,
        element: 1,
        field: "mode de paiement",
        declaration: this.#declaration,
      },
      parts: {},
    };
    this.#open = group;
    // Most messages have one.
    if (this.#all.length === 0) this.#all = [group];
    else this.#all.push(group);
  }
}

/**
 * The mode is the third component of C534 in the directories; which one the French message fills is
 * not published, so a known code is taken wherever it stands.
 */
const modeOf = (segment: Segment): string =>
  segment
    .components(0)
    .find((component) => paymentModes.has(component.trim()))
    ?.trim() ?? segment.part(0, 2);

const takePart = (segment: Segment, open: OpenPayment): void => {
  const { parts } = open;
  switch (segment.tag) {
    case "FII":
      parts.account ??= placeIn(segment, 0);
      parts.number ??= placeIn(segment, 1);
      open.account ??= {
        role: segment.part(0, 0),
        account: segment.part(1, 0),
        bank: segment.part(2, 0),
        branch: segment.part(2, 3),
      };
      return;
    case "MOA":
      open.amount ||= segment.part(0, 1);
      parts.amount ??= placeIn(segment, 0);
      return;
    case "RFF":
      takeReference(segment, open);
      return;
    case "DTM":
      open.date ||= segment.part(0, 1);
      parts.date ??= placeIn(segment, 0);
      return;
    default:
      return;
  }
};

const takeReference = (segment: Segment, open: OpenPayment): void => {
  switch (segment.part(0, 0)) {
    case "PQ":
      open.socialReference ||= segment.part(0, 1);
      open.parts.socialReference ??= placeIn(segment, 0);
      return;
    case "CR":
      open.cpop ||= segment.part(0, 1);
      open.parts.cpop ??= placeIn(segment, 0);
      return;
  }
};
