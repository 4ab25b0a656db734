import { z } from "zod";
import type {
  AccountResource,
  DisableAnswer,
  EnableAnswer,
  LoginAttemptResource,
} from "../contract/index.ts";
import { count, isoTime, locationResource, userResource } from "../http/wire.schema.ts";

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
};

const time = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone" })
  .transform((text) => Date.parse(text));

export const usersQuery = z.object({ q: z.string().min(1).max(200).exactOptional(), ...page });

export const attemptsQuery = z.object({
  outcome: z.enum(["succeeded", "failed", "throttled"]).exactOptional(),
  user: z.string().min(1).max(200).exactOptional(),
  ip: z.string().min(1).max(64).exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
  ...page,
});

export const userPlace = z.string();

export const attemptPlace = z.tuple([z.number(), z.string()]);

export const accountResource = userResource
  .extend({ isVouchedFor: z.boolean(), createdAt: isoTime, disabledAt: isoTime.nullable() })
  .meta({ id: "Account" }) satisfies z.ZodType<AccountResource>;

export const disableAnswer = z.object({
  user: accountResource,
  ended: count,
}) satisfies z.ZodType<DisableAnswer>;

export const enableAnswer = z.object({ user: accountResource }) satisfies z.ZodType<EnableAnswer>;

export const loginAttemptResource = z
  .object({
    at: isoTime,
    username: z.string().nullable(),
    outcome: z.enum(["succeeded", "failed", "throttled"]),
    reason: z.string().nullable(),
    ipAddress: z.string(),
    userAgent: z.string(),
    location: locationResource.nullable(),
  })
  .meta({ id: "LoginAttempt" }) satisfies z.ZodType<LoginAttemptResource>;
