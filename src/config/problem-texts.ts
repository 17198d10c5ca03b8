/** The registry of what settings can get wrong: severity, what it is, what to do. */

import { loginTexts } from "./problem-texts/logins.ts";
import { pageTexts } from "./problem-texts/page.ts";
import { type ProblemText, wrong } from "./problem-texts/text.ts";
import { type Lang, type Words, words } from "./words.ts";

/** What a key is may be told as a whole sentence, with its full stop. */
export const asExpected = (expected: Words, lang: Lang): string => {
  const told = expected[lang].replace(/\.$/u, "");
  return lang === "fr" ? `Attendu : ${told}.` : `Expected: ${told}.`;
};

const nothing = words("", "");

export const problemTexts = {
  "file-missing": wrong(
    words("le fichier des réglages n'existe pas", "the settings file does not exist"),
    words(
      "`facteur setup` l'écrit ; s'il est ailleurs, dites où : --config CHEMIN, ou la variable FACTEUR_CONFIG.",
      "`facteur setup` writes it; if it stands elsewhere, say where: --config PATH, or the variable FACTEUR_CONFIG.",
    ),
  ),
  "file-unreadable": wrong(
    words("le fichier des réglages ne peut pas être lu", "the settings file cannot be read"),
    words(
      "Vérifiez que c'est un fichier ordinaire et que l'agent a le droit de le lire.",
      "Check that it is a plain file and that the agent may read it.",
    ),
  ),
  "not-utf-8": wrong(
    words("le fichier n'est pas en UTF-8", "the file is not UTF-8"),
    words(
      "Enregistrez-le en UTF-8 depuis l'éditeur de texte.",
      "Save it as UTF-8 from the text editor.",
    ),
  ),
  "json-invalid": wrong(
    words("ce n'est pas du JSON", "this is not JSON"),
    words(
      "Corrigez cet endroit ; les commentaires et la virgule finale n'existent pas en JSON.",
      "Correct this place; JSON has no comments and no trailing comma.",
    ),
  ),
  "key-twice": wrong(
    words("clé écrite deux fois", "key written twice"),
    words("Gardez-en une seule.", "Keep only one."),
  ),
  "key-unknown": wrong(
    words("clé inconnue", "unknown key"),
    words(
      "`facteur config describe` donne la liste des clés.",
      "`facteur config describe` lists the keys.",
    ),
  ),
  "key-missing": wrong(
    words("clé obligatoire absente", "required key missing"),
    words("Ajoutez-la.", "Add it."),
  ),
  "type-wrong": wrong(words("ce n'est pas le bon genre de valeur", "wrong kind of value"), nothing),
  "out-of-range": wrong(words("valeur hors limites", "value out of range"), nothing),
  "value-unknown": wrong(words("valeur inconnue", "unknown value"), nothing),
  "text-invalid": wrong(words("texte non admis", "text not allowed"), nothing),
  "choice-wrong": wrong(
    words("il faut exactement un choix", "exactly one choice is needed"),
    nothing,
  ),
  "seal-file-unreadable": wrong(
    words("ce fichier de chiffrement ne peut pas être lu", "this sealing file cannot be read"),
    words(
      "Vérifiez le chemin (relatif au fichier des réglages) et le droit de l'agent de le lire.",
      "Check the path (relative to the settings file) and the agent's right to read it.",
    ),
  ),
  "seal-word-unknown": wrong(
    words("la commande nomme ce qui n'existe pas", "the command names what does not exist"),
    nothing,
  ),
  "seal-word-missing": wrong(
    words("la commande ne dit pas où va ceci", "the command does not say where this goes"),
    words(
      "{entree} est le fichier à chiffrer, {sortie} celui que le logiciel écrit.",
      "{entree} is the file to seal, {sortie} the one that the program writes.",
    ),
  ),
  "seal-date-alone": wrong(
    words(
      "`definitive` et `definitiveSince` vont ensemble",
      "`definitive` and `definitiveSince` go together",
    ),
    words(
      "Donnez la clé définitive et le jour où elle prend effet, ou aucun des deux.",
      "Give the definitive key and the day it takes effect, or neither.",
    ),
  ),
  "seal-nothing": wrong(
    words("ce S/MIME ne chiffre ni ne signe", "this S/MIME neither encrypts nor signs"),
    words("Nommez des `recipients`, ou `sign`.", "Name `recipients`, or `sign`."),
  ),
  "seal-signs-only": wrong(
    words(
      "signer ne chiffre pas : ce S/MIME doit nommer qui pourra lire, ou dire qu'il signe seulement",
      "signing does not encrypt: this S/MIME must name who may read, or say that it only signs",
    ),
    words(
      "Nommez des `recipients` pour chiffrer ; ou laissez-les vides, avec `signOnly` à true, si le texte doit partir en clair, signé.",
      "Name `recipients` to encrypt; or leave them empty, with `signOnly` true, when the text is to leave in clear, signed.",
    ),
  ),
  "secret-in-clear": wrong(
    words("mot de passe écrit en clair", "password written in clear"),
    words(
      'Remplacez-le par { "env": "NOM_DE_VARIABLE" } ou { "file": "chemin" }, puis changez ce mot de passe.',
      'Replace it by { "env": "VARIABLE_NAME" } or { "file": "path" }, then change that password.',
    ),
  ),
  "secret-missing": wrong(
    words(
      "cette variable d'environnement est absente ou vide",
      "this environment variable is missing or empty",
    ),
    words(
      "Donnez-la au service (EnvironmentFile de systemd, environnement du service Windows).",
      "Give it to the service (systemd's EnvironmentFile, the Windows service's environment).",
    ),
  ),
  "secret-unreadable": wrong(
    words("le fichier du secret ne peut pas être lu", "the secret's file cannot be read"),
    words(
      "Vérifiez le chemin et donnez à l'agent, et à lui seul, le droit de le lire.",
      "Check the path and let the agent, and nobody else, read it.",
    ),
  ),
  "secret-not-one-line": wrong(
    words("le secret n'est pas une ligne de texte", "the secret is not one line of text"),
    words(
      "Le mot de passe doit y être seul, en UTF-8, sur une ligne.",
      "The password must stand alone, in UTF-8, on one line.",
    ),
  ),
  "secret-readable-by-all": {
    severity: "warning",
    what: words(
      "tout le monde peut lire le fichier du secret",
      "everybody can read the secret's file",
    ),
    hint: words("Retirez ce droit : chmod 600.", "Take that right away: chmod 600."),
  },
  "clear-text-refused": wrong(
    words(
      "une connexion en clair n'est admise que vers la machine locale",
      "a clear-text connection is allowed towards loopback only",
    ),
    words("Écrivez « tls » ou « starttls ».", "Write “tls” or “starttls”."),
  ),
  "login-without-password": wrong(
    words("identifiant sans mot de passe", "login without password"),
    words("Ajoutez `password`, ou retirez `login`.", "Add `password`, or remove `login`."),
  ),
  "password-without-login": wrong(
    words("mot de passe sans identifiant", "password without login"),
    words("Ajoutez `login`, ou retirez `password`.", "Add `login`, or remove `password`."),
  ),
  "login-missing": wrong(
    words(
      "un serveur distant demande un identifiant et un mot de passe",
      "a remote server needs a login and a password",
    ),
    words("Ajoutez `login` et `password`.", "Add `login` and `password`."),
  ),
  "address-invalid": wrong(
    words("ceci n'est pas une adresse de courrier", "this is not a mail address"),
    words(
      "Écrivez une seule adresse, sans nom ni chevrons ; le nom va dans `displayName`.",
      "Write a single address, without name or brackets; the name goes into `displayName`.",
    ),
  ),
  "address-twice": wrong(
    words("une autre identité a déjà cette adresse", "another identity already has this address"),
    words(
      "Gardez une identité par adresse ; `legacyNames` peut contenir plusieurs profils.",
      "Keep one identity per address; `legacyNames` may hold several profiles.",
    ),
  ),
  "profile-twice": wrong(
    words(
      "ce nom désigne déjà une autre identité (les majuscules ne comptent pas)",
      "this name already means another identity (case does not count)",
    ),
    words("Laissez-le à une seule identité.", "Leave it to one identity."),
  ),
  "name-invalid": wrong(
    words("ce nom ne convient pas", "this name does not fit"),
    words(
      'Écrivez 1 à 64 caractères, sans / \\ : * ? " < > | ni point ou blanc aux bouts.',
      'Write 1 to 64 characters, without / \\ : * ? " < > | nor dot or blank at its ends.',
    ),
  ),
  "name-reserved": wrong(
    words("ce nom est réservé", "this name is reserved"),
    words("Choisissez-en un autre.", "Choose another one."),
  ),
  "folder-shared": wrong(
    words(
      "ce répertoire est celui d'une autre clé, ou l'un contient l'autre",
      "this folder is another key's, or one holds the other",
    ),
    words("Donnez à chacun le sien, l'un à côté de l'autre.", "Give each its own, side by side."),
  ),
  "ca-unreadable": wrong(
    words(
      "ce fichier d'autorités ne peut pas être lu, ou n'est pas en PEM",
      "this authorities file cannot be read, or is not PEM",
    ),
    words(
      "Indiquez un fichier qui contient « -----BEGIN CERTIFICATE----- ».",
      "Give a file that holds “-----BEGIN CERTIFICATE-----”.",
    ),
  ),
  "certificate-unreadable": wrong(
    words(
      "ce fichier de certificats ne peut pas être lu, ou n'est pas en PEM",
      "this certificate file cannot be read, or is not PEM",
    ),
    words(
      "Indiquez le certificat du signataire : « -----BEGIN CERTIFICATE----- ».",
      "Give the signer's certificate: “-----BEGIN CERTIFICATE-----”.",
    ),
  ),
  "signer-nothing": wrong(
    words("ce domaine n'a aucun signataire", "this domain has no signer"),
    words(
      "Nommez des `certificates` (S/MIME) ou des `keys` (OpenPGP).",
      "Name `certificates` (S/MIME) or `keys` (OpenPGP).",
    ),
  ),
  "imap-only": wrong(
    words("POP3 n'a qu'un dossier, et ne range rien", "POP3 has one folder, and files nothing"),
    words(
      "Retirez cette clé, ou écrivez `protocol: imap`.",
      "Remove this key, or write `protocol: imap`.",
    ),
  ),
  "pop3-only": wrong(
    words("par IMAP, rien n'est supprimé", "by IMAP nothing is deleted"),
    words(
      "Retirez cette clé ; `moveMatchedTo` range les courriers rattachés.",
      "Remove this key; `moveMatchedTo` files the matched mails.",
    ),
  ),
  "receipt-profile-unknown": wrong(
    words("ce profil d'accusés n'existe pas", "there is no such receipt profile"),
    words(
      "Indiquez un fichier qui existe, ou le nom d'un profil fourni.",
      "Give a file that exists, or the name of a profile that comes with the agent.",
    ),
  ),
  "calendar-unknown": wrong(
    words("ce calendrier n'existe pas", "there is no such calendar"),
    words(
      "Indiquez un fichier qui existe, ou le nom d'un calendrier fourni.",
      "Give a file that exists, or the name of a calendar that comes with the agent.",
    ),
  ),
  "calendar-invalid": wrong(
    words("ce calendrier contient des erreurs", "this calendar has errors"),
    words(
      "config/calendars/README.md décrit chaque clé.",
      "config/calendars/README.md tells each key.",
    ),
  ),
  "zone-unknown": wrong(
    words("ce fuseau horaire n'existe pas", "there is no such time zone"),
    words(
      "Écrivez un nom IANA : Europe/Paris ou Indian/Reunion.",
      "Write an IANA name: Europe/Paris or Indian/Reunion.",
    ),
  ),
  "notify-receipts-box": wrong(
    words(
      "cette adresse est une boîte où arrivent les accusés",
      "this address is a mailbox where receipts arrive",
    ),
    words(
      "Prévenez une autre adresse : un avis n'y doit jamais être lu comme un accusé.",
      "Notify another address: a notice must never be read there as a receipt.",
    ),
  ),
  "notify-nowhere": wrong(
    words("aucune façon de prévenir n'est indiquée", "no way of notifying is given"),
    words("Ajoutez `mail`, `command` ou `webhook`.", "Add `mail`, `command` or `webhook`."),
  ),
  "webhook-in-clear": wrong(
    words("cette adresse est en clair (http)", "this address is in clear (http)"),
    words(
      "Écrivez https://… ; http n'est admis que vers cette machine.",
      "Write https://…; http is allowed to this machine only.",
    ),
  ),
  "schedule-lost-hour": {
    severity: "warning",
    what: words(
      "entre 2 h et 3 h, un dimanche de mars n'a pas cette heure : ce jour-là rien n'est fait",
      "between 2 and 3 o'clock: a Sunday of March has no such hour, and nothing is done that day",
    ),
    hint: words("Choisissez une autre heure.", "Choose another hour."),
  },
  ...loginTexts,
  ...pageTexts,
} as const satisfies Record<string, ProblemText>;

export type SettingsProblemCode = keyof typeof problemTexts;
