/**
 * DUCS as an EDIFACT interchange (COPAYM, formats.md §5): one declaration per message. An interchange
 * with another kind of message is read all the same, with a warning.
 */
import type { CheckContext } from "../../domain/checks/context.ts";
import { type Together, together } from "../../domain/checks/doubles.ts";
import type { StatedVersion } from "../../domain/checks/tables.ts";
import type { JudgedBy } from "../../domain/declaration.ts";
import { type Finding, shown } from "../../domain/finding.ts";
import { limits } from "../../domain/limits.ts";
import { type Charset, decode } from "../charset.ts";
import { charsetGate } from "../charset-gate.ts";
import { type ContributionPlaces, checkContribution } from "../contribution-checks.ts";
import { type FindingList, findingList, zeroByte } from "../finding-list.ts";
import type { FileReader, Format, Sink, Summary } from "../format.ts";
import { type TestFlags, testFlags } from "../test-flags.ts";
import { copaymFrench, type MessageTable, tableFor } from "./copaym.ts";
import { type Passing, type SegmentCutter, segmentCutter } from "./cutter.ts";
import { edifactEnd } from "./end.ts";
import { type Envelope, envelope } from "./envelope.ts";
import { MessageReader } from "./message.ts";
import { checkOrder } from "./order.ts";
import { type Repertoire, repertoire } from "./repertoire.ts";
import { part, type Segment } from "./segments.ts";
import { type Syntax, syntaxOf } from "./syntax.ts";
import { keyOf, TagList } from "./tags.ts";

/** Enough for a mark, an advice and the line breaks around it. */
const adviceBytes = 256;

const syntaxIn = (bytes: Uint8Array): Syntax | undefined =>
  syntaxOf(decode(bytes.subarray(0, adviceBytes), "ascii"));

interface Progress {
  readonly findings: FindingList;
  readonly watch: Envelope;
  readonly flags: TestFlags;
  readonly characters: Repertoire;
  readonly doubles: Together;
  readonly versions: StatedVersion[];
  readonly context: CheckContext;
  readonly sink: Sink;
  readonly toText: (raw: string) => string;
  /** The bytes that need no closer look. */
  readonly expect: SegmentCutter["expect"];
  judgedBy: JudgedBy;
  message: OpenMessage | undefined;
  /** Of the open message, whose most segments only their tags are read of. */
  readonly passing: Passing;
  /** True once a control total was told. */
  totalled: boolean;
  /** True once a zero byte was told. */
  damaged: boolean;
  /** False when the last segment had no terminator. */
  whole: boolean;
  count: number;
}

const open = (head: Uint8Array, sink: Sink, context: CheckContext): FileReader => {
  const syntax = syntaxIn(head);
  if (syntax === undefined) return { push: () => undefined, end: () => notAnInterchange };
  const findings = findingList();
  if (!syntax.sound) findings.add(unsoundAdvice);
  const progress: Progress = {
    findings,
    watch: envelope(findings),
    flags: testFlags(findings),
    characters: repertoire(),
    doubles: together(),
    versions: [],
    context,
    sink,
    toText: (raw) => textIn(raw, gate.charset()),
    expect: (bytes) => segments.expect(bytes),
    judgedBy: tableText(copaymFrench),
    message: undefined,
    passing: { wanted: undefined, tags: new TagList() },
    totalled: false,
    damaged: false,
    whole: true,
    count: 0,
  };
  const segments = segmentCutter(syntax, {
    take: (segment) => takeSegment(segment, progress),
    passing: progress.passing,
  });
  const gate = charsetGate((bytes) => pushed(bytes, segments, progress));
  return {
    push: (bytes) => gate.push(bytes),
    end: () => {
      gate.end();
      segments.end();
      return conclusion(progress, segments.count());
    },
  };
};

/** The segment that holds a first zero byte is the one that comes next. */
const pushed = (bytes: Uint8Array, segments: SegmentCutter, to: Progress): void => {
  const zero = to.damaged ? -1 : bytes.indexOf(0);
  if (zero >= 0) {
    to.damaged = true;
    segments.push(bytes.subarray(0, zero));
    to.findings.add(zeroByte({ segment: segments.count() + 1 }));
  }
  segments.push(zero > 0 ? bytes.subarray(zero) : bytes);
};

