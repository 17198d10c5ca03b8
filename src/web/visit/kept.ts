/** A file that somebody sent with a form, into the store before anything names it; what cannot be a proof is not kept. */
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import type { PageWorld } from "../world.ts";
import type { Upload, Visit } from "./visit.ts";

export type Kept =
  | { readonly is: "kept"; readonly sha256: Sha256; readonly size: number; readonly name: string }
  | { readonly is: "none" }
  | { readonly is: "empty" }
  | { readonly is: "large" };

export const keptFile = (
  page: Pick<PageWorld, "world">,
  visit: Visit,
  field: string,
): Promise<Kept> => keepUpload(page, visit.form.files.get(field)?.[0]);

export const keepUpload = async (
  { world }: Pick<PageWorld, "world">,
  file: Upload | undefined,
): Promise<Kept> => {
  if (!file) return { is: "none" };
  const { name, bytes } = file;
  if (bytes.length === 0) return { is: "empty" };
  if (bytes.length > limits.mailBytesMax) return { is: "large" };
  return { is: "kept", sha256: await world.store.put(bytes), size: bytes.length, name };
};

/** One of the known words of a list; undefined for what our own form never sends. */
export const chosen = <Name extends string>(
  { form }: Visit,
  field: string,
  names: readonly Name[],
): Name | undefined => names.find((name) => name === form.fields.get(field));

export const textOf = ({ form }: Visit, field: string, max: number): string =>
  (form.fields.get(field) ?? "").trim().slice(0, max);
