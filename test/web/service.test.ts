/** The page as a part of the agent: opened by the command, in TLS where that is set, and never in the way of the sending. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { get, type RequestOptions } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { openPage } from "../../src/compose/page.ts";
import { limits } from "../../src/domain/limits.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { needs } from "../support/machine.ts";
import { makePki } from "../support/pki.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

test("facteur open gives a link that lets one person in, once; the agent goes on as before", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  folder.settle({ page: { port: 0 } });
  await startAgent(t, folder.settings);
  writeFileSync(
    folder.dossier("mapibox.cfg"),
    "profil=Microsoft Outlook\r\na=accept@organisme.test\r\nsujet=DUE\r\nnote=x\r\n",
  );
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE"));
  const asked = ["open", "--config", folder.settings, "--json", "--as", "Marie", "--role", "clerk"];
  const said = await waitUntil("the page to answer", async () => {
    const answer = JSON.parse((await facteur(...asked)).out) as Record<string, string>;
    return answer["is"] === "link" ? answer : undefined;
  });
  assert.deepEqual([said["name"], said["role"]], ["Marie", "clerk"]);
  const entered = await fetch(said["url"] ?? "");
  const [cookie = ""] = (entered.headers.get("set-cookie") ?? "").split(";", 1);
  assert.equal(entered.status, 200);
  assert.equal((await fetch(said["url"] ?? "")).status, 401);
  await folder.until(1, "enregistre");
  const { origin } = new URL(said["url"] ?? "");
  const page = await (await fetch(origin, { headers: { cookie } })).text();
  assert.match(page, /dpae\.txt/u);
  assert.match(page, /Marie/u);
});

test("without a page, facteur open says what to add; without an agent, that none runs", async (t) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const none = await facteur("open", "--config", folder.settings);
  assert.deepEqual([none.code, none.out], [75, ""]);
  await startAgent(t, folder.settings);
  const said = await facteur("open", "--config", folder.settings);
  assert.equal(said.code, 1);
  assert.match(said.err, /ajoutez "page": \{\}/u);
});

const page = { address: "127.0.0.1", names: [], monitors: [], accounts: [] } as const;
const settings = {
  language: "fr",
  identities: [],
  organisms: [],
  reports: { folder: "rapports" },
} as const;
const nothing = async (): Promise<unknown> => undefined;

test("a port that is taken is a problem that ends when it is free; nothing else waits for it", async (t) => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const world = smallWorld(t);
  const { daemon, until } = smallDaemon(t, world);
  const ended = new AbortController();
  const opened = openPage({
    settings,
    page: { ...page, port },
    daemon,
    version: "test",
    order: nothing,
    signal: ended.signal,
  });
  const running = opened.run();
  cleanup(t, async () => {
    ended.abort();
    await running;
  });
  const codes = () => daemon.problems.list().map((p) => p.code);
  await waitUntil("the problem", () => codes().includes("page-failed"));
  assert.equal(opened.link({ name: "Marie", role: "clerk" }), undefined);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await until("sent", () => world.courier.dots() === 1);
  await new Promise((resolve) => taken.close(resolve));
  await waitUntil("the page", async () => {
    await world.clock.advance(limits.pageRetryMs);
    return opened.address();
  });
  assert.equal(opened.address(), `http://127.0.0.1:${port}`);
  assert.ok(!codes().includes("page-failed"));
});

test(
  "with a certificate it speaks TLS only, under its name, with a cookie that no clear page may set",
  needs("openssl"),
  async (t) => {
    const { good, ca } = await makePki(await scratch(t));
    const world = smallWorld(t);
    const { daemon } = smallDaemon(t, world);
    const ended = new AbortController();
    const tls = { certificate: good.cert, key: good.key };
    const opened = openPage({
      settings,
      page: { ...page, port: 0, names: ["localhost"], tls },
      daemon,
      version: "test",
      order: nothing,
      signal: ended.signal,
    });
    const running = opened.run();
    cleanup(t, async () => {
      ended.abort();
      await running;
    });
    const link = await waitUntil("a link", () => opened.link({ name: "Marie", role: "clerk" }));
    assert.match(link, /^https:\/\/localhost:\d+\/enter\?key=/u);
    const options: RequestOptions = { ca };
    const [answer] = (await once(get(link, options), "response")) as [
      { readonly statusCode: number; readonly headers: Record<string, unknown>; resume(): void },
    ];
    answer.resume();
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers["set-cookie"]), /^__Host-facteur-\d+=[\w-]+; .*; Secure/u);
    assert.match(String(answer.headers["strict-transport-security"]), /max-age/u);
  },
);
