/** What each message of a ruled deposit carries: its part of a file that is cut, and its further attachments. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Hold } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import type { RuledMessage } from "../../domain/ruled-message.ts";
import { splitFile } from "../../formats/split.ts";
import { FileFault } from "../../ports/spool-faults.ts";
import type { DecidedMessage } from "../../rules/decide.ts";
import { contentOf } from "../content.ts";
import type { Dossier, World } from "../world.ts";

export type Carried = Pick<RuledMessage, "part" | "attachments">;

type Answer =
  | { readonly is: "carried"; readonly messages: readonly Carried[] }
  | { readonly is: "held"; readonly hold: Hold };

interface About {
  readonly deposit: Deposit;
  readonly dossier: Dossier;
  readonly messages: readonly DecidedMessage[];
}

export const carriedBy = async (
  world: Pick<World, "store" | "formats">,
  about: About,
): Promise<Answer> => {
  const parts = await cut(world, about);
  if ("because" in parts) return { is: "held", hold: parts };
  const carried: Carried[] = [];
  for (const [index, { rule }] of about.messages.entries()) {
    const attachments = [];
    for (const path of rule.attachments ?? []) {
      const found = await attach(about.dossier, path);
      if (typeof found === "string")
        return { is: "held", hold: { because: "companion-missing", details: [found] } };
      attachments.push({ name: nameOf(path), sha256: await world.store.put(found) });
    }
    const part = parts[index];
    carried.push({
      ...(part ? { part: await world.store.put(part) } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
    });
  }
  return { is: "carried", messages: carried };
};

/** Nothing is cut for one message; several share the file's declarations among them. */
const cut = async (
  world: Pick<World, "store" | "formats">,
  { deposit, messages }: About,
): Promise<readonly Uint8Array[] | Hold> => {
  if (messages.length < 2 || !deposit.recognised) return [];
  const answer = splitFile({
    format: deposit.recognised.format,
    bytes: await world.store.get(deposit.claimed.sha256),
    formats: world.formats,
    declarations: (await contentOf(world, deposit)).declarations,
    groups: messages.map((m) => m.positions),
  });
  if (answer.is === "split") return answer.parts;
  const why =
    answer.because === "format"
      ? `le format ${deposit.recognised.format} ne se découpe pas`
      : "une partie relue n'est pas ce qu'elle devrait être";
  const table = messages.map((m) => `${m.rule.to} : déclarations ${m.positions.join(", ")}`);
  return { because: "cannot-split", details: [why, ...table] };
};

const attach = async (dossier: Dossier, path: string): Promise<Uint8Array | string> => {
  try {
    const bytes = await dossier.spool.companion(path, limits.companionBytesMax);
    if (!bytes) return `joindre=${path} : ce fichier n'existe pas`;
    return bytes.length > limits.companionBytesMax ? `joindre=${path} : trop gros` : bytes;
  } catch (cause) {
    if (cause instanceof FileFault) return `joindre=${path} : ${cause.message}`;
    throw cause;
  }
};

const nameOf = (path: string): string => path.split("/").at(-1) ?? path;
