/** Settings: what is right gives one frozen value, what is wrong is told all at once, nothing is written. */
import assert from "node:assert/strict";
import { chmod, mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { type Loaded, loadSettings } from "../../src/config/load.ts";
import { describeSettingsProblem, type SettingsProblem } from "../../src/config/problems.ts";
import { limits } from "../../src/domain/limits.ts";
import { given, settingsOf } from "./given.ts";
import { wrongMeanings } from "./wrong-meanings.ts";
import { wrongSealings } from "./wrong-sealings.ts";
import { environment, rightSettings, wrongShapes } from "./wrong-shapes.ts";

const problemsOf = (loaded: Loaded): readonly SettingsProblem[] =>
  loaded.is === "invalid" ? loaded.problems : [];

const decade = { count: 10, unit: "years" };

test("right settings give one value with defaults, absolute paths and the secret's text", async (t) => {
  const { folder, file, load } = await given(t);
  const settings = settingsOf(await load(rightSettings));
  const dossier = {
    mode: "test",
    rules: "mapibox.cfg",
    quietSeconds: 10,
    incompleteMinutes: 10,
    originals: "move",
    polling: false,
    calendar: { zone: "Europe/Paris", holidays: "metropole", closedDays: [] },
    legal: [],
  };
  const ignore = "*.exe *.dll *.bat *.cfg *.ini *.log *.lnk Thumbs.db desktop.ini".split(" ");
  assert.deepEqual(settings, {
    file,
    language: "fr",
    data: join(folder, "data"),
    reports: { folder: join(folder, "spool", "rapports") },
    identities: [
      {
        name: "cabinet",
        address: "paie@cabinet.example",
        displayName: "",
        legacyNames: ["Microsoft Outlook"],
        submission: {
          host: "smtp.cabinet.example",
          port: 465,
          security: "tls",
          login: "paie",
          password: "correct horse",
          secret: { env: "SMTP_PASSWORD" },
        },
      },
    ],
    legal: [],
    dossiers: [
      { ...dossier, ignore, name: "cirso", folder: join(folder, "spool", "cirso") },
      { ...dossier, ignore, name: "ducs", folder: join(folder, "spool", "ducs"), quietSeconds: 5 },
    ],
    organisms: [],
    sending: { parallel: 4, perMinute: 60, perDay: 2000, retryMinutes: [0.5, 1] },
    reserveMiB: 16,
    scanSeconds: 30,
    sealers: [],
    receipts: {
      profiles: [],
      signers: {},
      openers: [],
      signerKeys: [],
      signerCertificates: [],
      sinceDays: 30,
    },
    retention: { originals: decade, mails: decade, receipts: decade, reports: decade },
    log: { level: "info" },
  });
});

test("the value is frozen to its last leaf", async (t) => {
  const { load } = await given(t);
  const settings = settingsOf(await load(rightSettings));
  const isFrozen = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));
  assert.ok(isFrozen(settings));
});

test("two clients do not share a folder of reports under two names of it, whatever links lead there", async (t) => {
  const { folder, load } = await given(t);
  await mkdir(join(folder, "clients", "un"), { recursive: true });
  await symlink(join(folder, "clients"), join(folder, "autres"));
  const both = (second: string, client = "DEUX") =>
    rightSettings
      .replace('"mode": "test"', '"client": "UN", "reports": "clients/un"')
      .replace('"quietSeconds": 5', `"client": "${client}", "reports": "${second}"`);
  assert.deepEqual(
    problemsOf(await load(both("autres/un"))).map((p) => [p.code, p.key]),
    [["folder-shared", "dossiers.ducs.reports"]],
  );
  // Made by the link's name only when the first report comes.
  assert.equal(problemsOf(await load(both("autres/un/plus/loin"))).length, 1);
  assert.deepEqual(problemsOf(await load(both("autres/deux"))), []);
  assert.deepEqual(problemsOf(await load(both("clients/un", "UN"))), []);
});

