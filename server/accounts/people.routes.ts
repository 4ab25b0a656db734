import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type {
  AccountResource,
  DisableAnswer,
  EnableAnswer,
  LoginAttemptResource,
  Page,
  UserResource,
} from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { Problem } from "../http/problem.ts";
import { validate } from "../http/validate.ts";
import type { AccountService } from "./accounts.service.ts";
import { attemptPlace, attemptsQuery, userPlace, usersQuery } from "./people.schema.ts";
import { presentAccount, presentAttempt } from "./people.present.ts";
import type { PeopleService } from "./people.service.ts";

interface PeopleRoutesOptions {
  people: PeopleService;
  accounts: Pick<AccountService, "disable" | "enable">;
  secret: string;
  superuserOnly: Middleware;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required`. */
  requireRecentAuthentication(ctx: Context): void;
}

/** People and their sign-ins, for superusers. */
export function createPeopleRoutes(options: PeopleRoutesOptions): Router {
  const { people, accounts, secret, superuserOnly, getUser, requireRecentAuthentication } = options;
  const router = new Router();

  router.get("/api/admin/users", superuserOnly, async (ctx) => {
    const { cursor, limit, q } = validate(usersQuery, ctx.query);
    const list = ["users", q];
    const after = cursor === undefined ? undefined : validate(userPlace, decodeCursor(cursor, secret, list));
    const { items, next } = await people.list({ q, after, limit });
    ctx.body = {
      items: items.map(presentAccount),
      nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
    } satisfies Page<AccountResource>;
  });

  router.post("/api/admin/users/:id/disable", superuserOnly, async (ctx) => {
    const by = getUser(ctx);
    requireRecentAuthentication(ctx);
    if (ctx.params.id === by.id) throw new Problem("conflict", "You cannot disable yourself.");
    const { account, ended } = await accounts.disable(ctx.params.id ?? "", by);
    ctx.body = { user: presentAccount(account), ended } satisfies DisableAnswer;
  });

  router.post("/api/admin/users/:id/enable", superuserOnly, async (ctx) => {
    requireRecentAuthentication(ctx);
    const account = await accounts.enable(ctx.params.id ?? "", getUser(ctx));
    ctx.body = { user: presentAccount(account) } satisfies EnableAnswer;
  });

  router.get("/api/admin/login-attempts", superuserOnly, async (ctx) => {
    const { cursor, limit, ...filter } = validate(attemptsQuery, ctx.query);
    const list = ["login-attempts", filter];
    const before =
      cursor === undefined ? undefined : validate(attemptPlace, decodeCursor(cursor, secret, list));
    const { items, next } = await people.listAttempts({ ...filter, before, limit });
    ctx.body = {
      items: items.map(presentAttempt),
      nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
    } satisfies Page<LoginAttemptResource>;
  });

  return router;
}
