/** The folders that the agent works in: there, writable, local where they must be, with room. A trial file is written and taken away. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, rm, stat, statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { serviceUser } from "../../adapters/service/unit.ts";
import { isLeftBy, readMark } from "../../adapters/spool/mark.ts";
import {
  type AgentIdentity,
  agentFile,
  ownerOf,
  readAgent,
} from "../../adapters/system/agent-file.ts";
import { networkFileSystem } from "../../adapters/system/network-file-system.ts";
import { startRefusals } from "../../compose/start-refusals.ts";
import { ownerText } from "../../domain/dossier-owner.ts";
import { faults } from "../../domain/faults.ts";
import { limits } from "../../domain/limits.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { type Check, type Diagnosis, type Looks, type Patient, toldBy } from "./diagnosis.ts";

const mebibyte = 1024 * 1024;

export const lookAtData = async function* (patient: Patient): Looks {
  const { settings, say, language } = patient;
  const { data } = settings;
  const network = await networkFileSystem(data);
  if (network) {
    yield {
      is: "wrong",
      check: "data-folder",
      about: data,
      said: say(`système de fichiers réseau (${network})`, `network file system (${network})`),
      next: say("Placez `data` sur un disque local.", "Put `data` on a local disk."),
    };
    return;
  }
  const missing = await isMissing(data);
  yield missing
    ? await creatable(patient, { check: "data-folder", folder: data, mode: "0700" })
    : await writable(patient, { check: "data-folder", folder: data });
  if (!missing) yield await closedToOthers(patient);
  for (const refusal of await startRefusals(settings))
    yield { is: "wrong", check: "data-folder", about: data, ...toldBy(refusal, language) };
  yield await room(patient);
};

const isMissing = async (folder: string): Promise<boolean> => {
  try {
    return !(await stat(folder)).isDirectory();
  } catch (cause) {
    return codeOf(cause) === "ENOENT";
  }
};

/** The folder itself, or the first one above it that stands. */
const nearest = async (folder: string): Promise<string> =>
  dirname(folder) !== folder && (await isMissing(folder)) ? nearest(dirname(folder)) : folder;

/** The first start makes it, with all that is missing above it, where the nearest one that stands lets it. */
const creatable = async (
  { say }: Patient,
  missing: { readonly check: Check; readonly folder: string; readonly mode: string },
): Promise<Diagnosis> => {
  const { check, folder: about, mode } = missing;
  try {
    await access(await nearest(dirname(about)), constants.W_OK);
    return {
      is: "good",
      check,
      about,
      said: say("sera fait au premier démarrage", "will be made at the first start"),
    };
  } catch (cause) {
    return {
      is: "wrong",
      check,
      about,
      said: say(
        `ne peut pas être fait : ${asError(cause).message}`,
        `cannot be made: ${asError(cause).message}`,
      ),
      next: `install -d -m ${mode} -o ${serviceUser} -g ${serviceUser} ${about}`,
    };
  }
};

/** Proved by doing what the agent does: write, flush, name, take away. */
const writable = async (
  { say }: Patient,
  about: { readonly check: Check; readonly folder: string },
): Promise<Diagnosis> => {
  const { check, folder } = about;
  const trial = join(folder, `.facteur-doctor-${randomBytes(6).toString("hex")}`);
  try {
    await writeFileSafely(trial, "trial\n", { mode: 0o600, overwrite: false });
    await rm(trial);
    return {
      is: "good",
      check,
      about: folder,
      said: say("l'agent peut y écrire", "the agent can write there"),
    };
  } catch (cause) {
    await rm(trial, { force: true }).catch(() => undefined);
    const { message } = asError(cause);
    return {
      is: "wrong",
      check,
      about: folder,
      said: say(`rien ne s'y écrit : ${message}`, `nothing can be written there: ${message}`),
      next: say(
        "Rendez ce répertoire accessible en écriture à l'utilisateur de l'agent, ou corrigez son chemin dans les réglages.",
        "Let the agent's user write in this folder, or correct its path in the settings.",
      ),
    };
  }
};

const closedToOthers = async ({ settings, say }: Patient): Promise<Diagnosis> => {
  const { mode } = await stat(settings.data);
  const about = `${settings.data} (${(mode & 0o777).toString(8).padStart(4, "0")})`;
  if (process.platform === "win32" || (mode & 0o077) === 0)
    return {
      is: "good",
      check: "data-folder",
      about,
      said: say("fermé aux autres", "closed to others"),
    };
  return {
    is: "warning",
    check: "data-folder",
    about,
    said: say("d'autres utilisateurs peuvent y regarder", "other users may look into it"),
    next: `chmod 0700 ${settings.data}`,
  };
};

