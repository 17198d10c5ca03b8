/**
 * What a client sees by its signed link: the statement and one button. Nobody is logged in, and opening it writes nothing: only
 * the form does, so that a mail scanner that follows links agrees to nothing.
 */
import type { LinkRefusal } from "../../domain/agreement/link.ts";
import { limits } from "../../domain/limits.ts";
import type { LinkAnswer } from "../../journey/agreement/link.ts";
import { openAgreementLink } from "../../journey/agreement/link.ts";
import { html, trusted } from "../html.ts";
import type { Language } from "../language.ts";
import { wrongLine } from "../visit/fields.ts";
import type { Answer, Form } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { agreementWords } from "./words.ts";

export const agreementPath = "/agreement/";

type Page = Extract<Answer, { readonly is: "page" }>;

export const agreementPage = async (
  page: PageWorld,
  about: { readonly token: string; readonly language: Language; readonly said?: string },
): Promise<Page> => {
  const { token, language, said } = about;
  const w = agreementWords[language];
  const opened = await openAgreementLink(page.world, token);
  if (opened.is !== "open") return refused(language, opened.is);
  const paper = page.papers.statement(opened.statement);
  const max = limits.orderByCharsMax;
  const body = html`${trusted(paper.body())}
<form class="card" method="post" action="${agreementPath}${token}">
<h2>${w.title}</h2>
${wrongLine(said)}
<p>${w.ask}</p>
<p><label for="name">${w.name}</label><input id="name" name="name" autocomplete="name" required maxlength="${max}"></p>
<p><button class="button">${w.agree}</button></p>
<p>${w.otherwise}</p>
</form>`;
  return { is: "page", title: w.title, body, ...(said ? { status: 400 } : {}) };
};

export const agreedPage = async (
  page: PageWorld,
  about: { readonly token: string; readonly language: Language; readonly form: Form },
): Promise<Page> => {
  const { token, language, form } = about;
  const w = agreementWords[language];
  const name = (form.fields.get("name") ?? "").trim();
  if (name === "") return agreementPage(page, { token, language, said: w.noName });
  const answer = (await page.order("agreed-by-link", { token, name })) as LinkAnswer;
  if (answer.is !== "agreed") return refused(language, answer.is);
  const body = html`<section class="door"><h1>${w.thanks}</h1><p role="status">${w.agreed(answer.deposit)}</p></section>`;
  return { is: "page", title: w.thanks, body };
};

/** 404 says no more to whoever guesses; the others had a link of ours. */
const refused = (language: Language, because: LinkRefusal): Page => {
  const w = agreementWords[language];
  const body = html`<section class="door"><h1>${w.refusedTitle}</h1><p role="alert">${w.refused[because]}</p></section>`;
  return { is: "page", title: w.refusedTitle, body, status: because === "unknown" ? 404 : 410 };
};
