/**
 * Builds the report of one deposit. Pure: the same facts and blobs give the same model, so a report
 * that was deleted comes back byte for byte (design §3).
 */
import { frenchCalendar } from "../../../domain/calendar/working-days.ts";
import { correctionOf, nextAfter } from "../../../domain/correction.ts";
import type { JudgedBy } from "../../../domain/declaration.ts";
import type { Deposit } from "../../../domain/deposit.ts";
import { limits } from "../../../domain/limits.ts";
import type { Message } from "../../../domain/message.ts";
import type {
  RefusalMemory,
  ReportDeposit,
  ReportInput,
  ReportMail,
  ReportModel,
  ReportReceipt,
} from "../../../domain/report/deposit.ts";
import { situation } from "../../../domain/rollup.ts";
import { madeWith } from "../../../domain/ruled-mails.ts";
import { situationText, situationTitle, situationTone } from "../../../domain/situations.ts";
import { withoutNir } from "../../../domain/without-nir.ts";
import { reportPaths } from "../paths.ts";
import { agentText } from "../told.ts";
import { declarationRows } from "./declarations.ts";
import { findingRows } from "./findings.ts";
import { partsOf, todoByPart } from "./parts.ts";
import { printable, printableLines } from "./printable.ts";
import { reasons } from "./reasons.ts";
import { timeline } from "./timeline.ts";
import { timeRows } from "./times.ts";
import { todo } from "./todo.ts";
import { authenticity, formatText, glossary, noAcceptance, rulesText, when } from "./words.ts";

export const reportModel = (input: ReportInput): ReportModel => {
  const { deposit } = input;
  const s = situation(deposit);
  const { title, sentence } = situationText(s, "fr");
  const texts = new Map(input.receiptTexts.map((t) => [t.receipt, t.text]));
  const declarations = declarationRows(deposit, input.declarations, texts);
  const findings = findingRows(input.findings, input.declarations);
  const known = { deposit, situation: s, declarations, findings };
  const since = when(deposit.lastAt);
  const about = {
    deposit,
    calendar: input.calendar ?? frenchCalendar,
    organisms: input.organisms ?? new Map(),
  };
  const parts = new Map(partsOf(about).map((part) => [part.message, part]));
  return {
    layout: 1,
    deposit: header(deposit),
    ...(unsentTest(deposit) ? { notice: "MODE TEST : rien n'a été envoyé" } : {}),
    situation: {
      is: s.is,
      tone: situationTone(s.is),
      title,
      sentence,
      next: nextAfter(s, correctionOf(deposit)),
      counts: s.counts,
      since,
    },
    reasons: reasons(known),
    todo: todoByPart(about) ?? todo(known),
    times: timeRows(about),
    corrections: deposit.corrected.map((c) => ({
      deposit: c.by,
      since: when(c.at),
      declarations: c.declarations.length,
    })),
    memory: (input.memory ?? []).map(remembered),
    declarations,
    findings,
    ...(input.judgedBy === undefined ? {} : { judged: judged(input.judgedBy) }),
    timeline: timeline(deposit),
    mails: deposit.messages.map((m) => {
      const part = parts.get(m.id);
      return { ...mail(deposit, m, input.notes?.get(m.id)), ...(part ? { part } : {}) };
    }),
    receipts: deposit.receipts.map((r) => receipt(input, r)),
    words: glossary,
    footer: {
      agent: agentText(input),
      fact: deposit.lastSeq,
      ...(input.contact === undefined ? {} : { contact: printable(input.contact) }),
    },
  };
};

const judged = (by: JudgedBy): NonNullable<ReportModel["judged"]> => ({
  ...by,
  text: `Règles du contrôle : ${rulesText(by)}. ${noAcceptance}`,
});

