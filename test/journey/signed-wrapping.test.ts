/** A mail signed by a pinned certificate, wrapped by somebody else around a receipt that the signature is not over. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { needs, testWith } from "../support/machine.ts";
import { mails, sentWorld } from "../support/received.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";
import { smimeSigner } from "../support/smime-signer.ts";

const test = testWith(needs("openssl"));

/** A forged notice that says « acceptée » of D3, as a part of a mail. */
const avis =
  /Content-Type: text\/xml; name="avis.xml"[\s\S]*?(?=--=_i--)/u.exec(
    readFileSync(join(mails, "004-ars-acceptee.eml"), "latin1"),
  )?.[0] ?? "";

const greeting = "Content-Type: text/plain; charset=utf-8\r\n\r\nVos codes d'acces sont actifs.";

const portalWorld = async (t: TestContext) => {
  const portal = await smimeSigner(t, "Portail de test");
  const sent = await sentWorld(t, { signers: new Map([["portail.test", [portal.fingerprint]]]) });
  const replying = `In-Reply-To: ${sent.headers.get("D3")}`;
  /** The mail comes from somebody else, and answers D3. */
  const receive = async (raw: string) => {
    const { conclusion } = await receiveOne(
      sent.world,
      Buffer.from(
        raw.replace("From: depot@portail.test", `From: pirate@evil.test\r\n${replying}`),
        "latin1",
      ),
    );
    const deposit = await theDeposit(sent.world, "D3");
    return { match: conclusion.matches[0], deposit };
  };
  return { portal, receive };
};

const wrappings: Readonly<Record<string, (old: string) => string>> = {
  "a third part after the signature": (old) =>
    old.replace(/--=_s--\r\n$/u, `--=_s\r\n${avis}--=_s--\r\n`),
  "a third part, and no last boundary": (old) => old.replace(/--=_s--\r\n$/u, `--=_s\r\n${avis}`),
  "a part after the last boundary": (old) => `${old}--=_s\r\n${avis}--=_s--\r\n`,
  "a part before the signed one": (old) => old.replace("--=_s\r\n", `--=_s\r\n${avis}--=_s\r\n`),
  "a boundary hidden in another parameter": (old) =>
    `${old.replace('boundary="=_s"', 'x-boundary="=_s"; boundary="=_z"')}--=_z\r\n${avis}--=_z--\r\n`,
  "a boundary hidden in a quoted string": (old) =>
    `${old.replace('boundary="=_s"', 'x="; boundary=_s; "; boundary="=_z"')}--=_z\r\n${avis}--=_z--\r\n`,
  "two boundaries": (old) =>
    `${old.replace('boundary="=_s"', 'boundary="=_s"; boundary="=_z"')}--=_z\r\n${avis}--=_z--\r\n`,
  "a boundary in pieces (RFC 2231)": (old) =>
    `${old.replace('boundary="=_s"', 'boundary="=_s"; boundary*0="=_z"')}--=_z\r\n${avis}--=_z--\r\n`,
  "a second Content-Type below": (old) =>
    `${old.replace('boundary="=_s"\r\n', 'boundary="=_s"\r\nContent-Type: multipart/mixed; boundary="=_z"\r\n')}--=_z\r\n${avis}--=_z--\r\n`,
  "a second Content-Type above": (old) =>
    `Content-Type: multipart/mixed; boundary="=_z"\r\n${old}--=_z\r\n${avis}--=_z--\r\n`,
  "a receipt in the preamble, for who reads another boundary": (old) =>
    old.replace("--=_s\r\n", `--=_sx\r\n${avis}--=_sx--\r\n--=_s\r\n`),
};

for (const [what, wrap] of Object.entries(wrappings))
  test(`a forged notice wrapped by ${what} registers nothing and is filed nowhere`, async (t) => {
    assert.notEqual(avis, "");
    const { portal, receive } = await portalWorld(t);
    const old = portal.sign(greeting).toString("latin1");
    const { match, deposit } = await receive(wrap(old));
    const registered = match?.verdicts.some((v) => v.is === "registered") ?? false;
    assert.ok(
      match?.grade !== "A" || (!registered && !match?.file),
      `${match?.grade}: ${match?.gradeBecause}`,
    );
    assert.ok(deposit.declarations.every((d) => !(d.is === "registered" && d.proven)));
  });

test("the same notice inside what the pinned certificate signed registers", async (t) => {
  const { portal, receive } = await portalWorld(t);
  const whole = `Content-Type: multipart/mixed; boundary="=_i"\r\n\r\n--=_i\r\n${avis}--=_i--`;
  const { match, deposit } = await receive(portal.sign(whole).toString("latin1"));
  assert.equal(match?.grade, "A", match?.gradeBecause ?? "");
  assert.ok(deposit.declarations.every((d) => d.is === "registered" && d.proven));
  assert.ok(deposit.deliveries.some((d) => d.is === "delivered"));
});
