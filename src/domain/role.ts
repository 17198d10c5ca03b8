/** What a person may do on the page: a clerk reads and answers for deposits and receipts, an administrator also changes how the agent works. */
export const roles = ["clerk", "administrator"] as const;
export type Role = (typeof roles)[number];
