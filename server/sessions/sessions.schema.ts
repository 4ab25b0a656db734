import { z } from "zod";
import {
  END_REASONS,
  type EndSessionsRequest,
  type PageViewRequest,
  type SessionDataPatch,
  type SessionFilterRequest,
} from "../contract/index.ts";

const publicId = z.string().regex(/^[a-z]{3}_[\w-]{1,64}$/, "must be a public id");

export const pageViewRequest = z.object({
  path: z.string().min(1).max(2_048).startsWith("/", "must begin with /"),
  title: z.string().max(300).exactOptional(),
}) satisfies z.ZodType<PageViewRequest>;

/** Bytes of JSON that a session's temporary data may take in all. */
export const DATA_BYTES = 8_192;

export const sessionDataPatch = z.record(
  z.string().min(1).max(64),
  z.json(),
) satisfies z.ZodType<SessionDataPatch>;

const state = z.enum(["active", "ended", "all"]);

const time = z.iso.datetime({ offset: true, error: "must be an ISO 8601 time with a zone" });

const sessionFilter = z.object({
  state: state.exactOptional(),
  user: z.string().min(1).max(200).exactOptional(),
  q: z.string().min(1).max(200).exactOptional(),
  device: z.string().min(1).max(200).exactOptional(),
  ip: z.string().min(1).max(64).exactOptional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "must be a country's two letters")
    .toUpperCase()
    .exactOptional(),
  endReason: z.enum(END_REASONS).exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
}) satisfies z.ZodType<SessionFilterRequest>;

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
};

export const listQuery = z.object({ state: state.default("active"), ...page });

/** A person's sessions, for a superuser. */
export const historyQuery = z.object({ state: state.default("all"), ...page });

const sorting = {
  sort: z.enum(["lastSeenAt", "startedAt", "user"]).default("startedAt"),
  order: z.enum(["asc", "desc"]).exactOptional(),
};

export const adminListQuery = sessionFilter.extend({ state: state.default("all"), ...sorting, ...page });

export const exportQuery = sessionFilter.extend({ state: state.default("all"), ...sorting });

/** Sessions that one call ends at most. */
export const MOST_ENDS = 10_000;

const CHOICES = ["ids", "filter", "userId"] as const;

export const endSessionsRequest = z
  .object({
    ids: z.array(publicId).min(1, "choose at least one session").max(500).exactOptional(),
    filter: sessionFilter.strict().exactOptional(),
    userId: publicId.exactOptional(),
    limit: z.number().int().min(1).max(MOST_ENDS).exactOptional(),
    reason: z.string().trim().min(1, "say why; the user will read it").max(500),
    auditNote: z.string().max(2_000).exactOptional(),
    dryRun: z.boolean().exactOptional(),
  })
  .refine((request) => CHOICES.filter((choice) => request[choice] !== undefined).length === 1, {
    path: ["ids"],
    message: "say which with exactly one of ids, filter and userId",
  }) satisfies z.ZodType<EndSessionsRequest>;

export const sessionPlace = z
  .array(z.union([z.string(), z.number()]))
  .min(2)
  .max(3);
