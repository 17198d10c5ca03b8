/**
 * Writes an EDIFACT interchange of DUCS for the demonstration and the tests. Segments follow the order
 * of formats.md §5. The qualifiers of dates and amounts are the UN directory's generic ones (324
 * processing period, 203 requested execution, 9 amount due): the French subset's own are unknown.
 */
import { type Charset, encode } from "../charset.ts";
import type { DucsEnvelope, DucsPayment, DucsToWrite } from "../ducs-to-write.ts";

export interface DucsEdifactOptions extends DucsEnvelope {
  /** UNB 0020: what the declarations of the lot share. */
  readonly reference: string;
  /** Six characters after `UNA`; without it, no advice is written and the standard ones serve. */
  readonly advice?: string;
  /** Control reference of one group around all messages; no group without it. */
  readonly group?: string;
  /** D.99B and later write PNA where D.95A has NAD; D.02B and later, GEI where it has GIS. */
  readonly party?: "NAD" | "PNA";
  readonly form?: "GIS" | "GEI";
  /** After each segment. */
  readonly lineEnd?: "" | "\r\n" | "\n";
  readonly charset?: Charset;
}

type Element = string | readonly string[];
type Segment = readonly [tag: string, ...elements: readonly Element[]];

export const writeDucsEdifact = (
  declarations: readonly DucsToWrite[],
  options: DucsEdifactOptions,
): Uint8Array => {
  const messages = declarations.map((declared, index) => message(declared, index + 1, options));
  const segments: readonly Segment[] = [
    header(options),
    ...(options.group === undefined ? [] : [groupHeader(options.group, options)]),
    ...messages.flat(),
    ...(options.group === undefined
      ? []
      : [["UNE", String(messages.length), options.group] as const]),
    ["UNZ", String(options.group === undefined ? messages.length : 1), options.reference],
  ];
  const [component = ":", element = "+", , release = "?", , terminator = "'"] =
    options.advice ?? ":+.? '";
  const service = { component, element, release, terminator };
  const lineEnd = options.lineEnd ?? "\r\n";
  const text = segments.map((segment) => cut(segment, service) + lineEnd).join("");
  const advice = options.advice === undefined ? "" : `UNA${options.advice}${lineEnd}`;
  return encode(advice + text, options.charset ?? "windows-1252");
};

const header = (options: DucsEdifactOptions): Segment => [
  "UNB",
  ["UNOC", "3"],
  [options.sender, "5"],
  [options.recipient, "5"],
  [options.date, options.hour],
  options.reference,
  "",
  "",
  "",
  "",
  "",
  options.test ? "1" : "",
];

const groupHeader = (group: string, options: DucsEdifactOptions): Segment => [
  "UNG",
  "COPAYM",
  options.sender,
  options.recipient,
  [options.date, options.hour],
  group,
  "UN",
  ["D", "95A"],
];

const message = (
  declared: DucsToWrite,
  position: number,
  options: DucsEdifactOptions,
): readonly Segment[] => {
  const reference = String(position).padStart(6, "0");
  const sender = declared.sender ?? { id: declared.siret, name: declared.employer };
  const party = partyWriter(options.party ?? "NAD");
  const body: readonly Segment[] = [
    ["UNH", reference, ["COPAYM", "D", "95A", "UN"]],
    ["BGM", "", declared.reference, "9"],
    options.form === "GEI" ? ["GEI", "3", declared.form] : ["GIS", declared.form],
    ...(declared.period === "" ? [] : [["DTM", ["324", declared.period]] as const]),
    party("FR", sender.id, sender.name),
    party("MR", declared.recipient, declared.recipientName),
    party("DT", declared.siret, declared.employer),
    // The directories put the declared entities between two UNS; the French message has one.
    ...(options.party === "PNA" ? [["UNS", "D"] as const] : []),
    ["UNS", "S"],
    ...(declared.payment === undefined ? [] : payment(declared.payment)),
  ];
  return [...body, ["UNT", String(body.length + 1), reference]];
};

const partyWriter =
  (tag: "NAD" | "PNA") =>
  (role: string, id: string, name: string): Segment =>
    tag === "NAD" ? [tag, role, id, "", name] : [tag, role, "", id, "", "", ["1", name]];

const payment = (paid: DucsPayment): readonly Segment[] => [
  ["PAI", ["", "", paid.mode]],
  ...(paid.account === undefined ? [] : [account(paid.account)]),
  ["MOA", ["9", paid.amount, "EUR"]],
  ...(paid.socialReference === undefined ? [] : [["RFF", ["PQ", paid.socialReference]] as const]),
  ...(paid.cpop === undefined ? [] : [["RFF", ["CR", paid.cpop]] as const]),
  ...(paid.date === undefined ? [] : [["DTM", ["203", paid.date, "102"]] as const]),
];

const account = (to: NonNullable<DucsPayment["account"]>): Segment => [
  "FII",
  to.role,
  [`${to.account}${to.key}`, to.holder],
  [to.bank, "", "", to.branch],
];

interface Service {
  readonly component: string;
  readonly element: string;
  readonly release: string;
  readonly terminator: string;
}

const cut = (segment: Segment, service: Service): string => {
  const elements = segment.map((element) => {
    const components = typeof element === "string" ? [element] : element;
    return components.map((text) => released(text, service)).join(service.component);
  });
  // Trailing elements without content are left out, as writers do.
  while (elements.at(-1) === "") elements.pop();
  return elements.join(service.element) + service.terminator;
};

/** Throws when a text holds a service character that the advice gives no means to escape. */
const released = (text: string, service: Service): string => {
  const { component, element, release, terminator } = service;
  const special = [component, element, terminator, ...(release === " " ? [] : [release])];
  return Array.from(text, (character) => {
    if (!special.includes(character)) return character;
    if (release === " ") throw new Error(`« ${character} » cannot be escaped with this advice`);
    return release + character;
  }).join("");
};
