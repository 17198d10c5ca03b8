/** One receipt: what its mail says, which deposits it may be about and why, and the answers a person may give. */
import type { Candidate } from "../../domain/facts.ts";
import { answersNothingSent, type Receipt } from "../../domain/receipt/receipt.ts";
import { closes } from "../../domain/receipt/verdict.ts";
import { asError } from "../../foundation/errors.ts";
import { mayRefile } from "../../journey/refile.ts";
import type { MailReading } from "../../ports/mail-reader.ts";
import { type Html, html, type Part } from "../html.ts";
import { type Said, saidLine, textField } from "../visit/fields.ts";
import { facts, hour } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { receiptsWords } from "./words.ts";

interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly receipt: Receipt;
}

/** Enough to know whom a mail is about; the whole of it is in the mailbox. */
const textShown = 6_000;

export const receiptView = async (
  about: About & {
    readonly said: Said | undefined;
  },
): Promise<Html> => {
  const { page, visit, receipt, said } = about;
  const { language } = visit;
  const w = receiptsWords[language];
  const { stored, state } = receipt;
  const now = page.world.clock.now();
  return html`<header><p class="kicker">${w.title}</p><h1>${receipt.id} <span class="small">${w.states[state]}</span></h1>
<p class="facts">${w.arrived} ${hour(stored.arrived, { now, language })}</p></header>
${saidLine(said)}
${receipt.dismissed && html`<p class="aside">${w.dismissed(receipt.dismissed.by, receipt.dismissed.reason)}</p>`}
${receipt.matches.length > 0 && html`<p>${w.matched} ${[...new Set(receipt.matches.map((m) => m.deposit))].map((id) => html`<a href="/deposits/${id}">${id}</a> `)}</p>`}
${answers(about)}
${await refiled(about)}
<section aria-labelledby="mail"><h2 id="mail">${w.text}</h2>${mail(about, await read(about))}</section>`;
};

const read = async ({ page, receipt }: About): Promise<MailReading> => {
  const { store, mailReader } = page.world;
  try {
    return await mailReader.read(await store.get(receipt.stored.sha256));
  } catch (cause) {
    return { is: "unreadable", because: asError(cause).message };
  }
};

const mail = ({ visit, receipt }: About, reading: MailReading): Html => {
  const w = receiptsWords[visit.language];
  const { mailbox, folder, uid } = receipt.stored.from;
  const place = [w.place, `${mailbox}/${folder} (${uid})`] as const;
  if (reading.is === "unreadable")
    return html`<p>${w.unread(reading.because)}</p>${facts([place])}`;
  const { from, subject, parts, text } = reading.mail;
  const names = parts.map((p) => p.name).filter((name) => name !== "");
  const rows: (readonly [string, Part])[] = [
    [w.from, from],
    [w.subject, subject],
    ...(names.length > 0 ? [[w.parts, names.join(", ")] as const] : []),
    place,
  ];
  const shown = text.trim().slice(0, textShown);
  return html`${facts(rows)}<pre tabindex="0">${shown === "" ? w.noText : shown}</pre>`;
};

const answers = (about: About): Html | undefined => {
  const { visit, receipt } = about;
  const w = receiptsWords[visit.language];
  const candidates = receipt.classified?.candidates ?? [];
  const isOpen = receipt.state === "to-assign" || receipt.state === "poison";
  const unproven = receipt.matches.some((m) => !closes(m.grade));
  if (!isOpen && !unproven) return undefined;
  const choices = isOpen
    ? answersNothingSent(receipt)
      ? [otherOne(about), dismissed(about)]
      : [...candidates.map((c) => proposed(c, about)), otherOne(about), dismissed(about)]
    : [vouched(about)];
  const warned =
    isOpen && answersNothingSent(receipt)
      ? html`<p>${w.neverSent(candidates.map((c) => c.deposit).join(", "))}</p>`
      : undefined;
  return html`<section class="choose" aria-labelledby="choose">${warned}<h2 id="choose">${isOpen ? w.whom : w.vouch}</h2>
<ul class="choices">${choices.map((c) => html`<li>${c}</li>`)}</ul><p class="small">${w.signed(visit.session.name)}</p></section>`;
};

const answer = (
  { visit, receipt }: About,
  about: { readonly is: string; readonly deposit?: string; readonly body: Part },
): Html => {
  const { is, deposit, body } = about;
  return press({
    session: visit.session,
    action: `/receipts/${receipt.id}/orders`,
    hidden: { is, ...(deposit === undefined ? {} : { deposit }) },
    body,
  });
};

const reason = (visit: Visit, field: string, needed = false): Html => {
  const w = receiptsWords[visit.language];
  return html`<p class="why"><label for="why-${field}">${needed ? w.reasonNeeded : w.reason}</label><input id="why-${field}" name="reason" maxlength="1000" autocomplete="off"${needed && html` required`}></p>`;
};

const proposed = ({ deposit, score, signs }: Candidate, about: About): Html => {
  const { visit } = about;
  const w = receiptsWords[visit.language];
  const told = signs.map((sign) =>
    Object.hasOwn(w.signs, sign) ? w.signs[sign as keyof typeof w.signs] : sign,
  );
  const body = html`<p><a href="/deposits/${deposit}"><strong>${deposit}</strong></a> <span class="small">${w.points(score)}</span><br>${w.about} ${told.join(", ")}.</p>
${reason(visit, deposit)}<p><button class="button" aria-label="${w.assign} : ${deposit}">${w.assign}</button></p>`;
  return answer(about, { is: "assign", deposit, body });
};

const otherOne = (about: About): Html => {
  const w = receiptsWords[about.visit.language];
  const body = html`<p>${w.other}</p><p class="why"><label for="other">${w.deposit}</label><input id="other" name="deposit" pattern="[Dd][0-9]+" required autocomplete="off"></p>
${reason(about.visit, "other")}<p><button class="quiet">${w.assign}</button></p>`;
  return answer(about, { is: "assign", body });
};

const dismissed = (about: About): Html => {
  const w = receiptsWords[about.visit.language];
  const body = html`<p>${w.noneWhat}</p>${reason(about.visit, "none")}<p><button class="button risky">${w.none}</button></p>`;
  return answer(about, { is: "dismiss", body });
};

/** What the payroll program took and lost: only what the agent put there before, and would put there again. */
const refiled = async (about: About): Promise<Html | undefined> => {
  const { page, visit, receipt } = about;
  if (receipt.matches.length === 0 || !(await mayRefile(page.world, receipt))) return undefined;
  const w = receiptsWords[visit.language];
  const why = textField({ id: "why-refile", name: "reason", label: w.refileWhy, needed: true });
  const body = html`<p>${w.refileWhat}</p>${why}<p><button class="button risky">${w.refile}</button></p>`;
  return html`<section class="choose quiet"><details><summary>${w.refile}</summary>${answer(about, { is: "refile", body })}</details></section>`;
};

const vouched = (about: About): Html => {
  const w = receiptsWords[about.visit.language];
  const body = html`<p>${w.vouchWhat}</p>${reason(about.visit, "vouch", true)}<p><button class="button">${w.vouch}</button></p>`;
  return answer(about, { is: "confirm", body });
};
