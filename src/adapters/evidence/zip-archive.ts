/**
 * A ZIP that any system opens. Files are stored, not compressed, under one fixed date, so that packing what was unpacked gives the
 * same bytes: a change anywhere in the container shows.
 */
import { unzipSync, zipSync } from "fflate";
import { asError } from "../../foundation/errors.ts";
import { type Archive, NotAnArchive } from "../../ports/archive.ts";

/** The first day that a ZIP can tell, whatever the zone. */
const mtime = "1980-01-02T00:00:00";
const bytesMax = 512 * 1024 * 1024;
const filesMax = 10_000;

export const zipArchive = (): Archive => ({
  pack: (files) =>
    zipSync(Object.fromEntries(files.map((f) => [f.path, f.bytes])), { level: 0, mtime }),
  unpack: (bytes) => {
    let [count, size] = [0, 0];
    try {
      const entries = unzipSync(bytes, {
        filter: (file) => {
          count += 1;
          size += file.originalSize;
          // A small file that unfolds to a large one is no bundle of ours (mail.md F66).
          if (count > filesMax || size > bytesMax || file.compression !== 0)
            throw new Error(`${file.name} : compressé, ou trop gros`);
          return true;
        },
      });
      return Object.entries(entries).map(([path, content]) => ({ path, bytes: content }));
    } catch (cause) {
      throw new NotAnArchive(asError(cause).message);
    }
  },
});
