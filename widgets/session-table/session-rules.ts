import type { SessionResource } from "../../server/contract/index.ts";
import type { SessionListState } from "./session-list-state.ts";

/** The current session first, whatever the order of the rest; duplicates are dropped. */
export function pinCurrent(sessions: readonly SessionResource[]): SessionResource[] {
  const unique = [...new Map(sessions.map((session) => [session.id, session])).values()];
  return [...unique.filter(({ current }) => current), ...unique.filter(({ current }) => !current)];
}

export function isActive(session: SessionResource): boolean {
  return session.status === "active";
}

/** Whether a person may end it here: the current session ends by logging out only. */
export function isEndable(session: SessionResource): boolean {
  return isActive(session) && !session.current;
}

/** How many match that can be ended: all but the current one. At least, where the total is capped. */
export function countEndable({ rows, total = rows.length }: SessionListState): number {
  return total - rows.filter(({ current }) => current).length;
}

/** How a session looks that ended now. */
export function endSession(session: SessionResource, endedAt: string): SessionResource {
  const durationSeconds = (Date.parse(endedAt) - Date.parse(session.startedAt)) / 1000;
  return { ...session, status: "ended", endedAt, durationSeconds };
}
