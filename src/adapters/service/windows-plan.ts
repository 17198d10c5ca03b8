/**
 * The same for Windows, where WinSW (`facteur-service.exe` beside the program) is what the service manager starts. Access is
 * given by SIDs, whose names differ by language: S-1-5-18 is the system, S-1-5-32-544 the administrators.
 */
import { win32 } from "node:path";
import type { Step } from "./step.ts";

export interface WindowsOptions {
  /** facteur-service.exe, absolute. */
  readonly wrapper: string;
  /** `…\Facteur\facteur.json`. */
  readonly settings: string;
  /** What the settings say; absent when there are none yet. */
  readonly told?: { readonly data: string; readonly writable: readonly string[] };
  /** The clerks' group, local or of the domain. */
  readonly group: string | undefined;
}

const all = "(OI)(CI)";

export const windowsInstallSteps = (options: WindowsOptions): readonly Step[] => {
  const { wrapper, settings, told, group } = options;
  const home = win32.dirname(settings);
  const data = told?.data ?? win32.join(home, "data");
  const shared = (told?.writable ?? []).filter((path) => path !== data);
  const folder = (path: string): Step => ({
    do: "folder",
    path,
    mode: 0o700,
    owner: "SYSTEM",
    group: "Administrators",
  });
  const closed = (path: string): Step => ({
    do: "run",
    command: [
      "icacls",
      path,
      "/inheritance:r",
      "/grant:r",
      `*S-1-5-18:${all}F`,
      `*S-1-5-32-544:${all}F`,
    ],
  });
  return [
    ...[home, win32.join(home, "credentials"), win32.join(home, "journal"), data].map(folder),
    closed(home),
    // Elsewhere, the settings' own place does not hand its rights on.
    ...(data.startsWith(`${home}\\`) ? [] : [closed(data)]),
    ...shared.map(folder),
    ...(group === undefined
      ? []
      : shared.map(
          (path): Step => ({
            do: "run",
            command: ["icacls", path, "/grant", `${group}:${all}M`],
          }),
        )),
    // Installed already: its definition is read anew at each start.
    { do: "run", command: [wrapper, "install"], mayFail: true },
    ...(told
      ? ([
          { do: "run", command: [wrapper, "stop"], mayFail: true },
          { do: "run", command: [wrapper, "start"] },
        ] as const)
      : []),
  ];
};

export const windowsUninstallSteps = (wrapper: string): readonly Step[] => [
  { do: "run", command: [wrapper, "stop"], mayFail: true },
  { do: "run", command: [wrapper, "uninstall"], mayFail: true },
];
