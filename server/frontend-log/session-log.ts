import {
  chmodSync,
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { createStream, type RotatingFileStream } from "rotating-file-stream";
import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import type { JournalEntry } from "../journal.ts";

export interface SessionLogOptions {
  /** Folder of `sessions.log`; created when missing. */
  folder: string;
  logger: Logger;
  clock: Clock;
  /** Removes secrets from what is logged. */
  redact: (value: unknown) => unknown;
  /** Size at which the file is put aside, beside once a day. */
  rotateAt?: `${number}${"K" | "M"}`;
}

/** `sessions.log`: one JSON object a line. */
export interface SessionLog {
  /** Never throws and never waits. What cannot be written is counted and told to the logger. */
  write(entry: JournalEntry): void;
  /** Writes what is gathered and closes the file. */
  close(): Promise<void>;
}

const FILE_NAME = "sessions.log";
const FILES_KEPT = 30;
const NEWLINE = 0x0a;
/** Lines in memory while the disk is slow; past this they are dropped. */
const BUFFER_BYTES = 4 * 1_024 * 1_024;
const REOPEN_MS = 5 * SECOND_MS;
const REPORT_MS = MINUTE_MS;

/** Opens `sessions.log` in `folder`. A full or missing disk costs lines, never the server. */
export function createSessionLog(options: SessionLogOptions): SessionLog {
  const { folder, logger, clock, redact, rotateAt = "10M" } = options;
  let stream: RotatingFileStream | undefined;
  let gathered: string[] = [];
  let lost = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reportedAt = Number.NEGATIVE_INFINITY;

  function fail(error: unknown): void {
    stream = undefined;
    failedAt = clock();
    report(error);
  }

  function report(error: unknown): void {
    if (Math.abs(clock() - reportedAt) < REPORT_MS) return;
    reportedAt = clock();
    logger.error({ err: error, lost }, "sessions.log cannot be written");
  }

  function recover(): void {
    if (lost > 0) logger.warn({ lost }, "sessions.log is written again; lines were lost");
    lost = 0;
  }

  function findStream(): RotatingFileStream | undefined {
    if (stream !== undefined) return stream;
    if (Math.abs(clock() - failedAt) < REOPEN_MS) return undefined;
    try {
      const opened = openStream(folder, rotateAt);
      opened.on("error", fail);
      opened.on("warning", report);
      stream = opened;
    } catch (error) {
      fail(error);
    }
    return stream;
  }

  function flush(): void {
    const lines = gathered;
    gathered = [];
    if (lines.length === 0) return;
    const target = findStream();
    if (target === undefined || target.writableLength > BUFFER_BYTES) {
      lost += lines.length;
      return report(new Error("the disk does not keep up"));
    }
    target.write(lines.join(""), (error) => {
      if (error) lost += lines.length;
      else recover();
    });
  }

  return {
    write(entry) {
      if (gathered.length === 0) setImmediate(flush);
      gathered.push(formatLine(entry, redact));
    },
    async close() {
      flush();
      const open = stream;
      if (open === undefined || open.destroyed) return;
      await new Promise<void>((resolve) => {
        open.once("close", resolve);
        open.end();
      });
      stream = undefined;
      failedAt = Number.POSITIVE_INFINITY;
    },
  };
}

/** One line. A reader's terminal obeys no control or direction character of it, and no line of it can be forged. */
export function formatLine(entry: JournalEntry, redact: (value: unknown) => unknown): string {
  const { at, action, actor, target, data } = entry;
  const line = { time: new Date(at).toISOString(), event: action, actor, target, ...(data && { data }) };
  return `${escapeInvisible(JSON.stringify(redact(line)))}\n`;
}

const PLAIN = /^[\x20-\x7e]*$/;
/** Controls, format characters (direction marks among them), line and paragraph separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeInvisible(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(INVISIBLE, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join(""),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function openStream(folder: string, size: `${number}${"K" | "M"}`): RotatingFileStream {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const active = join(folder, FILE_NAME);
  if (lstatSync(active, { throwIfNoEntry: false })?.isFile()) {
    chmodSync(active, 0o600);
    endLastLine(active);
  }
  return createStream(nameFile, {
    path: folder,
    size,
    interval: "1d",
    intervalBoundary: true,
    intervalUTC: true,
    initialRotation: true,
    maxFiles: FILES_KEPT,
    mode: 0o600,
  });
}

/** A full disk or a crash leaves half a line: what comes next must not become part of it. */
function endLastLine(file: string): void {
  const descriptor = openSync(file, "a+", 0o600);
  try {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(1);
    if (size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE) {
      writeSync(descriptor, "\n");
    }
  } finally {
    closeSync(descriptor);
  }
}

/** `sessions.log` now, `sessions-2026-11-22-1.log` when put aside. */
function nameFile(time: number | Date | null, index?: number): string {
  if (!(time instanceof Date)) return FILE_NAME;
  return `sessions-${time.toISOString().slice(0, 10)}-${index}.log`;
}
