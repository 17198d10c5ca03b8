/** The Debian package: the executable, its unit, its manual and completions. Built by dpkg-deb, reproducible from its inputs. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "./node-binaries.ts";

export interface DebOptions {
  readonly root: string;
  readonly version: string;
  /** The Linux executable. */
  readonly executable: string;
  readonly thirdParties: string;
  /** The licence text of the Node inside. */
  readonly nodeLicence: string;
  readonly output: string;
  /** Who answers for this package, `Name <address>`; absent: nobody does, and the address says so. */
  readonly maintainer?: string;
  /** Smaller takes a minute more. */
  readonly compression: "small" | "quick";
}

/** An address that is nobody's (RFC 2606). */
const nobody = "Facteur <facteur@facteur.example>";

export const makeDeb = (options: DebOptions): void => {
  const { root, version, executable, output } = options;
  const tree = `${output}.tree`;
  rmSync(tree, { recursive: true, force: true });
  const at = (path: string): string => {
    const whole = join(tree, path);
    mkdirSync(dirname(whole), { recursive: true });
    return whole;
  };
  const place = (path: string, content: string | Uint8Array, mode = 0o644): void => {
    writeFileSync(at(path), content);
    chmodSync(at(path), mode);
  };
  const compressed = (content: string): Uint8Array => gzipSync(content, { level: 9 });
  const debian = (name: string): string => readFileSync(join(root, "service/debian", name), "utf8");

  cpSync(executable, at("usr/lib/facteur/facteur"));
  chmodSync(at("usr/lib/facteur/facteur"), 0o755);
  symlinkSync("../lib/facteur/facteur", at("usr/bin/facteur"));
  place(
    "usr/lib/systemd/system/facteur.service",
    readFileSync(join(root, "service/facteur.service")),
  );
  const printed = (...args: readonly string[]): string => run(executable, args);
  place("usr/share/man/man1/facteur.1.gz", compressed(printed("man", "--lang", "en")));
  place("usr/share/man/fr/man1/facteur.1.gz", compressed(printed("man", "--lang", "fr")));
  const completions = {
    bash: "usr/share/bash-completion/completions/facteur",
    zsh: "usr/share/zsh/vendor-completions/_facteur",
    fish: "usr/share/fish/vendor_completions.d/facteur.fish",
  };
  for (const [shell, path] of Object.entries(completions))
    place(path, printed("completion", shell));

  const doc = "usr/share/doc/facteur";
  place(
    `${doc}/copyright`,
    debian("copyright") + licence(readFileSync(join(root, "LICENSE"), "utf8")),
  );
  place(`${doc}/changelog.gz`, compressed(readFileSync(join(root, "CHANGELOG.md"), "utf8")));
  place(`${doc}/THIRD-PARTY.txt`, readFileSync(options.thirdParties));
  place(`${doc}/NODE-LICENSE.txt`, readFileSync(options.nodeLicence));
  cpSync(join(root, "config"), at(`${doc}/config`), { recursive: true });
  place("usr/share/lintian/overrides/facteur", debian("lintian-overrides"));
  for (const folder of ["etc/facteur/credentials", "etc/facteur"]) {
    mkdirSync(join(tree, folder), { recursive: true });
    chmodSync(join(tree, folder), 0o750);
  }

  const size = Math.ceil(statSync(executable).size / 1024);
  place(
    "DEBIAN/control",
    debian("control")
      .replace("@VERSION@", version)
      .replace("@SIZE@", String(size))
      .replace("@MAINTAINER@", () => options.maintainer ?? nobody),
  );
  for (const script of ["postinst", "prerm", "postrm"])
    place(`DEBIAN/${script}`, debian(script), 0o755);
  run("chmod", ["-R", "u=rwX,go=rX", join(tree, "usr")]);
  run("dpkg-deb", [
    "--build",
    "--root-owner-group",
    ...(options.compression === "small" ? ["-Zxz", "-z2"] : ["-Zgzip", "-z1"]),
    tree,
    output,
  ]);
  rmSync(tree, { recursive: true });
};

/** As a field of the copyright file: indented, blank lines as dots. */
const licence = (text: string): string =>
  `License: MIT\n${text
    .trim()
    .split("\n")
    .map((line) => (line.trim() === "" ? " ." : ` ${line}`))
    .join("\n")}\n`;
