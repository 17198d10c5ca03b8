/**
 * DUCS as an EDIFACT interchange (COPAYM, formats.md §5): one declaration per message. An interchange
 * with another kind of message is read all the same, with a warning.
 */
import type { Declaration } from "../../domain/declaration.ts";
import { type Charset, charsetOf, decode } from "../charset.ts";
import { checkContribution } from "../contribution-checks.ts";
import { type FindingList, findingList, shown } from "../finding-list.ts";
import type { Format, Reading } from "../format.ts";
import { testFlags } from "../test-flags.ts";
import { edifactEnd } from "./end.ts";
import { envelope } from "./envelope.ts";
import { type MessageReader, messageReader } from "./message.ts";
import { part, type Segment, segmentsOf } from "./segments.ts";
import { type Syntax, syntaxOf } from "./syntax.ts";

/** Enough for a mark, an advice and the line breaks around it. */
const headBytes = 256;

const syntaxIn = (bytes: Uint8Array): Syntax | undefined =>
  syntaxOf(decode(bytes.subarray(0, headBytes), "ascii"));

const read = (bytes: Uint8Array): Reading => {
  const syntax = syntaxIn(bytes);
  const findings = findingList();
  if (syntax === undefined) return notAnInterchange;
  if (!syntax.sound) findings.add(unsoundAdvice);
  const watch = envelope(findings);
  const flags = testFlags(findings);
  const declarations: Declaration[] = [];
  const toText = textReader(charsetOf(bytes));
  let message: { readonly reader: MessageReader; readonly at: number } | undefined;
  let whole = true;
  const conclude = (): void => {
    if (message === undefined) return;
    const declared = message.reader.contribution(watch.lot(), toText);
    const position = declarations.length + 1;
    checkContribution(declared, findings, { segment: message.at, declaration: position });
    declarations.push({ ...declared, position, at: message.at });
    message = undefined;
  };
  for (const segment of segmentsOf(decode(bytes, "ascii"), syntax)) {
    checkSegment(segment, findings);
    whole = segment.closed;
    // A message that another envelope interrupts is read for the report; the order is a finding.
    if (/^UN[BGHEZ]$/u.test(segment.tag)) conclude();
    if (segment.tag === "UNB") flags.see(flagOf(segment), { segment: segment.number });
    const step = watch.see(segment);
    if (step === "opens-message") message = { reader: messageReader(), at: segment.number };
    else if (step === "in-message") message?.reader.take(segment);
    else if (step === "closes-message") conclude();
  }
  if (!watch.finish() || !whole) {
    findings.add({ code: "fichier-tronque", severity: "blocking", place: {}, expected: "UNZ" });
  } else if (declarations.length === 0) {
    findings.add({ code: "sans-declaration", severity: "blocking", place: {} });
  }
  return { declarations, findings: findings.all(), ...flags.result() };
};

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
  read,
};
