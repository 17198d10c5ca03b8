/** The group that shares what we write for people, and whether this process may give it something. */
import { readFileSync } from "node:fs";
import { codeOf } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";

export type GroupAnswer =
  | { readonly is: "usable"; readonly id: number }
  | { readonly is: "unknown" | "not-member" | "no-groups-here" };

/** A number, or a name of `/etc/group`: a directory server's groups are given by their number. */
export const usableGroup = (group: string, file = "/etc/group"): GroupAnswer => {
  if (process.getgroups === undefined || process.getuid === undefined)
    return { is: "no-groups-here" };
  const id = /^\d{1,10}$/u.test(group) ? Number(group) : idOf(group, file);
  if (id === undefined) return { is: "unknown" };
  const mine = [process.getgid?.(), ...process.getgroups()];
  return process.getuid() === 0 || mine.includes(id) ? { is: "usable", id } : { is: "not-member" };
};

const remedies = {
  unknown: {
    fr: "il n'est pas dans /etc/group : donnez son numéro, ou créez-le (`groupadd`).",
    en: "it is not in /etc/group: give its number, or make it (`groupadd`).",
  },
  "not-member": {
    fr: "l'agent n'en est pas membre (`usermod -aG`) : il ne peut rien lui donner.",
    en: "the agent is no member of it (`usermod -aG`): it can give it nothing.",
  },
  "no-groups-here": {
    fr: "ce système n'a pas de tels groupes : retirez la clé, les droits du répertoire s'appliquent.",
    en: "this system has no such groups: take the key away, the folder's own rights apply.",
  },
} as const;

/** What the setting means here; refused (78) when this process may give that group nothing. */
export const groupOf = (group: string | undefined): { readonly group?: number } => {
  if (group === undefined) return {};
  const answer = usableGroup(group);
  if (answer.is === "usable") return { group: answer.id };
  const { fr, en } = remedies[answer.is];
  throw new Refusal(78, { fr: [`group : « ${group} » ; ${fr}`], en: [`group: “${group}”; ${en}`] });
};

const idOf = (name: string, file: string): number | undefined => {
  try {
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const [known, , id] = line.split(":");
      if (known === name && id !== undefined && /^\d+$/u.test(id)) return Number(id);
    }
  } catch (cause) {
    if (!["ENOENT", "EACCES"].includes(codeOf(cause))) throw cause;
  }
  return undefined;
};
