/** Puts a document on paper. A document counts as printed only when the printing program said so (exit 0). */
export interface Printer {
  /** The program's name, for the journal. */
  readonly program: string;
  print(pdf: Uint8Array, signal: AbortSignal): Promise<Printed>;
}

export type Printed = { readonly is: "printed" } | { readonly is: "failed"; readonly said: string };
