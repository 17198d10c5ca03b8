/** What systemd says of our service (systemctl show), without needing any right. */
import { execFileSync } from "node:child_process";
import { serviceName } from "./unit.ts";

export interface ServiceState {
  /** `not-found` when no unit stands there. */
  readonly load: string;
  /** `enabled`: it starts with the machine. */
  readonly enabled: string;
  readonly active: string;
  readonly sub: string;
  /** The agent's own line. */
  readonly status: string;
  readonly pid: number;
  readonly restarts: number;
  /** Exit code of the last run, when it ended. */
  readonly exit: number;
}

/** Undefined where no systemd answers. */
export const serviceState = (): ServiceState | undefined => {
  let text: string;
  try {
    text = execFileSync("systemctl", ["show", serviceName, `--property=${properties.join(",")}`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
  return stateOf(text);
};

const properties = [
  "LoadState",
  "UnitFileState",
  "ActiveState",
  "SubState",
  "StatusText",
  "MainPID",
  "NRestarts",
  "ExecMainStatus",
];

export const stateOf = (text: string): ServiceState => {
  const lines = text.split("\n").map((line) => line.split(/=(.*)/su));
  const found = new Map(lines.map(([key = "", value = ""]) => [key, value]));
  const word = (key: string): string => found.get(key) ?? "";
  return {
    load: word("LoadState"),
    enabled: word("UnitFileState"),
    active: word("ActiveState"),
    sub: word("SubState"),
    status: word("StatusText"),
    pid: Number(word("MainPID")),
    restarts: Number(word("NRestarts")),
    exit: Number(word("ExecMainStatus")),
  };
};
