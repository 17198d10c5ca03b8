/** Why a file that a person named cannot be read, in words, with what to do about it. */
import { asError, codeOf } from "../foundation/errors.ts";
import { type Words, words } from "./words.ts";

export const readFault = (cause: unknown): Words => {
  const code = codeOf(cause);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return words(
        "aucun fichier de ce nom : vérifiez le chemin.",
        "there is no such file: check the path.",
      );
    case "EISDIR":
      return words(
        "c'est un dossier et non un fichier : donnez le nom du fichier.",
        "this is a folder, not a file: give the file's name.",
      );
    case "EACCES":
    case "EPERM":
      return words(
        "ce compte n'a pas le droit de le lire : donnez-lui ce droit, ou prenez le compte de l'agent.",
        "this account may not read it: give it the right, or take the agent's account.",
      );
    case "EBUSY":
      return words(
        "un autre programme le tient : fermez-le, puis recommencez.",
        "another program holds it: close it, then try again.",
      );
    default: {
      const said = asError(cause).message;
      return words(`ne peut pas être lu : ${said}`, `cannot be read: ${said}`);
    }
  }
};

/** The person named a file that is not there: wrong usage, not a fault that passes. */
export const isMisnamed = (cause: unknown): boolean =>
  ["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(cause));
