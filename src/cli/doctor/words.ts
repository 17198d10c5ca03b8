/** What `--help` says of `facteur doctor`, in French and English. */
import type { Language } from "../io.ts";

interface DoctorWords {
  readonly about: string;
  readonly offline: string;
}

export const doctorWords: Readonly<Record<Language, DoctorWords>> = {
  fr: {
    about: "cherche ce qui n'irait pas sur cette machine, et dit quoi faire ; rien n'est envoyé",
    offline: "sans essayer les serveurs de courrier",
  },
  en: {
    about: "look for what would go wrong on this machine, and say what to do; nothing is sent",
    offline: "without trying the mail servers",
  },
};
