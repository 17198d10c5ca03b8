/** In what forms a paper is given. Apart from what makes them: help names them, and loads nothing else. */
export const documentFormats = ["text", "html", "pdf", "json"] as const;
export type DocumentFormat = (typeof documentFormats)[number];
