/**
 * Which zones of a record need to be looked at: a quick look at the bytes, compiled from the profile. A
 * zone that it lets pass is right; one that it names is judged by `check-record.ts`, which alone makes findings.
 */
import type { DpaeProfile, ProfileZone } from "./profile.ts";

/** The zones that may be wrong, in their order. The bytes are those of a whole record. */
export type RecordScan = (record: Uint8Array) => readonly ProfileZone[];

const BLANK = 0x20;
const TEXT = 1;
const DIGIT = 2;

/** What a byte may be part of; accents and everything above ASCII are nothing here. */
const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[0-9]/u.test(character)) return TEXT | DIGIT;
  return /[A-Z&' .,/-]/u.test(character) ? TEXT : 0;
});

type Look = (record: Uint8Array) => boolean;

export const recordScan = (profile: DpaeProfile): RecordScan => {
  const looks = profile.zones.flatMap((zone) => {
    const fine = lookOf(zone);
    return fine === undefined ? [] : [{ zone, fine }];
  });
  return (record) => {
    let doubtful: ProfileZone[] | undefined;
    for (const { zone, fine } of looks) if (!fine(record)) (doubtful ??= []).push(zone);
    return doubtful ?? none;
  };
};

const none: readonly ProfileZone[] = [];

/** Whether the zone is certainly right; undefined when nothing is asked of it. */
const lookOf = (zone: ProfileZone): Look | undefined => {
  const from = zone.from - 1;
  const to = from + zone.length;
  const may = (fits: Look): Look =>
    zone.required === true
      ? (record) => fits(record) && !isBlank(record, from, to)
      : (record) => isBlank(record, from, to) || fits(record);
  if (zone.byOrganism === true) return (record) => isBlank(record, from, to);
  if (zone.kind === "text" && zone.values === undefined)
    return may((record) => isOf(TEXT, record, from, to));
  if (zone.kind === "digits" && zone.values === undefined)
    return may((record) => isOf(DIGIT, record, from, to));
  if (zone.kind !== undefined || zone.values !== undefined) return may(() => false);
  return zone.required === true ? (record) => !isBlank(record, from, to) : undefined;
};

const isBlank = (record: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (record[at] !== BLANK) return false;
  return true;
};

/** Left-justified as writers do it: the class first, then blanks. */
const isOf = (kind: number, record: Uint8Array, from: number, to: number): boolean => {
  let at = from;
  while (at < to && ((classes[record[at] ?? 0] ?? 0) & kind) !== 0) at += 1;
  return isBlank(record, at, to);
};
