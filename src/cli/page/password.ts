/** `facteur page password`: the hash of a password for `page.accounts`, from a line that is never shown. */

import { hashPassword } from "../../foundation/password-hash.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import { readSecretLine } from "../terminal/secret-line.ts";
import { pageWords } from "./words.ts";

/** NIST SP 800-63B §5.1.1.1 asks for eight; a page that opens declarations deserves more. */
const charsMin = 12;

export const pagePassword = async ({ io, language }: Context): Promise<Exit> => {
  const words = pageWords[language];
  const password = await readSecretLine(words.ask, io.err);
  if (Array.from(password).length < charsMin) throw new Refusal(2, [words.tooShort(charsMin)]);
  io.out(`${await hashPassword(password)}\n`);
  if (io.columns !== undefined) io.err(`${words.keep}\n`);
  return 0;
};
