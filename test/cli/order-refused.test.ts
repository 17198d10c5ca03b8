/** An order that the agent could not carry out: told with its cause, and worth trying again (mail.md F31). */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ordersPath, serveOrders } from "../../src/adapters/system/orders.ts";
import { agentFolder, clientOf } from "../support/agent.ts";
import { command } from "../support/command.ts";

test("F31 an order on a full disk: 75 and the cause, not a defect of Facteur", async (t) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const data = join(folder.folder, "data");
  mkdirSync(data, { mode: 0o700 });
  await using service = await serveOrders({
    path: ordersPath(data),
    handle: async () => {
      throw new Error("ENOSPC: database or disk is full");
    },
    signal: new AbortController().signal,
  });
  assert.ok(service);
  const env = { FACTEUR_TEST_PASSWORD: "secret" };
  for (const order of ["hold", "release"]) {
    const said = await command([order, "D1", "--config", folder.settings], { env });
    assert.equal(said.code, 75, said.err);
    assert.match(said.err, /^ENOSPC: database or disk is full$/mu);
  }
});
