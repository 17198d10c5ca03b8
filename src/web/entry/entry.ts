/** Coming in: by a one-time link of `facteur open`, or with a name and a password of the settings. */
import { hashPassword, isPassword } from "../../foundation/password-hash.ts";
import { type Html, html } from "../html.ts";
import type { Language } from "../language.ts";
import { wrongLine } from "../visit/fields.ts";
import type { Person } from "../visit/sessions.ts";
import type { PageSettings } from "../world.ts";
import { entryWords } from "./words.ts";

type Accounts = PageSettings["accounts"];

/** Whoever gives a name that nobody has waits as long as for a wrong password. */
export class Doors {
  readonly #accounts: Accounts;
  #nobody: Promise<string> | undefined;
  /** One at a time: each takes memory and a core. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  get open(): boolean {
    return this.#accounts.length > 0;
  }

  enter(name: string, password: string): Promise<Person | undefined> {
    const judged = this.#last.then(() => this.#judge(name, password));
    this.#last = judged.catch(() => undefined);
    return judged;
  }

  async #judge(name: string, password: string): Promise<Person | undefined> {
    const account = this.#accounts.find((one) => one.name === name);
    this.#nobody ??= hashPassword("");
    const right = await isPassword(password, account?.hash ?? (await this.#nobody));
    return account && right ? { name: account.name, role: account.role } : undefined;
  }
}

/**
 * The link is used up by this very answer. A page of our own then leads on, because a browser that came from elsewhere
 * sends no strict cookie along a redirection.
 */
export const cameIn = (language: Language): { readonly title: string; readonly body: Html } => {
  const w = entryWords[language];
  return {
    title: w.in,
    body: html`<section class="door"><h1>${w.in}</h1><p><a class="button" href="/" data-go>${w.go}</a></p></section>`,
  };
};

export const doorPage = (about: {
  readonly language: Language;
  readonly accounts: boolean;
  readonly failed?: "link" | "password" | undefined;
}): { readonly title: string; readonly body: Html } => {
  const w = entryWords[about.language];
  const failed = about.failed && w.failed[about.failed];
  return {
    title: w.title,
    body: html`<section class="door">
<h1>${w.title}</h1>
${wrongLine(failed)}
${about.accounts && passwordForm(about.language)}
<div class="aside neutral"><h2>${w.linkTitle}</h2><p>${w.linkText}</p><pre><code>facteur open</code></pre></div>
</section>`,
  };
};

const passwordForm = (language: Language): Html => {
  const w = entryWords[language];
  return html`<form class="card" method="post" action="/login">
<p><label for="name">${w.name}</label><input id="name" name="name" autocomplete="username" required maxlength="100"></p>
<p><label for="password">${w.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000"></p>
<p><button class="button">${w.enter}</button></p>
</form>`;
};
