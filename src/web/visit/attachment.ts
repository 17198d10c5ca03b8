/**
 * The head that names a document which is kept as a file (RFC 6266): whatever a register, a client or a file is called, the head
 * stays one head, and its name a name.
 */
export const attachment = (name: string): string => {
  // No folder, and nothing that a head cannot hold.
  const own = name.toWellFormed().replaceAll(/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "_");
  const plain = asciiOf(own);
  const extended = plain === own ? "" : `; filename*=UTF-8''${percentEncoded(own)}`;
  return `attachment; filename="${plain}"${extended}`;
};

/** For whoever reads the first name only. */
const asciiOf = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\x20-\x7e]|["%]/gu, "_");

/** RFC 8187 wants these encoded too. */
const percentEncoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
