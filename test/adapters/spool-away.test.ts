/** A share that is away: what writes there says so, and makes nothing in its place. */
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { it } from "node:test";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { reaching, writing } from "../../src/adapters/spool/paths.ts";
import { codeOf } from "../../src/foundation/errors.ts";
import { FolderFault } from "../../src/ports/spool-faults.ts";
import { scratch } from "../support/scratch.ts";

it("never makes a dossier again that is away: what writes there says so", async (t) => {
  const folder = join(await scratch(t), "parti");
  const spool = folderSpool({ folder, ignore: [] });
  const missing = (cause: unknown): boolean =>
    cause instanceof FolderFault && cause.code === "folder-missing";
  await assert.rejects(spool.filing.prepare("R1", Buffer.from("ar")), missing);
  await assert.rejects(spool.filing.commit("R1", "dpae.txt"), missing);
  await assert.rejects(spool.note("dpae.txt", "etat=remis"), missing);
  await assert.rejects(stat(folder), (cause) => codeOf(cause) === "ENOENT");
});

it("knows a share that is mounted and gone, whatever it answers, and no other trouble", async () => {
  const refused = (code: string) =>
    Promise.reject(Object.assign(new Error(`${code}: lstat`), { code }));
  for (const work of [reaching, <T>(one: () => Promise<T>) => writing(".", one)])
    for (const code of ["ESTALE", "ENOTCONN", "EHOSTDOWN", "ETIMEDOUT"])
      await assert.rejects(
        work(() => refused(code)),
        (cause) => cause instanceof FolderFault && cause.code === "folder-missing",
      );
  for (const code of ["EIO", "EMFILE"])
    await assert.rejects(
      reaching(() => refused(code)),
      (cause) => codeOf(cause) === code,
    );
});
