/**
 * docs/rules.md, played: each file of the page is written where it says, each command is run, and what the page
 * shows is what the program answers. FACTEUR_WRITE_GUIDE=1 pastes the answers anew.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runCli } from "../../src/cli/program.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { contribution, dpae, siret } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";

const page = fileURLToPath(new URL("../../docs/rules.md", import.meta.url));

const lot = (): Uint8Array =>
  writeDucsEdifact(
    ["913", "930"].map((form, index) => ({
      ...contribution(`REF${index + 1}`),
      form,
      payment: {
        mode: "20",
        amount: "1234",
        date: "20261105",
        socialReference:
          socialReference({
            creditor: form === "930" ? "S3" : "S1",
            period: "202640",
            internal: `999999999999${index}`,
          }) ?? "",
      },
    })),
    {
      sender: siret,
      recipient: "99999999800027",
      date: "261105",
      hour: "0900",
      test: false,
      reference: "LOT1",
    },
  );

const settings = {
  data: "data",
  spool: "spool",
  shared: "partage",
  identities: {
    cabinet: {
      address: "paie@cabinet.example",
      displayName: "Cabinet",
      legacyNames: ["Microsoft Outlook"],
      submission: { host: "localhost", port: 2525, security: "none" },
    },
  },
  dossiers: { cirso: { mode: "test" }, ducs: { mode: "reel" } },
};

/** A fence of the page, with the mark before it when it is a file. */
const block = /(?:<!-- file: (\S+) -->\n)?```(ini|csv|console)\n([\s\S]*?)```/gu;

test("the guide's files and commands give the answers that it shows", async (t) => {
  const folder = await scratch(t);
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  put("facteur.json", JSON.stringify(settings));
  put("spool/cirso/dpae.txt", dpae("FICTIVE"));
  put("spool/ducs/dpae.txt", dpae("FICTIVE"));
  put("spool/ducs/lot.edi", lot());
  const run = async (command: string): Promise<string> => {
    const out: string[] = [];
    const argv = command
      .split(" ")
      .map((word) => (word.startsWith("spool/") ? join(folder, word) : word));
    await runCli({
      argv: ["--lang", "fr", "--config", join(folder, "facteur.json"), ...argv],
      env: {},
      out: (text) => void out.push(text),
      err: (text) => void out.push(text),
      columns: undefined,
      attended: false,
    });
    return out.join("").replaceAll(`${folder}/`, "").trimEnd();
  };
  const text = readFileSync(page, "utf8");
  let played = text;
  let commands = 0;
  for (const [whole, file, kind, body = ""] of text.matchAll(block)) {
    if (kind !== "console") {
      assert.ok(file, `a file without its place: ${body.slice(0, 40)}`);
      put(file, body);
      continue;
    }
    const [first = ""] = body.split("\n");
    const command = first.replace(/^\$ facteur /u, "");
    commands += 1;
    const shown = `\`\`\`console\n${first}\n${await run(command)}\n\`\`\``;
    played = played.replace(whole, shown);
  }
  assert.ok(commands >= 7);
  if (process.env["FACTEUR_WRITE_GUIDE"]) writeFileSync(page, played);
  assert.equal(text, played);
});
