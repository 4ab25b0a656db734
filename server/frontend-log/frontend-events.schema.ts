import { z } from "zod";
import {
  EVENT_LEVELS,
  type FrontendEventFilter,
  type FrontendEventGroups,
  type FrontendEventResource,
} from "../contract/index.ts";
import { count, isoTime } from "../http/wire.schema.ts";

const filter = z.object({
  session: z.string().min(1).max(100).exactOptional(),
  user: z.string().min(1).max(200).exactOptional(),
  type: z.string().min(1).max(100).exactOptional(),
  level: z.enum(EVENT_LEVELS).exactOptional(),
  text: z.string().min(1).max(200).exactOptional(),
}) satisfies z.ZodType<FrontendEventFilter>;

export const eventListQuery = filter.extend({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
});

export const eventGroupsQuery = filter;

/** What a cursor holds: when the last event of the page came, and its id. */
export const eventPlace = z.object({ receivedAt: z.number(), id: z.string() });

const level = z.enum(EVENT_LEVELS);

export const frontendEventResource = z
  .object({
    id: z.string(),
    at: isoTime,
    receivedAt: isoTime,
    type: z.string(),
    level,
    message: z.string().nullable(),
    path: z.string().nullable(),
    count,
    data: z.record(z.string(), z.json()).nullable(),
    sessionId: z.string().nullable(),
    user: z.string().nullable(),
  })
  .meta({ id: "FrontendEvent" }) satisfies z.ZodType<FrontendEventResource>;

export const frontendEventGroups = z.object({
  items: z.array(
    z.object({
      type: z.string(),
      level,
      message: z.string().nullable(),
      count,
      sessions: count,
      firstAt: isoTime,
      lastAt: isoTime,
    }),
  ),
  events: count,
  eventsAreCapped: z.boolean(),
}) satisfies z.ZodType<FrontendEventGroups>;