const remembered = (m: RefusalMemory): string => {
  const often = m.times > 1 ? `, ${m.times} fois dans les derniers dépôts` : "";
  const ended =
    m.correctedBy === undefined || m.ended === undefined
      ? "aucune correction n'a été trouvée"
      : `corrigé par le dépôt ${m.correctedBy} (${situationTitle(m.ended)})`;
  return `Code ${printable(m.code)} déjà reçu de cet organisme${often} : dépôt ${m.deposit} du ${when(m.at).text}, ${ended}.`;
};

const unsentTest = (d: Deposit): boolean => d.claimed.mode === "test" && d.messages.length === 0;

const header = (d: Deposit): ReportDeposit => ({
  id: d.id,
  dossier: printable(d.claimed.dossier),
  file: printable(d.claimed.name),
  sha256: d.claimed.sha256,
  sha256Short: d.claimed.sha256.slice(0, 12),
  size: d.claimed.size,
  claimed: when(d.claimed.at),
  mode: d.claimed.mode,
  ...(d.recognised === undefined
    ? {}
    : { format: { code: d.recognised.format, text: formatText(d.recognised.format) } }),
  ...(d.stage.is === "duplicate" ? { duplicateOf: d.stage.of } : {}),
  ...(d.claimed.again === undefined ? {} : { again: d.claimed.again }),
  report: reportPaths(d).base,
});

const mail = (d: Deposit, m: Message, note: string | undefined): ReportMail => ({
  message: m.id,
  from: printable(m.frozen.envelope.from),
  to: m.frozen.envelope.to.map(printable),
  subject: printable(madeWith(d, m)?.subject ?? ""),
  ...(note === undefined || note === ""
    ? {}
    : { note: printableLines(note, limits.reportExcerptLinesMax) }),
  messageId: printable(m.frozen.messageIdHeader),
  date: when(m.frozen.date),
  sha256: m.frozen.sha256,
  attempts: m.attempts.length,
  state: mailState(m),
});

const mailState = (m: Message): string => {
  switch (m.stage.is) {
    case "queued":
      return "pas encore parti";
    case "sending":
      return "envoi en cours";
    case "accepted":
      if (m.stage.confirmedBy !== undefined)
        return `arrivé, d'après ${printable(m.stage.confirmedBy)}`;
      return m.stage.provedBy === undefined
        ? "remis au serveur d'envoi"
        : `arrivé : prouvé par la réponse ${m.stage.provedBy}`;
    case "refused":
      return m.returned === undefined ? "refusé par le serveur d'envoi" : "revenu, non remis";
    case "uncertain":
      return "incertain";
    case "cancelled":
      return `annulé par ${printable(m.stage.by)}`;
    case "corrupt":
      return m.held ? "abîmé, ne sera pas renvoyé" : "abîmé, ne sera pas envoyé";
  }
};

const receipt = (input: ReportInput, r: Deposit["receipts"][number]): ReportReceipt => {
  const filed = input.deposit.deliveries.findLast(
    (x) => x.is === "delivered" && x.receipt === r.receipt,
  );
  const text = input.receiptTexts.find((t) => t.receipt === r.receipt)?.text ?? "";
  const excerpt = withoutNir(printableLines(text, limits.reportExcerptLinesMax));
  return {
    receipt: r.receipt,
    arrived: when(r.arrived),
    from: printable(r.sender),
    subject: withoutNir(printable(r.subject)),
    ...(r.level === undefined ? {} : { level: r.level }),
    grade: r.grade,
    authenticity: authenticity(r.grade),
    because: printable(r.gradeBecause),
    ...(filed === undefined ? {} : { filed: printable(`AR/${filed.name}`) }),
    ...(r.verdicts.length > 0 && r.reader?.official !== true ? { notice: unofficial } : {}),
    ...(excerpt === "" ? {} : { excerpt }),
  };
};

/** formats.md: whatever is not the organism's publication is shown as such. */
const unofficial =
  "Disposition de l'AR non officielle : notre lecture n'est pas une publication de l'organisme. En cas de doute, lisez l'accusé lui-même.";
