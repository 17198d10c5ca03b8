/** What a form sends, as the two encodings that browsers use; anything else is refused. */
import type { Form, Upload } from "./visit.ts";

export const noForm: Form = { fields: new Map(), files: new Map() };

export const urlEncoded = (text: string): Form => ({
  fields: new Map(new URLSearchParams(text)),
  files: new Map(),
});

/** Throws when it is none; the caller bounds its size. */
export const multipart = async (body: Uint8Array<ArrayBuffer>, type: string): Promise<Form> => {
  const data = await new Response(body, { headers: { "content-type": type } }).formData();
  const fields = new Map<string, string>();
  const files = new Map<string, readonly Upload[]>();
  for (const [name, value] of data)
    if (typeof value === "string") fields.set(name, value);
    // A form without a choice sends an empty file of no name.
    else if (value.name !== "") {
      const file = { name: baseName(value.name), bytes: new Uint8Array(await value.arrayBuffer()) };
      files.set(name, [...(files.get(name) ?? []), file]);
    }
  return { fields, files };
};

/** Some browsers say the folder too. */
const baseName = (name: string): string => name.split(/[/\\]/u).at(-1) ?? "";
