import { z } from "zod";
import { CONSENT_ACTIONS, type ConsentCounts, type ConsentRates } from "../contract/index.ts";
import { count, isoTime } from "../http/wire.schema.ts";

const time = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone" })
  .transform((text) => Date.parse(text));

/** The decisions that are asked for; times are those of arrival. */
export const decisionFilter = z.object({
  action: z.enum(CONSENT_ACTIONS).exactOptional(),
  locale: z.string().min(2).max(50).exactOptional(),
  layout: z.string().min(1).max(40).exactOptional(),
  policyVersion: z.coerce.number().int().min(1).max(999_999).exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
});

export type DecisionFilter = z.output<typeof decisionFilter>;

export const decisionListQuery = decisionFilter.extend({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
});

export const decisionPlace = z.object({ receivedAt: z.number(), seq: z.number() });

/** The last 30 days when it does not say. */
export const ratesQuery = z.object({ from: time.exactOptional(), to: time.exactOptional() });

const consentCounts = z.object({
  accepted: count,
  rejected: count,
  chosen: count,
  withdrawn: count,
  expired: count,
  acceptanceRate: z.number().min(0).max(1).nullable(),
}) satisfies z.ZodType<ConsentCounts>;

export const consentRates = z
  .object({
    from: isoTime,
    to: isoTime,
    total: consentCounts,
    days: z.array(consentCounts.extend({ day: z.iso.date() })),
    languages: z.array(consentCounts.extend({ locale: z.string() })),
    layouts: z.array(consentCounts.extend({ layout: z.string() })),
  })
  .meta({ id: "ConsentRates" }) satisfies z.ZodType<ConsentRates>;
