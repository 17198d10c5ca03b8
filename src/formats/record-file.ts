/** A file of records, one a line, read in pieces and in the character set that its own bytes show. */
import type { Charset } from "./charset.ts";
import { charsetGate } from "./charset-gate.ts";
import {
  type FindingList,
  findingList,
  loneReturn,
  shiftedByUtf8,
  zeroByte,
} from "./finding-list.ts";
import type { FileReader, Summary } from "./format.ts";
import { lineSplitter, type PushedLine } from "./lines.ts";

export interface RecordReader {
  take(line: PushedLine, charset: Charset): void;
  /** After the last line. */
  conclude(): Summary;
}

const CR = 0x0d;

export const recordFile = (open: (findings: FindingList) => RecordReader): FileReader => {
  const findings = findingList();
  // What explains the others is told before them.
  const tellFirst = findings.later();
  const reader = open(findings);
  let strayed = false;
  const lines = lineSplitter((line) => {
    const lone = strayed ? -1 : line.bytes.indexOf(CR);
    if (lone >= 0) tellFirst(loneReturn({ line: line.number, column: lone + 1 }));
    strayed ||= lone >= 0;
    const zero = line.bytes.indexOf(0);
    if (zero >= 0) findings.add(zeroByte({ line: line.number, column: zero + 1 }));
    reader.take(line, gate.charset());
  });
  const gate = charsetGate((bytes) => lines.push(bytes));
  return {
    push: (bytes) => gate.push(bytes),
    end: () => {
      gate.end();
      lines.end();
      if (gate.charset() === "utf-8") tellFirst(shiftedByUtf8);
      return reader.conclude();
    },
  };
};
