/**
 * The systemd unit: the one that comes with us (`service/facteur.service`), with this installation's own program, and a drop-in
 * that opens the folders of the settings in a file system that is otherwise read-only (systemd.exec(5), ProtectSystem).
 */
import { dirname } from "node:path";

export const serviceName = "facteur.service";
export const serviceUser = "facteur";

export interface UnitOptions {
  /** The unit that comes with us. */
  readonly template: string;
  readonly command: readonly string[];
  readonly settings: string;
}

export const unitText = ({ template, command, settings }: UnitOptions): string => {
  const start = [...command, "run", "--config", settings].map(quoted).join(" ");
  return template
    .replace(/^# systemd unit[\s\S]*?(?=^\[Unit\])/mu, written)
    .replaceAll(/\/etc\/facteur(?=\/|$)/gmu, () => escaped(dirname(settings)))
    .replace(/^ConditionPathExists=.*$/mu, () => `ConditionPathExists=${escaped(settings)}`)
    .replace(/^ReadOnlyPaths=.*$/mu, () => `ReadOnlyPaths=${quoted(dirname(settings))}`)
    .replace(/^ExecStart=.*$/mu, () => `ExecStart=${start}`);
};

const written =
  "# Written by `facteur service install`. Changes belong into a drop-in of your own beside it.\n";

export interface DropInOptions {
  /** Folders that the agent writes in, absolute. */
  readonly writable: readonly string[];
  /** The clerks' group. */
  readonly group: string | undefined;
}

export const dropInText = ({ writable, group }: DropInOptions): string =>
  [
    "# Written by `facteur service install` from the settings; run it again when their folders change.",
    "[Service]",
    // "-": a share that is away at boot keeps nobody else from working.
    ...outermost(writable).map((folder) => `ReadWritePaths=${quoted(`-${folder}`)}`),
    ...(writable.some(atHome)
      ? ["# A folder of the settings lies in a home.", "ProtectHome=no"]
      : []),
    ...(group === undefined ? [] : [`SupplementaryGroups=${group}`]),
    "",
  ].join("\n");

/** `ProtectHome=yes` empties these for the service. */
export const atHome = (path: string): boolean => /^\/(?:home|root|run\/user)(?:\/|$)/u.test(path);

/** A folder below another one needs no line of its own. */
const outermost = (folders: readonly string[]): readonly string[] => {
  const all = [...new Set(folders)].toSorted();
  return all.filter((f) => !all.some((above) => f !== above && f.startsWith(`${above}/`)));
};

/** systemd.unit(5): `%` begins a specifier, `$` a variable, a blank the next word. */
const quoted = (word: string): string =>
  /^[\w@+:./,=%$-]+$/u.test(word)
    ? escaped(word)
    : `"${escaped(word).replaceAll(/["\\]/gu, "\\$&")}"`;

const escaped = (word: string): string => word.replaceAll("%", "%%").replaceAll("$", "$$$$");
