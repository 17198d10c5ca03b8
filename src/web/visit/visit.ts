/** One visit of a page, and what it is answered with: all that the pages know of HTTP. */
import type { Role } from "../../domain/role.ts";
import type { Html } from "../html.ts";
import type { Language } from "../language.ts";
import type { PageWorld } from "../world.ts";
import type { Session } from "./sessions.ts";

export interface Visit {
  readonly session: Session;
  readonly language: Language;
  /** The path and its question, as they were asked. */
  readonly url: string;
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: Form;
}

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** By field; a field may hold several. */
  readonly files: ReadonlyMap<string, readonly Upload[]>;
}

export interface Upload {
  /** As its owner calls it, without any folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The places of the navigation. */
export const places = [
  "today",
  "deposits",
  "receipts",
  "trial",
  "reports",
  "qualification",
  "register",
  "agent",
] as const;
export type Place = (typeof places)[number];

export type Answer =
  | {
      readonly is: "page";
      readonly title: string;
      readonly body: Html;
      readonly here?: Place;
      /** 200 when absent. */
      readonly status?: number;
    }
  | { readonly is: "go"; readonly to: string }
  | {
      /** A document of its own, as the reports are. */
      readonly is: "document";
      readonly type: string;
      readonly bytes: Uint8Array | string;
      /** Under which name it is kept; absent: it is shown. */
      readonly name?: string;
    }
  | { readonly is: "missing" };

interface RouteParts {
  /** With named parts: `/deposits/:id`. */
  readonly path: string;
  /** Absent: every session may. */
  readonly role?: Role;
  /** Its form may hold files, of so many bytes altogether. */
  readonly uploadBytesMax?: number;
  answer(page: PageWorld, visit: Visit): Promise<Answer> | Answer;
}

export type Route = RouteParts &
  (
    | { readonly method: "GET" }
    | {
        readonly method: "POST";
        /** Where the page that it answers with, a refusal mostly, is found again: a form's own address answers nobody who asks. */
        readonly at: (visit: Visit) => string;
      }
  );

export const missing: Answer = { is: "missing" };
