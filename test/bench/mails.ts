/** The mails that the agent would make of files, for the peers that do not make them themselves. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodemailerComposer } from "../../src/adapters/courier/nodemailer-composer.ts";

export const writeMails = async (
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string> => {
  const composer = nodemailerComposer();
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    const mail = await composer.compose({
      from: { name: "Paie", address: "paie@client.test" },
      to: "accept@organisme.test",
      subject: "DUE",
      note: "Ci-joint.",
      messageIdHeader: `<${name}.0123456789abcdef@client.test>`,
      date: 1_780_000_000_000,
      agentToken: "a9e2".repeat(8),
      attachment: { name, bytes },
    });
    writeFileSync(join(folder, `${name}.eml`), mail);
  }
  return folder;
};
