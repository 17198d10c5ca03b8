/** What the thread that opens is given with each mail: the user's keys as their files are now. */

export interface OpeningKeys {
  /** Armoured secret keys. */
  readonly openpgp: readonly {
    readonly name: string;
    readonly armoured: string;
    readonly passphrase: string;
  }[];
  /** PEM. */
  readonly smime: readonly {
    readonly name: string;
    readonly certificate: string;
    readonly key: string;
    readonly passphrase: string;
  }[];
  /** Armoured public keys that may sign for a domain. */
  readonly signers: readonly { readonly domain: string; readonly armoured: string }[];
  /** Files that could not be read, for whoever is told that a mail stays closed. */
  readonly troubles: readonly string[];
  readonly now: number;
}

/** It is encrypted, and stays so. */
export class StaysClosed extends Error {
  constructor(because: string) {
    super(because);
    this.name = "StaysClosed";
  }
}
