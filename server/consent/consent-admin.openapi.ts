import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";
import { decisionResource } from "./consent.openapi.ts";
import { consentRates, decisionFilter, decisionListQuery, ratesQuery } from "./decision-lists.schema.ts";

export const consentAdminOperations: Operations = {
  "GET /api/admin/consent-decisions": {
    summary: "Recorded decisions, newest first",
    access: "superuser",
    query: decisionListQuery,
    problems: ["malformed"],
    answers: { 200: pageOf(decisionResource) },
  },
  "GET /api/admin/consent-rates": {
    summary: "How often visitors accepted, rejected, chose or withdrew, by day, language and layout",
    access: "superuser",
    query: ratesQuery,
    answers: { 200: consentRates },
  },
  "GET /api/admin/consent-decisions.csv": {
    summary: "The same decisions as a file for spreadsheets, streamed and audited",
    access: "superuser",
    query: decisionFilter,
    problems: ["reauth_required", "origin"],
    answers: { 200: "text/csv" },
  },
  "GET /api/admin/consent-decisions.ndjson": {
    summary: "The same decisions as one JSON object a line, streamed and audited",
    access: "superuser",
    query: decisionFilter,
    problems: ["reauth_required", "origin"],
    answers: { 200: "application/x-ndjson" },
  },
};
