import { z } from "zod";
import {
  type LoginAnswer,
  type LogoutAnswer,
  type PasswordAnswer,
  PROVIDER_PROBLEMS,
  type ReauthAnswer,
  type VerifyAnswer,
} from "../contract/index.ts";
import type { Operation, Operations } from "../http/operation.ts";
import { count, isoTime, sessionResource, userResource } from "../http/wire.schema.ts";
import { loginForm, loginRequest, logoutRequest, passwordRequest, reauthRequest } from "./accounts.schema.ts";

const loginAnswer = z.object({
  user: userResource,
  session: sessionResource,
  csrfToken: z.string(),
}) satisfies z.ZodType<LoginAnswer>;

const tokenAnswer = z.object({
  token: z.string(),
  tokenType: z.literal("Bearer"),
  session: sessionResource,
  user: userResource,
});

const logoutAnswer = z.object({
  message: z.string(),
  endedAt: isoTime,
  ended: count,
}) satisfies z.ZodType<LogoutAnswer>;

const verifyAnswer = z.object({
  user: userResource.nullable(),
  session: sessionResource,
}) satisfies z.ZodType<VerifyAnswer>;

const reauthAnswer = z.object({
  sudoUntil: isoTime,
  csrfToken: z.string(),
  token: z.string().exactOptional(),
}) satisfies z.ZodType<ReauthAnswer>;

const passwordAnswer = z.object({
  ended: count,
  csrfToken: z.string(),
  token: z.string().exactOptional(),
}) satisfies z.ZodType<PasswordAnswer>;

const verify: Operation = {
  summary: "Whether the session is good, and whose it is; counts as no activity",
  access: "session",
  answers: { 200: verifyAnswer },
};

export const accountOperations: Operations = {
  "POST /api/auth/login": {
    summary: "Signs in with a password and sets the session cookie",
    access: "anyone",
    body: loginRequest,
    answers: { 200: loginAnswer },
    problems: ["invalid_credentials", "session_limit", "rate_limited"],
  },
  "POST /api/auth/token": {
    summary: "Signs a native client in: a bearer token, no cookie",
    access: "anyone",
    body: loginRequest,
    answers: { 200: tokenAnswer },
    problems: ["invalid_credentials", "session_limit", "rate_limited"],
  },
  "POST /api/auth/logout": {
    summary: "Signs out: this session, the others, or all of them",
    access: "session",
    body: logoutRequest,
    answers: { 200: logoutAnswer },
    problems: ["conflict"],
  },
  "GET /api/auth/verify": verify,
  "POST /api/auth/verify": verify,
  "POST /api/auth/reauth": {
    summary: "Confirms the password; the session gets a new token",
    access: "session",
    body: reauthRequest,
    answers: { 200: reauthAnswer },
    problems: ["reauth_required", "invalid_credentials", "conflict", "rate_limited"],
  },
  "POST /api/auth/password": {
    summary: "Changes the password; all other sessions end, this one gets a new token",
    access: "session",
    body: passwordRequest,
    answers: { 200: passwordAnswer },
    problems: ["forbidden", "invalid_credentials", "conflict", "rate_limited"],
  },
  "GET /login": {
    summary: "The sign-in page",
    access: "anyone",
    query: z.object({
      next: z.string().exactOptional(),
      "signed-out": z.string().exactOptional(),
      ended: z.string().exactOptional().describe("Says how the session of the cookie has ended"),
      problem: z.enum(PROVIDER_PROBLEMS).exactOptional().describe("What came of a sign-in with a provider"),
      provider: z.string().exactOptional(),
    }),
    answers: { 200: "text/html" },
  },
  "POST /login": {
    summary: "Signs in by form",
    access: "anyone",
    form: loginForm,
    answers: { 303: null, 401: "text/html", 409: "text/html", 422: "text/html", 429: "text/html" },
  },
  "POST /logout": {
    summary: "Signs out by form",
    access: "anyone",
    form: z.object({ next: z.string().exactOptional() }),
    answers: { 303: null },
  },
};
