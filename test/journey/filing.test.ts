/** AR files reach the payroll program under the name it used, once, whatever a clerk deletes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "../../src/daemon/advance.ts";
import { keep, record } from "../../src/journey/receive.ts";
import { understand } from "../../src/journey/understand.ts";
import { arMail, dpae, dpaeAr } from "../support/samples.ts";
import { receiveOne, sendOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

const bytes = dpae("FICTIVE");

test("a name with quotes and angle brackets comes back as it was dropped", async (t) => {
  const world = smallWorld(t);
  const name = 'dpae "juin" <1>.txt';
  world.spool.drop(name, bytes);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  const file = dpaeAr(bytes, ["00"]);
  const sent = world.courier.received()[0];
  assert.ok(sent);
  await receiveOne(world, arMail({ references, file, name: "dpae.txt" }));
  assert.ok(world.spool.files.has("AR/dpae.txt"));
  // The organism gives the name back that came with the file.
  const raw = arMail({
    references,
    file: Buffer.concat([file, Buffer.from("\r\n")]),
    name: "NAME",
  });
  const quoted = name.replaceAll('"', '\\"');
  await receiveOne(world, Buffer.from(raw).toString("latin1").replaceAll("NAME", quoted));
  assert.ok(world.spool.files.has(`AR/${name}`), [...world.spool.files.keys()].join(" | "));
});

test("a hidden file that a clerk deleted before it was put in its place is filed all the same", async (t) => {
  const world = smallWorld(t);
  const { filing } = world.spool;
  let deleted = 0;
  const spool = {
    ...world.spool,
    filing: {
      ...filing,
      prepare: async (ticket: string, content: Uint8Array) => {
        await filing.prepare(ticket, content);
        if (deleted === 0) world.spool.remove(`AR/.facteur-${ticket}`);
        deleted += 1;
      },
    },
  };
  const dossiers = new Map([["cirso", { ...world.dossier, spool }]]);
  world.spool.drop("dpae.txt", bytes);
  const deposit = await takeOne(world);
  await sendOne(world, deposit.id);
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  const raw = Buffer.from(arMail({ references, file: dpaeAr(bytes, ["00"]) }));
  const ref = { mailbox: "cabinet", folder: "INBOX", uidValidity: "9", uid: 1 };
  const incoming = { ref, arrived: world.clock.now(), raw };
  const { sha256 } = await keep(world, incoming);
  await record(world, incoming, { sha256, conclusion: await understand(world, incoming) });
  await advance({ ...world, dossiers }, deposit.id);
  assert.equal(deleted, 2);
  assert.ok(world.spool.files.has("AR/dpae.txt"));
  const { deliveries } = await theDeposit(world, deposit.id);
  assert.deepEqual(
    deliveries.map((d) => d.is),
    ["delivery-begun", "delivered"],
  );
  assert.deepEqual(
    [...world.spool.files.keys()].filter((f) => f.includes("historique")),
    [],
  );
});
