import type { DecisionResource } from "../contract/index.ts";
import { csvRow } from "../http/csv.ts";
import { presentDecision } from "./consent.present.ts";
import type { RecordedDecision } from "./decision.ts";

export type ExportFormat = keyof typeof EXPORT_FORMATS;

type Writer = (
  decisions: AsyncIterable<RecordedDecision>,
  done: () => Promise<void>,
) => AsyncGenerator<string>;

const COLUMNS = [
  "id",
  "action",
  "granted",
  "policyVersion",
  "policyHash",
  "decidedAt",
  "receivedAt",
  "locale",
  "layout",
  "source",
  "hash",
  "previousHash",
] as const satisfies (keyof DecisionResource)[];

/** A network write for each row would cost more than the row. */
const CHUNK = 16_384;

/** How decisions leave Sereno: `granted` is one cell of CSV, separated by spaces. */
export const EXPORT_FORMATS = {
  csv: { mediaType: "text/csv", write: writer(csvRow(COLUMNS), toCsvRow) },
  ndjson: { mediaType: "application/x-ndjson", write: writer("", toJsonLine) },
} as const;

/** Pieces of about 16 KiB, no faster than they are taken; `done` is called at the end, however it comes. */
function writer(header: string, toLine: (decision: RecordedDecision) => string): Writer {
  return async function* write(decisions, done) {
    try {
      let chunk = header;
      for await (const decision of decisions) {
        chunk += toLine(decision);
        if (chunk.length < CHUNK) continue;
        yield chunk;
        chunk = "";
      }
      if (chunk !== "") yield chunk;
    } finally {
      await done();
    }
  };
}

function toJsonLine(decision: RecordedDecision): string {
  return `${JSON.stringify(presentDecision(decision))}\n`;
}

function toCsvRow(decision: RecordedDecision): string {
  const item = presentDecision(decision);
  return csvRow(COLUMNS.map((column) => (column === "granted" ? item.granted.join(" ") : item[column])));
}
