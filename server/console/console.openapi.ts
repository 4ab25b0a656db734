import type { HttpMethod, Operation, Operations } from "../http/operation.ts";

const ANSWERS = {
  200: "text/html",
  303: null,
  400: "text/html",
  404: "text/html",
  409: "text/html",
  422: "text/html",
} as const;

/** Pages for people, not for programs: nobody is sent to the sign-in page, and others than superusers find nothing. */
export const consoleOperations: Operations = {
  ...page("GET", "/sessions", "The page of one's own sessions"),
  ...page("GET", "/sessions/:id/end", "Asks before one of one's own sessions is ended"),
  ...page("POST", "/sessions/:id/end", "Ends one of one's own sessions, by a form"),
  ...page("GET", "/admin", "The superusers' console: figures and charts"),
  ...page("GET", "/admin/sessions", "Everybody's sessions"),
  ...page("GET", "/admin/sessions/:id", "One session, what was done to it and what its pages reported"),
  ...page("GET", "/admin/sessions/:id/end", "Asks for a reason before a session is ended"),
  ...page("POST", "/admin/sessions/:id/end", "Ends a session, by a form"),
  ...page("GET", "/admin/users", "People"),
  ...page("GET", "/admin/users/:id", "A person, by id or username, and their sessions"),
  ...page("GET", "/admin/users/:id/disable", "Asks before somebody is barred"),
  ...page("POST", "/admin/users/:id/disable", "Bars a person and ends their sessions, by a form"),
  ...page("GET", "/admin/users/:id/enable", "Asks before somebody may sign in again"),
  ...page("POST", "/admin/users/:id/enable", "Lets a person sign in again, by a form"),
  ...page("GET", "/admin/login-attempts", "Attempts to sign in"),
  ...page("GET", "/admin/login-attempts/session", "Leads from an attempt to the session that it began"),
  ...page("GET", "/admin/audit", "The audit log"),
  ...page("GET", "/admin/consent", "Decisions of visitors, and how often they answered how"),
  ...page("GET", "/admin/frontend-events", "What pages reported"),
  ...page("GET", "/admin/frontend-events/groups", "The same, grouped by type, level and message"),
  ...page("GET", "/admin/webhook-deliveries", "Webhooks on their way, delivered and given up"),
  ...page("GET", "/admin/webhook-deliveries/:id/resend", "Asks before a webhook is sent again"),
  ...page("POST", "/admin/webhook-deliveries/:id/resend", "Sends a webhook again, by a form"),
};

function page(method: HttpMethod, path: `/${string}`, summary: string): Operations {
  const operation: Operation = { summary, access: "anyone", answers: ANSWERS };
  return { [`${method} ${path}`]: operation };
}
