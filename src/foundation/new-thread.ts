/** A thread of ours, whichever way the product was installed. Its program is a file named `…-thread.ts`: the build takes it along. */
import { basename } from "node:path";
import { isSea } from "node:sea";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { productPath, readText } from "./product.ts";

/** The published build holds JavaScript beside JavaScript; the executable holds the thread's text. */
export const newThread = (source: URL, options: WorkerOptions): Worker => {
  if (isSea()) {
    const name = basename(source.pathname).replace(/ts$/u, "cjs");
    return new Worker(readText(productPath(name)), { ...options, eval: true });
  }
  const built = !import.meta.url.endsWith(".ts");
  return new Worker(built ? new URL(source.href.replace(/ts$/u, "js")) : source, options);
};
