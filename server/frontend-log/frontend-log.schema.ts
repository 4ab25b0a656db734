import { toUSVString } from "node:util";
import { z } from "zod";
import { EVENT_LEVELS, FRONTEND_LOG_LIMITS } from "../contract/index.ts";

const { depth, events, stringBytes } = FRONTEND_LOG_LIMITS;

/** PostgreSQL's integer. */
const COUNT_MAX = 2 ** 31 - 1;

const shortText = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= stringBytes, `must be at most ${stringBytes} bytes`)
  .transform(storable);

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const event = z.object({
  id: z.uuid().transform((id) => id.toLowerCase()),
  at: instant,
  type: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z\d_-]*(\.[a-z\d_-]+)*$/, "must be a dotted lower-case name"),
  level: z.enum(EVENT_LEVELS).default("info"),
  message: shortText.optional(),
  path: shortText.transform(withoutQueryValues).optional(),
  count: z.int().min(1).max(COUNT_MAX).default(1),
  data: z
    .unknown()
    .refine(isObject, "must be an object")
    .superRefine((data, context) => {
      const message = findBreach(data, depth);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .optional(),
});

/** `POST /api/frontend-log`. The limits hold before anything is copied or walked to the end. */
export const frontendLogSchema = z
  .object({
    v: z.literal(1),
    sent: instant,
    dropped: z.int().min(0).max(COUNT_MAX).optional(),
    events: z.array(z.unknown()).max(events).pipe(z.array(event)),
  })
  .refine(({ dropped = 0, events: kept }) => dropped + kept.length > 0, {
    path: ["events"],
    message: "says nothing",
  });

/** The same with its events spelled out, for the API's document: `frontendLogSchema` counts them before it looks at any. */
export const frontendLogBody = z.object({ ...frontendLogSchema.shape, events: z.array(event).max(events) });

/** One event of the page, checked; times are epoch ms. */
export type AcceptedEvent = z.output<typeof event>;

export type AcceptedBatch = z.output<typeof frontendLogSchema>;

/** What PostgreSQL's UTF-8 text can hold: no NUL and no lone surrogate. */
function storable(text: string): string {
  return toUSVString(text.replaceAll("\0", "\u{fffd}"));
}

/** `/search?q=secret` keeps which keys were asked for: `/search?q`. */
function withoutQueryValues(path: string): string {
  return path.replace(/=[^&#]*/g, "").replace(/#.*$/s, "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findBreach(value: unknown, levels: number): string | undefined {
  if (typeof value === "string" && Buffer.byteLength(value) > stringBytes) {
    return `holds a text of more than ${stringBytes} bytes`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (levels === 0) return `is nested more than ${depth} levels deep`;
  for (const [key, item] of Object.entries(value)) {
    const breach = findBreach(key, 0) ?? findBreach(item, levels - 1);
    if (breach !== undefined) return breach;
  }
  return undefined;
}
