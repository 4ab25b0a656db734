import type { Operations } from "../http/operation.ts";
import { pageOf, sessionResource } from "../http/wire.schema.ts";
import { topicsQuery } from "./events.routes.ts";
import { sessionAnswer, sessionDataAnswer } from "./session-answers.schema.ts";
import { listQuery, pageViewRequest, sessionDataPatch } from "./sessions.schema.ts";

export const sessionOperations: Operations = {
  "GET /api/session": {
    summary: "The caller's session",
    access: "session",
    answers: { 200: sessionAnswer },
  },
  "POST /api/session/page-view": {
    summary: "Counts a page view; 204 without a session",
    access: "session",
    body: pageViewRequest,
    answers: { 200: sessionAnswer, 204: null },
  },
  "POST /api/session/extend": {
    summary: "Moves the idle deadline",
    access: "session",
    answers: { 200: sessionAnswer },
  },
  "PATCH /api/session/data": {
    summary: "Keeps temporary data of the page in the session",
    access: "session",
    body: sessionDataPatch,
    answers: { 200: sessionDataAnswer },
  },
  "GET /api/sessions": {
    summary: "The caller's sessions, newest first",
    access: "session",
    query: listQuery,
    answers: { 200: pageOf(sessionResource) },
    problems: ["malformed"],
  },
  "DELETE /api/sessions/:id": {
    summary: "Ends one of the caller's sessions",
    access: "session",
    answers: { 204: null },
    problems: ["not_found", "reauth_required"],
  },
  "GET /api/events": {
    summary: "Server-sent events about the caller's session; 204 without one",
    access: "anyone",
    query: topicsQuery,
    answers: { 200: "text/event-stream", 204: null },
    problems: ["forbidden"],
  },
};
