import { setTimeout as pause } from "node:timers/promises";
import { MINUTE_MS, SECOND_MS } from "../clock.ts";
import { createSessionReviewStore, type WatchedSession } from "../sessions/session-review.store.ts";
import type { Answer, CommandContext } from "./command.ts";
import { formatTable } from "./format-table.ts";

type Output = CommandContext["terminal"]["output"];

interface Snapshot {
  at: number;
  active: number;
  activeByKind: Record<string, number>;
  endedLastDay: Record<string, number>;
  sessions: WatchedSession[];
}

const REDRAW_MS = SECOND_MS;
/** Lines of a snapshot around its sessions. */
const FRAME_LINES = 6;
/** Sessions of a snapshot that is not drawn on a screen. */
const LISTED = 50;

/** https://invisible-island.net/xterm/ctlseqs/ctlseqs.html: alternate screen, cursor, home, clear to the end. */
const ENTER = "\u{1b}[?1049h\u{1b}[?25l";
const LEAVE = "\u{1b}[?25h\u{1b}[?1049l";
const HOME = "\u{1b}[H";
const CLEAR_LINE = "\u{1b}[K";
const CLEAR_BELOW = "\u{1b}[J";

/** Redraws the open sessions every second until it is interrupted, and leaves the terminal as it was. */
export async function monitorSessions(context: CommandContext): Promise<Answer> {
  const { terminal, flags } = context;
  if (flags.json === true || !terminal.output.isTTY) {
    const snapshot = await take(context, LISTED);
    return { text: draw(snapshot, Infinity), value: present(snapshot) };
  }
  await watch(context, terminal.output, terminal.onInterrupt());
  return { text: "", value: undefined };
}

async function watch(context: CommandContext, output: Output, interrupted: AbortSignal): Promise<void> {
  output.write(ENTER);
  try {
    while (!interrupted.aborted) {
      // Some terminals say that they are 0 by 0.
      const snapshot = await take(context, Math.max(1, (output.rows || 24) - FRAME_LINES));
      const lines = `${draw(snapshot, output.columns || 80)}\n\nCtrl-C ends the monitor.`.split("\n");
      output.write(HOME + lines.map((line) => line + CLEAR_LINE).join("\n") + CLEAR_BELOW);
      await pause(REDRAW_MS, undefined, { signal: interrupted }).catch(() => undefined);
    }
  } finally {
    output.write(LEAVE);
  }
}

async function take({ database, clock }: CommandContext, limit: number): Promise<Snapshot> {
  const store = createSessionReviewStore(database, clock);
  const { active, activeByKind } = await store.readActive();
  const endedLastDay = await store.readEnds();
  return { at: clock(), active, activeByKind, endedLastDay, sessions: await store.listActive(limit) };
}

function draw({ at, active, activeByKind, endedLastDay, sessions }: Snapshot, width: number): string {
  const time = new Date(at).toISOString().replace("T", " ").slice(0, 19);
  const head = [
    `Sereno  ${time} UTC  ${active} active  ${list(activeByKind)}`.trimEnd(),
    `Ended in the last day: ${list(endedLastDay) || "none"}`,
  ];
  const rows = sessions.map((session) => [
    session.username ?? "–",
    session.device,
    session.ipAddress,
    duration(at - session.createdAt),
    `${duration(at - session.lastSeenAt)} ago`,
    duration(session.expiresAt - at),
    `${session.requestCount}`,
    session.id,
  ]);
  const titles = ["USER", "DEVICE", "ADDRESS", "SINCE", "SEEN", "EXPIRES IN", "REQUESTS", "ID"];
  const table = formatTable([titles, ...rows], width);
  return `${head.map((line) => line.slice(0, width)).join("\n")}\n\n${table}`;
}

function list(tally: Record<string, number>): string {
  return Object.entries(tally)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** `1 h 22 min`, `5 min`, `12 s`. */
function duration(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes >= 1 ? `${minutes} min` : `${Math.max(0, Math.floor(ms / SECOND_MS))} s`;
}

function present({ at, sessions, ...counts }: Snapshot) {
  return {
    at: toIso(at),
    ...counts,
    sessions: sessions.map(({ createdAt, lastSeenAt, expiresAt, ...session }) => ({
      ...session,
      startedAt: toIso(createdAt),
      lastSeenAt: toIso(lastSeenAt),
      expiresAt: toIso(expiresAt),
    })),
  };
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
