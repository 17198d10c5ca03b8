/** What a dossier's folder, or a file in it, can refuse. */

/** `folder-replaced`: something else stands in the place of a folder of ours. */
type FolderFaultCode = "folder-missing" | "folder-unwritable" | "folder-replaced";

export class FolderFault extends Error {
  readonly code: FolderFaultCode;
  constructor(code: FolderFaultCode, said: string) {
    super(said);
    this.name = "FolderFault";
    this.code = code;
  }
}

/** `filing-blocked`: what stands under the name of a receipt's file is no file. */
type FileFaultCode = "file-unreadable" | "file-changed" | "filing-blocked";

export class FileFault extends Error {
  readonly code: FileFaultCode;
  constructor(code: FileFaultCode, said: string) {
    super(said);
    this.name = "FileFault";
    this.code = code;
  }
}
