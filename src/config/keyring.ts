/**
 * The system's keyring (macOS Keychain, Windows Credential Manager, Secret Service), by a library that is optional: it has
 * native code, and a server without a desktop often has no keyring at all. Then that is said, and `file` is the way.
 */
import { createRequire } from "node:module";
import { asError } from "../foundation/errors.ts";

export type KeyringAnswer =
  | { readonly is: "found"; readonly text: string }
  | { readonly is: "empty" }
  | { readonly is: "unusable"; readonly said: string };

export interface Keyring {
  read(account: string): KeyringAnswer;
  /** Undefined when it was taken; otherwise why not. */
  write(account: string, text: string): string | undefined;
}

interface Entry {
  getPassword(): string | null;
  setPassword(text: string): void;
}

interface KeyringLibrary {
  readonly Entry: new (service: string, account: string) => Entry;
}

const service = "facteur";

export const systemKeyring = (): Keyring => ({
  read: (account) => {
    try {
      const text = entryOf(account).getPassword();
      return text === null || text === "" ? { is: "empty" } : { is: "found", text };
    } catch (cause) {
      return { is: "unusable", said: asError(cause).message };
    }
  },
  write: (account, text) => {
    try {
      entryOf(account).setPassword(text);
      return undefined;
    } catch (cause) {
      return asError(cause).message;
    }
  },
});

/** Loaded when first needed: nobody else pays for native code. */
const entryOf = (account: string): Entry => {
  const load = createRequire(import.meta.url);
  const { Entry } = load("@napi-rs/keyring") as KeyringLibrary;
  return new Entry(service, account);
};