test("notices never go to another name of the mailbox of receipts either", async (t) => {
  const { load } = await given(t);
  const text = rightSettings
    .replace(
      '"submission": {',
      '"mailbox": { "host": "127.0.0.1", "port": 143, "security": "none", "login": "paie", "password": { "env": "SMTP_PASSWORD" }, "aliases": ["ar@cabinet.example"] }, "submission": {',
    )
    .replace('"quietSeconds": 5', '"notify": ["AR@cabinet.example", "chef@cabinet.example"]');
  assert.deepEqual(
    problemsOf(await load(text)).map((p) => [p.code, p.key]),
    [["notify-receipts-box", "dossiers.ducs.notify[0]"]],
  );
});

test("a mailbox, reports, a log and profiles come out where they belong", async (t) => {
  const { folder, load } = await given(t);
  await writeFile(join(folder, "own.json"), "{}");
  const mailbox = `"mailbox": { "host": "localhost", "port": 143, "security": "none",
    "folders": ["INBOX", "AR"], "pollSeconds": 0.2, "aliases": ["ar@x.test"], "authservId": "mx", "moveMatchedTo": "Lus" },
    "submission"`;
  const more = `"reports": { "folder": "out", "daily": "0 18 * * *" }, "language": "en",
    "receipts": { "profiles": ["own.json", "urssaf"] },
    "log": { "level": "debug", "file": "log/x.log" }, "sending"`;
  const text = rightSettings.replace('"submission"', mailbox).replace('"sending"', more);
  const settings = settingsOf(await load(text));
  assert.deepEqual(settings.identities[0]?.mailbox, {
    host: "localhost",
    port: 143,
    security: "none",
    protocol: "imap",
    folders: ["INBOX", "AR"],
    pollSeconds: 0.2,
    aliases: ["ar@x.test"],
    authservId: "mx",
    moveMatchedTo: "Lus",
  });
  assert.deepEqual(settings.reports, { folder: join(folder, "out"), daily: "0 18 * * *" });
  assert.deepEqual(settings.log, { level: "debug", file: join(folder, "log", "x.log") });
  assert.deepEqual(settings.receipts, {
    profiles: [join(folder, "own.json"), join(folder, "profiles", "urssaf.json")],
    signers: {},
    openers: [],
    signerKeys: [],
    signerCertificates: [],
    sinceDays: 30,
  });
  assert.equal(settings.language, "en");
});

for (const wrong of [...wrongShapes, ...wrongMeanings, ...wrongSealings])
  test(`wrong settings: ${wrong.name}`, async (t) => {
    const { file, load } = await given(t);
    const text = rightSettings.replace(wrong.from, () => wrong.to);
    assert.notEqual(text, rightSettings);
    const problems = problemsOf(await load(text));
    const problem = problems.find((p) => p.code === wrong.code);
    assert.ok(problem, problems.map((p) => describeSettingsProblem(p, "en")).join("\n"));
    assert.equal(problem.line, wrong.line);
    assert.equal(problem.key, wrong.key);
    if (wrong.value !== undefined) assert.equal(problem.value, wrong.value);
    const told = describeSettingsProblem(problem, "fr");
    assert.ok(told.startsWith(`${file}, ligne ${wrong.line}, ${wrong.key} : `), told);
    assert.ok(told.includes(wrong.says), told);
    for (const said of [told, describeSettingsProblem(problem, "en")])
      assert.doesNotMatch(said, /\.\. /u);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2|correct horse/u);
    assert.equal(problems.length, 1, "one mistake is told once");
  });

test("five mistakes of five kinds are told at once, in the order of the file", async (t) => {
  const { load } = await given(t);
  const text = rightSettings
    .replace('"port": 465', '"port": "465"')
    .replace('"paie@cabinet.example"', '"paie"')
    .replace("SMTP_PASSWORD", "OTHER_PASSWORD")
    .replace('"mode": "test"', '"mode": "essais"')
    .replace('"quietSeconds"', '"quietSecond"');
  assert.deepEqual(
    problemsOf(await load(text)).map((p) => [p.line, p.code, p.key]),
    [
      [6, "address-invalid", "identities.cabinet.address"],
      [10, "type-wrong", "identities.cabinet.submission.port"],
      [13, "secret-missing", "identities.cabinet.submission.password.env"],
      [18, "value-unknown", "dossiers.cirso.mode"],
      [20, "key-unknown", "dossiers.ducs.quietSecond"],
    ],
  );
});

