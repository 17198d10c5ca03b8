/** `facteur setup`: by flags, on a terminal, again; nothing is written before a yes, and what it writes works. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
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
import { test } from "node:test";
import { proposedProvider } from "../../src/cli/setup/propose.ts";
import { writePlan } from "../../src/cli/setup/write.ts";
import { productPath } from "../../src/foundation/product.ts";
import { clientUser } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { facteurTold, main, plainEnv } from "../support/facteur.ts";
import { needsNobody, nobody } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";
import { mailFlags, oldRules, setupPlace } from "../support/setup.ts";

test("from old files and flags to settings that work: the logins were tried, everything is in test", async (t) => {
  const { paie, config, setup, value, folder } = await setupPlace(t);
  const mail = await mailFlags(t);
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
  assert.equal(
    readFileSync(join(paie, "autre", "DPAE", "mapibox.cfg"), "utf8"),
    oldRules,
    "untouched",
  );
  const check = await command(["config", "check", "--config", config]);
  assert.equal(check.code, 0, check.out + check.err);
});

test("nothing is written before a yes, whatever is wrong or missing", async (t) => {
  const { folder, paie, setup } = await setupPlace(t);
  const mail = await mailFlags(t);
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
  const typed = ["--yes", ...provider.slice(0, 5), "--password-file", word];
  const cases: readonly (readonly [number, RegExp, readonly string[]])[] = [
    [2, /relancez avec --yes/u, [...mail, "--password-file", word, "--no-probe", "--dossier", "a"]],
    [0, /Ce qui sera écrit/u, [...mail, "--search", paie, "--dry-run"]],
    // What its provider is known to allow.
    [
      0,
      /"sending": \{\s+"perDay": 500\s+\}/u,
      [...provider.with(3, "google"), "--password-file", word, "--dry-run"],
    ],
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
    [2, /absent n'est pas un répertoire/u, [...mail, "--search", join(paie, "absent"), "--yes"]],
    [2, /C'est un seul mot/u, ["--yes", ...provider, "--authserv-id", "deux mots"]],
    // A file stands where a folder must be, at whatever depth; a folder where the settings must be.
    [2, /word est un fichier.*\n.*Rien n'a été écrit/u, [...typed, `--dossier=a=${word}`]],
    [2, /word est un fichier/u, [...typed, `--dossier=a=${join(word, "sous")}`]],
    [2, /word est un fichier/u, [...typed, "--dossier=a", "--config", join(word, "x.json")]],
    [2, /word est un fichier/u, [...typed, "--dossier=a", "--data", word]],
    [78, /c'est un dossier et non un fichier/u, [...typed, "--dossier=a", "--config", paie]],
    [1, /word est un fichier/u, [...typed.slice(1), `--dossier=a=${word}`, "--dry-run"]],
    [78, /rien n'a été écrit/u, ["--yes", ...provider, "--password-env", "VARIABLE_ABSENTE"]],
    [
      78,
      /fournisseur|hébergeur|ovg/u,
      ["--yes", ...provider.with(3, "ovg"), "--password-file", word],
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
  const { config, setup, paie, value } = await setupPlace(t);
  const mail = await mailFlags(t);
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
  // Another folder of the same name is another dossier, and a given name is nobody else's.
  const again = join(paie, "..", "ailleurs", "dpae");
  mkdirSync(again, { recursive: true });
  writeFileSync(join(again, "mapibox.cfg"), oldRules);
  const taken = await setup("--dossier", `dpae=${again}`, "--yes");
  assert.deepEqual(
    [taken.code, /déjà un dossier surveillé.*« dpae-3 »/u.test(taken.err)],
    [2, true],
    taken.err,
  );
  assert.equal((await setup("--search", join(again, ".."), "--yes")).code, 0);
  assert.deepEqual(value()["dossiers"]?.["dpae-3"], { mode: "test", folder: again });
  for (const wrong of ["null", "[]", '{"dossiers":{"a":null}}', '{"identities":"x"}', "{"]) {
    writeFileSync(`${config}.wrong`, wrong);
    const said = await command(["setup", "--config", `${config}.wrong`, "--dossier", "a", "--yes"]);
    assert.deepEqual([said.code, /se lit pas/u.test(said.err)], [78, true], wrong + said.err);
    assert.equal(readFileSync(`${config}.wrong`, "utf8"), wrong);
  }
});

test("again over a typed password: it is read where it stands, and what a person added to the identity stays", async (t) => {
  const { config, places, value } = await setupPlace(t);
  const mail = await mailFlags(t);
  const typed = ["setup", ...places, ...mail, "--password-stdin", "--yes"];
  const first = await facteurTold(`${clientUser.password}\n`, ...typed, "--dossier", "dpae");
  assert.equal(first.code, 0, first.out + first.err);
  const stood = value();
  const identity = stood["identities"]?.["principale"] as Record<string, object>;
  identity["mailbox"] = { ...identity["mailbox"], folders: ["INBOX", "AR"] };
  writeFileSync(config, JSON.stringify({ ...stood, data: "../data" }));
  const more = await command(["setup", "--config", config, "--dossier", "ducs", "--yes"]);
  assert.equal(more.code, 0, more.out + more.err);
  assert.deepEqual(Object.keys(value()["dossiers"] ?? {}).toSorted(), ["dpae", "ducs"]);
  // The former password works; the one that is typed now does not, and it is this one that is tried.
  const changed = await facteurTold("faux\n", ...typed, "--authserv-id", "mx.test");
  assert.equal(changed.code, 0, changed.err);
  assert.match(changed.out, /refuse l'identifiant ou le mot de passe/u);
  const { principale } = value()["identities"] as Record<string, Record<string, unknown>>;
  const port = Number(mail[5]?.split(":")[1]);
  const server = { host: "localhost", port, security: "none", authservId: "mx.test" };
  assert.deepEqual(principale?.["mailbox"], { folders: ["INBOX", "AR"], ...server });
});

test("the host of a mailbox is proposed by the domain of its address, or by its MX", async () => {
  const folder = productPath("config/providers");
  const mx: Readonly<Record<string, string>> = {
    "cabinet.example": "cabinet-example.mail.protection.outlook.com.",
    "paie.example": "MX1.MAIL.OVH.NET",
    "autre.example": "notgoogle.com",
  };
  const findMx = async (domain: string) => {
    const found = mx[domain];
    if (found === undefined) throw new Error("ENOTFOUND");
    return [found];
  };
  for (const [address, expected] of [
    ["paie@gmail.com", "google"],
    ["paie@Wanadoo.fr", "orange"],
    ["paie@cabinet.example", "microsoft365"],
    ["paie@paie.example", "ovh"],
    ["paie@autre.example", undefined],
    ["paie@inconnu.example", undefined],
  ] as const)
    assert.equal(await proposedProvider(address, { folder, findMx }), expected, address);
});

test("a login that is refused is shown, and the settings may be written all the same", async (t) => {
  const { places } = await setupPlace(t);
  const mail = await mailFlags(t);
  const wrong = await command(
    ["setup", ...places, ...mail, "--password-env", "FAUX", "--dossier", "a", "--yes"],
    { env: { FAUX: "faux" } },
  );
  assert.equal(wrong.code, 0, wrong.err);
  assert.match(wrong.out, /ÉCHEC/u);
  assert.match(wrong.out, /peuvent être écrits et corrigés ensuite/u);
});

// Root would really install it: the set-up is run as somebody who may not, and is told so after the settings were written.
test("--service goes on to the service once the settings stand", needsNobody(), async (t) => {
  const { folder, config, places } = await setupPlace(t);
  const mail = await mailFlags(t);
  const word = join(folder, "word");
  writeFileSync(word, clientUser.password);
  chmodSync(word, 0o644);
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

test("what root writes for the service is the service's to read, whatever root's umask", {
  skip: process.getuid?.() === 0 ? false : "root only gives files to others",
}, async (t) => {
  const folder = await scratch(t);
  const before = process.umask(0o077);
  cleanup(t, () => void process.umask(before));
  const etc = join(folder, "etc");
  const [settings, word] = [join(etc, "facteur.json"), join(etc, "word")];
  await writePlan(
    {
      settings: { file: settings, text: "{}", mode: 0o640 },
      secret: { file: word, text: "x", mode: 0o600 },
      folders: [],
      rules: [],
    },
    { uid: 65_534, gid: 65_534 },
  );
  const rights = (path: string) => [statSync(path).mode & 0o777, statSync(path).gid];
  assert.deepEqual([etc, settings, word].map(rights), [
    [0o750, 65_534],
    [0o640, 65_534],
    [0o640, 65_534],
  ]);
});
