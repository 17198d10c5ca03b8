/** IMAP spoken by hand: puts mails into a test mailbox and looks at it with other eyes than the product's. */
import { lineClient } from "./line-client.ts";

export interface PlainImap extends Disposable {
  /** The server's answer as Latin-1 text; throws when it is not OK. */
  command(line: string): Promise<string>;
  append(folder: string, raw: Uint8Array, arrived?: number): Promise<void>;
  /** The bytes of every mail of the folder, in order, and their flags (without \Recent). */
  content(folder: string): Promise<readonly { readonly raw: Buffer; readonly flags: string }[]>;
}

export interface PlainLogin {
  readonly port: number;
  readonly login: string;
  readonly password: string;
}

export const plainImap = async ({ port, login, password }: PlainLogin): Promise<PlainImap> => {
  const client = await lineClient(port, /^\* OK.*\r\n/u);
  let number = 0;
  const command = async (line: string): Promise<string> => {
    number += 1;
    const tag = `t${number}`;
    const answer = await client.ask(
      `${tag} ${line}\r\n`,
      new RegExp(`^${tag} (?:OK|NO|BAD).*\r\n$`, "mu"),
    );
    if (!new RegExp(`^${tag} OK`, "mu").test(answer)) throw new Error(`${line}: ${answer}`);
    return answer;
  };
  await command(`LOGIN "${login}" "${password}"`);
  return {
    command,
    append: async (folder, raw, arrived = Date.now()) => {
      await client.ask(
        `a APPEND "${folder}" "${imapDate(arrived)}" {${raw.length}}\r\n`,
        /^\+.*\r\n/mu,
      );
      const answer = await client.ask(
        Buffer.concat([raw, Buffer.from("\r\n")]),
        /^a (?:OK|NO|BAD).*\r\n$/mu,
      );
      if (!/^a OK/mu.test(answer)) throw new Error(answer);
    },
    content: async (folder) => {
      await command(`EXAMINE "${folder}"`);
      return rows(await command("FETCH 1:* (FLAGS BODY.PEEK[])").catch(() => ""));
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
};

const rows = (answer: string): { raw: Buffer; flags: string }[] => {
  const found: { raw: Buffer; flags: string }[] = [];
  let at = 0;
  for (;;) {
    const mark = /^\* \d+ FETCH .*?FLAGS \(([^)]*)\).*?\{(\d+)\}\r\n/mu.exec(answer.slice(at));
    if (!mark) return found;
    const start = at + mark.index + mark[0].length;
    const end = start + Number(mark[2]);
    const flags = (mark[1] ?? "").split(" ").filter((flag) => flag !== "\\Recent" && flag !== "");
    found.push({ raw: Buffer.from(answer.slice(start, end), "latin1"), flags: flags.join(" ") });
    at = end;
  }
};

/** RFC 3501 date-time, in UTC. */
const imapDate = (at: number): string => {
  const [, day, month, year, time] =
    /, (\d\d) (\w{3}) (\d{4}) ([\d:]{8}) GMT/u.exec(new Date(at).toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
};
