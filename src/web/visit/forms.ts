/** What a form sends, as the two encodings that browsers use; anything else is refused. */
import { limits } from "../../domain/limits.ts";
import type { Form, Upload } from "./visit.ts";

export const noForm: Form = { fields: new Map(), files: new Map() };

export const urlEncoded = (text: string): Form => ({
  fields: new Map(new URLSearchParams(text)),
  files: new Map(),
});

/** Its visitor's fault: answered with this status, and no failure of the page. */
class UnreadForm extends Error {
  readonly statusCode: number;
  constructor(statusCode: 400 | 413) {
    super("not a form of ours");
    this.statusCode = statusCode;
  }
}

/** The caller bounds its size; its parts are counted before they are read, because each takes the agent's time. */
export const multipart = async (body: Buffer<ArrayBuffer>, type: string): Promise<Form> => {
  if (partsIn(body) > limits.pageFormPartsMax) throw new UnreadForm(413);
  const answer = new Response(body, { headers: { "content-type": type } });
  const data = await answer.formData().catch(() => {
    throw new UnreadForm(400);
  });
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

/** At least as many as there are: whatever its boundary, each begins on such a line (RFC 2046 §5.1.1). */
const partsIn = (body: Buffer): number => {
  let count = 0;
  for (let at = body.indexOf("\r\n--"); at >= 0; at = body.indexOf("\r\n--", at + 1)) count += 1;
  return count;
};

/** Some browsers say the folder too. */
const baseName = (name: string): string => name.split(/[/\\]/u).at(-1) ?? "";
