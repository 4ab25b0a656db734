import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";
import {
  accountResource,
  attemptsQuery,
  disableAnswer,
  enableAnswer,
  loginAttemptResource,
  usersQuery,
} from "./people.schema.ts";

export const peopleOperations: Operations = {
  "GET /api/admin/users": {
    summary: "Accounts and vouched-for people, by username",
    access: "superuser",
    query: usersQuery,
    answers: { 200: pageOf(accountResource) },
    problems: ["malformed"],
  },
  "POST /api/admin/users/:id/disable": {
    summary: "Bars a person from signing in and ends all their sessions",
    access: "superuser",
    answers: { 200: disableAnswer },
    problems: ["reauth_required", "not_found", "conflict"],
  },
  "POST /api/admin/users/:id/enable": {
    summary: "Lets a person sign in again",
    access: "superuser",
    answers: { 200: enableAnswer },
    problems: ["reauth_required", "not_found"],
  },
  "GET /api/admin/login-attempts": {
    summary: "Sign-ins, good and bad, newest first",
    access: "superuser",
    query: attemptsQuery,
    answers: { 200: pageOf(loginAttemptResource) },
    problems: ["malformed"],
  },
};
