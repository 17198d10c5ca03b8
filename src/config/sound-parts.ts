/**
 * What wrong settings still say for sure: enough to read each dossier's rules and receipt profiles, so that
 * `facteur config check` tells everything at once. A part that a complaint may have emptied is left out, and nobody is
 * told that an identity is unknown because the settings could not be read where it stands.
 */
import type { Mode } from "../domain/mode.ts";
import { dossierFolder } from "./check/names.ts";
import type { Draft, SettingsInFile } from "./file-shape.ts";
import type { Complaint, Path } from "./problems.ts";
import { placed, type Surroundings } from "./surroundings.ts";

export interface SoundParts {
  readonly dossiers: readonly SoundDossier[];
  /** Undefined: which identities there are is not certain. */
  readonly identities: readonly SoundIdentity[] | undefined;
  /** Names; undefined: not certain. */
  readonly sealers: readonly string[] | undefined;
  /** Files of receipt profiles. */
  readonly profiles: readonly string[];
}

export interface SoundDossier {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly rules: string;
  readonly shared?: string;
  /** Absent: not certain. */
  readonly mode?: Mode;
}

export interface SoundIdentity {
  readonly name: string;
  readonly legacyNames: readonly string[];
  readonly hasMailbox: boolean;
}

interface Judged {
  readonly complaints: readonly Complaint[];
  readonly around: Surroundings;
  readonly profiles: readonly string[];
}

export const soundParts = (draft: Draft<SettingsInFile>, judged: Judged): SoundParts => {
  const { complaints, around, profiles } = judged;
  const wrong = (...path: Path): boolean =>
    complaints.some((c) => c.path.length <= path.length && c.path.every((p, i) => p === path[i]));
  return {
    profiles,
    identities: identitiesOf(draft, complaints),
    sealers: isCertain(complaints, "sealers") ? Object.keys(draft.sealers ?? {}) : undefined,
    dossiers: Object.entries(draft.dossiers ?? {}).flatMap(([name, dossier]) => {
      const folder = dossierFolder(draft, name, around);
      if (!dossier?.rules || folder === undefined || wrong("dossiers", name, "rules")) return [];
      const mode = wrong("dossiers", name, "mode") ? undefined : dossier.mode;
      return [
        {
          name,
          folder,
          rules: dossier.rules,
          ...(mode === undefined ? {} : { mode }),
          ...(draft.shared === undefined ? {} : { shared: placed(around, draft.shared) }),
        },
      ];
    }),
  };
};

/** A key of the whole file that is unknown may be this part, written otherwise. */
const isCertain = (complaints: readonly Complaint[], part: string): boolean =>
  !complaints.some(
    ({ code, path }) =>
      (path.length === 1 && (code === "key-unknown" || path[0] === part)) ||
      (path[0] === part && path.length === 2),
  );

/** What is wrong inside a server, a login or an address changes no name. */
const harmless: readonly Path[number][] = [
  "address",
  "displayName",
  "login",
  "password",
  "loginMayDiffer",
  "oauth",
  "provider",
  "submission",
  "mailbox",
  "receiptFolder",
];

const identitiesOf = (
  draft: Draft<SettingsInFile>,
  complaints: readonly Complaint[],
): readonly SoundIdentity[] | undefined => {
  const about = complaints.filter(({ path }) => path[0] === "identities");
  const certain =
    isCertain(complaints, "identities") &&
    about.every(({ path }) => path.length > 2 && harmless.includes(path[2] ?? ""));
  if (!certain) return undefined;
  return Object.entries(draft.identities ?? {}).map(([name, identity]) => ({
    name,
    legacyNames: (identity?.legacyNames ?? []).filter((n) => n !== undefined),
    hasMailbox:
      identity?.mailbox !== undefined ||
      about.some(({ path }) => path[1] === name && ["mailbox", "provider"].includes(`${path[2]}`)),
  }));
};
