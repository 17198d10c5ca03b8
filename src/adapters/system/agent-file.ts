/**
 * The agent's own identity: a mark by which it knows its mails, and the key that hashes what must not
 * be readable in the journal. Made once, kept in the data folder, 0600.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Owner } from "../../domain/dossier-owner.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";

export interface AgentIdentity {
  /** 12 hexadecimal characters; stands in the mark of each dossier, and tells nothing of the rest. */
  readonly id: string;
  /** Hexadecimal, 32 characters; goes out in every mail. */
  readonly token: string;
  /** 32 bytes; never leaves the data folder. */
  readonly key: Uint8Array;
  /** When the agent was made: no receipt of ours is older. */
  readonly created: number;
}

export const agentFile = (data: string): string => join(data, "agent.json");

/** Reads it, or makes it at first start; throws a `Refusal` when it stands and cannot be read. The data folder is made 0700 when it is missing. */
export const agentIdentity = async (data: string, now: number): Promise<AgentIdentity> => {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = agentFile(data);
  const found = readAgent(file);
  if (found) return found;
  const made = { token: randomBytes(16).toString("hex"), key: randomBytes(32), created: now };
  const text = JSON.stringify({ ...made, key: made.key.toString("hex") });
  await writeFileSafely(file, Buffer.from(text), { mode: 0o600, overwrite: false });
  return { ...made, id: publicId(made.key) };
};

/** The key alone, for a command beside the agent; undefined when there is none, or it is not for this user. */
export const agentKey = (data: string): Uint8Array | undefined => {
  try {
    return readAgent(agentFile(data))?.key;
  } catch {
    return undefined;
  }
};

/**
 * What this start writes in the mark of each dossier. The machine is known by systemd's number for it, hashed because
 * that is no public matter (machine-id(5)), else by its name. A container has neither for long: there the data folder
 * alone is the place, and of two that run the later start is believed.
 */
export const ownerOf = ({ id, key }: AgentIdentity, data: string): Owner => {
  const folder = realpathSync(data);
  return {
    agent: id,
    machine: hostname(),
    data: folder,
    place: keyedHash(key, `place|${machineId()}|${folder}`).slice(0, 16),
    start: randomBytes(8).toString("hex"),
  };
};

const machineId = (): string => {
  if (process.platform !== "linux") return hostname();
  try {
    return readFileSync("/etc/machine-id", "utf8").trim();
  } catch {
    return "";
  }
};

const publicId = (key: Uint8Array): string => keyedHash(key, "agent").slice(0, 12);

export const readAgent = (file: string): AgentIdentity | undefined => {
  try {
    return identityIn(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw new Refusal(78, {
      fr: [
        `${file} ne se lit pas : ${asError(cause).message}.`,
        "Rien n'a été touché. Restaurez ce fichier depuis la sauvegarde du dossier `data`, ou rendez-le lisible à l'agent : il garde la clé qui reconnaît ce qui a été envoyé.",
      ],
      en: [
        `${file} cannot be read: ${asError(cause).message}.`,
        "Nothing was touched. Restore this file from the backup of the folder `data`, or let the agent read it: it holds the key that knows what was sent.",
      ],
    });
  }
};

const identityIn = (kept: unknown): AgentIdentity => {
  const { token, key: text, created } = { ...(kept as Record<string, unknown> | null) };
  if (typeof token !== "string" || !/^[0-9a-f]{32}$/u.test(token)) throw new Error("token");
  if (typeof text !== "string" || !/^[0-9a-f]{64}$/u.test(text)) throw new Error("key");
  if (typeof created !== "number" || !Number.isFinite(created)) throw new Error("created");
  const key = Buffer.from(text, "hex");
  return { id: publicId(key), token, key, created };
};
