import { z } from "zod";
import { CONSENT_ACTIONS, CONSENT_SOURCES } from "../contract/index.ts";

/** UUIDs are compared as text. */
export const decisionId = z.uuid().transform((id) => id.toLowerCase());

/** `PUT /api/consent/decisions/:id`. */
export const decisionRequest = z.object({
  action: z.enum(CONSENT_ACTIONS),
  granted: z
    .array(
      z
        .string()
        .regex(/^[a-z][\w-]*(\.[\w-]+)?$/)
        .max(100),
    )
    .max(100),
  policyVersion: z.int().min(1).max(999_999),
  decidedAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  locale: z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z\d]{1,8}){0,4}$/, "must be a language tag such as es"),
  layout: z.string().regex(/^[a-z][a-z\d-]{0,39}$/, "must be a short lower-case name"),
  source: z.enum(CONSENT_SOURCES),
  secretHash: z.string().regex(/^[\da-f]{64}$/, "must be a SHA-256 in lower-case hex"),
});

export type AcceptedDecision = z.output<typeof decisionRequest>;

/** `GET /api/consent/policy-changes`. */
export const changesQuery = z.object({
  since: z.coerce.number().int().min(1).max(999_999),
  lang: z.string().max(40).optional(),
});

/** The form of the consent page. A checkbox that stands alone comes as text. */
export const consentForm = z.object({
  answer: z.enum(["accept", "reject", "choose"]),
  grant: z
    .union([z.string(), z.array(z.string()).max(100)])
    .default([])
    .transform((given) => [given].flat()),
});

/** The forms of the receipt page. An id that is none is as unknown as any other. */
export const receiptForm = z.object({
  do: z.enum(["show", "export", "erase"]),
  id: z.string().trim().min(1).max(100),
  secret: z.string().trim().min(1).max(200),
});

export type ConsentForm = z.output<typeof consentForm>;
