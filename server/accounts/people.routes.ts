import Router from "@koa/router";
import type { Middleware } from "koa";
import type {
  AccountResource,
  DisableAnswer,
  EnableAnswer,
  LoginAttemptResource,
  Page,
} from "../contract/index.ts";
import type { AccountBars } from "./account-bars.ts";
import type { PeopleLists } from "./people.lists.ts";

interface PeopleRoutesOptions {
  lists: PeopleLists;
  bars: AccountBars;
  superuserOnly: Middleware;
}

/** People and their sign-ins, for superusers. */
export function createPeopleRoutes({ lists, bars, superuserOnly }: PeopleRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/users", superuserOnly, async (ctx) => {
    ctx.body = (await lists.users(ctx.query)) satisfies Page<AccountResource>;
  });

  router.post("/api/admin/users/:id/disable", superuserOnly, async (ctx) => {
    ctx.body = (await bars.disable(ctx, ctx.params.id ?? "")) satisfies DisableAnswer;
  });

  router.post("/api/admin/users/:id/enable", superuserOnly, async (ctx) => {
    ctx.body = (await bars.enable(ctx, ctx.params.id ?? "")) satisfies EnableAnswer;
  });

  router.get("/api/admin/login-attempts", superuserOnly, async (ctx) => {
    ctx.body = (await lists.attempts(ctx.query)) satisfies Page<LoginAttemptResource>;
  });

  return router;
}
