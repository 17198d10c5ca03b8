/**
 * What systemd is to a service: a datagram socket that it tells of its life. Node has no such sockets; perl-base is part of
 * every Debian.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { cleanup } from "./cleanup.ts";
import { waitUntil } from "./wait-until.ts";

const program = `
use Socket; $| = 1;
socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die; bind($s, sockaddr_un($ARGV[0])) or die; chmod 0666, $ARGV[0];
print "listening\\n"; while (defined recv($s, my $m, 65536, 0)) { $m =~ s/\\n/ | /g; print "$m\\n" if $m ne "BARRIER=1"; }
`;

export interface NotifyListener {
  readonly path: string;
  /** Everything heard so far, oldest first. */
  readonly heard: () => readonly string[];
}

export const notifyListener = async (t: TestContext, folder: string): Promise<NotifyListener> => {
  const path = join(folder, "notify");
  const child: ChildProcess = spawn("perl", ["-e", program, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanup(t, () => child.kill("SIGKILL"));
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  await waitUntil("the listener", () => said.startsWith("listening\n"));
  return { path, heard: () => said.split("\n").slice(1, -1) };
};