const room = async ({ settings, say }: Patient): Promise<Diagnosis> => {
  const folder = await nearest(settings.data);
  const needed = settings.reserveMiB * mebibyte + limits.diskSpareBytesMin;
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const about = `${folder} : ${Math.floor(free / mebibyte)} Mio`;
    if (free >= needed)
      return { is: "good", check: "disk", about, said: say("assez de place", "enough room") };
    return {
      is: "wrong",
      check: "disk",
      about,
      said: say(
        `il faut ${Math.ceil(needed / mebibyte)} Mio : sinon l'agent ne commence plus rien`,
        `${Math.ceil(needed / mebibyte)} MiB are needed: the agent begins nothing without them`,
      ),
      next: say("Libérez de la place, ou déplacez `data`.", "Make room, or move `data`."),
    };
  } catch (cause) {
    return { is: "not-looked", check: "disk", about: folder, said: asError(cause).message };
  }
};

export const lookAtReports = async function* (patient: Patient): Looks {
  const { settings } = patient;
  const folders = [settings.reports.folder, ...settings.dossiers.map((d) => d.reports)];
  for (const folder of new Set(folders.filter((one) => one !== undefined)))
    yield (await isMissing(folder))
      ? await creatable(patient, { check: "reports", folder, mode: "2770" })
      : await writable(patient, { check: "reports", folder });
};

/** Where saved acknowledgements are put, and where the log goes. */
export const lookAtOtherFolders = async function* (patient: Patient): Looks {
  const { log, identities } = patient.settings;
  for (const folder of identities.flatMap((identity) => identity.receiptFolder ?? []))
    if (await isMissing(folder))
      yield missingFolder(patient, { check: "receipt-folder", about: folder });
    else yield { ...(await writable(patient, { check: "receipt-folder", folder })) };
  if (log.file === undefined) return;
  const folder = dirname(log.file);
  yield (await isMissing(folder))
    ? await creatable(patient, { check: "log", folder, mode: "0750" })
    : await writable(patient, { check: "log", folder });
};

export const lookAtDossiers = async function* (patient: Patient): Looks {
  for (const { name, folder, mode } of patient.settings.dossiers) {
    if (await isMissing(folder)) {
      yield missingFolder(patient, { check: "dossier", about: `${name} : ${folder}` });
      continue;
    }
    const answer = await writable(patient, { check: "dossier", folder });
    yield answer.is === "good"
      ? ((await othersMark(patient, { name, folder })) ?? {
          ...answer,
          about: `${name} (${mode}) : ${folder}`,
        })
      : answer;
  }
};

/** One that cannot be read is told with the data folder. */
const readOurs = (data: string): AgentIdentity | undefined => {
  try {
    return readAgent(agentFile(data));
  } catch {
    return undefined;
  }
};

interface NamedFolder {
  readonly name: string;
  readonly folder: string;
}

const missingFolder = (
  { say }: Patient,
  missing: { readonly check: Check; readonly about: string },
): Diagnosis => ({
  is: "wrong",
  ...missing,
  said: say(
    "ce répertoire n'existe pas, ou le partage est absent",
    "this folder does not exist, or its share is away",
  ),
  next: say(
    "Créez-le, montez le partage, ou corrigez son chemin dans les réglages.",
    "Make it, mount the share, or correct its path in the settings.",
  ),
});

/** Undefined when it is ours or nobody's. */
const othersMark = async (
  { settings, say, language }: Patient,
  { name, folder }: NamedFolder,
): Promise<Diagnosis | undefined> => {
  const mark = await readMark(folder);
  const ours = readOurs(settings.data);
  if (!mark) return undefined;
  if (ours && mark.agent === ours.id) {
    if (isLeftBy(mark, ownerOf(ours, settings.data))) return undefined;
    // Carried here, or restored on another machine: nothing would leave until a person says who goes on.
    const { what } = faults["dossier-copy"][language];
    return {
      is: "wrong",
      check: "dossier",
      about: `${name} : ${folder}`,
      said: `${what} ${ownerText(mark)}`,
      next: say(
        `Arrêtez l'agent de là-bas, puis : facteur dossier take ${name}`,
        `Stop the agent over there, then: facteur dossier take ${name}`,
      ),
    };
  }
  // Our own, and its key is lost: that is told with the data folder, and taking the dossier over would not mend it.
  if (!ours && mark.machine === hostname() && mark.data === settings.data) return undefined;
  return {
    is: "wrong",
    check: "dossier",
    about: `${name} : ${folder}`,
    said: say(
      `un autre agent s'en occupe : ${ownerText(mark)}`,
      `another agent takes care of it: ${ownerText(mark)}`,
    ),
    next: say(
      `Arrêtez l'autre agent, puis : facteur dossier take ${name}`,
      `Stop the other agent, then: facteur dossier take ${name}`,
    ),
  };
};
