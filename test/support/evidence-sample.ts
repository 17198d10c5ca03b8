/** A deposit that was sent and answered between two others, and the files of its bundle of evidence. */
import type { TestContext } from "node:test";
import type { EvidenceFile } from "../../src/domain/evidence.ts";
import { collectEvidence, manifestOf } from "../../src/journey/evidence/collect.ts";
import { arMail, dpae, dpaeAr } from "./samples.ts";
import {
  receiveOne,
  type SmallWorld,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "./small-world.ts";

export const sent = dpae("FICTIVE");

/** Three deposits of three clients; the second one was sent and answered, with the others' facts between its own. */
export const played = async (t: TestContext): Promise<SmallWorld> => {
  const world = smallWorld(t);
  world.spool.drop("autre-client.txt", dpae("INVENTEE"));
  await takeOne(world);
  world.spool.drop("dpae.txt", sent);
  const deposit = await takeOne(world);
  world.spool.drop("tiers-client.txt", dpae("SUPPOSEE"));
  await takeOne(world);
  await sendOne(world, "D2");
  const references = deposit.messages[0]?.frozen.messageIdHeader ?? "";
  await receiveOne(world, arMail({ references, file: dpaeAr(sent, ["00"]) }));
  return world;
};

export const filesOf = async (world: SmallWorld): Promise<readonly EvidenceFile[]> => {
  const deposit = await theDeposit(world, "D2");
  const files = await collectEvidence(world, deposit);
  const manifest = await manifestOf(world, { deposit, files, made: 5, program: "Facteur essai" });
  return [...files, manifest];
};
