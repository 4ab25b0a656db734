import { z } from "zod";
import type { EndSessionsRequest, PageViewRequest, SessionDataPatch } from "../contract/index.ts";

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

export const listQuery = z.object({
  state: z.enum(["active", "ended", "all"]).default("active"),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
});

export const adminListQuery = listQuery.extend({
  state: z.enum(["active", "ended", "all"]).default("all"),
  user: z.string().min(1).max(200).exactOptional(),
});

export const endSessionsRequest = z.object({
  ids: z.array(publicId).min(1, "choose at least one session").max(500),
  reason: z.string().trim().min(1, "say why; the user will read it").max(500),
  auditNote: z.string().max(2_000).exactOptional(),
  dryRun: z.boolean().exactOptional(),
}) satisfies z.ZodType<EndSessionsRequest>;

export const cursorPlace = z.object({ createdAt: z.number(), id: z.string() });
