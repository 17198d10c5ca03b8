/** The pieces of a form that several pages share: a labelled field, a list to choose from, a file, a reason. */
import { type Html, html, type Part } from "../html.ts";

interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly needed?: boolean;
}

export const textField = (
  about: Field & {
    readonly value?: string;
    /** What somebody wrote there before it was refused: kept, as what they write now is. */
    readonly typed?: string | undefined;
    readonly hint?: string;
    readonly type?: "text" | "date" | "search";
    readonly maxLength?: number;
    readonly readOnly?: boolean;
    /** Of the values that are proposed. */
    readonly list?: string;
    readonly wrong?: string;
  },
): Html => {
  const { id, name, label, needed, typed, hint, wrong, type = "text", maxLength = 1000 } = about;
  const value = typed ?? about.value;
  const noted = wrong ?? hint;
  return html`<p class="why"><label for="${id}">${label}</label><input id="${id}" name="${name}" type="${type}" maxlength="${maxLength}" autocomplete="off"${about.list !== undefined && html` list="${about.list}"`}${value !== undefined && html` value="${value}"`}${typed !== undefined && html` data-typed`}${about.readOnly && html` readonly`}${needed && html` required`}${wrong !== undefined && html` aria-invalid="true"`}${noted !== undefined && html` aria-describedby="${id}-note"`}>${noted !== undefined && html`<span class="small${wrong !== undefined && " wrong"}" id="${id}-note">${noted}</span>`}</p>`;
};

export const choiceField = (
  about: Field & {
    readonly options: readonly { readonly value: string; readonly text: string }[];
    readonly value?: string | undefined;
    readonly hint?: string;
    readonly wrong?: string;
  },
): Html => {
  const { id, name, label, options, value, needed, hint, wrong } = about;
  const noted = wrong ?? hint;
  return html`<p class="why"><label for="${id}">${label}</label><select id="${id}" name="${name}"${needed && html` required`}${wrong !== undefined && html` aria-invalid="true"`}${noted !== undefined && html` aria-describedby="${id}-note"`}>${options.map((o) => html`<option value="${o.value}"${o.value === value && html` selected`}>${o.text}</option>`)}</select>${noted !== undefined && html`<span class="small${wrong !== undefined && " wrong"}" id="${id}-note">${noted}</span>`}</p>`;
};

export const fileField = (
  about: Field & { readonly several?: true; readonly accept?: string; readonly hint?: string },
): Html => {
  const { id, name, label, needed, several, accept, hint } = about;
  return html`<p class="why"><label for="${id}">${label}</label><input id="${id}" name="${name}" type="file"${several && html` multiple`}${accept !== undefined && html` accept="${accept}"`}${needed && html` required`}${hint !== undefined && html` aria-describedby="${id}-note"`}>${hint !== undefined && html`<span class="small" id="${id}-note">${hint}</span>`}</p>`;
};

/** The words of a closed list, as options. */
export const optionsOf = <Name extends string>(
  names: readonly Name[],
  words: Readonly<Record<Name, string>>,
): readonly { readonly value: string; readonly text: string }[] =>
  names.map((value) => ({ value, text: words[value] }));

/** What was done, or why it was not: before all else of a page. */
export interface Said {
  readonly tone: "good" | "bad";
  readonly text: Part;
}

export const saidLine = (said: Said | undefined): Html | undefined =>
  said &&
  html`<div class="said ${said.tone}" role="${said.tone === "bad" ? "alert" : "status"}">${said.text}</div>`;

/** Why nothing was done, where there is a reason. */
export const wrongLine = (text: Part): Html | undefined =>
  text === undefined || text === false ? undefined : saidLine({ tone: "bad", text });
