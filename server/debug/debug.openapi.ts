import { z } from "zod";
import { CATEGORY_IDS, type SessionDebugAnswer } from "../contract/index.ts";
import type { Operations } from "../http/operation.ts";
import { revealRequest } from "./debug.schema.ts";
import { count, isoTime, pathVisit, userResource } from "../http/wire.schema.ts";

const receivedCookie = z.object({
  name: z.string(),
  masked: z.string(),
  bytes: count,
  httpOnly: z.union([z.boolean(), z.literal("inferred")]),
  declared: z.boolean(),
  category: z.enum(CATEGORY_IDS).nullable(),
  revealable: z.literal(true).exactOptional(),
});

const requestStatistics = z.object({
  requestCount: count,
  byStatusClass: z.record(z.string(), count),
  meanMs: z.number().nullable(),
  slowest: z.object({ path: z.string(), ms: z.number() }).nullable(),
  lastError: z.object({ path: z.string(), status: z.int(), at: isoTime }).nullable(),
});

const sessionDebugAnswer = z.object({
  session_key: z.string(),
  session_data: z.record(z.string(), z.json()),
  cookies: z.array(receivedCookie),
  user_info: userResource,
  path_history: z.array(pathVisit),
  statistics: requestStatistics,
  consent: z.object({
    granted: z.array(z.string()),
    policyVersion: z.int().nullable(),
    decidedAt: isoTime.nullable(),
  }),
  server: z.object({
    version: z.string(),
    time: isoTime,
    uptimeSeconds: count,
    database: z.enum(["sqlite", "postgresql"]),
  }),
}) satisfies z.ZodType<SessionDebugAnswer>;

export const debugOperations: Operations = {
  "GET /api/session-debug": {
    summary: "The caller's session, cookies, last paths and statistics, masked",
    access: "hidden",
    answers: { 200: sessionDebugAnswer },
  },
  "POST /api/session-debug/reveal": {
    summary: "The value of a cookie that the policy marks revealable; audited",
    access: "hidden",
    body: revealRequest,
    answers: { 200: z.object({ cookie: z.string(), value: z.string() }) },
    problems: ["forbidden", "reauth_required"],
  },
  "POST /api/clear-session": {
    summary: "Resets counters, history and temporary data; keeps the sign-in",
    access: "hidden",
    answers: { 200: z.object({ cleared: z.literal(true) }) },
  },
};
