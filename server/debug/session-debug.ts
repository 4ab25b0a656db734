import type {
  GrantId,
  PathVisit,
  RevealAnswer,
  SessionDebugAnswer,
  SessionResource,
  UserResource,
} from "../contract/index.ts";
import type { Clock } from "../clock.ts";
import { Problem } from "../http/problem.ts";
import { type CookieLookup, describeReceivedCookies, findCookieValue } from "./received-cookies.ts";
import type { RequestStatisticsRecorder } from "./request-statistics.ts";

/** The session of the superuser who asks. */
export interface DebuggedSession {
  resource: SessionResource;
  user: UserResource;
  /** Temporary data of the page. */
  data: Readonly<Record<string, unknown>>;
  pathHistory: readonly PathVisit[];
}

export interface SessionDebugOptions {
  statistics: Pick<RequestStatisticsRecorder, "find">;
  findConsent(
    cookieHeader: string,
  ): { granted: GrantId[]; policyVersion: number; decidedAt: number } | undefined;
  lookUpCookie: CookieLookup;
  /** Cookies of which not one character is shown: those that open or protect a session. */
  isSecretCookie(name: string): boolean;
  redact(value: unknown): unknown;
  clock: Clock;
  server: { version: string; startedAt: number; database: "sqlite" | "postgresql" };
}

export type SessionDebugger = ReturnType<typeof createSessionDebugger>;

/** What a superuser may know of the present session, with nothing in it that opens one. */
export function createSessionDebugger(options: SessionDebugOptions) {
  const { statistics, findConsent, lookUpCookie, isSecretCookie, redact, clock, server } = options;
  return {
    /** Throws 403 unless the policy lets a superuser see the cookie; one that opens a session is never shown. */
    requireRevealable(name: string): void {
      if (lookUpCookie(name)?.revealable === true && !isSecretCookie(name)) return;
      throw new Problem("forbidden", "The site's policy does not let this cookie be shown.");
    },

    /** Throws 404 when the browser did not send it. */
    getCookie(name: string, cookieHeader: string): RevealAnswer {
      const value = findCookieValue(cookieHeader, name);
      if (value === undefined) throw new Problem("not_found", "The browser sent no such cookie.");
      return { cookie: name, value };
    },

    describe(session: DebuggedSession, cookieHeader: string): SessionDebugAnswer {
      const { resource, user, data, pathHistory } = session;
      const { pathHistory: _, user: __, ...record } = resource;
      const consent = findConsent(cookieHeader);
      const now = clock();
      return {
        session_key: shorten(resource.id),
        session_data: redact({ ...record, id: shorten(resource.id), data }) as Record<string, unknown>,
        cookies: describeReceivedCookies(cookieHeader, lookUpCookie, isSecretCookie),
        user_info: user,
        path_history: pathHistory.slice(0, 10).map(({ path, at }) => ({ path: String(redact(path)), at })),
        statistics: { requestCount: resource.requestCount, ...statistics.find(resource.id) },
        consent: {
          granted: consent?.granted ?? [],
          policyVersion: consent?.policyVersion ?? null,
          decidedAt: consent === undefined ? null : new Date(consent.decidedAt).toISOString(),
        },
        server: {
          version: server.version,
          time: new Date(now).toISOString(),
          uptimeSeconds: Math.max(0, Math.round((now - server.startedAt) / 1_000)),
          database: server.database,
        },
      };
    },
  };
}

/** `ses_3vQbKx…` → `ses_3vQb…x9Qw`: enough to tell sessions apart. */
function shorten(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;
}
