/** `/health` and `/metrics`: what a watching program is told, who may ask, and that nobody is named. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { host, smallPage } from "../support/page.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

test("health passes, warns and fails with the agent, and what follows from a cause says so", async (t) => {
  const world = smallWorld(t);
  const { daemon } = smallDaemon(t, world);
  const { app } = await smallPage(t, daemon);
  const ask = async () => {
    const { statusCode, body } = await app.inject({ url: "/health", headers: { host } });
    const said: Record<string, unknown> = { statusCode, ...JSON.parse(body) };
    return said;
  };
  assert.deepEqual([(await ask())["statusCode"], (await ask())["status"]], [200, "pass"]);
  const head = await app.inject({ method: "HEAD", url: "/health", headers: { host } });
  assert.deepEqual([head.statusCode, head.body], [200, ""]);
  daemon.problems.raise("print-failed", "D1", "lp : 1");
  assert.deepEqual([(await ask())["statusCode"], (await ask())["status"]], [200, "warn"]);
  daemon.problems.raise("identity-suspended", "cabinet", "535");
  daemon.problems.raise("deadline-near", "ar@organisme.test", "");
  const failing = await ask();
  assert.deepEqual(
    [failing["statusCode"], failing["status"], failing["critical"]],
    [503, "fail", 1],
  );
  const problems = failing["problems"] as readonly Record<string, unknown>[];
  assert.deepEqual(
    problems.map((p) => [p["code"], p["severity"], p["dependsOn"]]),
    [
      ["print-failed", "warning", undefined],
      ["identity-suspended", "critical", undefined],
      ["deadline-near", "critical", "identity-suspended"],
    ],
  );
});

test("metrics count what the journal holds, and when each identity last worked", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae-FICTIVE.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("sent", () => world.courier.received().length === 1);
  await small.until("noted", () => small.daemon.trips.list().some((trip) => trip.acceptedAt));
  small.daemon.problems.raise("print-failed", "D1", "lp : 1");
  const { app } = await smallPage(t, small.daemon);
  const { body, headers } = await app.inject({ url: "/metrics", headers: { host } });
  assert.match(String(headers["content-type"]), /^text\/plain; version=0\.0\.4/u);
  const value = (name: string) => new RegExp(`^facteur_${name} (\\S+)$`, "mu").exec(body)?.[1];
  assert.equal(value("works"), "1");
  assert.equal(value(String.raw`problems\{code="print-failed",severity="warning"\}`), "1");
  assert.equal(value(String.raw`deposits\{situation="remis"\}`), "1");
  assert.ok(Number(value(String.raw`mail_accepted_timestamp_seconds\{identity="cabinet"\}`)) > 0);
  assert.equal(Number(value("journal_facts")), (await world.journal.head())?.seq);
  assert.doesNotMatch(body, /FICTIVE|dpae-/u);
  assert.deepEqual(complaintsOf(body), []);
  // Two that ask at once read the same.
  const both = await Promise.all(
    [1, 2].map(() => app.inject({ url: "/metrics", headers: { host } })),
  );
  for (const one of both)
    assert.match(one.body, /^facteur_problems\{code="print-failed",severity="warning"\} 1$/mu);
});

test("a journal that cannot be read hides nothing else from who watches", async (t) => {
  const world = smallWorld(t);
  const { daemon } = smallDaemon(t, world);
  const { app } = await smallPage(t, daemon);
  daemon.problems.raise("disk-failing", "data", "EIO");
  const broken = () => Promise.reject(new Error("EIO"));
  t.mock.method(world.journal, "tally", broken);
  t.mock.method(world.journal, "head", broken);
  t.mock.method(world.journal, "facts", broken);
  const { statusCode, body } = await app.inject({ url: "/metrics", headers: { host } });
  assert.equal(statusCode, 200);
  assert.match(body, /^facteur_works 0$/mu);
  assert.match(body, /^facteur_problems\{code="disk-failing",severity="critical"\} 1$/mu);
  assert.doesNotMatch(body, /^facteur_journal_facts /mu);
  assert.deepEqual(complaintsOf(body), []);
});

/** What `promtool check metrics` would say, and whether every line is one of the format's. */
const complaintsOf = (text: string): readonly string[] => {
  const said: string[] = [];
  const known = new Map<string, string>();
  const seen = new Set<string>();
  for (const line of text.split("\n").filter((l) => l !== "")) {
    const [, what, named, rest] = /^# (HELP|TYPE) ([a-z_]+) (\S.*)$/u.exec(line) ?? [];
    if (what === "HELP" && named) known.set(named, "");
    else if (what === "TYPE" && named && rest) known.set(named, rest);
    else {
      const sample = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*)\})? (\S+)$/u.exec(line);
      const [, name = "", , value] = sample ?? [];
      if (!sample || !Number.isFinite(Number(value))) said.push(`no line of the format: ${line}`);
      if (known.get(name) !== "gauge") said.push(`without HELP and TYPE before it: ${line}`);
      if (/_(?:total|count|sum|bucket)$/u.test(name)) said.push(`no name of a gauge: ${name}`);
      if (/_(?:ms|milliseconds|minutes|hours|kb|mb)(?:_|$)/u.test(name))
        said.push(`no base unit: ${name}`);
      const series = line.slice(0, line.lastIndexOf(" "));
      if (seen.has(series)) said.push(`twice: ${series}`);
      seen.add(series);
    }
  }
  if (!text.endsWith("\n")) said.push("its last line does not end");
  return said;
};

test("other machines are refused, but for those that the settings name", async (t) => {
  const world = smallWorld(t);
  const { daemon } = smallDaemon(t, world);
  const { app } = await smallPage(t, daemon, { monitors: ["192.0.2.10"] });
  const from = async (remoteAddress: string, url = "/health") =>
    (await app.inject({ url, headers: { host }, remoteAddress })).statusCode;
  assert.equal(await from("127.0.0.1"), 200);
  assert.equal(await from("192.0.2.10"), 200);
  assert.equal(await from("::ffff:192.0.2.10", "/metrics"), 200);
  assert.equal(await from("192.0.2.11"), 403);
  assert.equal(await from("192.0.2.11", "/metrics"), 403);
  // A proxy of this machine speaks for others.
  for (const name of ["x-forwarded-for", "forwarded"]) {
    const headers = { host, [name]: "for=192.0.2.11" };
    const passed = await app.inject({ url: "/health", headers, remoteAddress: "127.0.0.1" });
    assert.equal(passed.statusCode, 403, name);
  }
});
