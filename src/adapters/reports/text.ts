/** The report as plain text: 80 columns, printable anywhere, no colours, no tabs. */
import type {
  ReportAnswer,
  ReportDeclaration,
  ReportModel,
  ReportPart,
  ReportReceipt,
} from "../../domain/report/deposit.ts";
import type { Tone } from "../../domain/situations.ts";
import { bullet, indent, rule, section, wrap } from "./columns.ts";
import { placeNotes } from "./model/findings.ts";
import { afterText, partsIn } from "./model/parts.ts";
import { modeWord } from "./model/words.ts";

export const renderText = (model: ReportModel): string => {
  const blocks = [
    head(model),
    answer(model),
    section("Par organisme", partsIn(model).flatMap(part)),
    section(
      "Ce qu'il faut faire",
      model.todo.flatMap((step, i) => bullet(`${i + 1}. `, step)),
    ),
    section(
      "Les délais",
      model.times.flatMap(({ label, value }) => bullet("- ", `${label} : ${value}`)),
    ),
    section(
      "La dernière fois",
      model.memory.flatMap((m) => bullet("- ", m)),
    ),
    section("Déclarations", model.declarations.flatMap(declaration)),
    section("Contrôle du fichier", [
      ...model.findings.flatMap(finding),
      ...wrap(model.judged?.text ?? ""),
    ]),
    section("Réponses", model.receipts.flatMap(receipt)),
    section("Courrier", model.mails.flatMap(mail)),
    section(
      "Suivi",
      model.timeline.flatMap((e) => [
        ...bullet("- ", `${e.at.text} : ${e.what}`),
        ...indent(4, e.detail),
      ]),
    ),
    section(
      "Le sens des mots",
      model.words.flatMap((w) => bullet("- ", `${w.word} : ${w.meaning}`)),
    ),
    footer(model),
  ];
  return `${blocks
    .filter((b) => b.length > 0)
    .map((b) => b.join("\n"))
    .join("\n\n")}\n`;
};

const head = ({ deposit: d }: ReportModel): readonly string[] => [
  rule("="),
  ...wrap(`COMPTE RENDU DU DÉPÔT ${d.id}`),
  ...wrap(`Dossier ${d.dossier} - fichier ${d.file}`),
  ...wrap(`Pris en charge le ${d.claimed.text}`),
  ...wrap(
    [`Mode ${modeWord[d.mode]}`, d.format?.text, `${d.size} octets`]
      .filter((t) => t !== undefined)
      .join(" - "),
  ),
  ...wrap(`SHA-256 ${d.sha256}`),
  ...(d.again === undefined
    ? []
    : wrap(`Même contenu que le dépôt ${d.again}, qui n'avait pas été envoyé`)),
  rule("="),
];

const answer = ({ notice, situation: s, reasons }: ReportModel): readonly string[] => [
  ...(notice === undefined ? [] : [...wrap(`*** ${notice} ***`), ""]),
  ...bullet(`${sign(s.tone)} `, s.title.toUpperCase()),
  ...indent(4, s.sentence),
  ...reasons.flatMap((r) =>
    bullet("    - ", r.detail === undefined ? r.text : `${r.text} « ${r.detail} »`),
  ),
];

/** Same width, readable without colour. */
const sign = (tone: Tone): string => {
  switch (tone) {
    case "good":
      return "[OK]";
    case "bad":
      return "[!!]";
    case "attention":
      return "[ !]";
    case "waiting":
      return "[..]";
    case "neutral":
      return "[--]";
  }
};

const part = (p: ReportPart): readonly string[] => [
  ...bullet(
    `${sign(p.tone)} `,
    `${p.organism}, ${p.declarations.includes(" ") ? "déclarations" : "déclaration"} ${p.declarations} : ${p.title.toUpperCase()}`,
  ),
  ...indent(5, p.sentence),
  ...indent(5, afterText(p)),
  ...indent(5, p.contact && `Contact : ${p.contact}`),
];

const declaration = (d: ReportDeclaration): readonly string[] => [
  ...bullet(`${String(d.position).padStart(3)}  `, `${d.who} : ${d.verdict.text.toUpperCase()}`),
  ...indent(5, d.verdict.remark),
  ...indent(5, d.details.map(({ label, value }) => `${label} ${value}`).join(" - ")),
  ...d.answers.flatMap((a) => [
    ...bullet("     > ", answerText(a)),
    ...indent(7, a.said && `« ${a.said} »`),
  ]),
];

const answerText = (a: ReportAnswer): string =>
  [
    `AR ${a.receipt} du ${a.arrived.text}`,
    a.level !== undefined && `niveau ${a.level}`,
    a.code !== undefined && `code ${a.code}`,
    a.number !== undefined && `n° ${a.number}`,
    a.authenticity,
  ]
    .filter((t) => t !== false)
    .join(", ");

const finding = (f: ReportModel["findings"][number]): readonly string[] => [
  ...bullet("- ", `${f.severityText.toUpperCase()} : ${f.subject}`),
  ...indent(2, [...placeNotes(f), f.code].join(", ")),
  ...indent(2, f.what),
  ...indent(2, f.value && `Lu : ${f.value}`),
  ...indent(2, f.expected && `Attendu : ${f.expected}`),
  ...indent(2, `À faire : ${f.remedy}`),
];

const receipt = (r: ReportReceipt): readonly string[] => [
  ...bullet(
    "- ",
    `${r.receipt}, ${r.arrived.text}${r.level === undefined ? "" : `, niveau ${r.level}`}`,
  ),
  ...indent(2, `De ${r.from} : « ${r.subject} »`),
  ...indent(2, `Authenticité : ${r.authenticity} (${r.because})`),
  ...indent(2, r.filed && `Rangé : ${r.filed}`),
  ...indent(2, r.notice),
  ...(r.excerpt ?? "").split("\n").flatMap((line) => indent(4, line && `| ${line}`)),
];

const mail = (m: ReportModel["mails"][number]): readonly string[] => [
  ...bullet(
    "- ",
    `${m.message} : ${m.state}, ${m.attempts} ${m.attempts < 2 ? "essai" : "essais"}`,
  ),
  ...indent(2, `De ${m.from}`),
  ...indent(2, `À ${m.to.join(", ")}`),
  ...indent(2, `Sujet : ${m.subject}`),
  ...(m.note ?? "").split("\n").flatMap((line) => indent(4, line && `| ${line}`)),
  ...indent(2, `Préparé le ${m.date.text}`),
  ...indent(2, `Message-ID ${m.messageId}`),
  ...indent(2, `SHA-256 ${m.sha256}`),
];

const footer = ({ footer: f, deposit: d, situation: s }: ReportModel): readonly string[] => [
  rule("-"),
  ...(f.contact === undefined ? [] : wrap(`Une question ? ${f.contact}`)),
  ...wrap(`Dépôt ${d.id}, fait n° ${f.fact} du journal (${s.since.text}). ${f.agent}`),
];
