/** What is written for clerks belongs to their group, whatever the umask. */
import assert from "node:assert/strict";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { folderReportWriter } from "../../src/adapters/reports/folder-writer.ts";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { groupOf, usableGroup } from "../../src/adapters/system/group.ts";
import { listed } from "../../src/ports/spool.ts";
import { cleanup } from "../support/cleanup.ts";
import { scratch } from "../support/scratch.ts";

const skip = process.platform === "win32";
/** Root may give to any group; everybody else to one of their own. */
const group =
  process.getuid?.() === 0 ? 54_321 : (process.getgroups?.().at(-1) ?? process.getgid?.() ?? 0);

const withUmask = (t: TestContext, mask: number): void => {
  const before = process.umask(mask);
  cleanup(t, () => void process.umask(before));
};

const rightsOf = async (path: string): Promise<readonly [number, number]> => {
  const { mode, gid } = await stat(path);
  return [mode & 0o7777, gid];
};

test("AR, its history, .statut and put-away folders are the group's", { skip }, async (t) => {
  withUmask(t, 0o077);
  const folder = await scratch(t);
  const spool = folderSpool({ folder, ignore: [], group });
  await writeFile(join(folder, "dpae.txt"), "x");
  await spool.note("dpae.txt", "etat=remis\r\n");
  for (const content of ["AR 1", "AR 2"]) {
    await spool.filing.prepare("R1", Buffer.from(content));
    await spool.filing.commit("R1", "dpae.txt");
  }
  const [found] = await listed(spool);
  assert.ok(found?.is === "file");
  const to = { folder: "traites", month: "2026-11", as: "D1_dpae.txt" } as const;
  await spool.retire("dpae.txt", found.identity, to);
  for (const path of ["AR", "AR/historique", "traites", "traites/2026-11"])
    assert.deepEqual(await rightsOf(join(folder, path)), [0o2770, group], path);
  for (const path of ["AR/dpae.txt", "dpae.txt.statut"])
    assert.deepEqual(await rightsOf(join(folder, path)), [0o660, group], path);
  const [mode] = await rightsOf(join(folder, "traites/2026-11/D1_dpae.txt"));
  assert.equal(mode, 0o600, "the program's own file keeps its rights");
});

test("reports and their folders are the group's", { skip }, async (t) => {
  withUmask(t, 0o077);
  const folder = join(await scratch(t), "rapports");
  await folderReportWriter(folder, group).write("2026-11/D1.txt", "texte");
  assert.deepEqual(await rightsOf(join(folder, "2026-11/D1.txt")), [0o660, group]);
  for (const path of [folder, join(folder, "2026-11")])
    assert.deepEqual(await rightsOf(path), [0o2770, group]);
});

test("without a group the umask decides, as before", { skip }, async (t) => {
  withUmask(t, 0o027);
  const folder = await scratch(t);
  const spool = folderSpool({ folder, ignore: [] });
  await spool.note("dpae.txt", "etat=remis\r\n");
  assert.equal((await rightsOf(join(folder, "dpae.txt.statut")))[0], 0o640);
});

test("a group is known by name or number, and must be ours", { skip }, async (t) => {
  const folder = await scratch(t);
  await mkdir(folder, { recursive: true });
  const file = join(folder, "group");
  const own = process.getgid?.() ?? 0;
  await writeFile(file, `root:x:0:\npaie:x:${own}:jeanne\nfaux\n`);
  assert.deepEqual(usableGroup("paie", file), { is: "usable", id: own });
  assert.deepEqual(usableGroup(String(own), file), { is: "usable", id: own });
  assert.deepEqual(usableGroup("inconnu", file), { is: "unknown" });
  assert.deepEqual(usableGroup("paie", join(folder, "none")), { is: "unknown" });
  assert.deepEqual(groupOf(undefined), {});
  assert.throws(() => groupOf("groupe-qui-n-existe-pas"), /groupe-qui-n-existe-pas.*groupadd/u);
  const strange = usableGroup("54321", file).is;
  assert.equal(strange, process.getuid?.() === 0 ? "usable" : "not-member");
});
