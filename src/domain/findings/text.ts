/** The shape of the catalogue of findings: what a code means and what to do, in French and English. */
export interface FindingText {
  readonly what: string;
  readonly remedy: string;
}

export type Catalogue = Readonly<
  Record<string, { readonly fr: FindingText; readonly en: FindingText }>
>;
