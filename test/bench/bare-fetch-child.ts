/** The bare loop: every mail of an INBOX fetched by imapflow and parsed by mailparser, with nothing kept. */
import { ImapFlow } from "imapflow";
import { simpleParser } from "mailparser";

const [port = "0", user = "", pass = "", count = "0"] = process.argv.slice(2);
const client = new ImapFlow({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  doSTARTTLS: false,
  auth: { user, pass },
  logger: false,
});
await client.connect();
await client.mailboxOpen("INBOX");
let read = 0;
for await (const mail of client.fetch("1:*", { uid: true, source: true, internalDate: true })) {
  const parsed = await simpleParser(mail.source ?? Buffer.alloc(0));
  if (parsed.attachments.length > 0) read += 1;
}
await client.logout();
process.exitCode = read === Number(count) ? 0 : 1;
