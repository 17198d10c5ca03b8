/** What Windows says of our service (`sc query`), in words that do not depend on the language: numbers. */
import { execFileSync } from "node:child_process";
import type { ServiceState } from "./systemd-state.ts";

/** Undefined where no service manager answers. */
export const windowsServiceState = (): ServiceState | undefined => {
  try {
    const text = execFileSync("sc.exe", ["queryex", "Facteur"], { encoding: "utf8" });
    return windowsStateOf(text);
  } catch (cause) {
    // ERROR_SERVICE_DOES_NOT_EXIST
    return (cause as { readonly status?: number }).status === 1060 ? absent : undefined;
  }
};

const states = new Map([
  [1, "stopped"],
  [2, "starting"],
  [3, "stopping"],
  [4, "active"],
]);

const absent: ServiceState = {
  load: "not-found",
  enabled: "",
  active: "",
  sub: "",
  status: "",
  pid: 0,
  restarts: 0,
  exit: 0,
};

/** `STATE : 4 RUNNING`, `WIN32_EXIT_CODE : 0`, `PID : 1234`; a French Windows says `ÉTAT`, in the same order. */
export const windowsStateOf = (text: string): ServiceState => {
  const numbers = [...text.matchAll(/^\s+\S[^:\n]*:\s+(\d+)/gmu)].map((m) => Number(m[1]));
  const [, state = 0, exit = 0] = numbers;
  const active = states.get(state) ?? String(state);
  return {
    ...absent,
    load: "loaded",
    enabled: "enabled",
    active,
    sub: active,
    exit,
    pid: numbers.at(-1) ?? 0,
  };
};
