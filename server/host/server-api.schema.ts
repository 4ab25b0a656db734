import { isIP } from "node:net";
import { z } from "zod";
import type {
  HostDisableAnswer,
  HostEndAnswer,
  HostEndRequest,
  ReportedAttemptsAnswer,
  RevocationResource,
  RevocationsAnswer,
} from "../contract/index.ts";
import { count, endReason, isoTime } from "../http/wire.schema.ts";

/** Behind the proxies of most hosts an answer may take 30 seconds. */
const LONGEST_WAIT_SECONDS = 25;
const ATTEMPTS = 100;

const name = z.string().min(1).max(500);

export const hostEndRequest = z
  .strictObject({ hostSid: name.exactOptional(), subject: name.exactOptional() })
  .refine(
    ({ hostSid, subject }) => (hostSid === undefined) !== (subject === undefined),
    "must hold either hostSid or subject",
  ) satisfies z.ZodType<HostEndRequest>;

export const hostEndAnswer = z.object({ ended: count }) satisfies z.ZodType<HostEndAnswer>;

export const revocationsQuery = z.object({
  since: z
    .string()
    .regex(/^\d{1,15}$/, "must be a cursor of this feed")
    .transform(Number)
    .exactOptional(),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_SECONDS).default(0).describe("Seconds"),
});

const revocationResource = z
  .object({
    hostSid: z.string().nullable(),
    subject: z.string().nullable(),
    endReason,
    endedAt: isoTime,
  })
  .meta({ id: "Revocation" }) satisfies z.ZodType<RevocationResource>;

export const revocationsAnswer = z.object({
  items: z.array(revocationResource),
  cursor: z.string(),
}) satisfies z.ZodType<RevocationsAnswer>;

/** Whoever guesses chooses name and browser: what is too long is cut, so that nobody keeps an attempt from being told. */
const cut = (length: number) =>
  z
    .string()
    .max(8_192)
    .transform((text) => text.slice(0, length));

const reportedAttempt = z.object({
  username: cut(200),
  outcome: z.enum(["succeeded", "failed", "throttled"]),
  reason: cut(200).exactOptional(),
  ipAddress: z.string().refine((text) => isIP(text) !== 0, "must be an IP address"),
  userAgent: cut(1_000),
  at: z.iso
    .datetime({ offset: true, error: "must be an ISO 8601 time with a zone" })
    .transform((text) => Date.parse(text)),
});

export const reportedAttemptsRequest = z.object({ attempts: z.array(reportedAttempt).min(1).max(ATTEMPTS) });

export const reportedAttemptsAnswer = z.object({ kept: count }) satisfies z.ZodType<ReportedAttemptsAnswer>;

export const hostDisableAnswer = z.object({ ended: count }) satisfies z.ZodType<HostDisableAnswer>;
