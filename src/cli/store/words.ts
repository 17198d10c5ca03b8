/** The words of `facteur store`, in French and English. */
import type { Language } from "../io.ts";

export interface StoreWords {
  readonly about: string;
  readonly status: string;
  readonly encrypt: string;
  readonly rotate: string;
  readonly progress: (done: number) => string;
  readonly state: (encrypted: number, clear: number, damaged: number) => string;
  readonly clearLeft: string;
  readonly encrypted: (count: number) => string;
  readonly damaged: (hashes: string) => string;
  readonly noKeyYet: string;
  readonly rotated: (files: number, key: string) => string;
  readonly dropFormer: string;
  readonly unknown: (files: string) => string;
}

const fr: StoreWords = {
  about: "les contenus gardés, chiffrés sur le disque : leur état, leur clé des clés",
  status: "combien sont chiffrés, combien sont encore en clair",
  encrypt: "chiffre ceux qu'une version ancienne a écrits en clair (agent arrêté)",
  rotate: "change la clé des clés : une vieille copie des clés n'ouvre plus rien (agent arrêté)",
  progress: (done) => `${done} lus`,
  state: (e, c, d) => `${e} contenus chiffrés, ${c} en clair, ${d} illisibles.`,
  clearLeft:
    "Pour chiffrer ceux qui sont en clair : arrêtez l'agent, puis `facteur store encrypt`.",
  encrypted: (n) =>
    n === 0
      ? "Tout était déjà chiffré."
      : `${n} contenu${n > 1 ? "s" : ""} chiffré${n > 1 ? "s" : ""}.`,
  damaged: (hashes) =>
    `Laissés, car abîmés : ${hashes}. Restaurez-les depuis une sauvegarde (\`facteur audit\` dit à quoi ils servent).`,
  noKeyYet: "Rien n'est encore gardé ici : il n'y a pas de clé à changer.",
  rotated: (files, key) =>
    `Clé des clés changée (${key}) ; ${files} fichier${files > 1 ? "s" : ""} de clés réécrit${files > 1 ? "s" : ""}. Sauvegardez-la à part des contenus.`,
  dropFormer: "Vous pouvez enlever `store.formerKey` des réglages, et détruire cette ancienne clé.",
  unknown: (files) =>
    `Aucune clé connue n'ouvre : ${files} (dans \`keys\`). Donnez leur clé des clés par \`store.formerKey\`, puis recommencez ; l'ancienne clé est gardée.`,
};

const en: StoreWords = {
  about: "kept contents, encrypted on the disk: their state, their key of keys",
  status: "how many are encrypted, how many still in clear",
  encrypt: "encrypt those that an older version wrote in clear (agent stopped)",
  rotate: "change the key of keys: an old copy of the keys opens nothing any more (agent stopped)",
  progress: (done) => `${done} read`,
  state: (e, c, d) => `${e} contents encrypted, ${c} in clear, ${d} unreadable.`,
  clearLeft: "To encrypt those in clear: stop the agent, then `facteur store encrypt`.",
  encrypted: (n) =>
    n === 0 ? "Everything was encrypted already." : `${n} content${n === 1 ? "" : "s"} encrypted.`,
  damaged: (hashes) =>
    `Left alone, damaged: ${hashes}. Restore them from a backup (\`facteur audit\` says what they are for).`,
  noKeyYet: "Nothing is kept here yet: there is no key to change.",
  rotated: (files, key) =>
    `Key of keys changed (${key}); ${files} file${files === 1 ? "" : "s"} of keys written anew. Back it up apart from the contents.`,
  dropFormer: "You may take `store.formerKey` out of the settings, and destroy that former key.",
  unknown: (files) =>
    `No known key opens: ${files} (in \`keys\`). Give their key of keys as \`store.formerKey\` and do it again; the former key is kept.`,
};

export const storeWords: Readonly<Record<Language, StoreWords>> = { fr, en };
