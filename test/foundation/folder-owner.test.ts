/** What a command of root's makes in the agent's folders is the agent's: with its own user, it reads and writes it afterwards. */
import assert from "node:assert/strict";
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createOnce, makeFolderSafely, writeFileSafely } from "../../src/foundation/safe-file.ts";
import { agentFolder, clientOf } from "../support/agent.ts";
import { command } from "../support/command.ts";
import { scratch } from "../support/scratch.ts";

const agent = 65_534;
const skip = process.getuid?.() === 0 ? false : "only root gives files away";

const ownersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => lstatSync(join(folder, name)).uid !== agent)
    .sort();

test("root's commands before the agent ran, or while it rests, leave nothing of root's in its folders", {
  skip,
}, async (t) => {
  const { folder, settings, settle, dossier } = await agentFolder(
    t,
    clientOf({ smtpPort: 1, imapPort: 1 }),
  );
  settle({ log: { level: "debug", file: "log/facteur.log" } });
  const own = ["data", "spool", "log"].map((name) => join(folder, name));
  for (const path of own) mkdirSync(path, { recursive: true });
  for (const path of [...own, dossier()]) chownSync(path, agent, agent);
  const env = { FACTEUR_TEST_PASSWORD: "x" };
  const type = async (...words: readonly string[]): Promise<void> => {
    const { code, out, err } = await command(["--config", settings, ...words], { env });
    assert.equal(code, 0, `${words.join(" ")}: ${out}${err}`);
  };
  await type("register", "add", "organismes", "code=CIRSO", "nom=Cirso", "famille=urssaf");
  await type("dossier", "take", "cirso", "--by", "root");
  const mail = join(folder, "ar.eml");
  writeFileSync(mail, "From: ar@organisme.test\r\nSubject: AR\r\n\r\nvu\r\n");
  await type("receipt", "import", mail);
  for (const path of own) assert.deepEqual(ownersIn(path), [], path);
  const made = readdirSync(join(folder, "data"));
  for (const name of ["verrou.db", "journal.db", "journal.head", "agent.json"])
    assert.ok(made.includes(name), `${name} of ${made.join(", ")}`);
});

test("files and folders have their folder's owner; what a link leads to keeps its own", {
  skip,
}, async (t) => {
  const folder = await scratch(t);
  const [theirs, secret] = [join(folder, "theirs"), join(folder, "secret")];
  writeFileSync(secret, "of root");
  mkdirSync(theirs);
  chownSync(theirs, agent, agent);
  await makeFolderSafely(join(theirs, "a", "b"), 0o700);
  await writeFileSafely(join(theirs, "a", "b", "c"), "x", { mode: 0o600, overwrite: true });
  symlinkSync(secret, join(theirs, "link"));
  createOnce(join(theirs, "link"), 0o600);
  assert.deepEqual(ownersIn(theirs), ["link"]);
  assert.equal(statSync(secret).uid, 0);
  await writeFileSafely(join(folder, "own"), "x", { mode: 0o600, overwrite: true });
  assert.equal(statSync(join(folder, "own")).uid, 0);
});
