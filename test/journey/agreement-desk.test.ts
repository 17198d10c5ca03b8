/** To whom a signed link may go: the statement shows everybody the file declares for, so one client of several never gets it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { agreementDesk } from "../../src/compose/agreement-desk.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { memoryCourier } from "../support/memory-courier.ts";
import { put } from "../support/register.ts";
import { employerSiret } from "../support/register-firm.ts";
import { hire } from "../support/samples.ts";
import { rules, smallWorld, takeOne } from "../support/small-world.ts";

test("one client's address is refused for a file of several; an address of all of them, or of nobody, is not", async (t) => {
  const world = smallWorld(t);
  const [a = "", b = ""] = [1, 2].map(employerSiret);
  world.spool.drop("mapibox.cfg", `${rules()}validation=client\r\n`);
  world.spool.drop(
    "dpae.txt",
    writeDpaeFlat([hire("ALPHA", { siret: a }), hire("BRAVO", { siret: b })]),
  );
  const deposit = await takeOne(world);
  const desk = agreementDesk({
    settings: {
      identities: [],
      organisms: [],
      reports: { folder: "rapports" },
      page: {
        address: "127.0.0.1",
        port: 8620,
        names: [],
        monitors: [],
        accounts: [],
        agreements: { url: "https://accords.cabinet.example", days: 7 },
      },
    },
    data: world,
    sender: { courier: memoryCourier(), from: "cabinet@cabinet.test" },
  });
  const is = async (to?: string) => (await desk?.addressee(deposit, to))?.is;
  const employer = (siret: string, courriel: string) =>
    `employeurs siret=${siret} raison_sociale=Fictive courriel=${courriel}`;
  await put(world, employer(a, "a@client.example"), employer(b, "b@client.example"));
  assert.equal(await is("A@client.example"), "other-clients");
  assert.equal(await is("siege@groupe.example"), "address");
  assert.equal(await is(), "no-address");
  await put(world, employer(employerSiret(3), "c@autre.example"));
  assert.equal(await is("c@autre.example"), "other-clients", "of none of the file");
  await put(world, employer(b, "a@client.example"));
  assert.equal(await is("a@client.example"), "address", "one manager of both");
  assert.equal(await is(), "address");
});
