/** What Windows people get: a folder with the executable and its service, and an installer of that folder. */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { zipSync } from "fflate";
import { npmPackage, run } from "./node-binaries.ts";

export interface WindowsOptions {
  readonly root: string;
  readonly version: string;
  readonly executable: string;
  readonly thirdParties: string;
  readonly nodeLicence: string;
  /** The folder to make. */
  readonly folder: string;
}

export const makeWindowsFolder = (options: WindowsOptions): void => {
  const { root, folder } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const winsw = join(npmPackage(root, "node-windows", "0.1.14"), "bin", "winsw");
  cpSync(options.executable, join(folder, "facteur.exe"));
  cpSync(join(winsw, "winsw.exe"), join(folder, "facteur-service.exe"));
  cpSync(join(winsw, "winsw.exe.config"), join(folder, "facteur-service.exe.config"));
  const text = (from: string, to: string): void =>
    // Notepad's line ends, and its mark of UTF-8.
    writeFileSync(
      join(folder, to),
      `\ufeff${readFileSync(from, "utf8").replaceAll(/\r?\n/gu, "\r\n")}`,
    );
  text(join(root, "service/windows/LISEZMOI.txt"), "LISEZMOI.txt");
  text(join(root, "LICENSE"), "LICENSE.txt");
  text(options.thirdParties, "THIRD-PARTY.txt");
  text(options.nodeLicence, "NODE-LICENSE.txt");
  cpSync(join(root, "service/windows/facteur-service.xml"), join(folder, "facteur-service.xml"));
  cpSync(join(root, "config"), join(folder, "config"), { recursive: true });
};

/** The folder as one file, for who installs without the installer; the hours in it are nobody's. */
export const zipFolder = (folder: string): string => {
  const files = globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const name = (file: string): string =>
    join(basename(folder), file.slice(folder.length + 1)).replaceAll("\\", "/");
  const output = `${folder}.zip`;
  const entries = Object.fromEntries(files.map((file) => [name(file), readFileSync(file)]));
  writeFileSync(output, zipSync(entries, { mtime: new Date(2026, 0, 1) }));
  return output;
};

/** By Debian's makensis (package nsis). */
export const makeInstaller = (options: {
  readonly root: string;
  readonly version: string;
  readonly folder: string;
  readonly output: string;
}): void => {
  const { root, version, folder, output } = options;
  const defined = [`-DVERSION=${version}`, `-DSOURCE=${folder}`, `-DOUTPUT=${output}`];
  run("makensis", [
    "-V2",
    "-INPUTCHARSET",
    "UTF8",
    ...defined,
    join(root, "service/windows/facteur.nsi"),
  ]);
};
