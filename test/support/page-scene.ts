/** A day of a firm, for the page's tests and pictures: one deposit of each fate that a clerk meets, all of it invented. */
import type { TestContext } from "node:test";
import type { DepositId, ReceiptId } from "../../src/domain/ids.ts";
import { situation } from "../../src/domain/rollup.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import type { Handover } from "../../src/ports/courier.ts";
import type { CourierPlan } from "./memory-courier.ts";
import { put, shippedPaths } from "./register.ts";
import { employerSiret, firmSiret, ribOf } from "./register-firm.ts";
import { arMail, dpaeAr, edifact, hire } from "./samples.ts";
import { type SmallDaemon, smallDaemon } from "./small-daemon.ts";
import { receiveOne, type SmallWorld, smallWorld } from "./small-world.ts";

type Fate = "registered" | "partial" | "incomplete" | "uncertain" | "held" | "sent";

export interface Scene extends SmallDaemon {
  readonly world: SmallWorld;
  readonly ids: Readonly<Record<Fate, DepositId>>;
  readonly toAssign: ReceiptId;
}

/** Whose connection breaks: the file's name says it. */
const plan = ({ bytes }: Handover): CourierPlan =>
  Buffer.from(bytes).includes("dpae-soir.txt") ? "drops-after-dot" : "accepts";

/** Persons who differ in all that tells one hire from another. */
const hires = (...families: readonly string[]): Uint8Array =>
  writeDpaeFlat(
    families.map((family) => {
      const day = String((family.length % 27) + 1).padStart(2, "0");
      const person = { family, given: `${family.slice(0, 3)}INE`, born: `1990-04-${day}`, nir: "" };
      return hire(family, { person, hireHour: `${day.slice(0, 1)}8:30` });
    }),
  );

const under = ["pris-en-charge", "a-envoyer", "envoi-en-cours"];

export const pageScene = async (t: TestContext): Promise<Scene> => {
  const world = smallWorld(t, { courier: plan, paths: shippedPaths() });
  const small = smallDaemon(t, world);
  const last = async (name: string) =>
    (await world.journal.find({ by: "name", dossier: "cirso", name }, 1))[0];
  const drop = async (name: string, bytes: Uint8Array): Promise<DepositId> => {
    world.spool.drop(name, bytes);
    await small.until(name, async () => {
      const deposit = await last(name);
      return deposit !== undefined && !under.includes(situation(deposit).is);
    });
    const deposit = await last(name);
    if (!deposit) throw new Error(`${name} was not taken`);
    return deposit.id;
  };
  const answer = async (id: DepositId, sent: Uint8Array, codes: readonly string[]) => {
    const deposit = await world.journal.deposit(id);
    const references = deposit?.messages[0]?.frozen.messageIdHeader ?? "";
    await receiveOne(world, arMail({ references, file: dpaeAr(sent, codes) }));
  };
  const first = hires("FICTIVE", "INVENTEE", "IMAGINAIRE");
  const registered = await drop("dpae.txt", first);
  await answer(registered, first, ["00", "00", "00"]);
  const incomplete = await drop("ABIME.edi", edifact(["REF1"]).subarray(0, 200));
  const evening = hires("DOUTEUSE");
  const uncertain = await drop("dpae-soir.txt", evening);
  const second = hires("EXEMPLAIRE", "MODELE");
  const partial = await drop("dpae-lundi.txt", second);
  await answer(partial, second, ["00", "15"]);
  // The same hire with another beside it: the agent asks whether it replaces the former.
  const held = await drop("dpae-bis.txt", hires("FICTIVE", "SUPPLEMENTAIRE"));
  const sent = await drop("LOT1.edi", edifact(["REF7", "REF8"]));
  // It cites nothing of ours, and resembles one deposit: for a person.
  const lone = { name: "retour.dat", file: dpaeAr(evening, ["00"]) };
  const text = "Bonjour,\nvotre fichier est traité.\nLe service des déclarations";
  const { receipt: toAssign } = await receiveOne(world, arMail({ ...lone, text }));
  await aRegister(world);
  // What the mail loop notes, where it runs.
  for (const what of ["readAt", "answeredAt"] as const)
    small.daemon.trips.note("cabinet", what, world.clock.now());
  return {
    ...small,
    world,
    ids: { registered, partial, incomplete, uncertain, held, sent },
    toAssign,
  };
};

/** A little of a firm's register: nothing of the deposits above is about it. */
const aRegister = async (world: SmallWorld): Promise<void> => {
  const [one, two] = [employerSiret(1), employerSiret(2)];
  await put(
    world,
    "organismes code=CIRSO nom=Organisme_d'essai famille=urssaf identifiants=999 declarations=ducs parcours=cirso",
    "organismes code=IRC-A nom=Retraite_d'essai famille=irc identifiants=99999999100013",
    "contacts organisme=IRC-A usage=technique nom=Service_essai telephone=0100000000",
    `employeurs siret=${one} raison_sociale=Maçonnerie_Fictive ville=Évry jour_paie=28`,
    `employeurs siret=${two} raison_sociale=Boulangerie_Imaginaire ville=Évry`,
    `numeros siret=${one} organisme=CIRSO numero=N-101`,
    `adhesions siret=${one} organisme=IRC-A demandee=2026-01-05 accord=oui accord_le=2026-01-20`,
    `comptes siret=${one} organisme=IRC-A compte=${ribOf(1)} mode=virement`,
    `roles siret=${two} role=tiers-redacteur par_siret=${firmSiret} par_nom=Cabinet_Exemple`,
  );
};
