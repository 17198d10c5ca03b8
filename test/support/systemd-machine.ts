/**
 * A Debian of its own in which systemd is process 1: made by debootstrap below a folder, started in namespaces of its own (mounts,
 * processes, network, names, control groups). Needs root. What it is not: a kernel of its own, a console, a hardware.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { cleanup } from "./cleanup.ts";
import { waitUntil } from "./wait-until.ts";

const has = (program: string): boolean =>
  spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** Why it cannot be had here; undefined when it can. */
export const whyNoMachine = (): string | undefined => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  const missing = ["debootstrap", "unshare", "nsenter"].find((program) => !has(program));
  if (missing !== undefined) return `${missing} is not on this machine`;
  return existsSync("/sys/fs/cgroup/cgroup.controllers") || existsSync("/sys/fs/cgroup/systemd")
    ? undefined
    : "no control groups here";
};

/** Of a slow mirror and a busy machine. */
const makeMsMax = 540_000;

/** Debian 12 with its own Node (18), sudo and systemd, as an administrator meets it. */
export const makeDebian = (folder: string): void => {
  const packages = "ca-certificates,dbus,libatomic1,nodejs,sudo,systemd,systemd-sysv";
  const made = spawnSync(
    "debootstrap",
    ["--variant=minbase", `--include=${packages}`, "bookworm", folder],
    { encoding: "utf8", timeout: makeMsMax },
  );
  if (made.status !== 0) throw new Error(made.stdout.split("\n").slice(-10).join("\n"));
  // The installer of a real machine writes them.
  writeFileSync(join(folder, "etc/hosts"), "127.0.0.1 localhost essai\n::1 localhost\n");
  writeFileSync(join(folder, "etc/hostname"), "essai\n");
};

/** Run in the new namespaces: what systemd asks of a container, then systemd itself in the place of this shell. */
const boot = String.raw`
set -e
R=$1
mount --make-rprivate /
mount --bind "$R" "$R"
mount -t proc proc "$R/proc"
mount -t sysfs -o ro sysfs "$R/sys"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup"
else
  mount -t tmpfs -o mode=755 tmpfs "$R/sys/fs/cgroup"
  mkdir "$R/sys/fs/cgroup/systemd" "$R/sys/fs/cgroup/unified"
  mount -t cgroup -o none,name=systemd cgroup "$R/sys/fs/cgroup/systemd"
  mount -t cgroup2 cgroup2 "$R/sys/fs/cgroup/unified"
fi
for place in run tmp dev; do mount -t tmpfs -o mode=755 tmpfs "$R/$place"; done
chmod 1777 "$R/tmp"
for d in null zero full random urandom tty; do touch "$R/dev/$d"; mount --bind "/dev/$d" "$R/dev/$d"; done
mkdir "$R/dev/pts" "$R/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts"
ln -s pts/ptmx "$R/dev/ptmx"
mount -t tmpfs tmpfs "$R/dev/shm"
ip link set lo up
hostname essai
cd "$R"
mkdir -p old
pivot_root . old
umount -l /old
# Credentials are made in a namespace of systemd's own, and shown to the others from there.
mount --make-rshared /
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=null systemd.unit=multi-user.target
`;

export interface SystemdMachine {
  /** By root, in a shell of the machine. */
  readonly type: (command: string) => { readonly code: number; readonly out: string };
}

export const startMachine = async (t: TestContext, folder: string): Promise<SystemdMachine> => {
  const groups = ["/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup"]
    .filter((place) => existsSync(join(place, "cgroup.procs")))
    .map((place) => join(place, `facteur-test-${process.pid}`));
  for (const group of groups) mkdirSync(group);
  const joined = groups.map((group) => `echo $$ > ${group}/cgroup.procs`).join(" && ");
  const kinds = ["--mount", "--pid", "--net", "--uts", "--ipc", "--cgroup"];
  const unshare = ["unshare", ...kinds, "--fork", "--kill-child", "sh", "-c", boot, "sh", folder];
  const child = spawn("sh", ["-c", `${joined} && exec "$@"`, "sh", ...unshare], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  cleanup(t, async () => {
    child.kill("SIGKILL");
    for (const group of groups) await waitUntil("the machine to be gone", () => isRemoved(group));
  });
  const children = `/proc/${child.pid}/task/${child.pid}/children`;
  const first = () => readFileSync(children, "utf8").trim().split(" ")[0];
  const type = (command: string) => {
    const inside = ["-t", first() ?? "", "-m", "-p", "-n", "-u", "-i", "-C"];
    const env = "HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 FACTEUR_LANG=fr";
    const done = spawnSync(
      "nsenter",
      [...inside, "env", "-i", ...env.split(" "), "sh", "-c", `cd /root && ${command}`],
      {
        encoding: "utf8",
      },
    );
    return { code: done.status ?? -1, out: done.stdout + done.stderr };
  };
  await waitUntil("systemd to have started everything", () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    return type("systemctl is-system-running").out.trim() === "running";
  });
  return { type };
};

/** The groups that systemd made below it go with it, the innermost first. */
const isRemoved = (group: string): boolean => {
  const folders = readdirSync(group, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  try {
    for (const folder of [group, ...folders].toSorted((a, b) => b.length - a.length))
      rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
};
