import { DAY_MS, SECOND_MS } from "../../server/clock.ts";
import type { FrontendEventRow, SessionRow } from "../../server/database/tables.ts";
import { type Random, randomUuid } from "./random.ts";
import { randomPath } from "./session-row.ts";

/** As long as frontend events are kept. */
const KEPT_DAYS = 30;

type Told = Pick<FrontendEventRow, "type" | "level" | "message" | "count" | "data">;

const KINDS = {
  view: 70,
  search: 14,
  slow: 5,
  network: 4,
  error: 4,
  image: 3,
} as const;

const TOLD: Record<keyof typeof KINDS, Told> = {
  view: { type: "page.view", level: "info", message: null, count: 1, data: null },
  search: {
    type: "search.sent",
    level: "info",
    message: null,
    count: 1,
    data: JSON.stringify({ results: 3 }),
  },
  slow: {
    type: "page.slow",
    level: "warn",
    message: "First contentful paint after 3.1 s",
    count: 1,
    data: null,
  },
  network: {
    type: "network.lost",
    level: "warn",
    message: "The connection was lost for a moment",
    count: 2,
    data: null,
  },
  error: {
    type: "error",
    level: "error",
    message: "TypeError: Cannot read properties of null (reading 'focus')",
    count: 1,
    data: JSON.stringify({ source: "/demo/assets/demo.js", line: 41 }),
  },
  image: { type: "error.resource", level: "warn", message: "An image did not load", count: 1, data: null },
};

/** What pages reported in the last weeks, from the sessions of that time. */
export function frontendEvents(
  random: Random,
  sessions: readonly SessionRow[],
  now: number,
): FrontendEventRow[] {
  return sessions
    .filter((session) => session.created_at > now - KEPT_DAYS * DAY_MS)
    .flatMap((session) =>
      Array.from({ length: Math.min(session.request_count, random.integer(0, 4)) }, () =>
        event(random, session),
      ),
    );
}

function event(random: Random, session: SessionRow): FrontendEventRow {
  const at = random.integer(session.created_at, session.last_seen_at);
  return {
    id: randomUuid(random),
    at,
    received_at: at + random.integer(1, 5) * SECOND_MS,
    path: randomPath(random, session.subject_id !== null),
    session_id: session.id,
    subject_id: session.subject_id,
    ...TOLD[random.weighted(KINDS)],
  };
}
