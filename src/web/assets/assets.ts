/** The page's own files, in the program itself: nothing is built or looked for on a disk. Their names change with them. */
import { sha256 } from "../../foundation/bytes.ts";
import { pageScript } from "./script.ts";
import { pageStyle } from "./style.ts";

export interface Assets {
  readonly style: string;
  readonly script: string;
  /** By path. */
  readonly files: ReadonlyMap<string, { readonly type: string; readonly text: string }>;
}

/** `reports`: their style sheet, which ours continues. */
export const assetsOf = (reports: string): Assets => {
  const sheet = `${reports}\n${pageStyle}`;
  const style = `/assets/page-${version(sheet)}.css`;
  const script = `/assets/page-${version(pageScript)}.js`;
  const files = new Map([
    [style, { type: "text/css; charset=utf-8", text: sheet }],
    [script, { type: "text/javascript; charset=utf-8", text: pageScript }],
    ["/assets/icon.svg", { type: "image/svg+xml", text: icon }],
  ]);
  return { style, script, files };
};

const version = (text: string): string => sha256(text).slice(0, 12);

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5480"/><rect x="6" y="9" width="20" height="14" rx="2" fill="none" stroke="#fff" stroke-width="2"/><path d="M7 11l9 7 9-7" fill="none" stroke="#fff" stroke-width="2"/></svg>`;
