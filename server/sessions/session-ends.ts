import type { Knex } from "knex";
import type { EndReason, UserResource } from "../contract/index.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import type { ActivityTracker } from "./activity-tracker.ts";
import { addLastActivity } from "./activity.store.ts";
import { endedEntry } from "./session-entries.ts";
import { endOf, type Session } from "./session.ts";
import type { SessionEvents } from "./session-events.ts";
import type { SessionStore } from "./sessions.store.ts";

export interface Ending {
  reason: EndReason;
  /** Shown to the user. */
  message?: string | undefined;
  /** Who ends them; nobody for what happens by itself. */
  by?: UserResource | undefined;
  /** Whom the audit log names where nobody of ours ends them: `host:shop`. */
  actor?: string | undefined;
  /** Kept in the audit log only. */
  auditNote?: string | undefined;
}

export interface SessionEndsOptions {
  database: Database;
  store: SessionStore;
  tracker: ActivityTracker;
  events: SessionEvents;
  journal: Journal;
  clock: Clock;
  /** Keeps what a host must be told of, inside the transaction that ended the sessions. */
  keepRevocations(trx: Knex.Transaction, sessionIds: readonly string[]): Promise<void>;
}

export type SessionEnds = ReturnType<typeof createSessionEnds>;

/** How sessions end: one statement, one audit row each, then everybody is told (sessions.md, 5). */
export function createSessionEnds(options: SessionEndsOptions) {
  const { database, store, tracker, events, journal, clock, keepRevocations } = options;

  /** Ends what is still active among `sessions` and returns those, to be published once `trx` has committed. */
  async function endInside(
    trx: Knex.Transaction,
    sessions: readonly Session[],
    ending: Ending,
  ): Promise<Session[]> {
    const now = clock();
    const candidates = sessions.map((session) => {
      const present = tracker.apply(session);
      return { ...present, ...endAt(present, ending, now) };
    });
    const endedIds = await store.end(trx, candidates);
    const ended = candidates.filter(({ id }) => endedIds.has(id));
    await writeActivity(trx, ended);
    await journal.record(
      trx,
      ended.map((session) => endedEntry(session, ending)),
    );
    await keepRevocations(trx, [...endedIds]);
    return ended;
  }

  /** What was gathered of a session until its end belongs to its history. */
  async function writeActivity(trx: Knex.Transaction, ended: readonly Session[]): Promise<void> {
    for (const { id } of ended) {
      const activity = tracker.find(id);
      if (activity) await addLastActivity(trx, id, activity);
    }
  }

  function publish(ended: readonly Session[]): void {
    for (const { id, user, endReason, endMessage } of ended) {
      tracker.forget(id);
      if (endReason === null) continue;
      events.publish({
        type: "ended",
        sessionId: id,
        subjectId: user?.id ?? null,
        reason: endReason,
        message: endMessage,
      });
    }
  }

  return {
    endInside,
    publish,

    /** Ends what is still active among `sessions`; returns those. Idempotent: the first reason wins. */
    async end(sessions: readonly Session[], ending: Ending): Promise<Session[]> {
      if (sessions.length === 0) return [];
      const ended = await database.transaction((trx) => endInside(trx, sessions, ending));
      publish(ended);
      return ended;
    },
  };
}

/** A deadline that has passed ended the session then, whatever is asked for now. */
function endAt(
  session: Session,
  ending: Ending,
  now: number,
): Pick<Session, "endedAt" | "endReason" | "endMessage" | "endedBy"> {
  const lapse = session.endedAt === null ? endOf(session, now) : undefined;
  if (lapse) return { endedAt: lapse.at, endReason: lapse.reason, endMessage: null, endedBy: null };
  return {
    endedAt: now,
    endReason: ending.reason,
    endMessage: ending.message ?? null,
    endedBy: ending.by ?? null,
  };
}
