/**
 * `facteur evidence ID --output FILE` gathers the proof of a deposit in one ZIP; `facteur evidence verify FILE` checks it anywhere,
 * offline. Exit 1: something of it was changed.
 */
import { readFileSync } from "node:fs";
import { zipArchive } from "../../adapters/evidence/zip-archive.ts";
import { clearPaper } from "../../adapters/reports/paper/clear.ts";
import { evidencePaper } from "../../adapters/reports/paper/evidence.ts";
import { paperText } from "../../adapters/reports/paper/text.ts";
import { modelOf } from "../../adapters/reports/reporter.ts";
import { readToken } from "../../adapters/timestamp/token.ts";
import { readFault } from "../../config/read-fault.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { EvidenceFile } from "../../domain/evidence.ts";
import { frenchDateTime } from "../../domain/paris-time.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { asError } from "../../foundation/errors.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { clearCopy } from "../../journey/clear-copy.ts";
import { collectEvidence, manifestOf } from "../../journey/evidence/collect.ts";
import { verifyEvidence } from "../../journey/evidence/verify.ts";
import { forPeople } from "../../journey/report.ts";
import type { World } from "../../journey/world.ts";
import { CorruptBlob } from "../../ports/store.ts";
import type { Context, Global } from "../command.ts";
import { colon, type Language } from "../io.ts";
import { formatsHere } from "../knowledge.ts";
import { depositNamed, reading } from "../reading.ts";
import { evidenceWords } from "./words.ts";

export interface EvidenceOptions extends Global {
  readonly id?: string;
  /** Absent: `preuve-D12.zip` here. */
  readonly output?: string;
  readonly json?: boolean;
}

export const evidence = async (context: Context, options: EvidenceOptions): Promise<Exit> => {
  const words = evidenceWords[context.language];
  if (options.id === undefined) throw new Refusal(2, [words.idNeeded]);
  await using reader = reading(context, options);
  const deposit = await depositNamed(context, reader, options.id);
  // A proof that lacks a part of it proves something else.
  const purge = deposit.purges.find((p) => p.kinds.some((kind) => kind !== "reports"));
  if (purge) throw new Refusal(1, [context.words.purged(deposit.id, purge)]);
  const formats = formatsHere(context, options);
  const bytes = await bundle(context, { reader, deposit, formats }).catch((cause: unknown) => {
    if (!(cause instanceof CorruptBlob)) throw cause;
    throw new Refusal(1, [words.lost(deposit.id, cause.message)]);
  });
  const output = options.output ?? `preuve-${deposit.id}.zip`;
  try {
    // It names people: for the one who asked only.
    await writeFileSafely(output, bytes, { mode: 0o600, overwrite: true });
  } catch (cause) {
    throw new Refusal(75, [`${output} : ${asError(cause).message}`]);
  }
  const told = { file: output, deposit: deposit.id, sha256: sha256(bytes) };
  context.io.out(
    options.json ? `${JSON.stringify(told)}\n` : `${words.made(output, deposit.id, told.sha256)}\n`,
  );
  return 0;
};

const bundle = async (
  context: Context,
  about: {
    readonly reader: ReturnType<typeof reading>;
    readonly deposit: Deposit;
    readonly formats: World["formats"];
  },
): Promise<Uint8Array> => {
  const { reader, deposit, formats } = about;
  const made = Date.now();
  const program = `Facteur ${context.version}`;
  const files: EvidenceFile[] = [...(await collectEvidence(reader, deposit))];
  const model = modelOf(await forPeople(reader, deposit), reader.told);
  const { paperPdf } = await import("../../adapters/reports/paper/pdf.ts");
  const { kept, sha256 } = deposit.claimed;
  const copy = kept === false ? undefined : clearCopy(await reader.store.get(sha256), formats);
  if (copy)
    files.push({
      path: "copie-en-clair.pdf",
      bytes: await paperPdf(clearPaper(deposit, copy, program)),
    });
  const cover = evidencePaper({ model, files, made });
  files.push(
    { path: "couverture.pdf", bytes: await paperPdf(cover) },
    { path: "LISEZ-MOI.txt", bytes: Buffer.from(paperText(cover)) },
  );
  files.push(await manifestOf(reader, { deposit, files, made, program }));
  return zipArchive().pack(files);
};

export const evidenceVerify = async (
  context: Context,
  options: Global & { readonly file: string; readonly json?: boolean },
): Promise<Exit> => {
  const words = evidenceWords[context.language];
  const { io } = context;
  const world = { archive: zipArchive(), readToken };
  const found = await verifyEvidence(world, read(options.file, context.language));
  const { faults, manifest, stamp, sha256: hash } = found;
  if (options.json)
    io.out(
      `${JSON.stringify({ sound: faults.length === 0, sha256: hash, faults, manifest, stamp }, undefined, 2)}\n`,
    );
  else if (faults.length === 0 && manifest)
    io.out(
      `${words.sound(manifest.deposit, hash, manifest.head.seq)}\n${stamp ? words.anchored(frenchDateTime(stamp.at), stamp.signer) : words.notAnchored}\n`,
    );
  else {
    for (const fault of faults) io.out(`${words.fault(fault)}\n`);
    io.out(`${words.faulty(faults.length)}\n`);
  }
  return faults.length === 0 ? 0 : 1;
};

const read = (file: string, language: Language): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal(2, [`${file}${colon[language]}${readFault(cause)[language]}`]);
  }
};
