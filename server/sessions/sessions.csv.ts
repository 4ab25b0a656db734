import { csvRow } from "../http/csv.ts";
import type { Session } from "./session.ts";
import { presentSession } from "./sessions.present.ts";

const HEADER = [
  "id",
  "user",
  "kind",
  "status",
  "startedAt",
  "lastSeenAt",
  "endedAt",
  "endReason",
  "endMessage",
  "endedBy",
  "durationSeconds",
  "ipAddress",
  "device",
  "browser",
  "os",
  "country",
  "city",
  "requestCount",
  "userAgent",
];
/** A network write for each row would cost more than the row. */
const CHUNK = 16_384;

/** Sessions as CSV, in pieces of about 16 KiB, no faster than they are taken. `done` is called at the end, however it comes. */
export async function* toCsv(
  sessions: AsyncIterable<Session>,
  now: number,
  done: () => Promise<void>,
): AsyncGenerator<string> {
  try {
    let chunk = csvRow(HEADER);
    for await (const session of sessions) {
      chunk += toRow(session, now);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = "";
    }
    yield chunk;
  } finally {
    await done();
  }
}

function toRow(session: Session, now: number): string {
  const shown = presentSession(session, { now, currentId: undefined });
  return csvRow([
    shown.id,
    shown.user?.username ?? null,
    shown.kind,
    shown.status,
    shown.startedAt,
    shown.lastSeenAt,
    shown.endedAt,
    shown.endReason,
    shown.endMessage,
    shown.endedBy?.username ?? null,
    shown.durationSeconds,
    shown.ipAddress,
    shown.device.label,
    shown.device.browser,
    shown.device.os,
    shown.location?.country ?? null,
    shown.location?.city ?? null,
    shown.requestCount,
    shown.userAgent,
  ]);
}
