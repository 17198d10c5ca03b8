/**
 * A name that came from a mail or from another system, made into one file name that is safe on Linux,
 * Windows and SMB shares alike (mail.md F11). The result is never a path, never hidden, never a device;
 * applying it again changes nothing, and an ordinary name such as `dpae.txt` comes out as it went in.
 */
import { createHash } from "node:crypto";
import { extname } from "node:path";

/** File systems stop at 255 bytes; the rest is left for prefixes and suffixes such as `-2` or `.statut`. */
const nameBytesMax = 200;
const extensionBytesMax = 20;

/** Reserved with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])$/iu;

/** Controls, invisible formatting (bidirectional overrides), lone surrogates, and what Windows forbids. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu;

export const safeName = (name: string): string => {
  const base = name.split(/[\\/]/u).at(-1) ?? "";
  const clean = base
    .normalize("NFC")
    .replaceAll(unsafe, "_")
    .replace(/^[\s.]+/u, "")
    .replace(/[\s.]+$/u, "");
  const named = clean === "" ? "sans-nom" : clean;
  const stem = named.slice(0, named.includes(".") ? named.indexOf(".") : undefined).trimEnd();
  return shorten(windowsDevice.test(stem) ? `_${named}` : named);
};

/** Long names are cut in the middle; eight digits of their hash keep two of them apart. */
const shorten = (name: string): string => {
  if (Buffer.byteLength(name) <= nameBytesMax) return name;
  const found = extname(name);
  const extension = Buffer.byteLength(found) <= extensionBytesMax ? found : "";
  const mark = `~${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  const room = nameBytesMax - Buffer.byteLength(mark + extension);
  let stem = "";
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    stem += character;
  }
  return `${stem}${mark}${extension}`;
};

/** `dpae.txt` with `-2` is `dpae-2.txt`: programs go by the extension. */
export const withSuffix = (name: string, suffix: string): string => {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}${suffix}${extension}`;
};
