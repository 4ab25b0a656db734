import { z } from "zod";
import {
  CATEGORY_IDS,
  CONSENT_ACTIONS,
  CONSENT_SOURCES,
  type DeclaredItem,
  type DecisionResource,
  type PolicyChanges,
  type PolicyResource,
  type ReceiptResource,
} from "../contract/index.ts";
import type { Operations } from "../http/operation.ts";
import { isoTime } from "../http/wire.schema.ts";
import { changesQuery, consentForm, decisionId, decisionRequest, receiptForm } from "./consent.schema.ts";

const declaredItem = z
  .object({
    name: z.string(),
    kind: z.enum(["cookie", "localStorage", "sessionStorage", "indexedDB"]),
    purpose: z.string(),
    duration: z.string(),
    provider: z.string(),
    httpOnly: z.boolean().exactOptional(),
    revealable: z.boolean().exactOptional(),
  })
  .meta({ id: "DeclaredItem" }) satisfies z.ZodType<DeclaredItem>;

const policyService = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  provider: z.string(),
  items: z.array(declaredItem),
});

const policyResource = z
  .object({
    version: z.int(),
    hash: z.string(),
    locale: z.string(),
    locales: z.array(z.string()),
    categories: z.array(
      z.object({
        id: z.enum(CATEGORY_IDS),
        name: z.string(),
        description: z.string(),
        services: z.array(policyService),
      }),
    ),
    protection: z.array(z.string()),
    texts: z.record(z.string(), z.record(z.string(), z.string())).exactOptional(),
  })
  .meta({ id: "Policy" }) satisfies z.ZodType<PolicyResource>;

const policyChanges = z
  .object({
    since: z.int(),
    version: z.int(),
    changes: z.array(
      z.object({
        kind: z.enum(["added", "changed", "removed"]),
        id: z.string(),
        name: z.string(),
        category: z.string().exactOptional(),
        items: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: "PolicyChanges" }) satisfies z.ZodType<PolicyChanges>;

export const decisionResource = z
  .object({
    id: z.string(),
    action: z.enum(CONSENT_ACTIONS),
    granted: z.array(z.string()),
    policyVersion: z.int(),
    policyHash: z.string(),
    decidedAt: isoTime,
    receivedAt: isoTime,
    locale: z.string(),
    layout: z.string(),
    source: z.enum(CONSENT_SOURCES),
    hash: z.string(),
    previousHash: z.string().nullable(),
  })
  .meta({ id: "Decision" }) satisfies z.ZodType<DecisionResource>;

const receiptResource = decisionResource
  .extend({ policy: policyResource })
  .meta({ id: "Receipt" }) satisfies z.ZodType<ReceiptResource>;

const params = z.object({ id: decisionId });

export const consentOperations: Operations = {
  "GET /api/consent/policy": {
    summary: "Categories, services, cookies and texts in one language",
    access: "anyone",
    query: z.object({ lang: z.string().exactOptional() }),
    answers: { 200: policyResource },
  },
  "GET /api/consent/policy-changes": {
    summary: "Which categories, services and cookies are new, changed or gone since a version of the policy",
    access: "anyone",
    query: changesQuery,
    answers: { 200: policyChanges },
    problems: ["not_found", "rate_limited"],
  },
  "PUT /api/consent/decisions/:id": {
    summary: "Records a decision for good; the identical repeat answers 200",
    access: "anyone",
    params,
    body: decisionRequest,
    answers: { 200: decisionResource, 201: decisionResource },
    problems: ["not_found", "conflict", "rate_limited"],
  },
  "GET /api/consent/decisions/:id": {
    summary: "The receipt, with the policy as it was shown",
    access: "receipt",
    params,
    answers: { 200: receiptResource },
    problems: ["rate_limited"],
  },
  "DELETE /api/consent/decisions/:id": {
    summary: "Erases what ties the decision to a browser",
    access: "receipt",
    params,
    answers: { 204: null },
    problems: ["rate_limited"],
  },
  "GET /consent": {
    summary: "The choice for browsers without JavaScript",
    access: "anyone",
    query: z.object({ next: z.string().exactOptional() }),
    answers: { 200: "text/html" },
  },
  "POST /consent": {
    summary: "Answers the choice by form",
    access: "anyone",
    form: consentForm,
    answers: { 303: null },
    problems: ["rate_limited"],
  },
  "GET /consent/receipt": {
    summary: "The receipt of an answer by form, once, and the form to look one up",
    access: "anyone",
    query: z.object({ next: z.string().exactOptional() }),
    answers: { 200: "text/html" },
  },
  "POST /consent/receipt": {
    summary: "Shows, downloads or erases a record, by form",
    access: "anyone",
    form: receiptForm,
    answers: { 200: "*/*", 404: "text/html" },
    problems: ["rate_limited"],
  },
  "GET /assets/:file": {
    summary: "A built file or a policy of the past, immutable by its name",
    access: "anyone",
    answers: { 200: "*/*", 304: null },
    problems: ["not_found"],
  },
};
