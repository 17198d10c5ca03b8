/** Problems of rule files, second half of the alphabet (the registry is `problem-texts.ts`). */
import { text } from "./problem-text.ts";

export const ruleOnlyTexts = {
  "inclusion-en-boucle": text(
    ["ce fichier s'inclut lui-même, directement ou par un autre", "Retirez cette inclusion."],
    ["this file includes itself, directly or through another", "Remove this inclusion."],
  ),
  "ligne-sans-egal": text(
    [
      "ligne sans signe égal",
      "Écrivez clé=valeur, ou commencez la ligne par # pour un commentaire.",
    ],
    ["line without an equals sign", "Write key=value, or begin the line with # for a comment."],
  ),
  "mode-sans-effet": text(
    [
      "une règle ne peut qu'abaisser le mode du dossier : celui-ci va déjà moins loin",
      "Changez le mode du dossier dans les réglages, ou retirez cette ligne.",
    ],
    [
      "a rule can only lower the dossier's mode: this one goes less far already",
      "Change the dossier's mode in the settings, or remove this line.",
    ],
  ),
  "modele-inconnu": text(
    [
      "ce nom entre accolades n'est pas un champ déclaré",
      "Corrigez-le : un courrier ne part pas avec un champ vide.",
    ],
    ["this name in braces is no declared field", "Correct it: no mail leaves with an empty field."],
  ),
  "modele-mal-forme": text(
    [
      "des accolades doubles sont ouvertes ou fermées sans champ entre elles",
      "Fermez-les, ou retirez-les : elles partiraient telles quelles.",
    ],
    [
      "double braces are opened or closed without a field between them",
      "Close them, or remove them: they would leave as they are.",
    ],
  ),
  "modele-mal-place": text(
    [
      "un champ déclaré ne s'écrit que dans sujet et note",
      "Écrivez la valeur elle-même ; pour une adresse par organisme, un plan (plan=plan.csv).",
    ],
    [
      "a declared field is written in sujet and note only",
      "Write the value itself; for one address per organism, a plan (plan=plan.csv).",
    ],
  ),
  "modele-sans-section": text(
    [
      "dans un fichier sans section, ce champ entre accolades part tel quel",
      "Mettez un titre entre crochets au-dessus de la règle, comme [dpae] ; `facteur config import` la montre ainsi.",
    ],
    [
      "in a file without sections, this field in braces leaves as it is written",
      "Put a title in brackets above the rule, such as [dpae]; `facteur config import` shows it so.",
    ],
  ),
  "modele-une-accolade": text(
    [
      "ce champ entre accolades simples partira tel quel",
      "Doublez les accolades si c'est un champ.",
    ],
    [
      "this field between single braces will leave as it is written",
      "Double the braces if it is a field.",
    ],
  ),
  "bureau-organisme": text(
    [
      "cette copie de bureau irait à un organisme, qui la prendrait pour une déclaration",
      "Donnez l'adresse d'un bureau, ou une règle à cet organisme.",
    ],
    [
      "this office copy would go to an organism, which would take it for a declaration",
      "Give an office's address, or this organism a rule.",
    ],
  ),
  "condition-impossible": text(
    [
      "aucun fichier ne remplit ces conditions ensemble : cette règle ne servira jamais",
      "Une DPAE est toujours de la famille urssaf, et sans périodicité ; aucun formulaire connu n'est de la famille ccpbtp : nommez son organisme. Dans si, « a et b » veut les deux à la fois : écrivez « ou » si l'un suffit.",
    ],
    [
      "no file meets these conditions together: this rule will never be used",
      "A DPAE is always of the family urssaf, and has no periodicity; no known form is of the family ccpbtp: name its organism. In si, “a et b” wants both at once: write “ou” if one is enough.",
    ],
  ),
  "modele-personnel": text(
    [
      "avec un chiffrement, l'objet ne peut pas nommer une personne : il voyage en clair",
      "Retirez ce champ, ou mettez-le dans la note si le chiffrement prend tout le courrier.",
    ],
    [
      "with sealing, the subject cannot name a person: it travels in clear",
      "Remove this field, or put it into the note if the sealing takes the whole mail.",
    ],
  ),
  "note-double": text(
    ["le texte vient à la fois de note et de note.fichier", "Gardez l'un des deux."],
    ["the text comes from note and from note.fichier", "Keep one of them."],
  ),
  "tacite-sans-client": text(
    [
      "un accord tacite est celui d'un client, et la règle n'en attend aucun",
      "Écrivez validation=client, ou retirez validation.tacite.",
    ],
    [
      "a tacit agreement is a client's, and the rule waits for none",
      "Write validation=client, or remove validation.tacite.",
    ],
  ),
  "partage-sans-marque": text(
    [
      "adresse partagée sans marque : un essai n'y sera admis que par l'indicateur de test du fichier",
      "Ajoutez marque=TEST01, le mot que l'organisme attend dans l'objet ; une adresse de test n'a pas besoin de partage.",
    ],
    [
      "shared address without a mark: an essai will be admitted by the file's own test flag only",
      "Add marque=TEST01, the word that the organism expects in the subject; a test address needs no partage.",
    ],
  ),
  "plan-cellule-sans-colonne": text(
    [
      "cette case du plan n'est sous aucun nom de colonne",
      "Nommez la colonne dans la première ligne, ou videz la case : rien de ce qu'elle dit ne serait suivi.",
    ],
    [
      "this cell of the plan stands under no name of a column",
      "Name the column in the first line, or empty the cell: nothing that it says would be followed.",
    ],
  ),
  "plan-colonne-double": text(
    ["deux colonnes du plan d'adressage disent la même chose", "Gardez-en une."],
    ["two columns of the addressing plan say the same thing", "Keep one of them."],
  ),
  "plan-colonne-absente": text(
    [
      "il manque une colonne au plan d'adressage",
      "La première ligne nomme les colonnes : famille;organisme;format;environnement;adresse;partage;marque.",
    ],
    [
      "the addressing plan lacks a column",
      "Its first line names the columns: famille;organisme;format;environnement;adresse;partage;marque.",
    ],
  ),
  "plan-colonne-inconnue": text(
    [
      "colonne inconnue dans le plan d'adressage",
      "Corrigez son nom dans la première ligne, ou retirez-la.",
    ],
    ["unknown column in the addressing plan", "Correct its name in the first line, or remove it."],
  ),
  "plan-double": text(
    ["deux lignes du plan donnent des adresses différentes pour le même cas", "Gardez la bonne."],
    ["two lines of the plan give different addresses for the same case", "Keep the right one."],
  ),
  "plan-environnement-absent": text(
    [
      "cette ligne du plan ne dit pas si l'adresse est celle du test ou du réel",
      "Écrivez test ou reel : c'est le mur entre les deux.",
    ],
    [
      "this line of the plan does not say whether the address is for test or for real",
      "Write test or reel: it is the wall between the two.",
    ],
  ),
  "plan-ligne-masquee": text(
    ["cette ligne du plan ne servira jamais", "Retirez-la, ou placez-la plus haut."],
    ["this line of the plan will never be used", "Remove it, or move it up."],
  ),
  "plan-vide": text(
    [
      "le plan d'adressage est vide",
      "La première ligne nomme les colonnes, les suivantes donnent les adresses.",
    ],
    [
      "the addressing plan is empty",
      "Its first line names the columns, the next ones give the addresses.",
    ],
  ),
  "preuve-faible": text(
    [
      "un accusé sans authentification vaudra preuve : n'importe qui peut l'écrire",
      "Préférez B, avec `authservId` dans les réglages, si l'organisme le permet.",
    ],
    [
      "a receipt without authentication will count as proof: anybody can write it",
      "Prefer B, with `authservId` in the settings, if the organism allows it.",
    ],
  ),
  "profil-ambigu": text(
    [
      "plusieurs identités sont possibles, ou aucune n'est réglée",
      "Écrivez profil=nom de l'identité qui doit envoyer.",
    ],
    [
      "several identities are possible, or none is set",
      "Write profil=name of the identity that must send.",
    ],
  ),
  "profil-inconnu": text(
    [
      "ce profil n'est le nom d'aucune identité des réglages",
      "Ajoutez-le aux `legacyNames` d'une identité ; avec une seule identité, c'est elle qui envoie.",
    ],
    [
      "this profile is the name of no identity of the settings",
      "Add it to the `legacyNames` of an identity; when there is only one, that one sends.",
    ],
  ),
  "regle-inatteignable": text(
    [
      "une règle plus haut prend tout : celle-ci ne servira jamais",
      "Donnez des conditions à la règle du haut, ou placez-la en dernier.",
    ],
    [
      "a rule above takes everything: this one will never be used",
      "Give conditions to the rule above, or move it to the end.",
    ],
  ),
  "regle-masquee": text(
    [
      "une règle plus haut prend déjà tous ces cas : celle-ci ne servira jamais",
      "Placez la plus précise en premier.",
    ],
    [
      "a rule above takes all of these cases: this one will never be used",
      "Put the more precise one first.",
    ],
  ),
  "section-double": text(
    ["cette section existe déjà", "Renommez-la, ou réunissez les deux."],
    ["this section exists already", "Rename it, or join the two."],
  ),
  "section-invalide": text(
    [
      "ce titre de section ne convient pas",
      "Écrivez [nom], [defaut] ou [adresse nom], avec au plus 64 caractères.",
    ],
    [
      "this section title does not fit",
      "Write [name], [defaut] or [adresse name], with at most 64 characters.",
    ],
  ),
  "sections-trop-nombreuses": text(
    ["trop de règles", "Réunissez celles qui envoient pareil ; les adresses vont dans un plan."],
    ["too many rules", "Join those that send alike; addresses go into a plan."],
  ),
  "sujet-sans-ducs": text(
    [
      "l'objet d'une DUCS devrait commencer par DUCS",
      "Écrivez par exemple sujet=DUCS {{siret}} {{periode}}.",
    ],
    [
      "the subject of a DUCS should begin with DUCS",
      "Write for example sujet=DUCS {{siret}} {{periode}}.",
    ],
  ),
  "texte-trop-long": text(
    ["texte trop long", "Raccourcissez-le."],
    ["text too long", "Make it shorter."],
  ),
  "valeur-invalide": text(
    ["valeur inattendue", "Corrigez-la."],
    ["unexpected value", "Correct it."],
  ),
} as const;
