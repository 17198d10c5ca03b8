/** What stands before a report's values on a deposit's page. */
import type { Language } from "../language.ts";

interface FrameWords {
  readonly number: string;
  readonly level: (level: number) => string;
  readonly code: (code: string) => string;
  readonly registration: (number: string) => string;
  readonly read: string;
  readonly expected: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly note: string;
  readonly authenticity: string;
  readonly filed: string;
  readonly state: string;
  readonly attempts: (count: number) => string;
  readonly prepared: string;
}

export const frameWords: Readonly<Record<Language, FrameWords>> = {
  fr: {
    number: "N°",
    level: (n) => `niveau ${n}`,
    code: (code) => `code ${code}`,
    registration: (number) => `n°\u00a0${number}`,
    read: "Lu :",
    expected: "Attendu :",
    from: "De",
    to: "À",
    subject: "Sujet",
    note: "Note",
    authenticity: "Authenticité",
    filed: "Rangé dans",
    state: "État",
    attempts: (n) => `${n} ${n < 2 ? "essai" : "essais"}`,
    prepared: "Préparé le",
  },
  en: {
    number: "No.",
    level: (n) => `level ${n}`,
    code: (code) => `code ${code}`,
    registration: (number) => `no.\u00a0${number}`,
    read: "Read:",
    expected: "Expected:",
    from: "From",
    to: "To",
    subject: "Subject",
    note: "Note",
    authenticity: "Authenticity",
    filed: "Filed in",
    state: "State",
    attempts: (n) => `${n} ${n === 1 ? "attempt" : "attempts"}`,
    prepared: "Prepared on",
  },
};
