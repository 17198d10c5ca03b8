/** The programs of the system that some tests need beside Node. */
import { spawnSync } from "node:child_process";

export const programs = [
  "bash",
  "fish",
  "git",
  "gpg",
  "groff",
  "openssl",
  "perl",
  "systemd-analyze",
  "systemd-notify",
  "zsh",
] as const;

export type Program = (typeof programs)[number];

export const isMissing = (program: Program): boolean =>
  spawnSync(program, ["--version"], { stdio: "ignore" }).error !== undefined;
