/** The firm of `quarter.md` in a small world: its dossiers, its calendars, its register, and what it can do. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { advance, agreedTacitly, registerAgain } from "../../src/daemon/advance.ts";
import { frenchCalendar } from "../../src/domain/calendar/working-days.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { giveStatement } from "../../src/journey/agreement.ts";
import { declareOtherwise } from "../../src/journey/declare-otherwise.ts";
import { giveOrder } from "../../src/journey/order.ts";
import { giveQualification, qualifyingOf } from "../../src/journey/qualification.ts";
import { announced } from "../../src/journey/register/announce.ts";
import type { Dossier } from "../../src/journey/world.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { put, shippedPaths } from "../support/register.ts";
import { firmSiret, ribOf } from "../support/register-firm.ts";
import { arMail } from "../support/samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";
import { bytesOf, calendars, employerOf, employers, organisms, rowsOf, siretOf } from "./cast.ts";
import { cell, instantOf } from "./story.ts";

/** One deposit of the story. */
interface Dropped {
  readonly id: DepositId;
  readonly employer: string;
  readonly period: string;
  readonly reference: string;
  readonly test: boolean;
}

const plain =
  "profil=Microsoft Outlook\r\na=accept@organisme.test\r\nsujet=DUCS\r\nnote=Ci-joint.\r\n";
const rulesOf: Readonly<Record<string, string>> = {
  hotel: `${plain}validation=client\r\n`,
  india: `${plain}validation=client\r\nvalidation.tacite=5 jours ouvrés\r\n`,
  "juliett-essai":
    "[adresse essais]\r\nenvironnement=test\r\na=essais@organisme.test\r\n[adresse réelle]\r\nenvironnement=reel\r\na=accept@organisme.test\r\n[tout]\r\nsujet=DUCS\r\nprofil=Microsoft Outlook\r\n",
};

const dossierNames = [...new Set(employers.map((e) => e.dossier)), "juliett-essai"];

export class Firm {
  readonly world: SmallWorld;
  readonly dropped: Dropped[] = [];
  /** While it is so, the organism's server takes no mail. */
  #refuses = false;

  constructor(t: TestContext) {
    const base = smallWorld(t, {
      paths: shippedPaths(),
      courier: () => (this.#refuses ? "refuses-organism" : "accepts"),
    });
    const legal = calendars();
    const dossiers = new Map<string, Dossier>();
    for (const name of dossierNames) {
      const spool = memorySpool({ ignore: [] });
      spool.drop("mapibox.cfg", rulesOf[name] ?? plain);
      dossiers.set(name, {
        ...base.dossier,
        name,
        spool,
        legal,
        mode: name === "juliett-essai" ? "essai" : "reel",
        calendar: {
          ...frenchCalendar,
          holidays: name === "delta" ? "alsace-moselle" : "metropole",
        },
      });
    }
    this.world = { ...base, dossiers };
    this.world.clock.jump(instantOf("2026-03-02 09:00") - this.world.clock.now());
  }

  async at(instant: number): Promise<void> {
    const ms = instant - this.world.clock.now();
    assert.ok(ms >= 0, "the story goes back in time");
    await this.world.clock.advance(ms);
  }

  /** The register, as the firm typed it from its binders. */
  async registers(): Promise<void> {
    await put(
      this.world,
      ...organisms.flatMap((o) => [
        `organismes code=${o.code} nom=${o.name.replaceAll(" ", "_")} famille=${o.family} identifiants=${o.id}${o.code === "ASSEDIC" ? " parcours=ducs" : ""}`,
        `contacts organisme=${o.code} usage=adhesion nom=Service_adhésions adresse=1_rue_Fictive code_postal=99000 ville=Nulle-Part`,
        `contacts organisme=${o.code} usage=secours nom=Service_des_déclarations adresse=2_rue_Fictive code_postal=99000 ville=Nulle-Part fax=01_99_00_00_01`,
      ]),
      ...employers.flatMap((e) => rowsOf(e)),
    );
  }

  /** A return of this employer is dropped, and driven as far as the agent goes alone. */
  async drop(name: string, period: string, test = false): Promise<Deposit> {
    const employer = employerOf(name);
    const { world } = this;
    const where = test ? "juliett-essai" : employer.dossier;
    const dossier = world.dossiers.get(where) ?? assert.fail(where);
    const reference = `REF${this.dropped.length + 1}`;
    const file = `${name.toLowerCase()}-${period}${test ? "-essai" : ""}.edi`;
    (dossier.spool as SmallWorld["spool"]).drop(
      file,
      bytesOf(employer, { period, reference, test }),
    );
    const taken = await takeOne({ ...world, dossier, spool: dossier.spool } as SmallWorld);
    this.dropped.push({ id: taken.id, employer: name, period, reference, test });
    await this.#send(taken.id);
    return theDeposit(world, taken.id);
  }

  async dropRefused(name: string, period: string): Promise<void> {
    this.#refuses = true;
    await this.drop(name, period);
    this.#refuses = false;
  }

  /** What the agent does for whatever waits to leave. */
  async #send(id: DepositId): Promise<void> {
    const deposit = await theDeposit(this.world, id);
    if (deposit.stage.is === "frozen") await sendOne(this.world, id);
  }

