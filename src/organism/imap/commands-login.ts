/** CAPABILITY, ID, NOOP, LOGOUT, LOGIN, AUTHENTICATE. */

import { Refusal, type Session } from "./session.ts";
import type { Command } from "./syntax.ts";
import { textOf } from "./syntax.ts";

/** What is true here and nothing more: a client does what it reads. */
const capabilities = [
  "IMAP4rev1 LITERAL+ SASL-IR ID NAMESPACE UIDPLUS MOVE IDLE UNSELECT CHILDREN SPECIAL-USE",
  "AUTH=PLAIN AUTH=LOGIN",
].join(" ");

export const greeting = `* OK [CAPABILITY ${capabilities}] organisme de demonstration`;

export const capability = (session: Session): string => {
  session.send(`* CAPABILITY ${capabilities}`);
  return "OK done";
};

export const id = (session: Session): string => {
  session.send('* ID ("name" "organisme de demonstration")');
  return "OK done";
};

export const noop = (): string => "OK done";

export const logout = (session: Session): string => {
  session.send("* BYE au revoir");
  session.close();
  session.ending = true;
  return "OK done";
};

const welcome = `OK [CAPABILITY ${capabilities}] logged in`;

export const login = (session: Session, command: Command): string => {
  const [user, password] = command.args.map(textOf);
  if (user === undefined || password === undefined) throw new Refusal("BAD", "user and password");
  session.login(utf8(user), utf8(password));
  return welcome;
};

export const authenticate = async (session: Session, command: Command): Promise<string> => {
  const [mechanism, initial] = command.args.map(textOf);
  switch (mechanism?.toUpperCase()) {
    case "PLAIN": {
      const response = initial ?? (await ask(session, ""));
      // RFC 4616: authorisation identity, authentication identity, password.
      const [, user = "", password = ""] = decode(response).split("\0");
      session.login(user, password);
      return welcome;
    }
    case "LOGIN": {
      const user = decode(initial ?? (await ask(session, "Username:")));
      session.login(user, decode(await ask(session, "Password:")));
      return welcome;
    }
    default:
      throw new Refusal("NO", "[CANNOT] PLAIN or LOGIN");
  }
};

const ask = async (session: Session, question: string): Promise<string> => {
  session.send(`+ ${Buffer.from(question).toString("base64")}`);
  const answer = (await session.input.line()).toString("latin1");
  if (answer === "*") throw new Refusal("BAD", "given up by the client");
  return answer;
};

const decode = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");

const utf8 = (latin1: string): string => Buffer.from(latin1, "latin1").toString("utf8");