/** `last`: of the segments, where a torn file stops. */
const conclusion = (progress: Progress, last: number): Summary => {
  const { findings, watch, flags, doubles, judgedBy, versions } = progress;
  if (!watch.finish() || !progress.whole) {
    const place = last === 0 ? {} : { segment: last };
    const expected = "segment de fin UNZ";
    findings.add({ code: "fichier-tronque", severity: "blocking", place, expected });
  } else if (progress.count === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  findings.addAll(doubles.findings());
  return { findings: findings.all(), ...flags.result(), judgedBy, versions };
};

const takeSegment = (segment: Segment, to: Progress): void => {
  look(segment, to);
  to.passing.wanted = to.message?.reader.wanted();
};

const look = (segment: Segment, to: Progress): void => {
  const { findings, message, passing } = to;
  const { tag } = segment;
  if (segment.key === 0 || segment.overfull) findings.add(oddSegment(segment));
  if (!segment.closed) to.whole = false;
  const service = tag.startsWith("UN");
  // A message that another envelope interrupts is read for the report; the order is a finding.
  if (service && tag !== "UNT" && tag !== "UNS") conclude(to);
  if (tag === "UNB" || !segment.plain) {
    findings.addAll(to.characters.see(segment));
    to.expect(to.characters.expected());
  }
  if (tag === "UNB") {
    to.flags.see(flagOf(segment), { segment: segment.number });
    findings.addAll(checkEnvelope(segment));
  } else if (tag === "UNH" && part(segment, 1) !== "COPAYM") findings.add(otherMessage(segment));
  const step = to.watch.see(segment);
  if (step === "opens-message") {
    passing.tags.clear();
    to.message = openMessage(segment, to.count + 1);
  }
  const now = to.message;
  if (now === undefined) return;
  if (step !== "other") passing.tags.add(segment.key);
  if (step === "in-message") message?.reader.take(segment);
  else if (step === "closes-message") conclude(to);
};

const conclude = (to: Progress): void => {
  const { message, findings } = to;
  if (message === undefined) return;
  to.message = undefined;
  const declared = message.reader.contribution(to.watch.lot(), to.toText);
  to.count += 1;
  const position = to.count;
  const total = message.reader.total();
  const payments = message.reader.payments();
  const place = { segment: message.at, declaration: position };
  const places = (): ContributionPlaces => message.reader.places();
  const { context } = to;
  const oddParties = message.reader.oddParties();
  const stated = { declared, payments, places, place, context, oddParties, total, qualified: true };
  checkContribution(stated, findings);
  const { tags } = to.passing;
  const table = tableFor({ has: (tag) => tags.has(keyOf(tag)) });
  if (to.judgedBy.name !== table.name) to.judgedBy = tableText(table);
  if (message.copaym)
    for (const found of checkOrder({ tags, first: message.at }, table, position))
      findings.add(found);
  seeVersion(message, declared.recipient, to);
  seeTotal(message, position, to);
  const whole = { ...declared, position, at: message.at };
  to.doubles.see(whole);
  to.sink(whole, payments);
};

/** Once a file: that a check could not be made is said, and not of each declaration. */
const seeTotal = ({ reader }: OpenMessage, declaration: number, to: Progress): void => {
  const stated = reader.controlTotal();
  if (stated === undefined || to.totalled) return;
  to.totalled = true;
  const place = { ...stated, declaration, field: "total de contrôle" };
  to.findings.add({ code: "total-non-controle", severity: "not-checked", place });
};

const seeVersion = (
  { version, at }: OpenMessage,
  organism: string,
  { versions }: Progress,
): void => {
  if (version === "" || versions.length >= limits.returnAddressesMax) return;
  if (versions.some((one) => one.version === version && one.organism === organism)) return;
  const place = { segment: at, element: 2, field: "version du message" };
  versions.push({ version, organism, place });
};

interface OpenMessage {
  readonly reader: MessageReader;
  readonly at: number;
  readonly copaym: boolean;
  /** As « D.95A ». */
  readonly version: string;
}

const openMessage = (segment: Segment, position: number): OpenMessage => {
  const [version, release] = [part(segment, 1, 1), part(segment, 1, 2)];
  return {
    reader: new MessageReader(position),
    at: segment.number,
    copaym: part(segment, 1) === "COPAYM",
    version: version === "" || release === "" ? version + release : `${version}.${release}`,
  };
};

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

const oddSegment = ({ tag, number }: Segment): Finding => ({
  code: "structure-invalide",
  severity: "blocking",
  place: { segment: number },
  value: shown(tag),
});

const otherMessage = (segment: Segment): Finding => ({
  code: "structure-invalide",
  severity: "warning",
  place: { segment: segment.number, field: "type de message" },
  value: shown(part(segment, 1)),
  expected: "COPAYM",
});

/** The text of a component: the file was cut byte by byte, whatever its character set. */
const textIn = (raw: string, charset: Charset): string =>
  charset === "ascii" ? raw : decode(Buffer.from(raw, "latin1"), charset).trim();

const unsoundAdvice = {
  code: "structure-invalide",
  severity: "blocking",
  place: { field: "UNA" },
  expected: "caractères de service distincts",
} as const;

const notAnInterchange: Summary = {
  judgedBy: tableText(copaymFrench),
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
  open: (head, sink, context = {}) => open(head, sink, context),
};
