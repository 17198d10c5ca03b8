/** The smallest Node there is: what of an agent's memory is not ours. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export const bareChild = async (): Promise<{ readonly pid: number } & AsyncDisposable> => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1e9)"], {
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await once(child, "spawn");
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
};
