/** The Debian package as `npm run build deb` makes it, packed quickly. */
import { dirname, join } from "node:path";
import { bundleWhole, root } from "../../service/build/bundle.ts";
import { makeDeb } from "../../service/build/deb.ts";
import { makeExecutable } from "../../service/build/executable.ts";
import { nodeBinary, pinnedNode } from "../../service/build/node-binaries.ts";

/** Answers with what packs a version into `folder`, and names the file. */
export const debBuilder = async (folder: string): Promise<(version: string) => string> => {
  const bundle = await bundleWhole(join(folder, "whole"));
  const node = nodeBinary(root, "linux-x64", pinnedNode);
  const executable = join(folder, "facteur");
  makeExecutable({ bundle, output: executable, node, codeCache: true });
  return (version) => {
    const output = join(folder, `facteur_${version}_amd64.deb`);
    const thirdParties = join(folder, "whole", "THIRD-PARTY.txt");
    const nodeLicence = join(dirname(node), "..", "LICENSE");
    const maintainer = "Cabinet d'essai <paie@cabinet.example>";
    const given = { root, version, executable, thirdParties, nodeLicence, maintainer };
    makeDeb({ ...given, output, compression: "quick" });
    return output;
  };
};
