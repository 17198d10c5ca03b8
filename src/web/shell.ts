/** What every page has around it: the head, the way around, who is in. Without a session, only the page itself. */
import type { Assets } from "./assets/assets.ts";
import { type Html, html } from "./html.ts";
import type { Language } from "./language.ts";
import { shellWords } from "./shell-words.ts";
import type { Session } from "./visit/sessions.ts";
import { type Place, places } from "./visit/visit.ts";

const hrefs: Readonly<Record<Place, string>> = {
  today: "/",
  deposits: "/deposits",
  receipts: "/receipts",
  trial: "/trial",
  reports: "/reports",
  qualification: "/qualification",
  register: "/register",
  agent: "/agent",
};

export interface Shown {
  readonly title: string;
  readonly body: Html;
  readonly here?: Place;
  readonly language: Language;
  /** Path and question of this page, for its other language. */
  readonly url: string;
  /** Its own address, when it was answered to a form at another one. */
  readonly at?: string;
  readonly session: Session | undefined;
  readonly version: string;
  readonly assets: Pick<Assets, "style" | "script">;
}

export const shell = (shown: Shown): string => {
  const w = shellWords[shown.language];
  return html`<!doctype html>
<html lang="${shown.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${shown.title} · Facteur</title>
<link rel="stylesheet" href="${shown.assets.style}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="${shown.assets.script}" defer></script>
</head>
<body>
<a class="skip" href="#content">${w.skip}</a>
${shown.session && header(shown, shown.session)}
<main id="content" tabindex="-1">
${shown.body}
</main>
<footer class="foot"><p>Facteur ${shown.version} · ${otherLanguage(shown)}</p></footer>
<p class="news" role="status" aria-live="polite" data-news="${w.news}" data-lost="${w.lost}" data-ended="${w.ended}"${shown.at !== undefined && html` data-at="${shown.at}"`}></p>
</body>
</html>
`.text;
};

const header = ({ language, here }: Shown, session: Session): Html => {
  const w = shellWords[language];
  const item = (place: Place): Html =>
    html`<li><a href="${hrefs[place]}"${here === place && html` aria-current="page"`}>${w.places[place]}</a></li>`;
  return html`<header class="bar">
<a class="brand" href="/">${mark}<span>Facteur</span></a>
<nav aria-label="${w.nav}"><ul>${places.map(item)}</ul></nav>
<form class="find" action="/deposits" role="search"><input type="search" name="q" aria-label="${w.find}" placeholder="${w.findHint}" autocomplete="off"></form>
<form class="person" method="post" action="/leave"><input type="hidden" name="token" value="${session.token}"><span>${session.name}<span class="small"> · ${w.roles[session.role]}</span></span><button class="quiet">${w.leave}</button></form>
</header>`;
};

/** An envelope: the postman's. */
const mark = html`<svg viewBox="0 0 24 18" width="24" height="18" aria-hidden="true"><rect x="1" y="1" width="22" height="16" rx="2"></rect><path d="M2 3l10 7 10-7"></path></svg>`;

const otherLanguage = ({ language, url }: Shown): Html => {
  const other = language === "fr" ? "en" : "fr";
  const at = new URL(`http://page${url.startsWith("/") ? "" : "/"}${url}`);
  at.searchParams.set("lang", other);
  // Two slashes would be the name of another host.
  const path = at.pathname.replace(/^\/+/u, "/");
  const name = { fr: "Français", en: "English" }[other];
  return html`<a href="${path}${at.search}" hreflang="${other}" lang="${other}">${name}</a>`;
};
