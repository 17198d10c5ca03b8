/** The desk of accounts, as the page asks for it: without a template of its own, and with documents to read. */
import { Turnstile } from "../foundation/turnstile.ts";
import type { AccountOffice, MadeForPage } from "../web/world.ts";
import { type AccountDesk, type AccountDeskParts, accountDesk } from "./account-desk.ts";
import { documentOf } from "./page-papers.ts";

export const officeOf = (parts: AccountDeskParts): AccountOffice => {
  const desk = accountDesk(parts);
  const turns = new Turnstile();
  return {
    inTurn: (work) => turns.alone(work),
    prints: parts.settings.printing !== undefined,
    make: (account, forms) => forPage(desk.make(account, { forms })),
    addressee: desk.addressee,
    print: desk.print,
    mail: desk.mail,
  };
};

const forPage = (made: ReturnType<AccountDesk["make"]>): MadeForPage => {
  // Ours, which a test reads: it knows no other fields.
  if (made.is === "bad-template") throw new Error("the letter that comes with us is wrong");
  return {
    bundle: made.bundle,
    text: made.text,
    document: async () => {
      const paper = await made.paper();
      return documentOf(
        () => paper,
        () => `${JSON.stringify(made.model, undefined, 2)}\n`,
      );
    },
  };
};
