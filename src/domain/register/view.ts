/**
 * What the register says of one declaration: which organism takes it, who declares for its employer, whether that is
 * allowed. Pure over rows; dates are days in the law's zone. No row says nothing.
 */
import type { Declaration } from "../declaration.ts";
import { addressKey } from "../wall.ts";
import { type Entry, valueOf } from "./entry.ts";
import type { RegisterTable } from "./kinds.ts";

export interface Organism {
  readonly code: string;
  readonly name: string;
  readonly family: string;
  /** Qualification path; empty: none. */
  readonly path: string;
  readonly needsAdhesion: boolean;
}

/** Who writes and sends an employer's declarations; a relay never is (seed 002 §4.2). */
export interface Declarant {
  readonly siret: string;
  readonly name: string;
  readonly software: string;
  readonly byMandate: boolean;
}

const rowsOf = (entries: readonly Entry[], table: RegisterTable): readonly Entry[] =>
  entries.filter((entry) => entry.table === table);

/** The one whose identifier the file names, else the one whose address it goes to. */
export const organismOf = (
  entries: readonly Entry[],
  about: { readonly declaration: Declaration; readonly to: string },
): Organism | undefined => {
  const { declaration, to } = about;
  const named = declaration.kind === "dpae" ? declaration.urssaf : declaration.recipient;
  const taking = rowsOf(entries, "organismes").filter((o) => {
    const kinds = valueOf(o, "declarations");
    return kinds === "" || kinds.split(" ").includes(declaration.kind);
  });
  const found =
    taking.find(
      (o) =>
        named !== "" &&
        (valueOf(o, "siret") === named || valueOf(o, "identifiants").split(" ").includes(named)),
    ) ?? taking.find((o) => addressesOf(entries, valueOf(o, "code")).includes(addressKey(to)));
  return found && organismFrom(found);
};

export const organismFrom = (entry: Entry): Organism => ({
  code: valueOf(entry, "code"),
  name: valueOf(entry, "nom"),
  family: valueOf(entry, "famille"),
  path: valueOf(entry, "parcours"),
  needsAdhesion: valueOf(entry, "adhesion") === "oui",
});

const addressesOf = (entries: readonly Entry[], code: string): readonly string[] =>
  rowsOf(entries, "adresses")
    .filter((a) => valueOf(a, "organisme") === code)
    .map((a) => addressKey(valueOf(a, "adresse")));

const isInForce = (entry: Entry, today: string, from: string, until: string): boolean =>
  valueOf(entry, from) <= today && (valueOf(entry, until) === "" || valueOf(entry, until) >= today);

export const declarantOf = (
  entries: readonly Entry[],
  about: { readonly siret: string; readonly today: string },
): Declarant => {
  const { siret, today } = about;
  const own = (table: RegisterTable) =>
    rowsOf(entries, table).filter((entry) => valueOf(entry, "siret") === siret);
  const third = own("roles").find(
    (r) => valueOf(r, "role") === "tiers-redacteur" && isInForce(r, today, "depuis", "jusque"),
  );
  if (third)
    return {
      siret: valueOf(third, "par_siret"),
      name: valueOf(third, "par_nom"),
      software: valueOf(third, "logiciel"),
      byMandate: true,
    };
  const employer = own("employeurs")[0];
  return {
    siret,
    name: employer ? valueOf(employer, "raison_sociale") : "",
    software: employer ? valueOf(employer, "logiciel") : "",
    byMandate: false,
  };
};

/** « Tiers-rédacteur »: nothing of a client's is real without their mandate (seed 002 §5.1, point 1a). */
export const lacksMandate = (
  entries: readonly Entry[],
  about: { readonly siret: string; readonly declarant: Declarant; readonly today: string },
): boolean =>
  about.declarant.byMandate &&
  !rowsOf(entries, "mandats").some(
    (m) =>
      valueOf(m, "siret") === about.siret &&
      valueOf(m, "mandataire") === about.declarant.siret &&
      isInForce(m, about.today, "signe_le", "fin"),
  );

export type AdhesionLacks = "none" | "not-agreed" | "ended";

/** Undefined when the employer may declare to the organism. */
export const adhesionLacks = (
  entries: readonly Entry[],
  about: { readonly siret: string; readonly organism: Organism; readonly today: string },
): AdhesionLacks | undefined => {
  const { siret, organism, today } = about;
  const found = rowsOf(entries, "adhesions").find(
    (a) => valueOf(a, "siret") === siret && valueOf(a, "organisme") === organism.code,
  );
  const ended = found ? valueOf(found, "resiliee") : "";
  if (ended !== "" && ended <= today) return "ended";
  if (found && valueOf(found, "accord") === "non") return "not-agreed";
  if (!organism.needsAdhesion) return undefined;
  if (!found) return "none";
  return valueOf(found, "accord") === "oui" ? undefined : "not-agreed";
};
