/** A firm of many clients: a dossier each with its own rules, a plan and organisms' rules that all share. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** SIRENs of nobody: 999 99x xxx; the SIRET's own key is of no matter here. */
export const siretOf = (client: number): string => `9999${String(client).padStart(5, "0")}00019`;
export const clientName = (client: number): string => `client-${String(client).padStart(3, "0")}`;

const sharedRules = `[ducs]
type=ducs
sujet=DUCS {{siret}} {{periode}}
decouper=oui
ar.attendus=1,2,3

[dpae]
type=dpae
a=dpae@organisme.example
sujet=DPAE {{siret}}
ar.attendus=1
`;

const plan = (organisms: number): string =>
  [
    "famille;organisme;format;environnement;adresse",
    ...Array.from({ length: organisms }, (_, n) =>
      ["reel", "test"].map(
        (environment) =>
          `irc;8888${String(n).padStart(10, "0")};;${environment};irc-${n}@${environment}.example`,
      ),
    ).flat(),
    "urssaf;;;reel;urssaf@reel.example",
    "urssaf;;;test;urssaf@test.example",
  ].join("\n");

const ownRules = (client: number): string => `# ${clientName(client)}
inclure=organismes.cfg
plan=plan.csv

[defaut]
profil=cabinet
copie=oui

[exception]
type=ducs
siret=${siretOf(client)}
si=nombre > 500
sujet=DUCS LOT {{siret}}
validation=oui
`;

/** One dossier for everybody: a section for each client, the last one being the worst case. */
export const togetherRules = (clients: number): string =>
  [
    "plan=plan.csv",
    ...Array.from(
      { length: clients },
      (_, client) =>
        `[${clientName(client)}]\nsiret=${siretOf(client)}\ntype=ducs\nsujet=DUCS {{siret}} ${client}\nprofil=cabinet`,
    ),
  ].join("\n");

export const sharedFiles = (): Readonly<Record<string, string>> => ({
  "organismes.cfg": sharedRules,
  "plan.csv": plan(40),
});

/** Writes the whole configuration; returns the settings file. */
export const firmOf = (clients: number, folder: string): string => {
  mkdirSync(join(folder, "regles"), { recursive: true });
  for (const [name, text] of Object.entries(sharedFiles()))
    writeFileSync(join(folder, "regles", name), text);
  const names = Array.from({ length: clients }, (_, client) => clientName(client));
  for (const [client, name] of names.entries()) {
    mkdirSync(join(folder, "spool", name), { recursive: true });
    writeFileSync(join(folder, "spool", name, "mapibox.cfg"), ownRules(client));
  }
  const settings = join(folder, "facteur.json");
  writeFileSync(
    settings,
    JSON.stringify({
      data: "data",
      spool: "spool",
      shared: "regles",
      identities: {
        cabinet: {
          address: "paie@cabinet.example",
          displayName: "Cabinet",
          submission: { host: "localhost", port: 2525, security: "none" },
        },
      },
      dossiers: Object.fromEntries(names.map((name) => [name, { mode: "reel" }])),
    }),
  );
  return settings;
};
