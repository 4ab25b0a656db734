import type { FrontendEventResource, SessionDebugAnswer } from "../../../server/contract/index.ts";
import { MARTA } from "./people.ts";
import { CURRENT, minutesAgo } from "./sessions.ts";

const MASKED = "••••••••";

/** What the server shows of a superuser's session. */
export const DEBUG_ANSWER: SessionDebugAnswer = {
  session_key: "ses_9Qx…c41",
  session_data: { ...CURRENT, data: { filters_applied: "?year=2026", token: "•••" } },
  cookies: [
    {
      name: "__Host-sereno_sid",
      masked: MASKED,
      bytes: 60,
      httpOnly: true,
      declared: true,
      category: "essential",
    },
    {
      name: "sereno_consent",
      masked: MASKED,
      bytes: 142,
      httpOnly: false,
      declared: true,
      category: "essential",
    },
    {
      name: "theme",
      masked: MASKED,
      bytes: 7,
      httpOnly: false,
      declared: true,
      category: "functional",
      revealable: true,
    },
    { name: "_fbp", masked: MASKED, bytes: 38, httpOnly: false, declared: false, category: null },
  ],
  user_info: MARTA,
  path_history: ["/demo/administration", "/demo/minutes", "/demo/minutes/2026-10-29", "/demo/"].map(
    (path, index) => ({
      path,
      at: minutesAgo(index * 3),
    }),
  ),
  statistics: {
    requestCount: 42,
    byStatusClass: { "2xx": 38, "3xx": 2, "4xx": 2 },
    meanMs: 3.4,
    slowest: { path: "/sereno/api/admin/metrics", ms: 41 },
    lastError: { path: "/sereno/api/sessions/ses_1", status: 404, at: minutesAgo(6) },
  },
  consent: {
    granted: ["functional", "analytics.matomo"],
    policyVersion: 3,
    decidedAt: minutesAgo(60 * 24 * 12),
  },
  server: { version: "0.1.0", time: minutesAgo(0), uptimeSeconds: 81_000, database: "sqlite" },
};

export const FRONTEND_EVENTS: FrontendEventResource[] = [
  reported("error", "error", "Cannot read properties of null (reading 'value')", 2),
  reported("order.sent", "info", null, 9),
  reported("page.view", "info", null, 12),
];

function reported(
  type: string,
  level: FrontendEventResource["level"],
  message: string | null,
  minutes: number,
): FrontendEventResource {
  const at = minutesAgo(minutes);
  const id = `evt_${type}`;
  return {
    id,
    at,
    receivedAt: at,
    type,
    level,
    message,
    path: "/demo/minutes",
    count: 1,
    data: null,
    sessionId: CURRENT.id,
    user: MARTA.username,
  };
}
