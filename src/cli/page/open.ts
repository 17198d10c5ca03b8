/** `facteur open`: a link to the page that lets one person in, once. Opens it in the browser of a terminal's own machine. */
import { spawn } from "node:child_process";
import { userInfo } from "node:os";
import { lockHolder } from "../../adapters/system/lock.ts";
import { ordersPath } from "../../adapters/system/orders.ts";
import type { PageLinkAnswer } from "../../daemon/orders/page-link.ts";
import type { Role } from "../../domain/role.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { askAgent } from "../give.ts";
import { giveWords } from "../give-words.ts";
import { pageWords } from "./words.ts";

export interface OpenOptions extends Global {
  /** The name that the decisions will bear. */
  readonly as?: string;
  readonly role: Role;
  readonly print?: boolean;
  readonly json?: boolean;
}

export const open = async (context: Context, options: OpenOptions): Promise<Exit> => {
  const { io, language } = context;
  const words = pageWords[language];
  const name = options.as?.trim() || userInfo().username;
  const answer = await ask(context, options, name);
  if (options.json) io.out(`${JSON.stringify({ ...answer, name, role: options.role })}\n`);
  if (answer.is !== "link") {
    if (!options.json) io.err(`${words.refused[answer.is]}\n`);
    return 1;
  }
  if (options.json) return 0;
  io.out(`${answer.url}\n`);
  io.err(`${words.given(name, words.roles[options.role])}\n`);
  if (options.print !== true && io.columns !== undefined) show(context, answer.url);
  return 0;
};

const ask = async (
  context: Context,
  options: OpenOptions,
  name: string,
): Promise<PageLinkAnswer> => {
  const { data } = settingsOf(context, options);
  const path = ordersPath(data);
  const answer = await askAgent(context, {
    path,
    order: "open",
    args: { name, role: options.role },
  });
  const holder = answer ? undefined : await lockHolder(data);
  const why = holder ? giveWords[context.language].changing(holder.pid) : context.words.notRunning;
  if (!answer) throw new Refusal(75, [why]);
  return answer.value as PageLinkAnswer;
};

/** A person who looks at a screen: whoever has none reads the link. */
const show = ({ io }: Context, url: string): void => {
  const hasScreen = process.platform !== "linux" || io.env["DISPLAY"] || io.env["WAYLAND_DISPLAY"];
  if (!hasScreen) return;
  const child = spawn(opener(), [url], { detached: true, stdio: "ignore" });
  // Without such a program the printed link is enough.
  child.on("error", () => undefined);
  child.unref();
};

const opener = (): string => {
  if (process.platform === "darwin") return "open";
  return process.platform === "win32" ? "explorer" : "xdg-open";
};
