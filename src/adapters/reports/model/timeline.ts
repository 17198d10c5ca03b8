/** The deposit's life, one line per event, each with its time and its evidence. */
import type { Deposit } from "../../../domain/deposit.ts";
import type { FactOf } from "../../../domain/facts.ts";
import { faults } from "../../../domain/faults.ts";
import { holdLineEn } from "../../../domain/hold/words.ts";
import type { Instant } from "../../../domain/ids.ts";
import type { Attempt, Message } from "../../../domain/message.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import type { ReportEvent } from "../../../domain/report/deposit.ts";
import { ruledMails } from "../../../domain/ruled-mails.ts";
import { printable } from "./printable.ts";
import { type TimelineLanguage, type TimelineWords, timelineWords } from "./timeline-words.ts";
import { when } from "./words.ts";

interface Event {
  /** The time shown. */
  readonly at: Instant;
  /** When we learnt it, where that differs: a mail server's stamp has no fraction of a second. */
  readonly learnt?: Instant;
  readonly what: string;
  readonly detail?: string;
}

interface Telling {
  readonly d: Deposit;
  readonly w: TimelineWords;
  readonly language: TimelineLanguage;
}

/** In French for reports, which are filed; the page asks in its reader's language. */
export const timeline = (d: Deposit, language: TimelineLanguage = "fr"): readonly ReportEvent[] => {
  const telling = { d, w: timelineWords[language], language };
  const sent = d.messages.flatMap((m) => sending(m, telling));
  return (
    [...intake(telling), ...ending(telling), ...decisions(telling), ...sent, ...answers(telling)]
      // Stable: events of one instant keep the order of a deposit's life.
      .sort((a, b) => (a.learnt ?? a.at) - (b.learnt ?? b.at))
      .map(({ at, what, detail }) => ({
        at: when(at),
        what,
        ...(detail === undefined || detail === "" ? {} : { detail: printable(detail) }),
      }))
  );
};

const intake = ({ d, w }: Telling): readonly Event[] => {
  const events: Event[] = [{ at: d.claimed.at, what: w.claimed, detail: d.claimed.name }];
  if (d.claimed.continues !== undefined)
    events.push({ at: d.claimed.at, what: w.continues(d.claimed.continues) });
  if (d.recognised !== undefined) {
    const detail = w.declarations(d.recognised.keys.length);
    events.push({ at: d.recognised.at, what: w.recognised(d.recognised.format), detail });
  }
  if (d.checked !== undefined)
    events.push({ at: d.checked.at, what: w.checked(d.checked.blocking, d.checked.warnings) });
  if (d.original !== "in-place" && d.original.to !== undefined)
    events.push({ at: d.original.at, what: w.moved, detail: d.original.to });
  if (d.ruled !== undefined) {
    const to = ruledMails(d).map((mail) => `a=${mail.to}`);
    const detail = `${d.ruled.rules.file} : ${to.join(" ; ")}`;
    events.push({ at: d.ruled.at, what: w.ruled, detail });
  }
  return events;
};

/** The stages that have no fact of their own in the deposit. */
const ending = ({ d, w, language }: Telling): readonly Event[] => {
  const at = d.stageAt;
  switch (d.stage.is) {
    case "incomplete":
      return [{ at, what: w.incomplete, detail: w.truncatedAt(d.stage.truncatedAt) }];
    case "duplicate":
      return [{ at, what: w.duplicate, detail: d.stage.of }];
    case "rejected":
      return [{ at, what: w.rejected, detail: d.stage.codes.join(", ") }];
    case "held": {
      const what = w.held(faults[d.stage.hold.because][language].what);
      const { details } = d.stage.hold;
      const told = language === "fr" ? details : details.map((line) => holdLineEn(line).text);
      return [{ at, what, detail: told.join(" ; ") }];
    }
    case "cancelled":
      return [];
    case "simulated":
      return [{ at, what: w.simulated }];
    case "claimed":
    case "recognised":
    case "checked":
    case "ruled":
    case "frozen":
      return [];
  }
};

