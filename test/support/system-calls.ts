/**
 * The calls of `node:fs/promises` and of its file handles, counted, so that the n-th one fails as a system does: before
 * it did anything, after it did its work, or, for a write, halfway. Real adapters on a real folder run on it.
 */
import promises, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { TestContext } from "node:test";

export interface CallFault {
  /** Which call fails, from 1; 0 for none. */
  readonly at: number;
  readonly code: "ENOSPC" | "EIO" | "EPERM";
  readonly when: "before" | "after" | "halfway";
}

type Call = (...args: unknown[]) => Promise<unknown>;

const functions = [
  "link",
  "lstat",
  "mkdir",
  "open",
  "readdir",
  "readFile",
  "rename",
  "rm",
  "unlink",
];
const methods = ["writeFile", "write", "sync", "read", "stat", "utimes"];

export class SystemCalls {
  /** Every call since `begin`, by name. */
  readonly calls: string[] = [];
  /** The destination lies on another file system: nothing can be renamed there. */
  elsewhere = false;
  /** Files that were opened and not closed: collected later, they end the process (Node 26). */
  readonly open = new Set<string>();
  #fault: CallFault | undefined;

  constructor(t: TestContext) {
    const fs = promises as unknown as Record<string, Call>;
    const originals = functions.map((name) => [name, fs[name]] as const);
    for (const [name, original] of originals)
      if (original) fs[name] = (...args) => this.#call(name, original, args);
    syncBuiltinESMExports();
    t.after(() => {
      for (const [name, original] of originals) if (original) fs[name] = original;
      syncBuiltinESMExports();
    });
  }

  /** From here on calls are counted, and this one fails. */
  begin(fault?: CallFault): void {
    this.calls.length = 0;
    this.#fault = fault;
  }

  end(): void {
    this.#fault = undefined;
  }

  async #call(name: string, original: Call, args: unknown[]): Promise<unknown> {
    this.calls.push(name);
    const fault = this.#fault?.at === this.calls.length ? this.#fault : undefined;
    if (fault?.when === "halfway" && name.endsWith("writeFile")) {
      const [bytes] = args as [Uint8Array | string];
      await original(Buffer.from(bytes).subarray(0, Math.ceil(Buffer.from(bytes).length / 2)));
    }
    if (fault && fault.when !== "after") throw error(fault, name);
    if (name === "rename" && this.elsewhere) throw error({ code: "EXDEV" }, name);
    const value = await original(...args);
    if (!fault) return name === "open" ? this.#handle(value as FileHandle, String(args[0])) : value;
    if (name === "open") await (value as FileHandle).close();
    throw error(fault, name);
  }

  /** A handle whose own calls are counted too. */
  #handle(handle: FileHandle, path: string): FileHandle {
    const own = handle as unknown as Record<string, Call>;
    const opened = `${handle.fd} ${path}`;
    this.open.add(opened);
    const close = handle.close.bind(handle);
    handle.close = () => {
      this.open.delete(opened);
      return close();
    };
    for (const method of methods) {
      const original = own[method]?.bind(handle);
      if (original) own[method] = (...args) => this.#call(`handle.${method}`, original, args);
    }
    return handle;
  }
}

const error = ({ code }: { readonly code: string }, name: string): Error =>
  Object.assign(new Error(`${code}: ${name}, on purpose`), { code });
