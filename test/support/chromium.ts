/** Where a Chromium is, and how Debian's is installed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const chromiumPath = (): string | undefined => places.find((path) => existsSync(path));

/** Where it may be: as root on Debian. That it failed shows in `chromiumPath`. */
export const installChromium = (): void => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  const apt = (...args: readonly string[]) =>
    spawnSync("apt-get", ["-q", "-y", ...args], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  apt("update");
  apt("install", "--no-install-recommends", "chromium");
};