/** « Suspendu par jeanne : contrat à vérifier ». */
export const orderText = (o: FactOf<"ordered">, w: TimelineWords = timelineWords.fr): string =>
  printable(
    `${w.orders[o.order]}${o.as ? w.answers[o.as] : ""}${w.by(o.by)}${o.agreedBy === undefined ? "" : w.agreedBy(o.agreedBy)}${o.reason ? w.because(o.reason) : ""}`,
  );

/** « Déclaré sur papier par jeanne : serveur en panne ». */
export const otherwiseText = (
  o: FactOf<"declared-otherwise">,
  w: TimelineWords = timelineWords.fr,
): string =>
  printable(`${w.otherwise[o.means]}${w.by(o.by)}${o.reason ? w.because(o.reason) : ""}`);

const decisions = ({ d, w }: Telling): readonly Event[] => [
  ...d.orders.map((o) => ({ at: o.at, what: orderText(o, w) })),
  ...d.purges.map((p) => ({
    at: p.at,
    what: `${w.purged}${p.kinds.map((kind) => w.kinds[kind]).join(", ")}`,
    detail: `${w.removed(
      p.removed.length,
      p.removed.reduce((sum, r) => sum + r.size, 0),
    )},${w.by(p.by)}${w.because(p.reason)}`,
  })),
  ...(d.links ?? []).map((l) => ({
    at: l.at,
    what: `${w.link(l.to, l.expires)}${w.by(l.by)}`,
    detail: l.reason,
  })),
  ...(d.given ?? []).map((g) => ({
    at: g.at,
    what: `${w.given[g.how]}${w.by(g.by)}`,
    detail: g.reason,
  })),
  ...(d.tacitly
    ? [{ at: d.tacitly.at, what: w.tacit, detail: w.tacitDetail(d.tacitly.given, d.tacitly.ended) }]
    : []),
  ...d.corrected.map((c) => ({ at: c.at, what: w.corrected(c.by) })),
  ...d.otherwise.map((o) => ({
    at: o.at,
    what: otherwiseText(o, w),
    detail: `${w.declarations(o.declarations.length)} ; ${w.proofKept(o.proof.size, o.proof.sha256.slice(0, 16))}`,
  })),
  ...d.superseded.map((s) => ({ at: s.at, what: w.superseded(s.by) })),
];

const sending = (m: Message, { w, language }: Telling): readonly Event[] => [
  { at: m.frozen.at, what: w.frozen, detail: m.frozen.messageIdHeader },
  ...m.attempts.map((a) => attempt(a, w)),
  ...m.searches.map((s) => ({ at: s.at, what: w.searched[s.found] })),
  ...(m.stage.is === "corrupt"
    ? [{ at: m.stage.at, what: w.forbidden(faults["store-corrupt"][language].what) }]
    : []),
  ...(m.returned === undefined
    ? []
    : [
        {
          at: m.returned.at,
          what: w.returned,
          detail: `${m.returned.status} ${m.returned.said}`,
        },
      ]),
];

const attempt = (a: Attempt, w: TimelineWords): Event => {
  if (a.ended === undefined) return { at: a.begun, what: w.attempt(a.number, "under-way") };
  const { outcome, at } = a.ended;
  return { at, what: w.attempt(a.number, outcome.is), detail: said(outcome) };
};

/** The server and its own words. */
export const said = (o: Outcome): string =>
  `${o.trace.server} : ${o.is === "accepted" ? o.reply : o.because.said}`;

const answers = ({ d, w }: Telling): readonly Event[] => [
  ...d.receipts.map((r) => ({
    at: r.arrived,
    learnt: r.at,
    what: w.answer(r.receipt, r.level, r.grade),
    detail: r.subject,
  })),
  ...d.deliveries
    .filter((x) => x.is === "delivered")
    .map((x) => ({ at: x.at, what: w.filed(x.receipt), detail: `AR/${x.name}` })),
  ...d.refilings.map((x) => ({
    at: x.at,
    what: `${w.refiled(x.receipt)}${w.by(x.by)}`,
    detail: x.reason,
  })),
];
