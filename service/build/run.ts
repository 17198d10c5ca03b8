/**
 * `npm run build [package|executable|deb|windows]…`: what is given to people, in `dist/`. Without a name, the package.
 */
import { dirname, join } from "node:path";
import { productVersion } from "../../src/foundation/product.ts";
import { bundlePackage, bundleWhole, root, type WholeBundle } from "./bundle.ts";
import { makeDeb } from "./deb.ts";
import { makeExecutable } from "./executable.ts";
import { nodeBinary, pinnedNode } from "./node-binaries.ts";

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

const products: Readonly<Record<string, () => Promise<string>>> = {
  package: async () => {
    await bundlePackage(dist);
    return join(dist, "facteur.mjs");
  },
  executable: linuxExecutable,
  deb: async () => {
    const output = join(dist, `facteur_${version}_amd64.deb`);
    const node = nodeBinary(root, "linux-x64", pinnedNode);
    makeDeb({
      root,
      version,
      executable: await linuxExecutable(),
      thirdParties: join(dist, "whole", "THIRD-PARTY.txt"),
      nodeLicence: join(dirname(node), "..", "LICENSE"),
      output,
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
