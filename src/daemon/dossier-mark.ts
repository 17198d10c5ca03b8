/**
 * The folder's mark (design §5): two agents on one folder would send each file twice (mail.md F12). A copy of this
 * agent's data folder, which runs elsewhere, also has the mails that wait here: then nothing is sent either.
 */

import { isSameOwner, ownerText } from "../domain/dossier-owner.ts";
import type { Dossier } from "../journey/world.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import type { Daemon } from "./daemon.ts";

/** Whether the dossier is this process's. Throws `FolderFault`. */
export const holds = async (daemon: Daemon, dossier: Dossier): Promise<boolean> => {
  const us = daemon.world.agent.owner;
  const owner = await dossier.spool.own(us);
  const ours = isSameOwner(owner, us);
  const copy = !ours && owner.agent === us.agent;
  const { problems } = daemon;
  if (!copy) problems.clear(dossier.name, "dossier-copy");
  if (ours || copy) problems.clear(dossier.name, "dossier-taken");
  if (!ours)
    problems.raise(copy ? "dossier-copy" : "dossier-taken", dossier.name, ownerText(owner));
  if (daemon.lock.copied(dossier.name, copy)) daemon.bells.send.ring();
  return ours;
};

/**
 * Whether a copy of this agent watches the dossier now, and so has its mails too: it may have begun since the last
 * look. A folder that cannot be used, or that the settings no longer name, says nothing: a legal deadline does not wait.
 */
export const isCopied = async (daemon: Daemon, name: string): Promise<boolean> => {
  const dossier = daemon.world.dossiers.get(name);
  try {
    if (dossier) await holds(daemon, dossier);
  } catch (cause) {
    if (!(cause instanceof FolderFault) && !(await daemon.disk.isCause(cause, name))) throw cause;
  }
  return daemon.lock.isCopied(name);
};

/** Before anything is sent after a start. A folder that cannot be used, or whose disk is full, says nothing now: the others go on. */
export const lookAtMarks = async (daemon: Daemon): Promise<void> => {
  for (const dossier of daemon.world.dossiers.values())
    try {
      await holds(daemon, dossier);
    } catch (cause) {
      await daemon.disk.isCause(cause, dossier.name);
    }
};
