/** The notices' own server is told its password as it is now, like every other: a changed one counts at the next notice. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { SMTPServer } from "smtp-server";
import { tellingOf } from "../../src/compose/telling.ts";
import { loadSettings } from "../../src/config/load.ts";
import { rightSettings } from "../config/wrong-shapes.ts";
import { cleanup } from "../support/cleanup.ts";
import { scratch } from "../support/scratch.ts";

test("a password file that changed is read at the next notice", async (t) => {
  const said: string[] = [];
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ password }, _session, done) => {
      said.push(password ?? "");
      done(null, { user: "facteur" });
    },
    onData: (stream, _session, done) => void stream.resume().once("end", () => done()),
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
  cleanup(t, () => new Promise<void>((resolve) => server.close(() => resolve())));
  const folder = await scratch(t);
  const [file, word] = [join(folder, "facteur.json"), join(folder, "mot")];
  writeFileSync(word, "ancien\n", { mode: 0o600 });
  const { port } = server.server.address() as AddressInfo;
  const mail = {
    from: "facteur@cabinet.test",
    to: ["paie@cabinet.test"],
    submission: {
      host: "127.0.0.1",
      port,
      security: "none",
      login: "facteur",
      password: { file: "mot" },
    },
  };
  const named = `"notifications": ${JSON.stringify({ mail })}, "sending"`;
  writeFileSync(file, rightSettings.replace('"sending"', named));
  const loaded = loadSettings(file, { SMTP_PASSWORD: "x" });
  assert.ok(loaded.is === "ok", JSON.stringify(loaded));
  const telling = tellingOf(loaded.settings, { token: "a9e2", version: "0" });
  const [notifier] = telling.notices.notifiers;
  assert.ok(notifier);
  const notice = { upTo: 1, at: 0, subject: "s", text: "t\n", events: [] };
  const tell = () => notifier.notify(notice, new AbortController().signal);
  assert.equal((await tell()).is, "told");
  writeFileSync(word, "nouveau\n");
  assert.equal((await tell()).is, "told");
  assert.deepEqual(said, ["ancien", "nouveau"]);
});
