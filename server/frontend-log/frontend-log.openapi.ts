import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";
import { FRONTEND_LOG_PATH } from "./frontend-log.routes.ts";
import {
  eventGroupsQuery,
  eventListQuery,
  frontendEventGroups,
  frontendEventResource,
} from "./frontend-events.schema.ts";
import { frontendLogBody } from "./frontend-log.schema.ts";

export const frontendLogOperations: Operations = {
  [`POST ${FRONTEND_LOG_PATH}`]: {
    summary: "Events of the page; also as text/plain, for beacons. What is answered 204 is stored",
    access: "anyone",
    body: frontendLogBody,
    answers: { 204: null },
    problems: ["rate_limited"],
  },
  "GET /api/admin/frontend-events": {
    summary:
      "What pages reported, newest first. With `level` or `text` a page may hold fewer items than asked for",
    access: "superuser",
    query: eventListQuery,
    answers: { 200: pageOf(frontendEventResource) },
    problems: ["malformed"],
  },
  "GET /api/admin/frontend-event-groups": {
    summary: "The same events of the newest, by type, level and message, most frequent first",
    access: "superuser",
    query: eventGroupsQuery,
    answers: { 200: frontendEventGroups },
  },
};
