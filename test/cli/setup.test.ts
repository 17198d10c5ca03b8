/** `facteur setup`: by flags, on a terminal, again; nothing is written before a yes, and what it writes works. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { clientUser } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { scratch } from "../support/scratch.ts";

const old = "profil=Microsoft Outlook\r\na=ar@organisme.test\r\nsujet=DUE TEST01\r\n";

const given = async (t: TestContext) => {
  const folder = await scratch(t);
  const paie = join(folder, "paie");
  for (const name of ["Client Été", "autre/DPAE", "encore/dpae"]) {
    mkdirSync(join(paie, name), { recursive: true });
    writeFileSync(join(paie, name, "mapibox.cfg"), old);
  }
  const config = join(folder, "etc", "facteur.json");
  const places = [
    "--config",
    config,
    "--data",
    join(folder, "data"),
    "--spool",
    join(folder, "spool"),
  ];
  const setup = (...args: readonly string[]) => command(["setup", ...places, ...args]);
  const value = () =>
    JSON.parse(readFileSync(config, "utf8")) as Record<string, Record<string, unknown>>;
  return { folder, paie, config, places, setup, value };
};

const organismOf = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const { smtpPort, imapPort } = organism;
  return [
    "--address",
    clientUser.address,
    "--smtp",
    `localhost:${smtpPort}:none`,
    "--imap",
    `localhost:${imapPort}:none`,
  ];
};

test("from old files and flags to settings that work: the logins were tried, everything is in test", async (t) => {
  const { paie, config, setup, value, folder } = await given(t);
  const mail = await organismOf(t);
  const word = join(folder, "word");
  writeFileSync(word, clientUser.password, { mode: 0o600 });
  const { code, out, err } = await setup(
    ...mail,
    "--password-file",
    word,
    "--search",
    paie,
    "--dossier",
    "ducs",
    "--to",
    "ar@organisme.test",
    "--yes",
  );
  assert.equal(code, 0, out + err);
  assert.match(out, /3 anciens mapibox\.cfg trouvés/u);
  assert.match(out, /Envoi : localhost:\d+, connexion prise/u);
  assert.match(out, /Boîte : localhost:\d+, connexion prise/u);
  assert.deepEqual(Object.keys(value()["dossiers"] ?? {}), [
    "ducs",
    "dpae",
    "client-ete",
    "dpae-2",
  ]);
  assert.deepEqual(value()["identities"]?.["principale"], {
    address: clientUser.address,
    displayName: clientUser.address,
    legacyNames: ["Microsoft Outlook"],
    password: { file: word },
    login: clientUser.address,
    submission: { host: "localhost", port: Number(mail[3]?.split(":")[1]), security: "none" },
    mailbox: { host: "localhost", port: Number(mail[5]?.split(":")[1]), security: "none" },
  });
  for (const dossier of Object.values(value()["dossiers"] ?? {}))
    assert.equal((dossier as { mode: string }).mode, "test");
  assert.equal(readFileSync(join(paie, "autre", "DPAE", "mapibox.cfg"), "utf8"), old, "untouched");
  const check = await command(["config", "check", "--config", config]);
  assert.equal(check.code, 0, check.out + check.err);
});

test("nothing is written before a yes, whatever is wrong or missing", async (t) => {
  const { folder, paie, setup } = await given(t);
  const mail = await organismOf(t);
  const word = join(folder, "word");
  writeFileSync(word, clientUser.password, { mode: 0o600 });
  const before = readdirSync(folder, { recursive: true });
  const provider = [
    "--address",
    "paie@cabinet.example",
    "--provider",
    "ovh",
    "--no-probe",
    "--dossier",
    "a",
  ];
  const cases: readonly (readonly [number, RegExp, readonly string[]])[] = [
    [2, /relancez avec --yes/u, [...mail, "--password-file", word, "--no-probe", "--dossier", "a"]],
    [0, /Ce qui sera écrit/u, [...mail, "--search", paie, "--dry-run"]],
    [2, /Il manque --dossier/u, [...mail, "--yes"]],
    [2, /Il manque --address/u, ["--yes"]],
    [2, /n'est pas une adresse/u, ["--yes", "--address", "paie", "--dossier", "a"]],
    [
      2,
      /Il manque --provider, --smtp/u,
      ["--yes", "--address", "paie@cabinet.example", "--dossier", "a"],
    ],
    [2, /Il manque --password-file/u, ["--yes", ...provider]],
    [
      2,
      /attendu MACHINE:PORT/u,
      ["--yes", "--address", "paie@cabinet.example", "--smtp", "https://x", "--dossier", "a"],
    ],
    [2, /par exemple « client-ete »/u, ["--yes", ...mail, "--dossier", "Client Été"]],
    [78, /rien n'a été écrit/u, ["--yes", ...provider, "--password-env", "VARIABLE_ABSENTE"]],
    [
      78,
      /fournisseur|hébergeur|ovg/u,
      [
        "--yes",
        "--address",
        "a@b.example",
        "--provider",
        "ovg",
        "--password-file",
        word,
        "--dossier",
        "a",
        "--no-probe",
      ],
    ],
  ];
  for (const [expected, says, args] of cases) {
    const { code, out, err } = await setup(...args);
    assert.equal(code, expected, `${args.join(" ")}\n${out}${err}`);
    assert.match(out + err, says, args.join(" "));
  }
  assert.deepEqual(readdirSync(folder, { recursive: true }), before);
});

test("again: what stands stays, what is new is added, the former file is kept", async (t) => {
  const { config, setup, paie, value } = await given(t);
  const mail = await organismOf(t);
  assert.equal((await setup(...mail, "--search", join(paie, "autre"), "--yes")).code, 0);
  const first = readFileSync(config, "utf8");
  writeFileSync(config, first.replace(`"mode": "test"`, `"mode": "reel"`));
  const stood = readFileSync(config, "utf8");
  const same = await setup("--search", join(paie, "autre"), "--yes");
  assert.equal(same.code, 0);
  assert.match(same.out, /déjà là/u);
  assert.equal(readFileSync(config, "utf8"), stood);
  assert.equal((await setup("--search", paie, "--yes")).code, 0);
  assert.deepEqual(value()["dossiers"]?.["dpae"], {
    mode: "reel",
    folder: join(paie, "autre", "DPAE"),
  });
  assert.equal(Object.keys(value()["dossiers"] ?? {}).length, 3);
  const [former = ""] = readdirSync(join(config, "..")).filter((name) =>
    name.startsWith("facteur.json."),
  );
  assert.equal(readFileSync(join(config, "..", former), "utf8"), stood);
});

test("a login that is refused is shown, and the settings may be written all the same", async (t) => {
  const { places } = await given(t);
  const mail = await organismOf(t);
  const wrong = await command(
    ["setup", ...places, ...mail, "--password-env", "FAUX", "--dossier", "a", "--yes"],
    { env: { FAUX: "faux" } },
  );
  assert.equal(wrong.code, 0, wrong.err);
  assert.match(wrong.out, /ÉCHEC/u);
  assert.match(wrong.out, /peuvent être écrits et corrigés ensuite/u);
});

const hasScript = spawnSync("script", ["--version"]).error === undefined;

test("on a terminal a person is asked, and Ctrl-C writes nothing", {
  skip: hasScript ? false : "script(1) is not installed",
}, async (t) => {
  const { folder, paie, places, config, value } = await given(t);
  const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(" ");
  const onTerminal = async (answers: readonly (readonly [RegExp, string])[]): Promise<string> => {
    const line = quoted([process.execPath, main, "setup", ...places, "--no-probe", "--lang", "en"]);
    const child = spawn("script", ["-qec", `stty cols 100; ${line}`, "/dev/null"], {
      env: { ...plainEnv, TERM: "xterm" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let [said, from, at] = ["", 0, 0];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      for (let next = answers[at]; next?.[0].test(said.slice(from)); next = answers[at]) {
        from = said.length;
        at++;
        child.stdin.write(next[1]);
      }
    });
    await once(child, "close");
    assert.equal(at, answers.length, `stopped at ${String(answers[at]?.[0])}\n${said}`);
    return said;
  };
  const down = "\u001b[B";
  const asked: readonly (readonly [RegExp, string])[] = [
    [/Folder to search/u, `${paie}\r`],
    [/Which folders/u, "\r"],
    [/Address of the mailbox/u, "paie@cabinet.example\r"],
    [/Name that organisms/u, "\r"],
    [/Who hosts/u, `${down}\r`],
    [/Password of the mailbox/u, "mot de passe\r"],
  ];
  await onTerminal([...asked.slice(0, 3), [/Name that organisms/u, "\u0003"]]);
  assert.ok(!existsSync(config), "Ctrl-C");
  await onTerminal([...asked, [/Write all this/u, "n"]]);
  assert.ok(!existsSync(join(folder, "etc")), "no");
  const said = await onTerminal([...asked, [/Write all this/u, "y"]]);
  assert.ok(!said.includes("mot de passe\r"), "never shown");
  assert.deepEqual(Object.keys(value()["dossiers"] ?? {}).length, 3);
  const secret = join(folder, "etc", "credentials", "principale");
  assert.equal(readFileSync(secret, "utf8"), "mot de passe\n");
  assert.equal(statSync(secret).mode & 0o777, 0o600);
});

/** Root would really install it: the set-up is run as somebody who may not, and is told so after the settings were written. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const mayRun =
  spawnSync(process.execPath, ["-e", `require("fs").accessSync(${JSON.stringify(main)})`], nobody)
    .status === 0;

test("--service goes on to the service once the settings stand", {
  skip: mayRun ? false : "nobody may not read this checkout",
}, async (t) => {
  const { folder, config, places } = await given(t);
  const mail = await organismOf(t);
  const word = join(folder, "word");
  writeFileSync(word, clientUser.password, { mode: 0o644 });
  chmodSync(folder, 0o777);
  const more = ["--password-file", word, "--dossier", "a", "--no-probe", "--yes", "--service"];
  const ended = spawnSync(
    process.execPath,
    [main, "--lang", "fr", "setup", ...places, ...mail, ...more],
    {
      ...nobody,
      encoding: "utf8",
      // The tests' own folder for scratch may be theirs alone.
      env: { ...plainEnv, HOME: folder, TMPDIR: folder },
    },
  );
  assert.equal(ended.status, 1, ended.stdout + ended.stderr);
  assert.match(ended.stderr, /root/u);
  assert.ok(existsSync(config));
});
