/** Which characters no text of a rule may hold. */

/**
 * Controls could end a header early; U+2028 and U+2029 end a line for some readers; U+FFFD is the scar
 * of a conversion that lost a letter before the file came to us. U+202A to U+202E and U+2066 to U+2069 turn the direction
 * of what follows, so that people read another text than the one that stands there; `=?` begins what every reader decodes (RFC 2047), line ends and
 * all.
 */
export const forbiddenInLine = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]|=\?/u;
/** A tabulation is harmless in a body. */
export const forbiddenInNote = /[^\P{Cc}\t]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/u;
