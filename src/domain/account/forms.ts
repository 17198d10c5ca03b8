/** What an account to a client may hold: the acknowledgements, the declarations, the letter. */
export const accountForms = ["ar", "declarations", "lettre"] as const;
export type AccountForm = (typeof accountForms)[number];
