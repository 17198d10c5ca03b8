/** Which characters no text of a rule may hold. */

/**
 * Controls could end a header early; U+2028 and U+2029 end a line for some readers; U+FFFD is the scar
 * of a conversion that lost a letter before the file came to us.
 */
export const forbiddenInLine = /[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u;
/** A tabulation is harmless in a body. */
export const forbiddenInNote = /[^\P{Cc}\t]|[\p{Cs}\u2028\u2029\ufffd]/u;