  /** The organism's acknowledgement of level 3, of the last deposit. */
  async answer(name: string, says: string, test = false): Promise<void> {
    const { id, reference } = this.last(name, test);
    const deposit = await theDeposit(this.world, id);
    const header = deposit.messages[0]?.frozen.messageIdHeader;
    assert.ok(header, `${name}: ${id} has not left: ${JSON.stringify(deposit.stage)}`);
    const words = says === "refused" ? "REJETEE motif 12" : "INTEGREE";
    await receiveOne(
      this.world,
      arMail({
        references: header,
        text: `Accusé de réception de niveau 3\n\nDéclaration ${reference} : ${words}\n`,
        more: `X-Number: ${id}`,
      }),
    );
    await this.again();
  }

  last(name: string, test = false): Dropped {
    const found = this.dropped.findLast((d) => d.employer === name && d.test === test);
    return found ?? assert.fail(`${name} dropped nothing`);
  }

  /** What the agent's loops look at: holds that end by themselves, silences that agree. */
  async again(): Promise<void> {
    for (const { id } of await this.world.journal.find({ by: "held" }, 99)) {
      const deposit = await theDeposit(this.world, id);
      if (deposit.stage.is !== "held") continue;
      await (deposit.stage.hold.because === "agreement-needed"
        ? agreedTacitly(this.world, deposit)
        : registerAgain(this.world, deposit));
      await this.#send(id);
    }
  }

  async mandate(name: string, day: string): Promise<void> {
    await put(this.world, `mandats siret=${siretOf(name)} mandataire=${firmSiret} signe_le=${day}`);
    await this.again();
  }

  async statement(name: string): Promise<void> {
    const given = await giveStatement(this.world, {
      deposit: this.last(name).id,
      how: "mail",
      by: "odile",
      reason: "au client",
    });
    assert.equal(given.is, "given");
  }

  async agrees(name: string): Promise<void> {
    const { id } = this.last(name);
    const answer = await giveOrder(this.world, {
      deposit: id,
      order: "release",
      by: "odile",
      agreedBy: `M. ${name}`,
      reason: "courriel",
    });
    assert.equal(answer.is, "allowed");
    await advance(this.world, id);
    await this.#send(id);
  }

  async steps(name: string, steps: readonly string[]): Promise<void> {
    const { organism, siret } = employerOf(name);
    const found = qualifyingOf({
      key: this.world.agent.key,
      paths: this.world.paths,
      organism: { ...organism, path: "ducs", needsAdhesion: false },
      declarant: { siret, software: "" },
    });
    assert.ok(found);
    const { declarant, scope } = found;
    for (const step of steps) {
      const answer = await giveQualification(this.world, {
        declarant,
        scope,
        path: "ducs",
        order: "done",
        step,
        on: "2026-04-14",
        by: "odile",
        reason: "",
      });
      assert.equal(answer.is, "done", step);
    }
    await this.again();
  }

  async account(name: string, n: number): Promise<void> {
    await put(
      this.world,
      `comptes siret=${siretOf(name)} organisme=URSSAF compte=${ribOf(1)} jusque=2026-04-20`,
      `comptes siret=${siretOf(name)} organisme=URSSAF compte=${ribOf(n)} depuis=2026-04-20`,
    );
  }

  async announced(name: string): Promise<void> {
    const { siret, organism } = employerOf(name);
    await announced(this.world, { siret, organism: organism.code, by: "odile", reason: "lettre" });
  }

  async paper(name: string): Promise<void> {
    const bytes = Buffer.from("%PDF-1.4 bordereau signé");
    const answer = await declareOtherwise(this.world, {
      deposit: this.last(name).id,
      means: "paper",
      proof: { sha256: await this.world.store.put(bytes), size: bytes.length },
      by: "odile",
      reason: "le serveur de l'organisme refuse nos courriers",
    });
    assert.equal(answer.is, "allowed");
  }

  /** « Alpha 2026-03 » */
  called(id: DepositId): string {
    const found = this.dropped.find((d) => d.id === id) ?? assert.fail(id);
    return `${found.employer} ${found.period}`;
  }

  /** Those of this dossier and organism who have not dropped this period. */
  without(about: { readonly dossier: string; readonly organism: string; readonly period: string }) {
    const kind = about.period.includes("T") ? "trimestrielle" : "mensuelle";
    return employers
      .filter((e) => e.dossier === about.dossier && e.organism.id === about.organism)
      .filter((e) => cell(e.row, "periodicity") === kind)
      .filter((e) => !this.dropped.some((d) => d.employer === e.name && d.period === about.period))
      .map((e) => `${e.name} ${about.period}`);
  }
}
