/** Problems of rule files, first half of the alphabet (the registry is `problem-texts.ts`). */
import { text } from "./problem-text.ts";

export const fileProblemTexts = {
  "accuse-non-attendu": text(
    [
      "en mode réel, cette règle n'attend aucun accusé : un dépôt ne sera jamais clos",
      "Ajoutez ar.attendus=1,2,3, ou seulement les niveaux que l'organisme envoie.",
    ],
    [
      "in real mode, this rule expects no receipt: a deposit will never be closed",
      "Add ar.attendus=1,2,3, or only the levels that the organism sends.",
    ],
  ),
  "adresse-invalide": text(
    [
      "ceci n'est pas une adresse de courrier",
      "Écrivez une seule adresse, sans nom ni chevrons, de la forme nom@domaine.fr.",
    ],
    [
      "this is not a mail address",
      "Write a single address, without name or angle brackets, such as name@domain.fr.",
    ],
  ),
  "adresse-non-partagee": text(
    [
      "cette adresse est partagée ici et réservée au réel là",
      "Écrivez partage=oui à chaque endroit qui la nomme pour le réel, et ne la nommez pas pour le test.",
    ],
    [
      "this address is shared in one place and kept for real in another",
      "Write partage=oui in each place that names it for real, and do not name it for test.",
    ],
  ),
  "adresse-test-et-reelle": text(
    [
      "cette adresse de test est aussi une adresse réelle : un essai serait une vraie déclaration",
      "Corrigez l'une des deux ; si l'organisme prend les essais à sa seule adresse, écrivez partage=oui et marque=… à son adresse réelle, et retirez celle de test.",
    ],
    [
      "this test address is a real one too: an essai would be a real declaration",
      "Correct one of them; if the organism takes tests at its only address, write partage=oui and marque=… at its real address, and remove the test one.",
    ],
  ),
  "caractere-interdit": text(
    [
      "caractère interdit",
      "Retapez la ligne, ou enregistrez le fichier en UTF-8 depuis un éditeur de texte.",
    ],
    ["forbidden character", "Type the line again, or save the file in UTF-8 from a text editor."],
  ),
  "chiffrement-inconnu": text(
    [
      "aucun chiffrement de ce nom n'est réglé : les dépôts de cette règle seront retenus, jamais envoyés en clair",
      "Réglez-le, ou écrivez chiffrement=aucun si l'organisme accepte le clair.",
    ],
    [
      "no sealer of this name is set: the deposits of this rule will be held, never sent in clear",
      "Set it, or write chiffrement=aucun if the organism takes clear text.",
    ],
  ),
  "chiffrement-signe": text(
    [
      "ce chiffrement signe seulement : le courrier part en clair, que chacun peut lire en chemin",
      "Si l'organisme demande du chiffré, nommez ses certificats dans les réglages (`recipients`, sans `signOnly`).",
    ],
    [
      "this sealing only signs: the mail leaves in clear, readable by anybody on its way",
      "If the organism asks for encryption, name its certificates in the settings (`recipients`, without `signOnly`).",
    ],
  ),
  "cle-de-choix-par-defaut": text(
    [
      "une clé de choix n'a pas de sens dans [defaut]",
      "Écrivez-la dans chaque règle qu'elle concerne.",
    ],
    ["a matching key means nothing in [defaut]", "Write it in each rule that it is about."],
  ),
  "cle-double": text(
    [
      "clé écrite plusieurs fois",
      "Gardez une seule ligne : la dernière vaut pour les textes, mais qui envoie, à qui et jusqu'où ne peut pas se contredire.",
    ],
    [
      "key written more than once",
      "Keep one line: the last one counts for texts, but who sends, to whom and how far cannot contradict itself.",
    ],
  ),
  "cle-hors-plan": text(
    [
      "cette clé ne se met pas dans une section [adresse …]",
      "Une adresse du plan a famille, organisme, type, environnement, a, partage et marque ; le reste va dans une règle.",
    ],
    [
      "this key does not belong in a section [adresse …]",
      "An address of the plan has famille, organisme, type, environnement, a, partage and marque; the rest goes into a rule.",
    ],
  ),
  "cle-hors-section": text(
    [
      "cette clé n'est dans aucune section",
      "Mettez-la sous [defaut] si elle vaut pour toutes les règles, ou sous la [règle] qu'elle concerne ; après inclure=, une nouvelle section doit commencer.",
    ],
    [
      "this key is in no section",
      "Put it under [defaut] if it holds for all rules, or under the [rule] it is about; after inclure=, a new section must begin.",
    ],
  ),
  "cle-inconnue": text(
    [
      "clé inconnue, ignorée dans un ancien fichier",
      "Corrigez-la : `facteur config describe` donne la liste des clés.",
    ],
    [
      "unknown key, ignored in an old file",
      "Correct it: `facteur config describe` lists the keys.",
    ],
  ),
  "destinataire-absent": text(
    [
      "destinataire absent",
      "Ajoutez une ligne a=adresse de l'organisme, ou un plan d'adressage (plan=plan.csv).",
    ],
    [
      "no recipient",
      "Add a line a=address of the organism, or an addressing plan (plan=plan.csv).",
    ],
  ),
  "encodage-ambigu": text(
    [
      "les accents se lisent aussi bien en Windows-1252 qu'en CP850",
      "Ajoutez une ligne encodage=windows-1252 ou encodage=cp850, ou enregistrez le fichier en UTF-8.",
    ],
    [
      "the accents read as well in Windows-1252 as in CP850",
      "Add a line encodage=windows-1252 or encodage=cp850, or save the file in UTF-8.",
    ],
  ),
  "encodage-inconnu": text(
    [
      "l'encodage annoncé est inconnu, ou les octets du fichier le contredisent",
      "Enregistrez le fichier en UTF-8, ou écrivez encodage=utf-8, windows-1252 ou cp850 selon ce qu'il est.",
    ],
    [
      "the announced encoding is unknown, or the file's bytes contradict it",
      "Save the file in UTF-8, or write encodage=utf-8, windows-1252 or cp850 as it really is.",
    ],
  ),
  "expression-invalide": text(
    [
      "cette condition ne se comprend pas",
      'Écrivez par exemple si=nombre > 10 et raison_sociale contient "fictive".',
    ],
    [
      "this condition is not understood",
      'Write for example si=nombre > 10 et raison_sociale contient "fictive".',
    ],
  ),
  "fenetre-vide": text(
    [
      "envoi.apres et envoi.avant sont la même heure : rien ne pourrait partir",
      "Écartez-les, ou retirez l'une des deux.",
    ],
    [
      "envoi.apres and envoi.avant are the same hour: nothing could leave",
      "Move them apart, or remove one of them.",
    ],
  ),
  "fichier-absent": text(
    [
      "ce fichier n'existe pas",
      "Placez-le dans `regles` du dossier, ou dans le répertoire partagé des réglages (`shared`).",
    ],
    [
      "this file does not exist",
      "Put it into the dossier's `regles`, or into the shared folder of the settings (`shared`).",
    ],
  ),
  "fichier-illisible": text(
    [
      "ce fichier ne peut pas être lu",
      "Vérifiez que c'est un fichier ordinaire et que l'agent a le droit de le lire.",
    ],
    ["this file cannot be read", "Check that it is a plain file and that the agent may read it."],
  ),
  "fichier-trop-gros": text(
    [
      "le fichier est bien trop gros pour des règles",
      "Vérifiez que c'est le bon fichier : une règle tient en quatre lignes.",
    ],
    [
      "the file is far too large for rules",
      "Check that it is the right file: a rule is four lines.",
    ],
  ),
  "fichiers-trop-nombreux": text(
    ["trop de fichiers inclus", "Réunissez-les."],
    ["too many included files", "Join them."],
  ),
  "identite-inconnue": text(
    [
      "aucune identité des réglages n'a ce nom, ou elle n'a pas de boîte",
      "Corrigez le nom, ou ajoutez l'identité et sa `mailbox` aux réglages.",
    ],
    [
      "no identity of the settings has this name, or it has no mailbox",
      "Correct the name, or add the identity and its `mailbox` to the settings.",
    ],
  ),
} as const;
