/** Small pieces that many pages share: an hour, a state with its sign, a short table of facts. */
import { dayOf, localTime, paris } from "../../domain/calendar/zoned-time.ts";
import type { Instant } from "../../domain/ids.ts";
import { parisIso } from "../../domain/paris-time.ts";
import type { Situation } from "../../domain/rollup.ts";
import { situationText, situationTone, type Tone } from "../../domain/situations.ts";
import { type Html, html, type Part } from "../html.ts";
import type { Language } from "../language.ts";

/** A deposit says the same on each page: its word, its sign, its tone. */
export const stateMark = (
  s: Situation,
  about: { readonly language: Language; readonly sign: (tone: Tone) => string },
): Html => {
  const tone = situationTone(s.is);
  return html`<span class="state ${tone}"><span class="sign" aria-hidden="true">${about.sign(tone)}</span>${french(situationText(s, about.language).title)}</span>`;
};

/** `aujourd'hui à 10:12`, `21 novembre à 10:12`, with its year when that is another one. */
export const hour = (
  at: Instant,
  { now, language }: { readonly now: Instant; readonly language: Language },
): Html => {
  const t = localTime(at, paris);
  const today = dayOf(now, paris);
  const clock = `${t.hour}:${t.minute}`;
  const text =
    t.day === today ? todayAt[language](clock) : dayAt(t.day, { today, clock, language });
  return html`<time datetime="${parisIso(at)}">${text}</time>`;
};

const todayAt = {
  fr: (clock: string) => `aujourd’hui à ${clock}`,
  en: (clock: string) => `today at ${clock}`,
} as const;

const dayAt = (
  day: string,
  about: { readonly today: string; readonly clock: string; readonly language: Language },
): string => {
  const { today, clock, language } = about;
  const text = dayText(day, language);
  const short = day.slice(0, 4) === today.slice(0, 4) ? text.replace(/ \d{4}$/u, "") : text;
  return language === "fr" ? `${short} à ${clock}` : `${short}, ${clock}`;
};

/** `21 novembre 2026` */
export const dayText = (day: string, language: Language): string =>
  new Date(`${day}T12:00Z`).toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    year: "numeric",
  });

/** `samedi` */
export const weekdayText = (day: string, language: Language): string =>
  new Date(`${day}T12:00Z`).toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "UTC",
    weekday: "long",
  });

export const facts = (rows: readonly (readonly [string, Part])[]): Html =>
  html`<dl>${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;

/** What the reports' texts need to be shown in French, where the page speaks another language. */
export const inFrench = (language: Language): Html | undefined =>
  language === "fr" ? undefined : html` lang="fr"`;

/** Above what stands in French only, where the page speaks another language: said plainly, not left to be wondered at. */
export const frenchNote = (language: Language): Html | undefined =>
  language === "fr"
    ? undefined
    : html`<p class="small">Written in French, as it is filed and printed.</p>`;

/** French signs: no break before `: ; ? !` nor inside « », a curved apostrophe, and no marks of code. For our own words only. */
export const french = (text: string): string =>
  text
    .replace(/ (?=[:;?!»])/gu, "\u00a0")
    .replaceAll("« ", "«\u00a0")
    .replaceAll("n° ", "n°\u00a0")
    .replaceAll("'", "’")
    .replaceAll("`", "");

/** Advice that names a command of ours is for a terminal: on a page, the same is done with a button. */
export const isForTerminal = (advice: string): boolean =>
  /facteur (?:release|cancel|confirm|resend|retry|show|receipt)/u.test(advice);

/** Our own words, in which each deposit and each receipt that is named leads to its page. */
export const leading = (text: string): Html => {
  const parts = french(text).split(/\b([DR]\d{1,15})\b/u);
  const place = (id: string): string => (id.startsWith("D") ? "deposits" : "receipts");
  // Every second part is what was split at.
  return html`${parts.map((part, n) => (n % 2 === 1 ? html`<a href="/${place(part)}/${part}">${part}</a>` : part))}`;
};