test("a problem is told in English too", async (t) => {
  const { file, load } = await given(t);
  const [problem] = problemsOf(await load(rightSettings.replace('"port": 465', '"port": 0')));
  assert.ok(problem);
  assert.equal(
    describeSettingsProblem(problem, "en"),
    `${file}, line 10, identities.cabinet.submission.port: value out of range (“0”). Expected: from 1 to 65535.`,
  );
});

test("what is not JSON is told with its line, its column and what was expected", async (t) => {
  const { load } = await given(t);
  const cases = [
    [rightSettings.replace('"data",', '"data"'), 3, 3, "une virgule"],
    [rightSettings.replace('"data": "data",', "// data"), 2, 3, "pas de commentaire"],
    [rightSettings.replace("[0.5, 1]", "[0.5, 1,]"), 23, 40, "une valeur"],
    [rightSettings.replace('"data": "data"', '"data": "C:\\facteur\\xdata"'), 2, 11, "\\\\ pour"],
    ["[]", 1, 1, "un objet entre accolades"],
    ["", 1, 1, "une valeur"],
    ["12", 1, 1, "un objet entre accolades"],
  ] as const;
  for (const [text, line, column, says] of cases) {
    const problems = problemsOf(await load(text));
    assert.equal(problems.length, 1, text);
    const [problem] = problems;
    assert.deepEqual(
      [problem?.code, problem?.line, problem?.column],
      ["json-invalid", line, column],
      text,
    );
    assert.ok(problem?.hint.fr.includes(says), text);
  }
});

test("a byte order mark is no mistake, another encoding is one", async (t) => {
  const { load } = await given(t);
  assert.equal((await load(`\ufeff${rightSettings}`)).is, "ok");
  const text = rightSettings.replace("Microsoft", "Société");
  const [problem] = problemsOf(await load(Buffer.from(text, "latin1")));
  assert.deepEqual([problem?.code, problem?.line], ["not-utf-8", 7]);
  const [wide] = problemsOf(await load(Buffer.from(`\ufeff${text}`, "utf16le")));
  assert.equal(wide?.code, "not-utf-8");
});

test("a missing file is told and nothing is created, not even its folder", async (t) => {
  const { folder } = await given(t);
  const file = join(folder, "absent", "facteur.json");
  const [problem] = problemsOf(loadSettings(file, environment));
  assert.deepEqual([problem?.code, problem?.line, problem?.file], ["file-missing", 0, file]);
  assert.deepEqual(await readdir(folder), ["profiles"]);
});

test("a folder in the place of the file, or a file beyond the limit, is told", async (t) => {
  const { folder, load } = await given(t);
  assert.equal(problemsOf(loadSettings(folder, environment))[0]?.code, "file-unreadable");
  const full = rightSettings.padEnd(limits.settingsBytesMax);
  assert.equal((await load(full)).is, "ok");
  assert.equal(problemsOf(await load(`${full} `))[0]?.code, "file-unreadable");
});

test("settings in a read-only folder are loaded, and nothing there changes", async (t) => {
  const { folder, file, load } = await given(t);
  await load(rightSettings);
  const before = await stat(file, { bigint: true });
  await chmod(file, 0o444);
  await chmod(folder, 0o555);
  // Permissions do not bind root: the test then reads as nobody does.
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    assert.equal(loadSettings(file, environment).is, "ok");
  } finally {
    if (root) process.seteuid?.(0);
    await chmod(folder, 0o755);
  }
  assert.deepEqual((await readdir(folder)).toSorted(), ["facteur.json", "profiles"]);
  const after = await stat(file, { bigint: true });
  assert.deepEqual([after.mtimeNs, after.ino], [before.mtimeNs, before.ino]);
});

