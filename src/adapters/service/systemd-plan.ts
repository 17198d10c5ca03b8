/** Which steps make the agent a systemd service of this machine, and which take it away. Data and settings are never removed. */
import { dirname, join } from "node:path";
import type { Step } from "./step.ts";
import { dropInText, serviceName, serviceUser, unitText } from "./unit.ts";

const units = "/etc/systemd/system";
const unit = join(units, serviceName);
const dropIn = join(units, `${serviceName}.d`, "10-folders.conf");
const home = "/var/lib/facteur";

export interface InstallOptions {
  /** The unit that comes with us. */
  readonly template: string;
  /** How the program is started. */
  readonly command: readonly string[];
  readonly settings: string;
  /** What the settings say; absent when there are none yet. */
  readonly told?: {
    readonly data: string;
    readonly writable: readonly string[];
    readonly group: string | undefined;
  };
  /** A package has its own unit, which is then left as it is. */
  readonly packaged: boolean;
}

export const installSteps = (options: InstallOptions): readonly Step[] => {
  const { told, settings, packaged } = options;
  const writable = told?.writable ?? [];
  const folder = (path: string, mode: number, owner: string, group: string): Step => ({
    do: "folder",
    path,
    mode,
    owner,
    group,
  });
  const clerks = told?.group ?? serviceUser;
  return [
    { do: "group", name: serviceUser },
    { do: "user", name: serviceUser, group: serviceUser, home },
    ...(told?.group === undefined ? [] : ([{ do: "group", name: told.group }] as const)),
    ...(told?.group === undefined
      ? []
      : ([{ do: "member", user: serviceUser, group: told.group }] as const)),
    folder(dirname(settings), 0o750, "root", serviceUser),
    folder(join(dirname(settings), "credentials"), 0o750, "root", serviceUser),
    folder(told?.data ?? home, 0o700, serviceUser, serviceUser),
    ...writable
      .filter((path) => path !== told?.data)
      .map((path) => folder(path, 0o2770, serviceUser, clerks)),
    ...(packaged ? [] : ([{ do: "file", path: unit, text: unitText(options) }] as const)),
    { do: "file", path: dropIn, text: dropInText({ writable, group: told?.group }) },
    { do: "run", command: ["systemctl", "daemon-reload"] },
    // Without settings it would only say 78 at each boot.
    ...(told
      ? ([
          { do: "run", command: ["systemctl", "enable", serviceName] },
          { do: "run", command: ["systemctl", "restart", serviceName] },
        ] as const)
      : []),
  ];
};

export const uninstallSteps = (): readonly Step[] => [
  { do: "run", command: ["systemctl", "disable", "--now", serviceName], mayFail: true },
  { do: "remove", path: dropIn },
  { do: "remove", path: unit },
  { do: "run", command: ["systemctl", "daemon-reload"] },
];

/** Where a package puts its unit; `/lib` is `/usr/lib` on most systems. */
export const packagedUnits = [
  `/usr/lib/systemd/system/${serviceName}`,
  `/lib/systemd/system/${serviceName}`,
];
