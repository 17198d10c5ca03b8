/**
 * Two values of `profil` with the same key mean the same identity: case and the way accents are
 * composed do not count, because old files were typed by hand.
 */
export const profileKey = (text: string): string => text.normalize("NFC").toLowerCase().trim();
