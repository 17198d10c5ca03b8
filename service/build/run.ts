/**
 * `npm run build [package|executable|deb|windows]…`: what is given to people, in `dist/`. Without a name, the package.
 */
import { dirname, join } from "node:path";
import { productVersion } from "../../src/foundation/product.ts";
import { bundlePackage, bundleWhole, root, type WholeBundle } from "./bundle.ts";
import { makeDeb } from "./deb.ts";
import { makeExecutable } from "./executable.ts";
import { nodeBinary, pinnedNode } from "./node-binaries.ts";
import { makeInstaller, makeWindowsFolder } from "./windows.ts";

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

const products: Readonly<Record<string, () => Promise<string>>> = {
  package: async () => {
    await bundlePackage(dist);
    return join(dist, "facteur.mjs");
  },
  executable: linuxExecutable,
  windows: async () => {
    const folder = join(dist, `facteur-${version}-win-x64`);
    const bundle = await whole();
    const executable = join(dist, "whole", "facteur.exe");
    const node = nodeBinary(root, "win-x64", pinnedNode);
    // Compiled code would be this system's.
    makeExecutable({ bundle, output: executable, node, codeCache: false });
    const thirdParties = join(dist, "whole", "THIRD-PARTY.txt");
    const nodeLicence = licenceOfNode();
    makeWindowsFolder({ root, version, executable, thirdParties, nodeLicence, folder });
    const output = join(dist, `facteur-${version}-setup.exe`);
    makeInstaller({ root, version, folder, output });
    return output;
  },
  deb: async () => {
    const output = join(dist, `facteur_${version}_amd64.deb`);
    makeDeb({
      root,
      version,
      executable: await linuxExecutable(),
      thirdParties: join(dist, "whole", "THIRD-PARTY.txt"),
      nodeLicence: licenceOfNode(),
      output,
      ...maintainer(),
      compression: "small",
    });
    return output;
  },
};

const asked = process.argv.slice(2);
const wrong = asked.filter((name) => !(name in products));
if (wrong.length > 0) {
  process.stderr.write(`usage: npm run build [${Object.keys(products).join("|")}]…\n`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : ["package"])
    process.stdout.write(`${(await products[name]?.()) ?? ""}\n`);
}
