/**
 * Why a deposit is held, line by line, in English. The journal keeps these lines in French, as they are filed; ours are known by
 * their form, and what quotes a file, a rule or a program stays as it is.
 */

export interface HoldLine {
  readonly text: string;
  /** As it stands in the journal. */
  readonly isFrench: boolean;
}

export const holdLineEn = (line: string): HoldLine => {
  for (const [form, english] of forms)
    if (form.test(line)) return { text: line.replace(form, english), isFrench: false };
  return { text: line, isFrench: true };
};

const forms: readonly (readonly [RegExp, string])[] = [
  [/^déjà envoyée : (.+)$/u, "sent before: $1"],
  [/^envoi en attente : (.+)$/u, "sending that waits: $1"],
  [/^dossier retiré$/u, "dossier removed from the settings"],
  [/^déclaration (\d[\d, …]*)$/u, "declaration $1"],
  [/^(.+) : déclarations (\d[\d, ]*)$/u, "$1: declarations $2"],
  [/^… et (\d+) de plus$/u, "… and $1 more"],
  [
    /^(.+) : aucune adhésion enregistrée \(déclaration (.+)\)$/u,
    "$1: no adhesion in the register (declaration $2)",
  ],
  [
    /^(.+) : l'organisme n'a pas donné son accord \(déclaration (.+)\)$/u,
    "$1: the organism has not agreed (declaration $2)",
  ],
  [/^(.+) : adhésion résiliée \(déclaration (.+)\)$/u, "$1: adhesion ended (declaration $2)"],
  [
    /^(.+) : au registre, adresse de test seulement$/u,
    "$1: in the register, an address for tests only",
  ],
  [
    /^(.+) : au registre, adresse réelle seulement$/u,
    "$1: in the register, an address for real only",
  ],
  [/^(.*) : (.+), au registre (.+)$/u, "$1: $2, in the register $3"],
  [
    /^(.+), parcours (.+) : il n'est plus décrit \(dossier qualification des réglages\)$/u,
    "$1, path $2: it is described no more (folder qualification of the settings)",
  ],
  [/^(.+), parcours (\S+)$/u, "$1, path $2"],
  [/^joindre=(.+) : ce fichier n'existe pas$/u, "joindre=$1: there is no such file"],
  [/^joindre=(.+) : trop gros$/u, "joindre=$1: too large"],
  [/^le format (.+) ne se découpe pas$/u, "the format $1 cannot be cut"],
  [
    /^une partie relue n'est pas ce qu'elle devrait être$/u,
    "a part, read again, is not what it should be",
  ],
  [
    /^déclaration (\d+) : (DPAE|DUCS \S+), SIRET (\d+), (?:Urssaf|organisme) (\S+)$/u,
    "declaration $1: $2, SIRET $3, organism $4",
  ],
  [
    /^(\S+) n'est une adresse de test d'aucun plan ni d'aucune règle$/u,
    "$1 is a test address of no plan and no rule",
  ],
  [
    /^(\S+) est une adresse réelle, sans partage=oui$/u,
    "$1 is a real address, without partage=oui",
  ],
];
