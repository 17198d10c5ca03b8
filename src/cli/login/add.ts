/** Declares `facteur login` and `facteur probe`. */
import { Refusal } from "../../foundation/refusal.ts";
import type { Adding } from "../adding.ts";
import { login, probe } from "../commands.ts";
import type { LoginOptions } from "./login.ts";
import type { ProbeOptions } from "./probe.ts";
import { loginWords } from "./words.ts";

export const addLogins = ({ command, context, done, globals }: Adding): void => {
  const words = loginWords[context.language];
  command("login <name>", words.about)
    .option("--device", words.device)
    .option("--browser", words.browser)
    .option("--port <n>", words.port, portOf)
    .option("--revoke", words.revoke)
    .action(async (name: string, o: Omit<LoginOptions, "name">) =>
      done(await login(context, { ...globals(), ...o, name })),
    );
  command("probe [name]", words.probe.about)
    .option("--send-self", words.probe.sendSelf)
    .option("--json", context.words.options.json)
    .action(async (name: string | undefined, o: Omit<ProbeOptions, "name">) =>
      done(await probe(context, { ...globals(), ...o, ...(name ? { name } : {}) })),
    );
};

const portOf = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  throw new Refusal(2, [`--port ${text} : 1…65535`]);
};
