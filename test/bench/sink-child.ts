/**
 * An SMTP server that takes everything and keeps nothing, in a process of its own: the other end of every
 * measure of sending. Tells its port once, then for each mail accepted the instant of its 250 (`process.hrtime`,
 * which all processes of a machine share) and, when it carries one, its attachment's file name.
 */
import { createServer, type Socket } from "node:net";

const slowMs = Number(process.argv[2] ?? 0);

const accepted = (name: string): void =>
  void process.send?.({ at: Number(process.hrtime.bigint()), name });

const serve = (socket: Socket): void => {
  let data = false;
  let head = "";
  let tail = "";
  let line = "";
  socket.setNoDelay(true);
  socket.on("error", () => undefined);
  socket.write("220 sink ready\r\n");
  const command = (text: string): void => {
    const verb = text.slice(0, 4).toUpperCase();
    if (verb === "DATA") {
      data = true;
      [head, tail] = ["", "\r\n"];
      socket.write("354 go\r\n");
    } else if (verb === "QUIT") socket.end("221 bye\r\n");
    else socket.write(verb === "EHLO" ? "250-sink\r\n250-8BITMIME\r\n250 DSN\r\n" : "250 ok\r\n");
  };
  const taken = (): void => {
    data = false;
    const name = /filename="?([^";\r\n]+)/u.exec(head)?.[1] ?? "";
    const answer = (): void => {
      accepted(name);
      socket.write("250 taken\r\n");
    };
    if (slowMs > 0) setTimeout(answer, slowMs);
    else answer();
  };
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    if (data) {
      if (head.length < 4096) head += chunk;
      tail = (tail + chunk).slice(-5);
      // Nobody here speaks on before the answer to his dot.
      if (tail === "\r\n.\r\n") taken();
      return;
    }
    line += chunk;
    for (let at = line.indexOf("\r\n"); at >= 0; at = line.indexOf("\r\n")) {
      const text = line.slice(0, at);
      line = line.slice(at + 2);
      command(text);
    }
  });
};

const server = createServer(serve);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.({ port: address?.port });
});
process.on("disconnect", () => process.exit());
