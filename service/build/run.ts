/**
 * `npm run build [package|executable|deb|windows|release]…`: what is given to people, in `dist/`. Without a name, the package.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { productVersion } from "../../src/foundation/product.ts";
import { bundlePackage, bundleWhole, root, type WholeBundle } from "./bundle.ts";
import { makeDeb } from "./deb.ts";
import { makeExecutable } from "./executable.ts";
import { nodeBinary, pinnedNode, run } from "./node-binaries.ts";
import { checkoutOf, objections, writeSums } from "./release.ts";
import { makeInstaller, makeWindowsFolder, zipFolder } from "./windows.ts";

const dist = join(root, "dist");
const version = productVersion();

let bundled: Promise<WholeBundle> | undefined;
const whole = (): Promise<WholeBundle> => (bundled ??= bundleWhole(join(dist, "whole")));

const linuxExecutable = async (): Promise<string> => {
  const output = join(dist, `facteur-${version}-linux-x64`);
  const node = nodeBinary(root, "linux-x64", pinnedNode);
  makeExecutable({ bundle: await whole(), output, node, codeCache: true });
  return output;
};

/** As Debian's own tools name who builds: both, or nobody. */
const maintainer = (): { readonly maintainer?: string } => {
  const { DEBFULLNAME: name, DEBEMAIL: address } = process.env;
  return name && address ? { maintainer: `${name} <${address}>` } : {};
};

const licenceOfNode = (): string =>
  join(dirname(nodeBinary(root, "linux-x64", pinnedNode)), "..", "LICENSE");

const windowsFolder = async (): Promise<string> => {
  const folder = join(dist, `facteur-${version}-win-x64`);
  const bundle = await whole();
  const executable = join(dist, "whole", "facteur.exe");
  const node = nodeBinary(root, "win-x64", pinnedNode);
  // Compiled code would be this system's.
  makeExecutable({ bundle, output: executable, node, codeCache: false });
  const thirdParties = join(dist, "whole", "THIRD-PARTY.txt");
  const nodeLicence = licenceOfNode();
  makeWindowsFolder({ root, version, executable, thirdParties, nodeLicence, folder });
  return folder;
};

const installer = (folder: string): string => {
  const output = join(dist, `facteur-${version}-setup.exe`);
  makeInstaller({ root, version, folder, output });
  return output;
};

const deb = (executable: string): string => {
  const output = join(dist, `facteur_${version}_amd64.deb`);
  makeDeb({
    root,
    version,
    executable,
    thirdParties: join(dist, "whole", "THIRD-PARTY.txt"),
    nodeLicence: licenceOfNode(),
    output,
    ...maintainer(),
    compression: "small",
  });
  return output;
};

const has = (program: string): boolean =>
  spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** All of it from one tagged commit, and its sums; what this machine cannot build is said. */
const release = async (): Promise<string> => {
  const wrong = objections(checkoutOf(root));
  if (wrong.length > 0) throw new Refused(wrong);
  await bundlePackage(dist);
  run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", dist], { cwd: root });
  const executable = await linuxExecutable();
  const folder = await windowsFolder();
  const made = [join(dist, `facteur-${version}.tgz`), executable, zipFolder(folder)];
  for (const [program, build] of [
    ["dpkg-deb", () => deb(executable)],
    ["makensis", () => installer(folder)],
  ] as const)
    if (has(program)) made.push(build());
    else process.stderr.write(`not made, because ${program} is not on this machine\n`);
  return [...made, await writeSums(made)].join("\n");
};

class Refused extends Error {
  constructor(wrong: readonly string[]) {
    super(`v${version} is not released:\n${wrong.map((one) => `- ${one}\n`).join("")}`);
  }
}

const products: Readonly<Record<string, () => Promise<string>>> = {
  package: async () => {
    await bundlePackage(dist);
    return join(dist, "facteur.mjs");
  },
  executable: linuxExecutable,
  windows: async () => installer(await windowsFolder()),
  deb: async () => deb(await linuxExecutable()),
  release,
};

const asked = process.argv.slice(2);
const wrong = asked.filter((name) => !(name in products));
if (wrong.length > 0) {
  process.stderr.write(`usage: npm run build [${Object.keys(products).join("|")}]…\n`);
  process.exitCode = 2;
} else {
  try {
    for (const name of asked.length > 0 ? asked : ["package"])
      process.stdout.write(`${(await products[name]?.()) ?? ""}\n`);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    process.stderr.write(cause.message);
    process.exitCode = 1;
  }
}
