/** One text in the two languages of the agent. */
export type Lang = "fr" | "en";
export type Words = Readonly<Record<Lang, string>>;

export const words = (fr: string, en: string): Words => ({ fr, en });
