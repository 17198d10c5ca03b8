/** Reports in a folder. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { folderReportWriter } from "../../src/adapters/reports/folder-writer.ts";
import { scratch } from "../support/scratch.ts";

describe("the report writer", () => {
  it("makes the folders above a report, and replaces it whole", async (t) => {
    const folder = join(await scratch(t), "rapports");
    const writer = folderReportWriter(folder);
    await writer.write("cirso/2026-11/D1.html", "<p>reçu</p>");
    await writer.write("cirso/2026-11/D1.html", "<p>refusé</p>");
    const at = join(folder, "cirso", "2026-11");
    assert.equal(await readFile(join(at, "D1.html"), "utf8"), "<p>refusé</p>");
    assert.deepEqual(await readdir(at), ["D1.html"]);
  });

  it("leaves an unchanged report alone, also when only the length is the same", async (t) => {
    const folder = await scratch(t);
    const writer = folderReportWriter(folder);
    const seen = async () => {
      const { ino, mtimeNs } = await stat(join(folder, "a.txt"), { bigint: true });
      return { ino, mtimeNs };
    };
    await writer.write("a.txt", "été 1");
    const before = await seen();
    await writer.write("a.txt", "été 1");
    assert.deepEqual(await seen(), before);
    await writer.write("a.txt", "été 2");
    assert.equal(await readFile(join(folder, "a.txt"), "utf8"), "été 2");
  });

  it("refuses paths that leave the folder", async (t) => {
    const root = await scratch(t);
    const writer = folderReportWriter(join(root, "rapports"));
    for (const path of [
      "../a",
      "a/../../b",
      "/etc/a",
      "",
      "a//b",
      "a/",
      "./a",
      "..\\a",
      "a\\..\\b",
    ])
      await assert.rejects(writer.write(path, "x"), /not a path inside/, path);
    assert.deepEqual(await readdir(root), []);
  });

  it("refuses a link where a folder should be", async (t) => {
    if (process.platform === "win32") return t.skip("links need a privilege on Windows");
    const [folder, elsewhere] = [await scratch(t), await scratch(t)];
    await symlink(elsewhere, join(folder, "cirso"));
    await assert.rejects(folderReportWriter(folder).write("cirso/a.txt", "x"), /not a folder/);
    assert.deepEqual(await readdir(elsewhere), []);
  });

  it("makes plain names of strange ones, and replaces a link instead of following it", async (t) => {
    if (process.platform === "win32") return t.skip("links need a privilege on Windows");
    const folder = await scratch(t);
    const writer = folderReportWriter(folder);
    await writer.write("D1:AUX/con.txt", "x");
    assert.equal(await readFile(join(folder, "D1_AUX", "_con.txt"), "utf8"), "x");
    await mkdir(join(folder, "sub"));
    await writeFile(join(folder, "precious"), "precious");
    await symlink("../precious", join(folder, "sub", "a.txt"));
    await writer.write("sub/a.txt", "report");
    assert.equal(await readFile(join(folder, "precious"), "utf8"), "precious");
    assert.equal(await readFile(join(folder, "sub", "a.txt"), "utf8"), "report");
  });
});
