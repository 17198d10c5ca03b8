/**
 * Plays a run on an agent, and remembers what was done to it from outside: the files dropped, the mails that came
 * back, the orders given. After each command the promises are checked (`promises.ts`); at the end everything
 * is healed, and what was begun must have come to an end.
 */
import { setImmediate as breathe } from "node:timers/promises";
import type { Deposit } from "../../../src/domain/deposit.ts";
import type { FileIdentity } from "../../../src/domain/facts.ts";
import { sha256 } from "../../../src/foundation/bytes.ts";
import { MailboxFault } from "../../../src/ports/mailbox.ts";
import { arMail, bounceMail, dpae, dpaeAr, headerOf } from "../samples.ts";
import { rules } from "../small-world.ts";
import { Agent } from "./agent.ts";
import type { Answer, Command, Run } from "./commands.ts";
import { contents } from "./contents.ts";
import { atTheEnd } from "./ending.ts";
import { type DossierName, dossierNames, type Estate, estate } from "./estate.ts";
import { check } from "./promises.ts";

export interface Dropped {
  readonly dossier: DossierName;
  readonly name: string;
  readonly content: number;
  readonly identity: FileIdentity;
}

/** What somebody outside knows. */
export interface Seen {
  readonly dropped: Dropped[];
  /** Mails that came back about a mail of ours, by its Message-ID. */
  readonly answers: { readonly header: string; readonly what: Answer; readonly file?: string }[];
  /** AR files that the payroll program took away, by their SHA-256. */
  readonly taken: string[];
  /** Whether the wall clock was set: that may be told until the end. */
  clockSet: boolean;
}

export interface Played {
  readonly estate: Estate;
  readonly agent: Agent;
  readonly seen: Seen;
  readonly deposits: readonly Deposit[];
}

export const play = async (run: Run, about?: Parameters<typeof estate>[0]): Promise<Played> => {
  const where = estate({ savesSent: run.savesSent, ...about });
  const game = new Game(where);
  game.agent.start();
  for (const command of run.commands) {
    await game.act(command);
    await check(where, game.seen);
  }
  await atTheEnd({ estate: where, agent: game.agent, seen: game.seen });
  const deposits = (await where.journal.find({ by: "recent" }, 1000)).toReversed();
  return { estate: where, agent: game.agent, seen: game.seen, deposits };
};

class Game {
  readonly agent: Agent;
  readonly seen: Seen = { dropped: [], answers: [], taken: [], clockSet: false };
  readonly #estate: Estate;
  /** Each mail that comes in is another one. */
  #mails = 0;
  #last: Uint8Array | undefined;

  constructor(where: Estate) {
    this.#estate = where;
    this.agent = new Agent(where);
  }

  async act(command: Command): Promise<void> {
    const { clock, disk, mailbox, plans } = this.#estate;
    switch (command.do) {
      case "drop":
        this.#drop(command);
        break;
      case "pass":
        return this.agent.pass(command.ms);
      case "server":
        plans.splice(0, plans.length, ...command.plans);
        break;
      case "receive":
        await this.#receive(command);
        break;
      case "order":
        await this.#order(command);
        break;
      case "crash": {
        const [first, ...next] = command.dooms;
        if (first) this.agent.doom(first, ...next);
        break;
      }
      case "kill":
        await this.agent.kill();
        break;
      case "jump":
        this.seen.clockSet = true;
        clock.jump(command.ms);
        break;
      case "disk":
        disk.full = command.full;
        break;
      case "mailbox":
        mailbox.fail(command.away ? new MailboxFault("mailbox-unreachable", "away") : undefined);
        break;
      case "rules":
        for (const name of dossierNames) this.#rules(name, command.there);
        break;
      case "take-ar":
        this.#takeAr();
        break;
    }
    // Whoever is waiting may see it before time goes on.
    await breathe();
  }

  #drop({ dossier, name, content }: Extract<Command, { readonly do: "drop" }>): void {
    const bytes = contents[content]?.bytes ?? new Uint8Array();
    const identity = this.#estate.spools[dossier].drop(name, bytes);
    this.seen.dropped.push({ dossier, name, content, identity });
  }

  #rules(name: DossierName, there: boolean): void {
    const spool = this.#estate.spools[name];
    if (!there) spool.remove("mapibox.cfg");
    else if (!spool.files.has("mapibox.cfg")) spool.drop("mapibox.cfg", rules());
  }

  async #order({ order, of, as, during }: Extract<Command, { readonly do: "order" }>) {
    const deposits = await this.#estate.journal.find({ by: "recent" }, 1000);
    const deposit = deposits[of % Math.max(deposits.length, 1)];
    if (!deposit) return;
    const answer = as ? { as } : {};
    const by = { by: "dupont", reason: "essai du modèle" };
    this.agent.order({ deposit: deposit.id, order, ...by, ...answer }, during);
  }

  async #receive({ what, of }: Extract<Command, { readonly do: "receive" }>): Promise<void> {
    const mail = await this.#mail(what, of);
    if (!mail) return;
    this.#last = mail;
    const { mailbox, clock } = this.#estate;
    mailbox.deliver(mail, { arrived: clock.now() });
  }

  /** The payroll program takes what it finds. */
  #takeAr(): void {
    for (const { files } of Object.values(this.#estate.spools))
      for (const [path, { bytes }] of files) {
        if (!/^AR\/[^./][^/]*$/u.test(path)) continue;
        this.seen.taken.push(sha256(bytes));
        files.delete(path);
      }
  }

  async #mail(what: Answer, of: number): Promise<Uint8Array | undefined> {
    this.#mails += 1;
    const more = `X-Mail: ${this.#mails}`;
    if (what === "noise") return Buffer.from(`Subject: bruit ${this.#mails}\r\n\r\n\0\xff--b\r\n`);
    if (what === "same-mail-again") return this.#last;
    if (what === "for-another") {
      const file = dpaeAr(dpae("AILLEURS"), ["00"]);
      return arMail({ references: "<d9.m1.0@autre.test>", file, more });
    }
    const ledger = this.#estate.courier.ledger();
    const mail = ledger[of % Math.max(ledger.length, 1)];
    if (!mail) return undefined;
    const header = headerOf(mail);
    if (what === "bounce") {
      this.seen.answers.push({ header, what });
      return Buffer.concat([Buffer.from(`${more}\r\n`), bounceMail(header)]);
    }
    return this.#acknowledgement(header, { what, more });
  }

  async #acknowledgement(header: string, { what, more }: { what: Answer; more: string }) {
    const [deposit] = await this.#estate.journal.find({ by: "message-id", header }, 1);
    const sent = contents.find((c) => sha256(c.bytes) === deposit?.claimed.sha256);
    if (!deposit || !sent) throw new Error(`${header} left, and the journal does not know it`);
    const codes = Array.from({ length: sent.declarations }, () =>
      what === "refusal" ? "12" : "00",
    );
    const file = sent.flat ? dpaeAr(sent.bytes, codes) : undefined;
    const sha = file && sha256(file);
    this.seen.answers.push({ header, what, ...(sha === undefined ? {} : { file: sha }) });
    return arMail({
      references: header,
      name: deposit.claimed.name,
      more,
      ...(file ? { file } : {}),
      ...(what === "forged-ar" ? { results: "" } : {}),
    });
  }
}
