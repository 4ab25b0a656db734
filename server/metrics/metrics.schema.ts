import { z } from "zod";
import { END_REASONS, METRICS_WINDOWS, type MetricsAnswer } from "../contract/index.ts";
import { count, isoTime } from "../http/wire.schema.ts";

export const metricsQuery = z.object({ window: z.enum(METRICS_WINDOWS).default("24h") });

export const metricsAnswer = z.object({
  window: z.enum(METRICS_WINDOWS),
  generatedAt: isoTime,
  active: z.object({ total: count, signedIn: count, anonymous: count }),
  byUser: z.array(z.object({ user: z.string(), count })).max(10),
  byDevice: z.array(z.object({ device: z.string(), count })),
  averageDurationSeconds: z.int().nullable(),
  expiredLastHour: count,
  endsByReason: z.partialRecord(z.enum(END_REASONS), count),
  logins: z.object({ succeeded: count, failed: count, successRate: z.number().min(0).max(1).nullable() }),
  series: z.array(z.object({ at: isoTime, started: count, ended: count, active: count })).max(91),
  consent: z.object({ accepted: count, rejected: count, chosen: count, withdrawn: count }),
}) satisfies z.ZodType<MetricsAnswer>;
