/**
 * The scratch folder of a demonstration: two dossiers, their mapibox.cfg as a Windows program of 2004
 * would have left it, and the settings. Nothing in it points anywhere but to this machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";

export interface Sandbox {
  readonly folder: string;
  readonly spool: string;
  readonly reports: string;
  readonly settings: string;
}

export interface SandboxOptions {
  readonly folder: string;
  /** Where the organism listens. */
  readonly smtpPort: number;
  readonly imapPort: number;
  readonly authservId: string;
  readonly domain: string;
  readonly client: { readonly address: string; readonly password: string };
}

export const makeSandbox = (options: SandboxOptions): Sandbox => {
  const { folder } = options;
  const spool = join(folder, "spool");
  for (const dossier of ["cirso", "ducs"]) mkdirSync(join(spool, dossier), { recursive: true });
  writeFileSync(join(spool, "cirso", "mapibox.cfg"), seedRules(`partial@${options.domain}`));
  writeFileSync(join(spool, "ducs", "mapibox.cfg"), ducsRules(`levels@${options.domain}`));
  const password = join(folder, "mot-de-passe");
  writeFileSync(password, `${options.client.password}\n`, { mode: 0o600 });
  const settings = join(folder, "facteur.json");
  writeFileSync(settings, JSON.stringify(settingsOf(options, password), undefined, 2));
  return { folder, spool, reports: join(spool, "rapports"), settings };
};

/**
 * Seed 000's mapibox.cfg, byte for byte as it would stand on that disk: Windows-1252 with the
 * typographic apostrophe, CRLF, the trailing blanks of the seed. Only the address is the organism's.
 */
export const seedRules = (to: string): Uint8Array =>
  iconv.encode(
    [
      "profil=Microsoft Outlook  ",
      `a=${to} `,
      "sujet=Déclaration Unique d’Embauche TEST01 ",
      "note=Veuillez trouver ci-joint notre fichier des DUE. ",
      "",
    ].join("\r\n"),
    "win1252",
  );

const ducsRules = (to: string): Uint8Array =>
  iconv.encode(
    [
      "profil=Microsoft Outlook",
      `a=${to}`,
      "sujet=DUCS déclarations du trimestre",
      "note=Ci-joint nos déclarations.",
      "",
    ].join("\r\n"),
    "win1252",
  );

const settingsOf = (options: SandboxOptions, password: string) => {
  const server = {
    host: "localhost",
    security: "none",
    login: options.client.address,
    password: { file: password },
  };
  const dossier = { mode: "reel", quietSeconds: 1 };
  return {
    data: "data",
    spool: "spool",
    identities: {
      demonstration: {
        address: options.client.address,
        displayName: "Service paie (démonstration)",
        legacyNames: ["Microsoft Outlook"],
        submission: { ...server, port: options.smtpPort },
        mailbox: {
          ...server,
          port: options.imapPort,
          folders: ["INBOX"],
          pollSeconds: 2,
          // Where the demonstration's files ask for their acknowledgements.
          aliases: ["paie@employeur.test"],
          authservId: options.authservId,
        },
      },
    },
    dossiers: { cirso: dossier, ducs: dossier },
    sending: { parallel: 4, retryMinutes: [0.02] },
    scanSeconds: 1,
    receipts: { profiles: ["organisme-demo"] },
    page: { port: 0 },
    log: { level: "info", file: "facteur.log" },
  };
};
