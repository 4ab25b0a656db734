import { z } from "zod";
import {
  END_REASONS,
  type DeviceResource,
  type LocationResource,
  type PathVisit,
  type ProblemCode,
  type ProblemDetails,
  type SessionResource,
  type UserResource,
} from "../contract/index.ts";
import { PROBLEM_STATUS } from "./problem.ts";

/** Shapes that the answers of several features share. Those of one feature stand in its own schema file. */
export const isoTime = z.iso.datetime().describe("ISO 8601, UTC");

export const count = z.int().min(0);

export const userResource = z
  .object({
    id: z.string(),
    username: z.string(),
    displayName: z.string(),
    roles: z.array(z.string()),
    isSuperuser: z.boolean(),
  })
  .meta({ id: "User" }) satisfies z.ZodType<UserResource>;

const deviceResource = z
  .object({
    label: z.string(),
    type: z.enum(["desktop", "mobile", "tablet", "bot", "unknown"]),
    browser: z.string().nullable(),
    os: z.string().nullable(),
  })
  .meta({ id: "Device" }) satisfies z.ZodType<DeviceResource>;

export const locationResource = z
  .object({ country: z.string(), city: z.string().nullable() })
  .meta({ id: "Location" }) satisfies z.ZodType<LocationResource>;

export const pathVisit = z
  .object({ path: z.string(), at: isoTime })
  .meta({ id: "PathVisit" }) satisfies z.ZodType<PathVisit>;

export const endReason = z.enum(END_REASONS).meta({ id: "EndReason" });

export const sessionResource = z
  .object({
    id: z.string(),
    kind: z.enum(["signed_in", "anonymous", "bearer"]),
    current: z.boolean(),
    status: z.enum(["active", "ended"]),
    startedAt: isoTime,
    lastSeenAt: isoTime,
    endedAt: isoTime.nullable(),
    endReason: endReason.nullable(),
    endMessage: z.string().nullable(),
    endedBy: userResource.nullable(),
    durationSeconds: z.int(),
    idleExpiresAt: isoTime,
    absoluteExpiresAt: isoTime,
    ipAddress: z.string(),
    userAgent: z.string(),
    device: deviceResource,
    location: locationResource.nullable(),
    requestCount: count,
    pathHistory: z.array(pathVisit).exactOptional(),
    user: userResource.nullable(),
  })
  .meta({ id: "Session" }) satisfies z.ZodType<SessionResource>;

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: count.exactOptional(),
    totalIsCapped: z.literal(true).exactOptional(),
  });
}

/** RFC 9457. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(PROBLEM_STATUS) as ProblemCode[]),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
    endReason: endReason.exactOptional(),
    endMessage: z.string().nullable().exactOptional(),
    endedAt: isoTime.exactOptional(),
    reauthUrl: z.string().exactOptional(),
    reauthName: z.string().exactOptional(),
  })
  .meta({ id: "Problem" }) satisfies z.ZodType<ProblemDetails>;
