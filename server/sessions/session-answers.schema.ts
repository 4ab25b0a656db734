import { z } from "zod";
import type { EndSessionsAnswer, SessionAnswer, SessionDataAnswer } from "../contract/index.ts";
import { count, isoTime, sessionResource, userResource } from "../http/wire.schema.ts";

export const sessionAnswer = z
  .object({
    session: sessionResource,
    user: userResource.nullable(),
    csrfToken: z.string(),
    serverTime: isoTime,
  })
  .meta({ id: "SessionAnswer" }) satisfies z.ZodType<SessionAnswer>;

export const sessionDataAnswer = z.object({
  data: z.record(z.string(), z.json()),
}) satisfies z.ZodType<SessionDataAnswer>;

export const endSessionsAnswer = z.object({
  ended: count,
  ids: z.array(z.string()),
  notFound: z.array(z.string()),
  more: z.boolean(),
}) satisfies z.ZodType<EndSessionsAnswer>;
