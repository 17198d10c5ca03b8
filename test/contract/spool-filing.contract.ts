/** What every spool must do with the receipts that are filed for the payroll program (mail.md F66). Part of `spool.contract.ts`. */
import assert from "node:assert/strict";
import { it } from "node:test";
import { sha256 } from "../../src/foundation/bytes.ts";
import { fault, type Make } from "./spool.contract.ts";

export const filing = (makeBench: Make): void => {
  it("files an AR under the name the organism gave, once", async (t) => {
    const { spool, text, remove, paths } = await makeBench(t);
    await spool.filing.prepare("R7", Buffer.from("AR 1"));
    await spool.filing.prepare("R7", Buffer.from("AR 1"));
    assert.equal(await text("AR/dpae.txt"), undefined);
    await spool.filing.commit("R7", "dpae.txt");
    assert.equal(await text("AR/dpae.txt"), "AR 1");
    // The payroll program consumed it; a crash makes us ask again.
    await remove("AR/dpae.txt");
    await spool.filing.commit("R7", "dpae.txt");
    assert.deepEqual(await paths(), []);
  });

  it("tells that a hidden file was deleted before it was put in its place, and takes it again", async (t) => {
    const { spool, text, remove, paths } = await makeBench(t);
    await spool.filing.prepare("R7", Buffer.from("AR 1"));
    for (const path of await paths()) await remove(path);
    assert.equal(await spool.filing.commit("R7", "dpae.txt"), "lost");
    assert.equal(await spool.filing.commit("R7", "dpae.txt"), "lost");
    assert.deepEqual(await paths(), []);
    await spool.filing.prepare("R7", Buffer.from("AR 1"));
    assert.equal(await spool.filing.commit("R7", "dpae.txt"), "filed");
    assert.equal(await text("AR/dpae.txt"), "AR 1");
    // Prepared by nobody in this life: an earlier one may have put it there, and it is not put there again.
    assert.equal(await spool.filing.commit("R9", "dpae.txt"), "filed");
  });

  it("keeps the name that the payroll program gave its own file, and no path", async (t) => {
    const { spool, text } = await makeBench(t);
    const own = process.platform === "win32" ? "dpae (1).txt" : 'dpae "a<b>:*?|".txt';
    await spool.filing.prepare("R7", Buffer.from("AR 1"));
    await spool.filing.commit("R7", { own });
    assert.equal(await text(`AR/${own}`), "AR 1");
    await spool.filing.prepare("R8", Buffer.from("AR 2"));
    await assert.rejects(
      spool.filing.commit("R8", { own: "../dpae.txt" }),
      fault("file-unreadable"),
    );
  });

  it("keeps what stood there in the history, under its own hash", async (t) => {
    const { spool, text, put, paths } = await makeBench(t);
    await put("AR/dpae.txt", "yesterday");
    await spool.filing.prepare("R8", Buffer.from("today"));
    await spool.filing.commit("R8", "dpae.txt");
    const kept = `AR/historique/dpae.${sha256("yesterday").slice(0, 8)}.txt`;
    assert.deepEqual(await paths(), ["AR/dpae.txt", kept]);
    assert.equal(await text("AR/dpae.txt"), "today");
    assert.equal(await text(kept), "yesterday");
  });

  it("numbers, waits or replaces while the last one was not consumed", async (t) => {
    const { spool, put, remove } = await makeBench(t);
    const { filing } = spool;
    for (const policy of ["remplacer", "numeroter", "attendre"] as const)
      assert.equal(await filing.place("dpae.txt", policy), "dpae.txt");
    await put("AR/dpae.txt", "not consumed");
    assert.equal(await filing.place("dpae.txt", "remplacer"), "dpae.txt");
    assert.equal(await filing.place("dpae.txt", "numeroter"), "dpae-2.txt");
    assert.equal(await filing.place("dpae.txt", "attendre"), undefined);
    await put("AR/dpae-2.txt", "neither");
    assert.equal(await filing.place("dpae.txt", "numeroter"), "dpae-3.txt");
    await remove("AR/dpae.txt");
    assert.equal(await filing.place("dpae.txt", "attendre"), "dpae.txt");
  });

  it("what is asked for again is its own place while it stands there, and nobody else's", async (t) => {
    const { spool, put } = await makeBench(t);
    const { filing } = spool;
    assert.equal(await filing.place("dpae.txt", "attendre", sha256("ours")), "dpae.txt");
    await put("AR/dpae.txt", "ours");
    assert.equal(await filing.place("dpae.txt", "numeroter", sha256("ours")), "dpae.txt");
    assert.equal(await filing.place("dpae.txt", "attendre", sha256("ours")), "dpae.txt");
    assert.equal(await filing.place("dpae.txt", "attendre", sha256("other")), undefined);
  });

  it("does not take the place of a file that came meanwhile, unless it may", async (t) => {
    const { spool, put, text } = await makeBench(t);
    const how = { over: false, mark: "a".repeat(32) };
    await spool.filing.prepare("R9", Buffer.from("new"));
    await put("AR/dpae.txt", "theirs");
    assert.equal(await spool.filing.commit("R9", "dpae.txt", how), "taken");
    assert.equal(await text("AR/dpae.txt"), "theirs");
    assert.equal(await spool.filing.commit("R9", "dpae-2.txt", how), "filed");
    assert.equal(await text("AR/dpae-2.txt"), "new");
  });

  it("remembers in the dossier itself what was filed there", async (t) => {
    const { spool } = await makeBench(t);
    const [mark, other] = ["b".repeat(32), "c".repeat(32)];
    assert.equal(await spool.filing.filed(mark), false);
    await spool.filing.prepare("R9", Buffer.from("AR"));
    await spool.filing.commit("R9", "dpae.txt", { over: true, mark });
    assert.equal(await spool.filing.filed(mark), true);
    assert.equal(await spool.filing.filed(other), false);
  });

  it("lets no mail choose a place outside AR, nor our own folder's name", async (t) => {
    const { spool, paths } = await makeBench(t);
    const names = ["../../etc/passwd", "..\\..\\boot.ini", "historique", ".facteur-R1", "NUL.txt"];
    for (const [n, name] of names.entries()) {
      await spool.filing.prepare(`R${n}`, Buffer.from(name));
      await spool.filing.commit(`R${n}`, name);
    }
    assert.deepEqual(await paths(), [
      "AR/_NUL.txt",
      "AR/_historique",
      "AR/boot.ini",
      "AR/facteur-R1",
      "AR/passwd",
    ]);
  });
};
