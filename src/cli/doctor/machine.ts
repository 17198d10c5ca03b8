/** What Facteur runs on: the program, the zone, who runs it, how many folders the system watches. */
import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { parisDay } from "../../domain/paris-time.ts";
import { codeOf } from "../../foundation/errors.ts";
import type { Diagnosis, Looks, Patient, Say } from "./diagnosis.ts";

/** What `engines` of the package asks for a built program; the repository brings its own. */
const nodeMajorMin = 22;
/** One watch a folder, and the system's other programs have theirs: below this, some dossiers are only scanned. */
const watchesPerDossierMin = 64;

export const lookAtProgram = async function* (say: Say, version: string): Looks {
  const major = Number(process.versions.node.split(".")[0]);
  const about = `facteur ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  yield major >= nodeMajorMin
    ? { is: "good", check: "program", about, said: say("version connue", "known version") }
    : {
        is: "wrong",
        check: "program",
        about,
        said: say("ce Node est trop ancien", "this Node is too old"),
        next: say(
          `Installez Node ${nodeMajorMin} ou plus récent, ou l'exécutable de Facteur, qui apporte le sien.`,
          `Install Node ${nodeMajorMin} or later, or Facteur's executable, which brings its own.`,
        ),
      };
  yield timeZone(say);
};

/** A Node built without its tables of zones takes every hour for UTC: each legal hour would be wrong. */
const timeZone = (say: Say): Diagnosis => {
  // 2026-07-01 at 23:00 UTC is the 2nd in Paris.
  const right = parisDay(Date.UTC(2026, 6, 1, 23)) === "2026-07-02";
  const about = "Europe/Paris";
  return right
    ? {
        is: "good",
        check: "time-zone",
        about,
        said: say("les heures légales sont justes", "legal hours are right"),
      }
    : {
        is: "wrong",
        check: "time-zone",
        about,
        said: say("ce Node ne connaît pas ce fuseau", "this Node does not know this zone"),
        next: say(
          "Prenez un Node avec ses tables complètes (full-icu) : les échéances seraient fausses.",
          "Use a Node with its full tables (full-icu): deadlines would be wrong.",
        ),
      };
};

/** The service's files belong to one user: a command run by another may not read them, or leaves files it cannot. */
export const lookAtUser = async function* ({ settings, say }: Patient): Looks {
  const me = userInfo();
  const about = me.username;
  const owner = ownerOf(settings.data);
  if (owner === undefined || process.getuid === undefined || owner === me.uid) {
    yield me.uid === 0
      ? {
          is: "warning",
          check: "user",
          about,
          said: say("l'agent n'a pas besoin d'être root", "the agent needs not be root"),
          next: say(
            "Donnez-lui un utilisateur à lui, propriétaire de son dossier `data`.",
            "Give it a user of its own, who owns its `data` folder.",
          ),
        }
      : {
          is: "good",
          check: "user",
          about,
          said: say("utilisateur de l'agent", "the agent's user"),
        };
    return;
  }
  yield {
    is: "warning",
    check: "user",
    about,
    said: say(
      `${settings.data} appartient à l'utilisateur ${owner} : la suite est vue avec vos droits, pas les siens`,
      `${settings.data} belongs to user ${owner}: what follows is seen with your rights, not theirs`,
    ),
    next: say(
      `Relancez : sudo -u '#${owner}' facteur doctor`,
      `Run again: sudo -u '#${owner}' facteur doctor`,
    ),
  };
};

const ownerOf = (folder: string): number | undefined => {
  try {
    return statSync(folder).uid;
  } catch {
    return undefined;
  }
};

export const lookAtWatching = async function* ({ settings, say }: Patient): Looks {
  if (process.platform !== "linux") return;
  const file = "/proc/sys/fs/inotify/max_user_watches";
  const watched = settings.dossiers.filter((d) => !d.polling).length;
  const found = numberIn(file);
  if (found === undefined) return;
  const about = `${file} = ${found}`;
  const needed = watched * watchesPerDossierMin;
  yield found >= needed
    ? {
        is: "good",
        check: "watching",
        about,
        said: say(`assez pour ${watched} dossier(s)`, `enough for ${watched} dossier(s)`),
      }
    : {
        is: "warning",
        check: "watching",
        about,
        said: say(
          `peu pour ${watched} dossier(s) : les fichiers attendraient le passage suivant (${settings.scanSeconds} s)`,
          `few for ${watched} dossier(s): files would wait for the next look (${settings.scanSeconds} s)`,
        ),
        next: `sysctl -w fs.inotify.max_user_watches=${Math.max(needed, 524_288)}`,
      };
};

const numberIn = (file: string): number | undefined => {
  try {
    const value = Number(readFileSync(file, "utf8"));
    return Number.isFinite(value) ? value : undefined;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
};
