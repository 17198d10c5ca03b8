/**
 * `npm run build release`: everything that is given to people, made from one tagged commit, with SHA256SUMS. What a release
 * must agree on is looked at first; nothing is built while something does not.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { run } from "./node-binaries.ts";

/** What stands in the checkout, as files and git tell it. */
export interface Checkout {
  readonly version: string;
  /** In package-lock.json. */
  readonly lockVersion: string;
  /** Paths that are changed or new, as `git status --porcelain` lists them. */
  readonly changes: readonly string[];
  readonly changelog: string;
  readonly head: string;
  /** The commit that the tag of this version names; undefined without such a tag. */
  readonly tagged: string | undefined;
  /** Other versions' tags on this very commit. */
  readonly otherTags: readonly string[];
  /** The data folder that this version leaves for the upgrade tests. */
  readonly leftData: boolean;
}

export const leftDataOf = (version: string): string => `test/fixtures/upgrade/v${version}`;

/** Each with what to do; none: it may be released. */
export const objections = (checkout: Checkout): readonly string[] => {
  const { version, lockVersion, changes, changelog, head, tagged, otherTags, leftData } = checkout;
  const tag = `v${version}`;
  const sections = changelog.split(/^## /mu).slice(1);
  const isOf = (name: string) => (section: string) =>
    section === name ||
    new RegExp(String.raw`^${name.replaceAll(".", String.raw`\.`)}\s`, "u").test(section);
  const own = sections.find(isOf(version));
  const waiting = sections.find(isOf("Unreleased"));
  const one = (wrong: boolean, said: string): readonly string[] => (wrong ? [said] : []);
  return [
    ...one(
      changes.length > 0,
      `the tree is not what the commit says: ${changes.slice(0, 5).join(", ")}${changes.length > 5 ? ", …" : ""}. Commit or remove it.`,
    ),
    ...one(
      lockVersion !== version,
      `package-lock.json says ${lockVersion}, package.json ${version}: npm version ${version} --no-git-tag-version --allow-same-version`,
    ),
    ...one(
      own === undefined || !/^\S+ — \d{4}-\d\d-\d\d\n/u.test(own),
      `CHANGELOG.md has no section « ## ${version} — YYYY-MM-DD »: write what changed, and the day.`,
    ),
    ...one(
      waiting !== undefined && /^\s*-/mu.test(waiting),
      `CHANGELOG.md keeps lines under Unreleased that this release contains: move them to ${version}.`,
    ),
    ...one(
      !leftData,
      `${leftDataOf(version)} is missing: FACTEUR_LEAVE_DATA=1 node_modules/.bin/node --test test/full/left-data.test.ts makes it; commit it.`,
    ),
    ...one(tagged === undefined, `no tag ${tag}: git tag -a ${tag} -m "Facteur ${version}"`),
    ...one(
      tagged !== undefined && tagged !== head,
      `the tag ${tag} names ${tagged?.slice(0, 7)}, and this is ${head.slice(0, 7)}: git checkout ${tag}, or give this commit a version of its own.`,
    ),
    ...one(
      otherTags.length > 0,
      `this commit is also tagged ${otherTags.join(", ")}, and package.json says ${version}: one of the two is wrong.`,
    ),
  ];
};

export const checkoutOf = (root: string): Checkout => {
  const files = filesOf(root);
  return { ...files, ...gitOf(root, files.version) };
};

export const filesOf = (
  root: string,
): Pick<Checkout, "version" | "lockVersion" | "changelog" | "leftData"> => {
  const versionIn = (file: string): string =>
    (JSON.parse(readFileSync(join(root, file), "utf8")) as { readonly version: string }).version;
  const version = versionIn("package.json");
  return {
    version,
    lockVersion: versionIn("package-lock.json"),
    changelog: readFileSync(join(root, "CHANGELOG.md"), "utf8"),
    leftData: existsSync(join(root, leftDataOf(version))),
  };
};

const gitOf = (
  root: string,
  version: string,
): Pick<Checkout, "changes" | "head" | "tagged" | "otherTags"> => {
  const git = (...args: readonly string[]): string => run("git", args, { cwd: root }).trimEnd();
  const linesOf = (...args: readonly string[]) =>
    git(...args)
      .split("\n")
      .filter(Boolean);
  const tag = `v${version}`;
  const isTagged = git("tag", "--list", tag) !== "";
  return {
    changes: linesOf("status", "--porcelain", "--untracked-files=all"),
    head: git("rev-parse", "HEAD"),
    tagged: isTagged ? git("rev-parse", `${tag}^{commit}`) : undefined,
    otherTags: linesOf("tag", "--points-at", "HEAD", "--list", "v*").filter((one) => one !== tag),
  };
};

/** As `sha256sum` writes and checks them: the names only, beside the files. */
export const writeSums = async (files: readonly string[]): Promise<string> => {
  const lines: string[] = [];
  for (const file of files.toSorted()) {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    lines.push(`${hash.digest("hex")}  ${basename(file)}\n`);
  }
  const sums = join(dirname(files[0] ?? "."), "SHA256SUMS");
  writeFileSync(sums, lines.join(""));
  return sums;
};
