/** What a form sends, as the two encodings that browsers use; anything else is refused. */
import type { Form } from "./visit.ts";

export const noForm: Form = { fields: new Map(), files: new Map() };

export const urlEncoded = (text: string): Form => ({
  fields: new Map(new URLSearchParams(text)),
  files: new Map(),
});

/** Throws when it is none; the caller bounds its size. */
export const multipart = async (body: Uint8Array<ArrayBuffer>, type: string): Promise<Form> => {
  const data = await new Response(body, { headers: { "content-type": type } }).formData();
  const fields = new Map<string, string>();
  const files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  for (const [name, value] of data)
    if (typeof value === "string") fields.set(name, value);
    // A form without a choice sends an empty file of no name.
    else if (value.name !== "")
      files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  return { fields, files };
};
