/** What stands in a dossier, and what is in its agent's way. Part of `faults.ts`. */
export const folderFaults = {
  "folder-missing": {
    fr: {
      what: "Le dossier surveillé n'existe pas ou n'est pas accessible.",
      next: "Créez-le ou rétablissez le partage ; les autres dossiers continuent.",
    },
    en: {
      what: "The watched folder does not exist or cannot be reached.",
      next: "Create it or bring the share back; the other dossiers go on.",
    },
  },
  "folder-unwritable": {
    fr: {
      what: "L'agent ne peut pas écrire dans le dossier surveillé.",
      next: "Donnez à l'agent le droit d'écrire dans le dossier ; rien n'est pris en attendant.",
    },
    en: {
      what: "The agent cannot write in the watched folder.",
      next: "Let the agent write in the folder; nothing is taken meanwhile.",
    },
  },
  "folder-full": {
    fr: {
      what: "Le disque d'un dossier surveillé, ou celui des comptes rendus, est plein : ce qui doit y être écrit attend (originaux rangés, `AR/`, `.statut`, comptes rendus). Un fichier dont l'original ne peut être rangé ne part pas encore.",
      next: "Libérez de la place sur le disque de ce dossier, et sur celui de `reports.folder` ; tout est écrit seul ensuite, rien n'est perdu.",
    },
    en: {
      what: "The disk of a watched folder, or of the reports, is full: what must be written there waits (originals put away, `AR/`, `.statut`, reports). A file whose original cannot be put away does not leave yet.",
      next: "Make room on the disk of this folder, and on that of `reports.folder`; all is then written by itself, nothing is lost.",
    },
  },
  "folder-replaced": {
    fr: {
      what: "À la place d'un répertoire de l'agent (`traites`, `rejetes`, `AR`) se trouve un lien ou un fichier : l'agent n'y écrit rien et ne le suit pas.",
      next: "Retirez-le, ou mettez un vrai répertoire à sa place ; ce qui attend reprend seul, rien n'est perdu.",
    },
    en: {
      what: "In the place of one of the agent's folders (`traites`, `rejetes`, `AR`) stands a link or a file: the agent writes nothing there and does not follow it.",
      next: "Take it away, or put a real folder in its place; what waits goes on by itself, nothing is lost.",
    },
  },
  "filing-blocked": {
    fr: {
      what: "Un accusé ne peut pas être rangé dans `AR/` : un répertoire ou un lien porte son nom.",
      next: "Retirez ou renommez ce qui est à sa place ; l'accusé est conservé et sera rangé seul.",
    },
    en: {
      what: "A receipt cannot be put into `AR/`: a folder or a link has its name.",
      next: "Remove or rename what stands there; the receipt is kept and will be filed by itself.",
    },
  },
  "not-a-file": {
    fr: {
      what: "Ce nom n'est pas un fichier ordinaire (répertoire, lien, périphérique) : il est ignoré.",
      next: "Remplacez-le par le fichier lui-même.",
    },
    en: {
      what: "This name is not a plain file (folder, link, device): it is ignored.",
      next: "Replace it by the file itself.",
    },
  },
  "name-unreadable": {
    fr: {
      what: "Le nom de ce fichier n'est pas en UTF-8 : le système ne permet pas de l'ouvrir sous ce nom. Il n'est ni pris, ni touché.",
      next: "Renommez-le sans accent (`convmv -f cp1252 -t utf8`), et réglez le partage ou le programme qui l'écrit ; il sera pris seul.",
    },
    en: {
      what: "This file's name is not UTF-8: the system cannot open it under that name. It is neither taken nor touched.",
      next: "Rename it without accents (`convmv -f cp1252 -t utf8`), and correct the share or the program that writes it; it is then taken by itself.",
    },
  },
  "name-control": {
    fr: {
      what: "Le nom de ce fichier contient un saut de ligne, une tabulation ou un autre caractère de commande : aucun courriel ne peut le porter. Il n'est ni pris, ni touché.",
      next: "Renommez-le sans ce caractère, et réglez le programme qui l'écrit ; il sera pris seul.",
    },
    en: {
      what: "This file's name holds a line break, a tab or another control character: no mail can bear it. It is neither taken nor touched.",
      next: "Rename it without that character, and correct the program that writes it; it is then taken by itself.",
    },
  },
  "file-unreadable": {
    fr: {
      what: "Le fichier ne peut pas être lu.",
      next: "Donnez à l'agent le droit de le lire, ou fermez le programme qui le tient ; il sera réessayé.",
    },
    en: {
      what: "The file cannot be read.",
      next: "Let the agent read it, or close the program that holds it; it is tried again.",
    },
  },
} as const;
