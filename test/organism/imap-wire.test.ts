/** The IMAP half on the wire: what no well-behaved client sends. */
import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { limits } from "../../src/domain/limits.ts";
import { folderOnWire, internalDate, parseDate, parseSet } from "../../src/organism/imap/sets.ts";
import { parseCommand, SyntaxFault } from "../../src/organism/imap/syntax.ts";
import { waitUntil } from "../support/wait-until.ts";
import { client, organism } from "./support.ts";

const dial = (t: TestContext, port: number): { socket: Socket; heard: () => string } => {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (bytes) => (text += bytes.toString("latin1")));
  socket.on("error", () => undefined);
  t.after(() => socket.destroy());
  return { socket, heard: () => text };
};

const password = Buffer.from(client.password).toString("latin1");
const login = `a LOGIN ${client.address} "${password}"\r\n`;

test("a client that types nonsense is told BAD and may go on", async (t) => {
  const served = await organism(t);
  const { socket, heard } = dial(t, served.imapPort);
  socket.write('nonsense\r\nb SELECT INBOX\r\nc LOGIN "open\r\nd LOGIN ((((\r\n');
  socket.write(Buffer.from(`${login}e FETCH 1 FLAGS\r\nf NOSUCH\r\ng NOOP\r\n`, "latin1"));
  await waitUntil("the last answer", () => heard().includes("g OK"));
  for (const line of ["nonsense BAD", "b BAD log in", "c BAD", "d BAD", "a OK", "e BAD", "f BAD"])
    assert.ok(heard().includes(line), `${line} in ${heard()}`);
});

test("commands may come all at once, a literal among them", async (t) => {
  const served = await organism(t);
  const { socket, heard } = dial(t, served.imapPort);
  const text = `${login}b APPEND INBOX {9+}\r\nA: b\r\n\r\nc\r\nc SELECT INBOX\r\nd FETCH 1 BODY[]\r\n`;
  socket.write(Buffer.from(text, "latin1"));
  await waitUntil("the mail", () => heard().includes("d OK"));
  assert.match(heard(), /\* 1 FETCH \(BODY\[\] \{9\}\r\nA: b\r\n\r\nc/u);
});

test("a literal or a line beyond the limit ends the connection, not the server", async (t) => {
  const served = await organism(t);
  const big = dial(t, served.imapPort);
  big.socket.write(`a LOGIN {${limits.imapLiteralBytesMax + 1}}\r\n`);
  const long = dial(t, served.imapPort);
  long.socket.write(`a ${"x".repeat(limits.imapLineBytesMax + 2)}`);
  await waitUntil("both ended", () => big.socket.readableEnded && long.socket.readableEnded);
  assert.match(big.heard(), /a BAD literal too large/u);
  const next = dial(t, served.imapPort);
  await waitUntil("the greeting", () => next.heard().startsWith("* OK"));
});

test("values are read as RFC 3501 writes them", () => {
  const pieces = [
    'a1 UID FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (A B)]<0.9>) "q\\"x" ',
    Buffer.from([0, 255]),
    " z",
  ];
  const command = parseCommand(pieces);
  assert.equal(command.name, "UID FETCH");
  assert.deepEqual(command.args, [
    { is: "atom", text: "1:*" },
    {
      is: "list",
      items: [
        { is: "atom", text: "FLAGS" },
        { is: "atom", text: "BODY.PEEK[HEADER.FIELDS (A B)]<0.9>" },
      ],
    },
    { is: "string", text: 'q"x', bytes: Buffer.from('q"x') },
    { is: "string", text: "\0\xff", bytes: Buffer.from([0, 255]) },
    { is: "atom", text: "z" },
  ]);
});

test("no line makes the reader do anything but answer or refuse", () => {
  const line = fc.string({ unit: fc.constantFrom(...Array.from('aA1 (){}[]"\\*%<>.:,+~é')) });
  fc.assert(
    fc.property(line, (text) => {
      try {
        parseCommand([`t CMD ${text}`]);
      } catch (cause) {
        assert.ok(cause instanceof SyntaxFault);
      }
    }),
  );
});

test("lists nest as deep as the limit and no deeper", () => {
  const nested = (depth: number): string => `t CMD ${"(".repeat(depth)}${")".repeat(depth)}`;
  parseCommand([nested(limits.imapListDepthMax)]);
  assert.throws(() => parseCommand([nested(limits.imapListDepthMax + 1)]), /too deep/u);
});

test("sets, dates and folder names", () => {
  const inSet = parseSet("1,3:4,*:6", 8);
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((n) => inSet?.(n)),
    [1, 3, 4, 6, 7, 8],
  );
  assert.equal(parseSet("1,,2", 8), undefined);
  assert.equal(parseSet("x", 8), undefined);
  const at = Date.UTC(2026, 1, 3, 4, 5, 6);
  assert.equal(internalDate(at), " 3-Feb-2026 04:05:06 +0000");
  assert.equal(parseDate(internalDate(at)), at);
  assert.equal(parseDate("03-Feb-2026 06:05:06 +0200"), at);
  assert.equal(parseDate("3-Fev-2026"), undefined);
  // RFC 3501 §5.1.3 gives this example.
  assert.equal(folderOnWire("~peter/mail/台北/日本語"), "~peter/mail/&U,BTFw-/&ZeVnLIqe-");
  assert.equal(folderOnWire("A & B"), "A &- B");
});
