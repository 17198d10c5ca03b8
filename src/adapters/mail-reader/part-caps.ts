/**
 * Our caps on a mail's structure: how many parts, how deep. Counted twice, because the parser never settles
 * when it meets its own cap: on the raw bytes before parsing, and on the true structure while parsing.
 */
import type { MailParser } from "mailparser";
import { limits } from "../../domain/limits.ts";

/** Lines that open a part of some multipart declared in these bytes. */
export const countParts = (raw: Uint8Array): number => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  const boundaries = new Set<string>();
  for (const found of text.matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,250})"|([^\s;"]{1,250}))/giu))
    boundaries.add((found[1] ?? found[2] ?? "").trimEnd());
  if (boundaries.size === 0) return 0;
  let count = 0;
  for (let at = text.indexOf("\n--"); at >= 0; at = text.indexOf("\n--", at + 1)) {
    const end = text.indexOf("\n", at + 1);
    const line = text.slice(at + 3, Math.min(end < 0 ? text.length : end, at + 3 + 260));
    if (boundaries.has(line.trimEnd())) count += 1;
  }
  return count;
};

/** What we use of a node of the parser's own tree (mailparser 3.9.31, pinned exactly, tested). */
interface Node {
  readonly parentNode: Node | false;
  readonly multipart: string | false;
  readonly filename: string | false;
  disposition: string | false;
}

/**
 * Follows the structure as it is found. It also makes parts of texts that bear a file's name and are shown
 * inline: the library would melt them into the body, and with them a receipt's file.
 */
export const watchParts = (parser: MailParser, refuse: (because: string) => void): void => {
  const tree = parser as unknown as { createNode(node: Node): unknown };
  const createNode = tree.createNode.bind(parser);
  let parts = 0;
  tree.createNode = (node) => {
    if (node.parentNode) parts += 1;
    if (parts > limits.mailPartsMax) refuse(`plus de ${limits.mailPartsMax} parties`);
    if (depthOf(node) > limits.mailDepthMax)
      refuse(`plus de ${limits.mailDepthMax} niveaux de parties`);
    if (node.filename && !node.multipart) node.disposition = "attachment";
    return createNode(node);
  };
};

const depthOf = (node: Node): number => {
  let depth = 0;
  for (let up = node.parentNode; up && depth <= limits.mailDepthMax; up = up.parentNode) depth += 1;
  return depth;
};
