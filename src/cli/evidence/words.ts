/** What `facteur evidence` says. */
import type { EvidenceFault } from "../../domain/evidence.ts";
import type { Language } from "../io.ts";

export interface EvidenceWords {
  readonly about: string;
  readonly verify: string;
  readonly made: (file: string, id: string, sha256: string) => string;
  readonly lost: (id: string, said: string) => string;
  readonly sound: (id: string, sha256: string, seq: number) => string;
  readonly notAnchored: string;
  readonly anchored: (at: string, signer: string) => string;
  readonly faulty: (count: number) => string;
  readonly fault: (fault: EvidenceFault) => string;
  readonly idNeeded: string;
}

export const evidenceWords: Readonly<Record<Language, EvidenceWords>> = {
  fr: {
    about: "réunit dans un fichier ZIP ce qui prouve un dépôt",
    verify: "vérifie un tel fichier, sur n'importe quelle machine et sans réseau",
    made: (file, id, hash) => `${file} : dossier de preuve du dépôt ${id}.\nSHA-256 ${hash}`,
    lost: (id, said) => `${id} : une pièce manque ou est abîmée dans le magasin (${said}).`,
    sound: (id, hash, seq) =>
      `Intact : dossier de preuve du dépôt ${id}, journal jusqu'au fait ${seq}.\nSHA-256 ${hash}\nCe qui prouve : original/, envois/, retours/ et journal/. La couverture et la copie en clair se lisent, et ne prouvent rien par elles-mêmes.`,
    notAnchored:
      "Cela prouve que rien n'a changé depuis qu'il a été établi, pas que le journal n'avait pas été réécrit avant.",
    anchored: (at, signer) =>
      `Daté par un tiers : cette fin de journal existait le ${at}, dit « ${signer} ». Que ce tiers mérite confiance se juge avec son certificat (docs/evidence.md).`,
    faulty: (n) => `${n} anomalie(s) : ce dossier de preuve n'est pas celui qui a été établi.`,
    fault: (fault) => {
      switch (fault.is) {
        case "unreadable":
          return `${fault.path || "fichier"} : illisible (${fault.said})`;
        case "missing":
          return `${fault.path} : absent`;
        case "stranger":
          return `${fault.path} : ajouté`;
        case "unnamed":
          return `${fault.path} : aucune ligne du journal ne porte ce contenu`;
        case "altered":
          return `${fault.path} : modifié`;
        case "container":
          return "l'enveloppe ZIP a été modifiée ; les pièces qu'elle contient sont intactes";
        case "chain-broken":
          return `journal/extrait.ndjson : la ligne ${fault.seq} ne suit pas la précédente`;
        case "stamp-wrong":
          return `journal/horodatage.tst : ${fault.said}`;
        case "unproved":
          return `journal/extrait.ndjson : la pièce que nomme la ligne ${fault.seq} n'est pas dans le dossier (${fault.sha256})`;
      }
    },
    idNeeded: "Quel dépôt ? facteur evidence D12 --output preuve.zip",
  },
  en: {
    about: "gather in one ZIP what proves a deposit",
    verify: "check such a file, on any machine and without a network",
    made: (file, id, hash) => `${file}: proof of deposit ${id}.\nSHA-256 ${hash}`,
    lost: (id, said) => `${id}: a piece is missing or damaged in the store (${said}).`,
    sound: (id, hash, seq) =>
      `Intact: proof of deposit ${id}, journal up to fact ${seq}.\nSHA-256 ${hash}\nWhat proves: original/, envois/, retours/ and journal/. The cover and the clear copy are for reading, and prove nothing by themselves.`,
    notAnchored:
      "This proves that nothing changed since it was made, not that the journal had not been rewritten before.",
    anchored: (at, signer) =>
      `Dated by a third party: this end of the journal existed on ${at}, says “${signer}”. Whether it may be trusted is judged with its certificate (docs/evidence.md).`,
    faulty: (n) => `${n} problem(s): this bundle is not the one that was made.`,
    fault: (fault) => {
      switch (fault.is) {
        case "unreadable":
          return `${fault.path || "file"}: unreadable (${fault.said})`;
        case "missing":
          return `${fault.path}: missing`;
        case "stranger":
          return `${fault.path}: added`;
        case "unnamed":
          return `${fault.path}: no row of the journal names this content`;
        case "altered":
          return `${fault.path}: altered`;
        case "container":
          return "the ZIP's own structure was altered; the files in it are intact";
        case "chain-broken":
          return `journal/extrait.ndjson: row ${fault.seq} does not follow from the one before`;
        case "stamp-wrong":
          return `journal/horodatage.tst: ${fault.said}`;
        case "unproved":
          return `journal/extrait.ndjson: what row ${fault.seq} names is not in the bundle (${fault.sha256})`;
      }
    },
    idNeeded: "Which deposit? facteur evidence D12 --output proof.zip",
  },
};
