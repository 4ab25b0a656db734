import type { Clock } from "../clock.ts";
import { MINUTE_MS, SECOND_MS } from "../clock.ts";
import type { EventTopic, ServerEvents, SessionEnded } from "../contract/index.ts";
import type { EventStream } from "../http/event-stream.ts";
import { endOf, type Session } from "./session.ts";
import type { SessionEvent, SessionEvents } from "./session-events.ts";

/** How long before the idle end the page is warned (WCAG 2.2.1). */
export const WARNING_MS = 2 * MINUTE_MS;
const TICK_MS = SECOND_MS;
const PING_MS = 25 * SECOND_MS;

interface OpenStream {
  stream: EventStream;
  session: Session;
  topics: ReadonlySet<EventTopic>;
  /** The deadline that this tab was warned of. */
  warnedFor: number | undefined;
  pingedAt: number;
}

interface EventStreamsOptions {
  events: SessionEvents;
  clock: Clock;
  /** The session as it stands now, from the database. Many are asked for at once. */
  findById(id: string): Promise<Session | undefined>;
  /** The session with activity that is not written yet. */
  applyActivity(session: Session): Session;
  onError(error: unknown): void;
}

export type EventStreams = ReturnType<typeof createEventStreams>;

/** All open streams of this process. One timer serves them all; a stream closes when its session ends. */
export function createEventStreams({ events, clock, findById, applyActivity, onError }: EventStreamsOptions) {
  const open = new Set<OpenStream>();
  const timer = setInterval(() => tick(), TICK_MS);
  timer.unref();
  events.subscribe(pass);
  events.onUnknown(() => void recheckAll());
  let isRechecking = false;
  let isStale = false;

  function pass(event: SessionEvent): void {
    for (const entry of open) {
      if (event.type === "ended" && event.sessionId === entry.session.id) {
        finish(entry, { id: event.sessionId, endReason: event.reason, endMessage: event.message });
      } else if (concerns(event, entry)) {
        entry.stream.send("sessions-changed", {});
      }
    }
  }

  function finish(entry: OpenStream, ended: SessionEnded): void {
    open.delete(entry);
    entry.stream.send("session-ended", ended);
    entry.stream.close();
  }

  function tick(): void {
    const now = clock();
    for (const entry of open) {
      const session = applyActivity(entry.session);
      const expiring = session.idleExpiresAt - now <= WARNING_MS && entry.warnedFor !== session.idleExpiresAt;
      if (expiring || endOf(session, now) !== undefined) {
        void recheck(entry);
      }
      if (Math.abs(now - entry.pingedAt) < PING_MS) continue;
      entry.pingedAt = now;
      entry.stream.ping();
      // News may have been lost on the way.
      void recheck(entry);
    }
  }

  /** Whether `entry` may (still) hear of a topic: it is for superusers, and roles are taken away. */
  const hears = (entry: OpenStream, topic: EventTopic) =>
    entry.topics.has(topic) && entry.session.user?.isSuperuser === true;

  /** Reads the session again: another tab, another node or a command may have moved its deadline or ended it. */
  async function recheck(entry: OpenStream): Promise<void> {
    try {
      settle(entry, await findById(entry.session.id));
    } catch (error) {
      onError(error);
    }
  }

  function settle(entry: OpenStream, session: Session | undefined): void {
    if (!open.has(entry)) return;
    if (session === undefined)
      return finish(entry, { id: entry.session.id, endReason: "account_deleted", endMessage: null });
    entry.session = session;
    const end = endOf(session, clock());
    if (end !== undefined)
      return finish(entry, { id: session.id, endReason: end.reason, endMessage: end.message });
    if (session.idleExpiresAt - clock() > WARNING_MS || entry.warnedFor === session.idleExpiresAt) return;
    entry.warnedFor = session.idleExpiresAt;
    entry.stream.send("session-expiring", { idleExpiresAt: new Date(session.idleExpiresAt).toISOString() });
  }

  /** One run at a time; what is asked for meanwhile is one more run after it. */
  async function recheckAll(): Promise<void> {
    isStale = true;
    if (isRechecking) return;
    isRechecking = true;
    while (isStale) {
      isStale = false;
      await Promise.all(
        [...open].map(async (entry) => {
          await recheck(entry);
          if (open.has(entry)) entry.stream.send("sessions-changed", {});
        }),
      );
    }
    isRechecking = false;
  }

  return {
    /** Keeps `stream` told until its session ends or the client leaves. */
    add(stream: EventStream, session: Session, topics: ReadonlySet<EventTopic>): void {
      const entry = { stream, session, topics, warnedFor: undefined, pingedAt: clock() };
      open.add(entry);
      stream.onClose(() => open.delete(entry));
      // It may have ended since the request was let in.
      void recheck(entry);
    },
    get size() {
      return open.size;
    },
    /** Whether anybody listens to a topic. */
    hasListeners: (topic: EventTopic): boolean => [...open].some((entry) => hears(entry, topic)),
    /** Tells everybody who listens to a topic. */
    tellTopic<Name extends keyof ServerEvents>(
      topic: EventTopic,
      name: Name,
      data: ServerEvents[Name],
    ): void {
      for (const entry of open) if (hears(entry, topic)) entry.stream.send(name, data);
    },
    /** Closes every stream: the server stops. */
    close(): void {
      clearInterval(timer);
      for (const { stream } of open) stream.close();
      open.clear();
    },
  };
}

function concerns(event: SessionEvent, { session, topics }: OpenStream): boolean {
  if (topics.has("sessions") && session.user?.isSuperuser === true) return true;
  return session.user !== null && event.subjectId === session.user.id;
}
