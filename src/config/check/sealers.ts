/** Sealings: files that are there, words of the command that mean something, dates that go with a key. */
import { parisInstant } from "../../domain/paris-time.ts";
import type { Draft, SealerInFile, SettingsInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";
import { lockOf, readSecret } from "../secrets.ts";
import type { SealerSettings, Secret } from "../settings.ts";
import { placed, type Surroundings } from "../surroundings.ts";
import { words } from "../words.ts";
import { checkKeyFile, exposed } from "./openers.ts";

type External = NonNullable<SealerInFile["external"]>;

export const checkSealers = (
  draft: Draft<SettingsInFile>,
  around: Surroundings,
): readonly Complaint[] =>
  Object.entries(draft.sealers ?? {}).flatMap(([name, sealer]) => {
    const path = ["sealers", name];
    return [
      ...filesOf(sealer ?? {}, path).flatMap(({ file, at }) => checkKeyFile(file, at, around)),
      ...secretFilesOf(sealer ?? {}, path).flatMap(({ file, at }) => exposed(file, at, around)),
      ...secretsOf(sealer ?? {}, path).flatMap(
        ({ secret, at }) => readSecret(secret, at, around).complaints,
      ),
      ...(sealer?.external ? checkExternal(sealer.external, [...path, "external"]) : []),
      ...(sealer?.smime ? checkSmime(sealer.smime, [...path, "smime"]) : []),
    ];
  });

interface FileAt {
  readonly file: string | undefined;
  readonly at: Path;
}

/** Every file that a sealing names, with its key. */
const filesOf = (
  { external, openpgp, smime }: Draft<SealerInFile>,
  path: Path,
): readonly FileAt[] => [
  ...Object.entries(external?.paths ?? {}).flatMap(([name, one]) =>
    (["path", "definitive"] as const).map((key) => ({
      file: one?.[key],
      at: [...path, "external", "paths", name, key],
    })),
  ),
  ...[openpgp, smime].flatMap((method, index) =>
    (method?.recipients ?? []).map((file, n) => ({
      file,
      at: [...path, index === 0 ? "openpgp" : "smime", "recipients", n],
    })),
  ),
  { file: openpgp?.archive?.file, at: [...path, "openpgp", "archive", "file"] },
  { file: openpgp?.archive?.secretFile, at: [...path, "openpgp", "archive", "secretFile"] },
  { file: openpgp?.sign?.file, at: [...path, "openpgp", "sign", "file"] },
  { file: smime?.archive?.certificate, at: [...path, "smime", "archive", "certificate"] },
  { file: smime?.archive?.key, at: [...path, "smime", "archive", "key"] },
  { file: smime?.sign?.certificate, at: [...path, "smime", "sign", "certificate"] },
  { file: smime?.sign?.key, at: [...path, "smime", "sign", "key"] },
];

/** The secret ones among them. */
const secretFilesOf = ({ openpgp, smime }: Draft<SealerInFile>, path: Path): readonly FileAt[] => [
  { file: openpgp?.archive?.secretFile, at: [...path, "openpgp", "archive", "secretFile"] },
  { file: openpgp?.sign?.file, at: [...path, "openpgp", "sign", "file"] },
  { file: smime?.archive?.key, at: [...path, "smime", "archive", "key"] },
  { file: smime?.sign?.key, at: [...path, "smime", "sign", "key"] },
];

const secretsOf = ({ openpgp, smime }: Draft<SealerInFile>, path: Path) =>
  (
    [
      [openpgp?.archive?.passphrase, [...path, "openpgp", "archive", "passphrase"]],
      [openpgp?.sign?.passphrase, [...path, "openpgp", "sign", "passphrase"]],
      [smime?.archive?.passphrase, [...path, "smime", "archive", "passphrase"]],
      [smime?.sign?.passphrase, [...path, "smime", "sign", "passphrase"]],
    ] as const
  ).flatMap(([secret, at]) => (secret ? [{ secret, at }] : []));

const checkExternal = (external: Draft<External>, path: Path): readonly Complaint[] => {
  const { paths = {}, command = [], definitiveSince } = external;
  const known = [...Object.keys(paths), "entree", "sortie"];
  const used = command.flatMap((word, n) =>
    [...word.matchAll(/\{([^{}]*)\}/gu)].map(([, name = ""]) => ({ name, n })),
  );
  const list = known.map((name) => `{${name}}`).join(", ");
  const complaints: Complaint[] = used
    .filter(({ name }) => !known.includes(name))
    .map(({ name, n }) => ({
      code: "seal-word-unknown",
      path: [...path, "command", n],
      value: `{${name}}`,
      expected: words(list, list),
    }));
  for (const name of ["entree", "sortie"])
    if (command.length > 0 && !used.some((word) => word.name === name))
      complaints.push({
        code: "seal-word-missing",
        path: [...path, "command"],
        value: `{${name}}`,
      });
  const definitive = Object.values(paths).some((one) => one?.definitive !== undefined);
  if (definitive !== (definitiveSince !== undefined))
    complaints.push({ code: "seal-date-alone", path: [...path, "definitiveSince"] });
  if (definitiveSince !== undefined && parisInstant(definitiveSince, "00:00") === undefined)
    complaints.push({
      code: "text-invalid",
      path: [...path, "definitiveSince"],
      value: definitiveSince,
      expected: words("une date qui existe", "a date that exists"),
    });
  return complaints;
};

const checkSmime = (
  smime: Draft<NonNullable<SealerInFile["smime"]>>,
  path: Path,
): readonly Complaint[] => {
  const encrypts = (smime.recipients ?? []).length > 0;
  if (!encrypts && !smime.sign) return [{ code: "seal-nothing", path: [...path, "recipients"] }];
  // Forgotten recipients must not make clear text leave under a rule that says `chiffrement` (I6).
  if (!encrypts && smime.signOnly !== true)
    return [{ code: "seal-signs-only", path: [...path, "recipients"] }];
  return encrypts && smime.signOnly === true
    ? [{ code: "seal-signs-only", path: [...path, "signOnly"], value: true }]
    : [];
};

/** Of a file without a fault. */
export const sealerOf = (
  name: string,
  sealer: SealerInFile,
  around: Surroundings,
): SealerSettings => {
  const { external, openpgp, smime } = sealer;
  if (external) return externalOf(name, external, around);
  const place = (file: string): string => placed(around, file);
  const locked = (secret: Secret | undefined) => lockOf(secret, around);
  if (openpgp) {
    const { archive, sign } = openpgp;
    const { secretFile } = archive ?? {};
    const secret =
      secretFile === undefined
        ? {}
        : { secret: { file: place(secretFile), ...locked(archive?.passphrase) } };
    return {
      name,
      is: "openpgp",
      takes: openpgp.covers === "file" ? "file" : "body",
      recipients: openpgp.recipients.map(place),
      ...(archive ? { archive: { file: place(archive.file), ...secret } } : {}),
      ...(sign ? { sign: { file: place(sign.file), ...locked(sign.passphrase) } } : {}),
    };
  }
  const { recipients = [], archive, sign } = smime ?? {};
  const pair = (one: NonNullable<typeof archive>) => ({
    certificate: place(one.certificate),
    ...(one.key === undefined ? {} : { key: place(one.key) }),
    ...locked(one.passphrase),
  });
  return {
    name,
    is: "smime",
    recipients: recipients.map(place),
    ...(archive ? { archive: pair(archive) } : {}),
    ...(sign ? { sign: { ...pair(sign), key: place(sign.key) } } : {}),
  };
};

const externalOf = (name: string, external: External, around: Surroundings): SealerSettings => {
  const entries = Object.entries(external.paths);
  const definitive = entries.flatMap(([key, one]) =>
    one.definitive === undefined ? [] : [[key, placed(around, one.definitive)] as const],
  );
  const since = parisInstant(external.definitiveSince ?? "", "00:00");
  const visible = ["PATH", "SystemRoot", "PATHEXT", "COMSPEC"].flatMap((key) => {
    const value = around.env[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    name,
    is: "external",
    paths: Object.fromEntries(entries.map(([key, one]) => [key, placed(around, one.path)])),
    ...(since === undefined
      ? {}
      : { definitive: { since, paths: Object.fromEntries(definitive) } }),
    command: external.command,
    timeoutMs: external.timeoutSeconds * 1000,
    output: external.output,
    environment: Object.fromEntries(visible),
  };
};
