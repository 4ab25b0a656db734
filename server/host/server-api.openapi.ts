import type { Operations } from "../http/operation.ts";
import {
  hostDisableAnswer,
  hostEndAnswer,
  hostEndRequest,
  reportedAttemptsAnswer,
  reportedAttemptsRequest,
  revocationsAnswer,
  revocationsQuery,
} from "./server-api.schema.ts";

export const serverApiOperations: Operations = {
  "POST /api/server/sessions/end": {
    summary: "Ends what has begun under the host's alias of a session, or all of a person's sessions",
    access: "host",
    body: hostEndRequest,
    answers: { 200: hostEndAnswer },
  },
  "GET /api/server/revocations": {
    summary:
      "Sessions that were taken away since a cursor; waits for the next one. Without a cursor: the present one",
    access: "host",
    query: revocationsQuery,
    answers: { 200: revocationsAnswer },
    problems: ["malformed", "rate_limited"],
  },
  "POST /api/server/login-attempts": {
    summary: "Keeps attempts to sign in at the host's own form; the same one once",
    access: "host",
    body: reportedAttemptsRequest,
    answers: { 202: reportedAttemptsAnswer },
  },
  "POST /api/server/subjects/:id/disable": {
    summary: "Bars a person, as the host names them, and ends all their sessions",
    access: "host",
    answers: { 200: hostDisableAnswer },
    problems: ["not_found"],
  },
  "POST /api/server/subjects/:id/enable": {
    summary: "Lets a person sign in again",
    access: "host",
    answers: { 204: null },
    problems: ["not_found"],
  },
};
