/**
 * DUCS as an EDIFACT interchange (COPAYM, formats.md §5): one declaration per message. An interchange
 * with another kind of message is read all the same, with a warning.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { checkTogether } from "../../domain/checks/doubles.ts";
import type { DeclaredPayments } from "../../domain/checks/payment.ts";
import type { Declaration, JudgedBy } from "../../domain/declaration.ts";
import { type Finding, shown } from "../../domain/finding.ts";
import { type Charset, charsetOf, decode } from "../charset.ts";
import { checkContribution } from "../contribution-checks.ts";
import { type FindingList, findingList } from "../finding-list.ts";
import type { Format, Reading } from "../format.ts";
import { testFlags } from "../test-flags.ts";
import { copaymFrench, type MessageTable, tableFor } from "./copaym.ts";
import { edifactEnd } from "./end.ts";
import { envelope } from "./envelope.ts";
import { type MessageReader, messageReader } from "./message.ts";
import { checkOrder, type TaggedSegment } from "./order.ts";
import { repertoire } from "./repertoire.ts";
import { part, type Segment, segmentsOf } from "./segments.ts";
import { type Syntax, syntaxOf } from "./syntax.ts";

/** Enough for a mark, an advice and the line breaks around it. */
const headBytes = 256;

const syntaxIn = (bytes: Uint8Array): Syntax | undefined =>
  syntaxOf(decode(bytes.subarray(0, headBytes), "ascii"));

const read = (bytes: Uint8Array, context: CheckContext): Reading => {
  const syntax = syntaxIn(bytes);
  const findings = findingList();
  if (syntax === undefined) return notAnInterchange;
  if (!syntax.sound) findings.add(unsoundAdvice);
  const watch = envelope(findings);
  const flags = testFlags(findings);
  const declarations: Declaration[] = [];
  const paid: DeclaredPayments[] = [];
  const toText = textReader(charsetOf(bytes));
  const characters = repertoire();
  let message: OpenMessage | undefined;
  let judgedBy: JudgedBy = tableText(copaymFrench);
  let whole = true;
  const conclude = (): void => {
    if (message === undefined) return;
    const declared = message.reader.contribution(watch.lot(), toText);
    const position = declarations.length + 1;
    const total = message.reader.total();
    const payments = message.reader.payments();
    const stated = { declared, payments, context } as const;
    if (payments.length > 0) paid.push({ declaration: position, payments });
    const place = { segment: message.at, declaration: position };
    checkContribution(
      { ...stated, place, layout: "published", ...(total === undefined ? {} : { total }) },
      findings,
    );
    const table = tableFor(new Set(message.segments.map((s) => s.tag)));
    judgedBy = tableText(table);
    if (message.copaym) findings.addAll(checkOrder(message.segments, table, position));
    declarations.push({ ...declared, position, at: message.at });
    message = undefined;
  };
  for (const segment of segmentsOf(decode(bytes, "ascii"), syntax)) {
    checkSegment(segment, findings);
    whole = segment.closed;
    // A message that another envelope interrupts is read for the report; the order is a finding.
    if (/^UN[BGHEZ]$/u.test(segment.tag)) conclude();
    findings.addAll(characters.see(segment));
    if (segment.tag === "UNB") {
      flags.see(flagOf(segment), { segment: segment.number });
      findings.addAll(checkEnvelope(segment));
    }
    const step = watch.see(segment);
    if (step === "opens-message") message = openMessage(segment);
    if (message !== undefined && message.segments.length < segmentsMax && step !== "other") {
      message.segments.push({ tag: segment.tag, number: segment.number });
    }
    if (step === "in-message") message?.reader.take(segment);
    else if (step === "closes-message") conclude();
  }
  if (!watch.finish() || !whole) {
    findings.add({ code: "fichier-tronque", severity: "blocking", place: {}, expected: "UNZ" });
  } else if (declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  findings.addAll(checkTogether(declarations));
  return { declarations, findings: findings.all(), ...flags.result(), judgedBy, payments: paid };
};

interface OpenMessage {
  readonly reader: MessageReader;
  readonly at: number;
  readonly copaym: boolean;
  /** For the check of their order, up to a limit: a lawful message is far smaller. */
  readonly segments: TaggedSegment[];
}

const segmentsMax = 200_000;

const openMessage = (segment: Segment): OpenMessage => ({
  reader: messageReader(),
  at: segment.number,
  copaym: part(segment, 1) === "COPAYM",
  segments: [],
});

const tableText = ({ name, source }: MessageTable): JudgedBy => ({
  name,
  source,
  // The French guide of the message is what would be official, and it is not published.
  official: false,
});

/** UNB: sender and recipient are there (ISO 9735); what they should be, nobody published. */
const checkEnvelope = (segment: Segment): readonly Finding[] =>
  ([1, 2] as const).flatMap((element) => {
    const value = part(segment, element);
    // Qualifier 5: the identifier is a SIRET in French messages; a SIREN has nine digits.
    const siren = part(segment, element, 1) === "5" && /^\d{9}$/u.test(value);
    if (value !== "" && !siren) return [];
    const field = element === 1 ? "expéditeur" : "destinataire";
    const place = { segment: segment.number, element: element + 1, field };
    return [{ code: "identification-vide", severity: "warning", place, value } as const];
  });

/** UNB 0035: 1 says that the interchange is a test; its absence, that it is not (ISO 9735). */
const flagOf = (segment: Segment): "test" | "real" => (part(segment, 10) === "1" ? "test" : "real");

const checkSegment = (segment: Segment, findings: FindingList): void => {
  const place = { segment: segment.number };
  if (!/^[A-Z][A-Z0-9]{2}$/u.test(segment.tag) || segment.overfull) {
    const value = shown(segment.tag);
    findings.add({ code: "structure-invalide", severity: "blocking", place, value });
  }
  if (segment.tag !== "UNH" || part(segment, 1) === "COPAYM") return;
  const value = shown(part(segment, 1));
  findings.add({
    code: "structure-invalide",
    severity: "warning",
    place: { ...place, field: "type de message" },
    value,
    expected: "COPAYM",
  });
};

/** The text of a component: the file was cut byte by byte, whatever its character set. */
const textReader =
  (charset: Charset) =>
  (raw: string): string =>
    charset === "ascii" ? raw : decode(Buffer.from(raw, "latin1"), charset);

const unsoundAdvice = {
  code: "structure-invalide",
  severity: "blocking",
  place: { field: "UNA" },
  expected: "caractères de service distincts",
} as const;

const notAnInterchange: Reading = {
  judgedBy: tableText(copaymFrench),
  declarations: [],
  findings: [
    { code: "structure-invalide", severity: "blocking", place: { segment: 1 }, expected: "UNB" },
  ],
};

export const ducsEdifact: Format = {
  name: "ducs-edifact",
  recognises: (bytes) => syntaxIn(bytes) !== undefined,
  completeness: (bytes) => {
    const syntax = syntaxIn(bytes);
    return syntax === undefined ? { is: "cannot-tell" } : edifactEnd(bytes, syntax);
  },
  read: (bytes, context = {}) => read(bytes, context),
};
