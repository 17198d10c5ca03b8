/**
 * The bare loop: mails from a folder through unpooled nodemailer, so many at once, with nothing kept and nothing
 * promised. Reads them first, says `ready`, and sends when told to.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";

const [folder = "", port = "0", parallel = "1"] = process.argv.slice(2);
const envelope = { from: "paie@client.test", to: ["accept@organisme.test"] };
const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name)));

const sendAll = async (): Promise<void> => {
  for (let raw = mails.pop(); raw; raw = mails.pop()) {
    const transport = createTransport({ host: "127.0.0.1", port: Number(port), ignoreTLS: true });
    await transport.sendMail({ envelope, raw });
    transport.close();
  }
};

process.once("message", () => {
  const done = Promise.all(Array.from({ length: Number(parallel) }, sendAll));
  void done.then(() => process.disconnect?.());
});
process.send?.("ready");
