/** What a setup must know, however it was learnt: from flags, from a person, or from the settings that stand already. */

/** Where the password is afterwards. A typed one is kept in a file beside the settings, for its user alone. */
export type PasswordAnswer =
  | { readonly is: "typed"; readonly text: string }
  | { readonly is: "file"; readonly file: string }
  | { readonly is: "env"; readonly name: string }
  /** No password: `facteur login` afterwards. `key`: 32 bytes in base64, under which tokens will lie. */
  | {
      readonly is: "oauth";
      readonly clientId: string;
      readonly tenant?: string;
      readonly key: string;
    }
  /** A server of this machine that asks for none. */
  | { readonly is: "none" };

export interface ServerAnswer {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
}

export interface IdentityAnswer {
  readonly name: string;
  readonly address: string;
  readonly displayName: string;
  /** A name of `config/providers`, or both servers. */
  readonly servers:
    | { readonly is: "provider"; readonly provider: string }
    | { readonly is: "given"; readonly submission: ServerAnswer; readonly mailbox?: ServerAnswer };
  readonly password: PasswordAnswer;
  /** The name that our own mail server writes in Authentication-Results. */
  readonly authservId?: string;
}

export interface DossierAnswer {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Rules to write where the folder has none yet. */
  readonly rules?: { readonly to: string; readonly subject: string };
}

export interface Answers {
  /** Absolute paths. */
  readonly data: string;
  readonly spool: string;
  readonly group?: string;
  /** Absent: the settings that stand keep theirs. */
  readonly identity?: IdentityAnswer;
  /** Values of `profil` in the old files that were found: they mean this identity. */
  readonly legacyNames: readonly string[];
  readonly dossiers: readonly DossierAnswer[];
}
