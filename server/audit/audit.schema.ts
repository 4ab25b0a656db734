import { z } from "zod";
import type { AuditEntryResource } from "../contract/index.ts";

const time = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone" })
  .transform((text) => Date.parse(text));

export const auditListQuery = z.object({
  action: z
    .string()
    .regex(/^[A-Z_]{1,40}$/, "must be the name of an action")
    .exactOptional(),
  actor: z.string().min(1).max(200).exactOptional(),
  target: z.string().min(1).max(200).exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
});

export const auditPlace = z.object({ at: z.number(), seq: z.number() });

export const auditEntryResource = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    actor: z.string().nullable(),
    action: z.string(),
    target: z.string().nullable(),
    data: z.record(z.string(), z.unknown()).nullable(),
    hash: z.string(),
    previousHash: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" }) satisfies z.ZodType<AuditEntryResource>;
