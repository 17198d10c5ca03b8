/**
 * Settings that are right, and the ways in which people get them wrong: each wrong file is the right
 * one with one text replaced. What must be told is written by hand.
 */
import type { SettingsProblemCode } from "../../src/config/problem-texts.ts";

export const rightSettings = `{
  "data": "data",
  "spool": "spool",
  "identities": {
    "cabinet": {
      "address": "paie@cabinet.example",
      "legacyNames": ["Microsoft Outlook"],
      "submission": {
        "host": "smtp.cabinet.example",
        "port": 465,
        "security": "tls",
        "login": "paie",
        "password": { "env": "SMTP_PASSWORD" }
      }
    }
  },
  "dossiers": {
    "cirso": { "mode": "test" },
    "ducs": {
      "quietSeconds": 5
    }
  },
  "sending": { "retryMinutes": [0.5, 1] }
}
`;

export const environment = {
  SMTP_PASSWORD: "correct horse",
  OAUTH_KEY: Buffer.alloc(32, 7).toString("base64"),
};

export interface Wrong {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly code: SettingsProblemCode;
  readonly line: number;
  readonly key: string;
  readonly value?: string;
  /** Part of what is told in French. */
  readonly says: string;
  /** True when the shape itself is wrong: conf's own validator must then refuse it too. */
  readonly shape?: true;
}

export const smtp = "identities.cabinet.submission";

/** Wrong in shape: the schema alone tells. */
export const wrongShapes: readonly Wrong[] = [
  {
    name: "a time to keep that is no number of days or years",
    from: `"sending": { "retryMinutes": [0.5, 1] }`,
    to: `"sending": {}, "retention": { "originals": "5 ans" }`,
    code: "text-invalid",
    line: 23,
    key: "retention.originals",
    value: "5 ans",
    says: "days ou years",
    shape: true,
  },
  {
    name: "a key with a slip",
    from: '"quietSeconds"',
    to: '"quietSecond"',
    code: "key-unknown",
    line: 20,
    key: "dossiers.ducs.quietSecond",
    says: "Vouliez-vous écrire « quietSeconds » ?",
    shape: true,
  },
  {
    name: "a key of another place, whose value is not shown",
    from: '"login": "paie"',
    to: '"login": "paie",\n        "secret": "hunter2"',
    code: "key-unknown",
    line: 13,
    key: `${smtp}.secret`,
    value: "",
    says: "clé inconnue. `facteur config describe`",
    shape: true,
  },
  {
    name: "no data folder",
    from: '"data": "data",',
    to: "",
    code: "key-missing",
    line: 1,
    key: "data",
    says: "Attendu : Répertoire de l'agent",
    shape: true,
  },
  {
    name: "a port in quotes",
    from: '"port": 465',
    to: '"port": "465"',
    code: "type-wrong",
    line: 10,
    key: `${smtp}.port`,
    value: "465",
    says: "Attendu : un nombre entier, sans guillemets.",
    shape: true,
  },
  {
    name: "a port that does not exist",
    from: '"port": 465',
    to: '"port": 65536',
    code: "out-of-range",
    line: 10,
    key: `${smtp}.port`,
    value: "65536",
    says: "Attendu : de 1 à 65535.",
    shape: true,
  },
  {
    name: "a retry without delay",
    from: "[0.5, 1]",
    to: "[\n1,\n0]",
    code: "out-of-range",
    line: 25,
    key: "sending.retryMinutes[1]",
    value: "0",
    says: "Attendu : plus de 0 à 10080.",
    shape: true,
  },
  {
    name: "an empty list of retries",
    from: "[0.5, 1]",
    to: "[]",
    code: "out-of-range",
    line: 23,
    key: "sending.retryMinutes",
    says: "Attendu : au moins 1 élément.",
    shape: true,
  },
  {
    name: "a list that is a text",
    from: '["Microsoft Outlook"]',
    to: '"Microsoft Outlook"',
    code: "type-wrong",
    line: 7,
    key: "identities.cabinet.legacyNames",
    value: "Microsoft Outlook",
    says: "Attendu : une liste entre crochets.",
    shape: true,
  },
  {
    name: "a dossier that is a text",
    from: '{ "mode": "test" }',
    to: '"spool/cirso"',
    code: "type-wrong",
    line: 18,
    key: "dossiers.cirso",
    value: "spool/cirso",
    says: "Attendu : un objet entre accolades.",
    shape: true,
  },
  {
    name: "an empty text",
    from: '"spool": "spool"',
    to: '"spool": ""',
    code: "text-invalid",
    line: 3,
    key: "spool",
    says: "Attendu : un texte non vide.",
    shape: true,
  },
  {
    name: "a display name that would make a header of its own",
    from: '"legacyNames": ["Microsoft Outlook"]',
    to: '"displayName": "Paie\\r\\nBcc: x@y.example"',
    code: "text-invalid",
    line: 7,
    key: "identities.cabinet.displayName",
    says: "sans caractère de contrôle",
    shape: true,
  },
  {
    name: "a host with its protocol",
    from: '"host": "smtp.cabinet.example"',
    to: '"host": "smtps://smtp.cabinet.example"',
    code: "text-invalid",
    line: 9,
    key: `${smtp}.host`,
    value: "smtps://smtp.cabinet.example",
    says: "sans smtp:// ni :port",
    shape: true,
  },
  {
    name: "a rule file in another folder",
    from: '"quietSeconds": 5',
    to: '"rules": "../mapibox.cfg"',
    code: "text-invalid",
    line: 20,
    key: "dossiers.ducs.rules",
    value: "../mapibox.cfg",
    says: "un nom de fichier, sans répertoire",
    shape: true,
  },
  {
    name: "a security that does not exist",
    from: '"security": "tls"',
    to: '"security": "startls"',
    code: "value-unknown",
    line: 11,
    key: `${smtp}.security`,
    value: "startls",
    says: "Attendu : tls, starttls, none. Vouliez-vous écrire « starttls » ?",
    shape: true,
  },
  {
    name: "a password in clear, which is not repeated",
    from: '{ "env": "SMTP_PASSWORD" }',
    to: '"hunter2"',
    code: "secret-in-clear",
    line: 13,
    key: `${smtp}.password`,
    value: "***",
    says: "puis changez ce mot de passe",
    shape: true,
  },
  {
    name: "a password from two places",
    from: '{ "env": "SMTP_PASSWORD" }',
    to: '{ "env": "SMTP_PASSWORD", "file": "secret" }',
    code: "choice-wrong",
    line: 13,
    key: `${smtp}.password`,
    value: "***",
    says: "Attendu : env, file, credential, keyring.",
    shape: true,
  },
  {
    name: "a login that is a number, without an echo about the password",
    from: '"login": "paie"',
    to: '"login": 5',
    code: "type-wrong",
    line: 12,
    key: `${smtp}.login`,
    value: "5",
    says: "Attendu : un texte entre guillemets.",
    shape: true,
  },
  {
    name: "an identity that is a number",
    from: '"cabinet": {',
    to: '"cabinet": 1, "x": {',
    code: "type-wrong",
    line: 5,
    key: "identities.cabinet",
    value: "1",
    says: "un objet entre accolades",
    shape: true,
  },
  {
    name: "no dossier",
    from: '"cirso": { "mode": "test" },\n    "ducs": {\n      "quietSeconds": 5\n    }',
    to: "",
    code: "out-of-range",
    line: 17,
    key: "dossiers",
    says: "Attendu : au moins un élément.",
    shape: true,
  },
];
