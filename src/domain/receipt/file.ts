/** Receipts that come as files, without a mailbox: which of them are saved mails, and how the others are named. */

const filePrefix = "fichier/";

/** In the place of a mail folder's name, for a file that has no mail around it. */
export const fileFolder = (name: string): string => `${filePrefix}${name.slice(0, 200)}`;

/** The file's name, when the place is one. */
export const fileNameOf = (folder: string): string | undefined =>
  folder.startsWith(filePrefix) ? folder.slice(filePrefix.length) : undefined;

/** Fields with which mails begin, and files of declarations or receipts never. */
const fields =
  /^(?:return-path|received|delivered-to|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|from|to|subject|date|message-id|mime-version): /iu;

/** A saved mail, by its name or by its first line. */
export const isSavedMail = (name: string, bytes: Uint8Array): boolean =>
  /\.eml$/iu.test(name) ||
  fields.test(
    Buffer.from(bytes.subarray(0, 200))
      .toString("latin1")
      .replace(/^\ufeff/u, ""),
  );
