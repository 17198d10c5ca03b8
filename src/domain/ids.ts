/**
 * The names of things. Ids are short and speakable, because a clerk reads them over the telephone:
 * deposit `D12`, its declaration `D12.3`, its message `D12.M1`, a receipt `R7`.
 */
export type DepositId = `D${number}`;
export type DeclarationId = `${DepositId}.${number}`;
export type MessageId = `${DepositId}.M${number}`;
export type ReceiptId = `R${number}`;

/** Lower-case hexadecimal SHA-256 of bytes, 64 characters. */
export type Sha256 = string;

/** Milliseconds since 1970-01-01T00:00Z. Persisted times are always of this kind. */
export type Instant = number;

/** Deposits and received mails are counted from 1 each. */
export const numberOf = (id: DepositId | ReceiptId): number => Number(id.slice(1));

/** In the order in which they were taken: D9 before D10. */
export const byNumber = (a: DepositId, b: DepositId): number => numberOf(a) - numberOf(b);

export const declarationId = (deposit: DepositId, position: number): DeclarationId =>
  `${deposit}.${position}`;

export const messageId = (deposit: DepositId, position: number): MessageId =>
  `${deposit}.M${position}`;

/** The deposit that a message is of. */
export const depositOf = (id: MessageId): DepositId => id.slice(0, id.indexOf(".")) as DepositId;
