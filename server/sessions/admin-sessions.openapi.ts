import type { Operations } from "../http/operation.ts";
import { pageOf, sessionResource } from "../http/wire.schema.ts";
import { endSessionsAnswer } from "./session-answers.schema.ts";
import { adminListQuery, endSessionsRequest, exportQuery, historyQuery } from "./sessions.schema.ts";

export const adminSessionOperations: Operations = {
  "GET /api/admin/sessions": {
    summary: "Everybody's sessions",
    access: "superuser",
    query: adminListQuery,
    answers: { 200: pageOf(sessionResource) },
    problems: ["malformed"],
  },
  "GET /api/admin/sessions.csv": {
    summary: "The same as a file, streamed whole",
    access: "superuser",
    query: exportQuery,
    answers: { 200: "text/csv" },
    problems: ["reauth_required", "origin"],
  },
  "GET /api/admin/users/:id/sessions": {
    summary: "A person's sessions and history",
    access: "superuser",
    query: historyQuery,
    answers: { 200: pageOf(sessionResource) },
    problems: ["malformed"],
  },
  "POST /api/admin/sessions/end": {
    summary: "Ends sessions by ids, by filter or of a person, or says what would end",
    access: "superuser",
    body: endSessionsRequest,
    answers: { 200: endSessionsAnswer },
    problems: ["reauth_required"],
  },
};
