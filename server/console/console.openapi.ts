import type { Operations } from "../http/operation.ts";

/** Pages for people, not for programs. */
export const consoleOperations: Operations = {
  "GET /sessions": {
    summary: "The page of one's own sessions; to the sign-in page for nobody",
    access: "anyone",
    answers: { 200: "text/html", 303: null },
  },
  "GET /admin": {
    summary: "The superusers' console; to the sign-in page for nobody",
    access: "anyone",
    answers: { 200: "text/html", 303: null, 403: "text/html" },
  },
};
