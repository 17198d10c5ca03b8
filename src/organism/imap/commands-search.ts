/** SEARCH and UID SEARCH: the criteria of RFC 3501 §6.4.4, read into one test for each mail. */
import { fieldsOf, splitMail } from "../fields.ts";
import { type Numbered, Refusal, type Session } from "./session.ts";
import { parseDate, parseSet } from "./sets.ts";
import { type Command, textOf, type Value } from "./syntax.ts";

type Test = (numbered: Numbered) => boolean;

const dayMs = 86_400_000;

export const search = (session: Session, command: Command): string => {
  const byUid = command.name === "UID SEARCH";
  const criteria = new Criteria(session, command.args);
  const test = criteria.all();
  const found = session.select("1:*", false).filter(test);
  const numbers = found.map(({ number, mail }) => (byUid ? mail.uid : number));
  session.send(["* SEARCH", ...numbers].join(" "));
  return "OK done";
};

const flagKeys: Readonly<Record<string, string>> = {
  ANSWERED: "\\Answered",
  DELETED: "\\Deleted",
  DRAFT: "\\Draft",
  FLAGGED: "\\Flagged",
  SEEN: "\\Seen",
};

class Criteria {
  readonly #session: Session;
  readonly #values: readonly Value[];
  #at = 0;

  constructor(session: Session, values: readonly Value[]) {
    this.#session = session;
    this.#values = values;
  }

  /** All criteria must hold. */
  all(): Test {
    const tests: Test[] = [];
    while (this.#at < this.#values.length) tests.push(this.#one());
    return (mail) => tests.every((test) => test(mail));
  }

  #one(): Test {
    const value = this.#values[this.#at];
    this.#at += 1;
    if (value?.is === "list") return new Criteria(this.#session, value.items).all();
    const key = textOf(value)?.toUpperCase() ?? "";
    return this.#flag(key) ?? this.#date(key) ?? this.#content(key) ?? this.#other(key);
  }

  #flag(key: string): Test | undefined {
    const set = flagKeys[key];
    if (set !== undefined) return ({ mail }) => mail.flags.has(set);
    const unset = key.startsWith("UN") ? flagKeys[key.slice(2)] : undefined;
    if (unset !== undefined) return ({ mail }) => !mail.flags.has(unset);
    if (key !== "KEYWORD" && key !== "UNKEYWORD") return undefined;
    const word = this.#text();
    return ({ mail }) => mail.flags.has(word) === (key === "KEYWORD");
  }

  /** Days, without hours and zones. SENT… looks at the Date field. */
  #date(key: string): Test | undefined {
    const found = /^(?<sent>SENT)?(?<how>BEFORE|ON|SINCE)$/u.exec(key);
    if (found === null) return undefined;
    const day = parseDate(this.#text());
    if (day === undefined) throw new Refusal("BAD", "a date is expected");
    const how = found.groups?.["how"];
    return ({ mail }) => {
      const sent = fieldsOf(mail.bytes).find((field) => field.name === "date")?.value;
      const at = found.groups?.["sent"] === undefined ? mail.arrived : Date.parse(sent ?? "");
      const its = Math.floor(at / dayMs) * dayMs;
      if (how === "BEFORE") return its < day;
      return how === "ON" ? its === day : its >= day;
    };
  }

  #content(key: string): Test | undefined {
    switch (key) {
      case "FROM":
      case "TO":
      case "CC":
      case "BCC":
      case "SUBJECT":
        return hasField(key, this.#text());
      case "HEADER":
        return hasField(this.#text(), this.#text());
      case "BODY":
        return contains(this.#text(), (bytes) => splitMail(bytes).body);
      case "TEXT":
        return contains(this.#text(), (bytes) => bytes);
      default:
        return undefined;
    }
  }

  #other(key: string): Test {
    switch (key) {
      case "ALL":
      case "OLD":
        return () => true;
      case "NEW":
      case "RECENT":
        return () => false;
      case "CHARSET":
        this.#text();
        return () => true;
      case "NOT": {
        const test = this.#one();
        return (mail) => !test(mail);
      }
      case "OR": {
        const [one, other] = [this.#one(), this.#one()];
        return (mail) => one(mail) || other(mail);
      }
      case "LARGER":
      case "SMALLER": {
        const size = Number(this.#text());
        return ({ mail }) =>
          key === "LARGER" ? mail.bytes.length > size : mail.bytes.length < size;
      }
      case "UID":
        return this.#set(this.#text(), true);
      default:
        return this.#set(key, false);
    }
  }

  #set(text: string, byUid: boolean): Test {
    const { view } = this.#session.opened;
    const inSet = parseSet(text, byUid ? (view.at(-1)?.uid ?? 0) : view.length);
    if (inSet === undefined) throw new Refusal("BAD", `cannot search ${text.slice(0, 80)}`);
    return ({ number, mail }) => inSet(byUid ? mail.uid : number);
  }

  #text(): string {
    const text = textOf(this.#values[this.#at]);
    this.#at += 1;
    if (text === undefined) throw new Refusal("BAD", "a search key lacks its value");
    return text;
  }
}

const hasField = (name: string, part: string): Test => {
  const [wanted, inside] = [name.toLowerCase(), part.toLowerCase()];
  return ({ mail }) =>
    fieldsOf(mail.bytes).some(
      (field) => field.name === wanted && field.value.toLowerCase().includes(inside),
    );
};

const contains = (part: string, within: (bytes: Uint8Array) => Uint8Array): Test => {
  const inside = part.toLowerCase();
  return ({ mail }) =>
    Buffer.from(within(mail.bytes)).toString("latin1").toLowerCase().includes(inside);
};
