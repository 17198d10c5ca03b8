/** Where things go when nobody says: the system's own places for a service. */

type Env = Readonly<Record<string, string | undefined>>;

const windows = process.platform === "win32";

const common = (env: Env): string => `${env["ProgramData"] ?? "C:\\ProgramData"}\\Facteur`;

export const usualData = (env: Env): string =>
  windows ? `${common(env)}\\data` : "/var/lib/facteur";

export const usualSpool = (env: Env): string =>
  windows ? `${common(env)}\\spool` : "/srv/facteur/spool";