test("a secret is the one line of its file; one that all can read is a warning, except on Windows", async (t) => {
  const { folder, load } = await given(t);
  const text = rightSettings.replace('"env": "SMTP_PASSWORD"', '"file": "./secret"');
  const secret = join(folder, "secret");
  await writeFile(secret, "open sesame\r\n", { mode: 0o600 });
  const quiet = await load(text);
  assert.equal(settingsOf(quiet).identities[0]?.submission.password, "open sesame");
  assert.deepEqual(quiet.is === "ok" && quiet.warnings, []);
  await chmod(secret, 0o604);
  const loud = await load(text, { platform: "linux" });
  assert.deepEqual(
    loud.is === "ok" && loud.warnings.map((w) => [w.severity, w.code, w.line, w.value]),
    [["warning", "secret-readable-by-all", 13, "./secret"]],
  );
  const windows = await load(text, { platform: "win32" });
  assert.deepEqual(windows.is === "ok" && windows.warnings, []);
  for (const wrong of ["", "\n", "two\nlines\n", Buffer.from([0x6d, 0xe9])]) {
    await writeFile(secret, wrong);
    assert.equal(problemsOf(await load(text))[0]?.code, "secret-not-one-line");
  }
  await writeFile(secret, "x".repeat(limits.secretBytesMax + 1));
  assert.equal(problemsOf(await load(text))[0]?.code, "secret-unreadable");
});

test("a credential that cannot be read is named by its file, under systemd as on a terminal", async (t) => {
  const { folder, file, load } = await given(t);
  const text = rightSettings.replace('"env": "SMTP_PASSWORD"', '"credential": "cabinet"');
  const service = { CREDENTIALS_DIRECTORY: "/run/credentials/x" };
  assert.deepEqual(
    [await load(text), loadSettings(file, service)].map((loaded) => problemsOf(loaded)[0]?.value),
    [join(folder, "credentials", "cabinet"), "/run/credentials/x/facteur_cabinet"],
  );
});

test("authorities are read as PEM text, and a file that is not PEM is told", async (t) => {
  const { folder, load } = await given(t);
  const text = rightSettings.replace('"port": 465', '"ca": "ca.pem", "port": 465');
  const pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  await writeFile(join(folder, "ca.pem"), pem);
  assert.equal(settingsOf(await load(text)).identities[0]?.submission.ca, pem);
  await writeFile(join(folder, "ca.pem"), "no certificate");
  assert.equal(problemsOf(await load(text))[0]?.code, "ca-unreadable");
});

test("folders that differ by case only are one folder on Windows", async (t) => {
  const { load } = await given(t);
  const text = rightSettings.replace('"quietSeconds": 5', '"folder": "spool/CIRSO"');
  assert.equal((await load(text, { platform: "linux" })).is, "ok");
  const [problem] = problemsOf(await load(text, { platform: "win32" }));
  assert.equal(problem?.code, "folder-shared");
});

test("loopback may go without TLS and login", async (t) => {
  const { load } = await given(t);
  const server = '"submission": { "host": "127.0.0.1", "port": 25, "security": "none" }';
  const text = rightSettings.replace(/"submission": \{[^]*?\}\s*\}/u, server);
  assert.deepEqual(settingsOf(await load(text)).identities[0]?.submission, {
    host: "127.0.0.1",
    port: 25,
    security: "none",
  });
});

test("names that JavaScript reserves are unknown keys like any other", async (t) => {
  const { load } = await given(t);
  const text = rightSettings.replace(
    '"sending"',
    '"__proto__": { "language": "xx" }, "toString": 1, "sending"',
  );
  assert.deepEqual(
    problemsOf(await load(text)).map((p) => [p.code, p.key]),
    [
      ["key-unknown", "__proto__"],
      ["key-unknown", "toString"],
    ],
  );
});
