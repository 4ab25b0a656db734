import type { z } from "zod";
import type { ProblemCode } from "../contract/index.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call a route: `session` anybody with a session (401 otherwise), `superuser` (401, 403), `hidden` a
 * superuser, before whom alone there is anything (404), `receipt` whoever holds a decision's secret, `scraper`
 * whoever holds the metrics token, `host` a host's back end with its key.
 */
export type Access = "anyone" | "session" | "superuser" | "hidden" | "receipt" | "scraper" | "host";

/** The body of an answer: JSON of a schema, text of a media type, or nothing. */
export type AnswerBody = z.ZodType | `${string}/${string}` | null;

/**
 * What the OpenAPI document says of a route, and what the tests hold its answers to. What follows from the
 * method, the access and the schemas is added to it: 401, 403, 422, 500 and the like are not listed again.
 */
export interface Operation {
  /** One line. */
  summary: string;
  access: Access;
  /** Of the path, `:id` and the like; text without a limit when it says nothing. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A body that comes from a form. */
  form?: z.ZodType;
  /** By status. */
  answers: Readonly<Record<number, AnswerBody>>;
  /** Refusals of its own. */
  problems?: readonly ProblemCode[];
}

/** Operations by method and path below the base path, as the router writes it: `GET /api/sessions/:id`. */
export type Operations = Readonly<Record<`${HttpMethod} /${string}`, Operation>>;
