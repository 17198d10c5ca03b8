/**
 * Files that a rule file names: further rules, plans, notes, attachments. Their paths stay inside `regles/`
 * of the dossier or the shared folder of the settings, because whoever writes a rule file could otherwise
 * have the agent mail any file it can read.
 */
import { type Parsed, told } from "./key.ts";

export const pathsTold = told(
  "un nom de fichier, cherché dans `regles` du dossier puis dans le répertoire partagé (`shared`)",
  "a file name, looked for in the dossier's `regles`, then in the shared folder (`shared`)",
);

const part = /^(?!\.{1,2}$)[^/\\:*?"<>|\p{Cc}]{1,100}$/u;

export const companionPath = (text: string): Parsed<string> =>
  text.length <= 200 && text.split("/").every((each) => part.test(each))
    ? { value: text }
    : { wrong: pathsTold };
