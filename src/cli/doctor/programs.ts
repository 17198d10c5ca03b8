/** What Facteur calls: sealers, printer, notice program, and the thread that reads mails. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { workerMailReader } from "../../adapters/mail-reader/worker-mail-reader.ts";
import { openSealers } from "../../compose/sealers.ts";
import { expiryStage } from "../../domain/key-expiry.ts";
import { parisDay } from "../../domain/paris-time.ts";
import type { SealKey } from "../../domain/seal.ts";
import type { Sealer } from "../../ports/sealer.ts";
import type { Check, Diagnosis, Looks, Patient } from "./diagnosis.ts";

export const lookAtSealing = async function* (patient: Patient): Looks {
  for (const sealer of (await openSealers(patient.settings)).values())
    yield await sealing(patient, sealer);
};

const sealing = async ({ say }: Patient, sealer: Sealer): Promise<Diagnosis> => {
  const now = Date.now();
  const { keys, troubles } = await sealer.inspect(now);
  const about = `${sealer.name} (${sealer.method})`;
  if (troubles.length > 0)
    return {
      is: "wrong",
      check: "sealing",
      about,
      said: troubles.join(" ; "),
      next: remedy({ say }, sealer),
    };
  const soonest = soonestOf(keys);
  if (soonest?.expires === undefined || expiryStage(soonest.expires, now) === undefined)
    return {
      is: "good",
      check: "sealing",
      about,
      said: say("clés et programmes en place", "keys and programs are there"),
    };
  const day = parisDay(soonest.expires);
  return {
    is: soonest.expires > now ? "warning" : "wrong",
    check: "sealing",
    about,
    said: say(`${soonest.owner} : expire le ${day}`, `${soonest.owner}: expires on ${day}`),
    next: say("Demandez la clé suivante à son propriétaire.", "Ask its owner for the next key."),
  };
};

/** Every deposit of its rules is held meanwhile. */
const remedy = ({ say }: Pick<Patient, "say">, { name, method }: Sealer): string =>
  method === "external"
    ? say(
        `Remettez le programme et ses fichiers là où les réglages les nomment, puis : facteur keys check ${name}`,
        `Put the program and its files where the settings name them, then: facteur keys check ${name}`,
      )
    : say(
        `Remettez le fichier tel que son propriétaire l'a donné (facteur keys import FICHIER --replace), puis : facteur keys check ${name}`,
        `Put the file there as its owner gave it (facteur keys import FILE --replace), then: facteur keys check ${name}`,
      );

const soonestOf = (keys: readonly SealKey[]): SealKey | undefined =>
  keys
    .filter((key) => key.expires !== undefined)
    .toSorted((a, b) => (a.expires ?? 0) - (b.expires ?? 0))[0];

export const lookAtPrograms = async function* ({ settings, say }: Patient): Looks {
  const commands = [settings.printing?.command, settings.notifications?.command];
  for (const [program] of commands.filter((command) => command !== undefined)) {
    if (program === undefined) continue;
    const found = await isExecutable(program);
    const check: Check = "printing";
    yield found
      ? {
          is: "good",
          check,
          about: program,
          said: say("se trouve et peut être lancé", "is found and may be run"),
        }
      : {
          is: "wrong",
          check,
          about: program,
          said: say("ne se trouve pas, ou ne peut être lancé", "is not found, or may not be run"),
          next: say(
            "Donnez son chemin entier dans les réglages.",
            "Give its whole path in the settings.",
          ),
        };
  }
};

const isExecutable = async (program: string): Promise<boolean> => {
  const folders = isAbsolute(program) ? [""] : (process.env["PATH"] ?? "").split(delimiter);
  for (const folder of folders)
    if (await mayRun(folder === "" ? program : join(folder, program))) return true;
  return false;
};

const mayRun = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Mails are read in a thread that a packaged program must bring along: it is tried. */
export const lookAtMailWorker = async function* ({ say }: Pick<Patient, "say">): Looks {
  await using reader = workerMailReader();
  const reading = await reader.read(Buffer.from("Subject: essai\r\n\r\nessai\r\n"));
  const about = say("lecture d'un courrier", "reading a mail");
  yield reading.is === "read" && reading.mail.subject === "essai"
    ? {
        is: "good",
        check: "mail-worker",
        about,
        said: say("un courrier d'essai est lu", "a trial mail is read"),
      }
    : {
        is: "wrong",
        check: "mail-worker",
        about,
        said: reading.is === "read" ? reading.mail.subject : reading.because,
        next: say(
          "Réinstallez Facteur : une de ses parties manque.",
          "Install Facteur again: a part of it is missing.",
        ),
      };
};
